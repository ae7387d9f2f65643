import { onTestFinished } from 'vitest'
import { type BotAccount, type Standin, type StandinOptions, startStandin } from '../src/index.ts'

// biome-ignore lint/suspicious/noExplicitAny: tests look freely into whatever came over the wire
export type Loose = any

export interface Answer {
  readonly status: number
  readonly ok: boolean
  readonly result?: Loose
  readonly error_code?: number
  readonly description?: string
  readonly parameters?: Record<string, number>
}

export interface Setup {
  readonly standin: Standin
  readonly bot: BotAccount
  readonly anna: number
  /** Calls a method with a JSON body. */
  readonly call: (method: string, params?: Record<string, unknown>) => Promise<Answer>
}

export const caller =
  (url: string, token: string) =>
  async (method: string, params?: Record<string, unknown>): Promise<Answer> => {
    const response = await fetch(`${url}/bot${token}/${method}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(params ?? {}),
    })
    return { status: response.status, ...((await response.json()) as Omit<Answer, 'status'>) }
  }

/** A stand-in with one bot and Anna, who has started it; closed when the test ends. */
export const setup = async (options: StandinOptions = {}): Promise<Setup> => {
  const standin = await startStandin(options)
  onTestFinished(() => standin.close())
  const bot = standin.createBot({ username: 'shop_bot' })
  const anna = standin.createUser({ firstName: 'Anna', languageCode: 'en' }).id
  standin.sendMessage(anna, { text: '/start' })
  return { standin, bot, anna, call: caller(standin.url, bot.token) }
}

export const png = (width = 2, height = 3): Uint8Array => {
  const bytes = Buffer.alloc(33)
  bytes.writeUInt32BE(0x89504e47, 0)
  bytes.writeUInt32BE(0x0d0a1a0a, 4)
  bytes.writeUInt32BE(13, 8)
  bytes.write('IHDR', 12, 'latin1')
  bytes.writeUInt32BE(width, 16)
  bytes.writeUInt32BE(height, 20)
  return new Uint8Array(bytes)
}

/** Waits for a condition without fixed sleeps. */
export const until = async (condition: () => boolean, what: string, ms = 5000): Promise<void> => {
  const deadline = Date.now() + ms
  while (!condition()) {
    if (Date.now() > deadline) throw new Error(`Still waiting for ${what} after ${ms} ms.`)
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}
