import { type ControlClient, eventually, type SeenMessage } from './control-client.ts'
import type { SharedPlayground } from './shared-playground.ts'

export const etsyPath = '/control/shops/etsy'
/** As the catalogue of the demo numbers them. */
export const clayThread = {
  userId: 53_000_001,
  mug: 1_500_000_001,
  tote: 1_500_000_002,
  candle: 1_500_000_003,
  print: 1_500_000_004,
  earrings: 1_500_000_005,
  soapDish: 1_500_000_006,
  spoonRest: 1_500_000_008,
}
export const nordlicht = { userId: 53_000_002, calendar: 1_500_000_103 }

export const minute = 60_000
export const day = 24 * 60 * minute
/** A little more than the demo lets pass from one look to the next. */
export const nextLookMs = 16_000
/** For one thing to come about, on a machine that has much else to do. */
const patienceMs = 60_000
/** So long a look is waited for before the clock moves on once more. */
const looksWithinMs = 3_000

/** Non-breaking spaces are spaces. */
const plain = (text: string) => text.replaceAll('\u00A0', ' ')
/** What a message says, or what stands below its picture. */
export const wordsOf = ({ text, caption }: SeenMessage) => plain(text ?? caption ?? '')

/** Where a message's way to Etsy leads to. */
export const etsyOf = ({ buttons }: SeenMessage) =>
  buttons.flat().find(({ url }) => url?.includes('/oauth/connect'))?.url

/** What Etsy's page leads to. */
export interface Page {
  readonly status: number
  readonly body: string
  readonly pin: string
  /** What the way back starts the bot with. */
  readonly payload: string
}

/** Somebody who talks with the bot over the control API, in their own chat or in a group. */
export function createTalker(control: ControlClient, id: number, chatId = id) {
  const query = chatId === id ? '' : `?chat_id=${chatId}`
  async function read(): Promise<readonly SeenMessage[]> {
    const { messages } = await control.ask('GET', `/control/users/${id}/chat${query}`)
    return messages.filter((message: SeenMessage) => message.from === 'bot')
  }
  const sees = (fits: RegExp, after = 0, withinMs = patienceMs): Promise<SeenMessage> =>
    eventually(
      `${id} sees ${fits}`,
      async () => (await read()).findLast((one) => one.message_id > after && fits.test(wordsOf(one))),
      withinMs,
    )
  return {
    id,
    sees,
    async says(text: string): Promise<number> {
      const body = chatId === id ? { text } : { text, chat_id: chatId }
      return (await control.ask('POST', `/control/users/${id}/messages`, body)).message_id
    },
    /** Says it, and waits for what fits below it. */
    async asks(text: string, fits: RegExp): Promise<SeenMessage> {
      return sees(fits, await this.says(text))
    },
    /** Presses the newest button that is called so, perhaps below the newest message with such words. */
    async presses(label: RegExp, on = /(?:)/): Promise<void> {
      const { message, data } = await eventually(
        `${id} finds a button ${label}`,
        async () => {
          const all = await read()
          for (const message of all.filter((one) => on.test(wordsOf(one))).toReversed()) {
            const button = message.buttons
              .flat()
              .find(({ text, callback_data }) => callback_data && label.test(plain(text)))
            if (button) return { message, data: button.callback_data }
          }
          return undefined
        },
        patienceMs,
      )
      const press = { message_id: message.message_id, callback_data: data, chat_id: chatId }
      await control.ask('POST', `/control/users/${id}/presses`, press)
    },
    /** Everything that fits, oldest first. */
    all: async (fits: RegExp) => (await read()).map(wordsOf).filter((text) => fits.test(text)),
    /** Sends /link. @returns where "Open Etsy" leads to */
    async begins(): Promise<string> {
      return this.wayToEtsy(await this.says('/link'))
    },
    /** Where the newest "Open Etsy" leads to. */
    wayToEtsy: (after: number): Promise<string> =>
      eventually(
        `${id} sees the way to Etsy`,
        async () => (await read()).flatMap((one) => (one.message_id > after ? (etsyOf(one) ?? []) : [])).at(-1),
        patienceMs,
      ),
  }
}
export type Talker = ReturnType<typeof createTalker>

/** Allows it as a browser would. @returns where the browser is led, unvisited */
export async function allow(url: string, userId = clayThread.userId): Promise<string> {
  const body = new URLSearchParams({ decision: 'allow', user: String(userId) })
  const { headers } = await fetch(url, { method: 'POST', redirect: 'manual', body })
  return headers.get('location') ?? ''
}

export async function visit(url: string): Promise<Page> {
  const answer = await fetch(url)
  const body = await answer.text()
  const [, pin = ''] = /class="pin">(\d{6})</.exec(body) ?? []
  const [, payload = ''] = /\?start=(\w[\w-]*)"/.exec(body) ?? []
  return { status: answer.status, body, pin, payload }
}

/** Etsy, the clock, and people of this file's own. */
export function createWorld({ control }: SharedPlayground) {
  const set = (body: object) => control.ask('PUT', etsyPath, body)
  const passes = (ms: number) => control.ask('POST', '/control/clock', { advance_ms: ms })
  return {
    passes,
    set,
    async person(name: string, language: string): Promise<Talker> {
      const { id } = await control.ask('POST', '/control/users', { first_name: name, language_code: language })
      const talker = createTalker(control, id)
      await talker.asks('/start', /./)
      return talker
    },
    /** A group of somebody, with the bot in it. */
    async group(title: string, owner: Talker): Promise<Talker> {
      const { id } = await control.ask('POST', '/control/chats', { type: 'group', title, members: [owner.id] })
      return createTalker(control, owner.id, id)
    },
    /** This happens at Etsy. */
    async happens(...answers: readonly object[]): Promise<void> {
      for (const answer of answers) {
        const { refused } = await set(answer)
        if (refused !== null) throw new Error(`${JSON.stringify(answer)}: ${refused}`)
      }
    },
    /** Lets look after look come, until what the bot finds is told. A jump while it looks plans the next look by the clock of before. */
    async tells(talker: Talker, fits: RegExp): Promise<SeenMessage> {
      const deadline = Date.now() + patienceMs
      for (;;) {
        await passes(nextLookMs)
        const found = await talker.sees(fits, 0, looksWithinMs).catch(() => undefined)
        if (found) return found
        if (Date.now() > deadline) throw new Error(`No look brings ${talker.id} ${fits}`)
      }
    },
  }
}
export type World = ReturnType<typeof createWorld>
