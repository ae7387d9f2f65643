import { z } from 'zod'
import { readUsage, serve } from '../../support/serve.ts'

/** What the parent tells a contender through its environment. */
export const settings = z
  .object({ BENCH_API_ROOT: z.string(), BENCH_TOKEN: z.string() })
  .transform(({ BENCH_API_ROOT, BENCH_TOKEN }) => ({ apiRoot: BENCH_API_ROOT, token: BENCH_TOKEN }))
  .parse(process.env)

/** What the bare bots answer; our own text is as long. */
export const reply = 'Hello! You have been with us since 5 Jan, 09:00 UTC.'

/** Answers the parent's questions about CPU and memory. */
export function measured(stop: () => Promise<void> = async () => undefined): void {
  serve({ usage: readUsage }, stop)
}
