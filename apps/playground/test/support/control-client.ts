import { setTimeout as sleep } from 'node:timers/promises'

export interface SeenMessage {
  readonly message_id: number
  readonly from: 'bot' | 'user'
  readonly text: string | null
  readonly caption: string | null
  readonly entities: readonly { readonly type: string; readonly offset: number; readonly length: number }[]
  readonly buttons: readonly (readonly {
    readonly text: string
    readonly callback_data: string | null
    readonly url: string | null
  }[])[]
  readonly edited: boolean
}

export interface Answer {
  readonly status: number
  // biome-ignore lint/suspicious/noExplicitAny: each test knows what it asked for
  readonly body: any
}

export interface ControlClient {
  call(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>
  /** The body of a call that must succeed. */
  // biome-ignore lint/suspicious/noExplicitAny: each test knows what it asked for
  ask(method: string, path: string, body?: unknown): Promise<any>
  says(userId: number, text: string): Promise<number>
  /** What the bot has written to this person. */
  fromBot(userId: number): Promise<readonly SeenMessage[]>
  /** Waits for a message from the bot that fits, newest first. */
  sees(userId: number, fits: RegExp | ((message: SeenMessage) => boolean), after?: number): Promise<SeenMessage>
}

export async function eventually<T>(what: string, probe: () => Promise<T | undefined>, withinMs = 30_000): Promise<T> {
  const deadline = Date.now() + withinMs
  for (;;) {
    const found = await probe()
    if (found !== undefined) return found
    if (Date.now() > deadline) throw new Error(`Not within ${withinMs / 1000} s: ${what}`)
    await sleep(50)
  }
}

export function createControlClient(url: string): ControlClient {
  const client: ControlClient = {
    async call(method, path, body, headers = {}) {
      const response = await fetch(url + path, {
        method,
        headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      })
      return { status: response.status, body: await response.json() }
    },
    async ask(method, path, body) {
      const answer = await client.call(method, path, body)
      if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`)
      return answer.body
    },
    async says(userId, text) {
      return (await client.ask('POST', `/control/users/${userId}/messages`, { text })).message_id
    },
    async fromBot(userId) {
      const { messages } = await client.ask('GET', `/control/users/${userId}/chat`)
      return messages.filter((message: SeenMessage) => message.from === 'bot')
    },
    async sees(userId, fits, after = 0) {
      const matches = (message: SeenMessage) =>
        typeof fits === 'function' ? fits(message) : fits.test(message.text ?? message.caption ?? '')
      return eventually(`user ${userId} sees ${String(fits)}`, async () =>
        (await client.fromBot(userId)).findLast((message) => message.message_id > after && matches(message)),
      )
    },
  }
  return client
}
