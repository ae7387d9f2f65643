import { z } from 'zod'

const question = z.object({ id: z.number(), command: z.string(), input: z.unknown() })

/** The child's side of `child.ts`: answers questions until the parent disconnects, then cleans up and ends. */
export function serve(
  commands: Readonly<Record<string, (input: unknown) => Promise<object> | object>>,
  stop: () => Promise<void>,
): void {
  process.on('message', async (message) => {
    const { id, command, input } = question.parse(message)
    try {
      const work = commands[command]
      if (!work) throw new Error(`This process knows no command "${command}"`)
      process.send?.({ id, answer: await work(input) })
    } catch (error) {
      process.send?.({ id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) })
    }
  })
  process.on('disconnect', async () => {
    await stop()
    process.exit(0)
  })
}

/** What this process used so far: CPU of all its threads, memory now and at most, in bytes. */
export function readUsage(): { readonly cpuMicros: number; readonly rss: number; readonly maxRss: number } {
  const { user, system } = process.cpuUsage()
  return { cpuMicros: user + system, rss: process.memoryUsage.rss(), maxRss: process.resourceUsage().maxRSS * 1024 }
}
