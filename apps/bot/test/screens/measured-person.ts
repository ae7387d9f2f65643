import type { TestPlatform } from '@bazaar/testing'

type Driver = ReturnType<TestPlatform['telegram']['user']>
export type Message = Awaited<ReturnType<Driver['sees']>>

export interface Counts {
  /** Messages of the bot: new ones, edits do not count. */
  readonly told: number
  readonly taps: number
  /** Messages of the person. */
  readonly written: number
}

/** Somebody whose every message and tap is counted. Patterns match a text or the label of a button. */
export interface MeasuredPerson {
  readonly id: number
  writes(message: Parameters<Driver['sends']>[0], until: RegExp): Promise<Message>
  /** Presses the newest button with such a label. */
  taps(label: RegExp, until: RegExp): Promise<Message>
  sees(until: RegExp): Promise<Message>
  counts(): Counts
}

/** How long a busy machine may take to answer. */
const withinMs = 60_000

/** As it is read: nobody sees that a space does not break. */
export const bodyOf = ({ text, caption }: Message): string => (text ?? caption ?? '').replaceAll('\u00a0', ' ')
const labelsOf = ({ buttons }: Message): readonly string[] => buttons.flat().map(({ text }) => text)

export function measuredPerson(platform: TestPlatform, name: string, id?: number): MeasuredPerson {
  const person = platform.telegram.user(name, id === undefined ? {} : { id })
  const told = new Set<number>()
  const count = { taps: 0, written: 0 }
  platform.standin.onChange(({ kind, chatId, revision }) => {
    if (kind !== 'message' || chatId !== person.id) return
    const { messages } = platform.standin.messages(chatId, { botId: platform.account.id, since: revision - 1 })
    for (const message of messages) if (message.from === 'bot') told.add(message.message_id)
  })
  const sees = async (until: RegExp): Promise<Message> => {
    const seen = await person.sees((one) => [bodyOf(one), ...labelsOf(one)].some((text) => until.test(text)), {
      withinMs,
    })
    // What else this causes belongs to the same step.
    await platform.settle()
    return person.botMessages((one) => one.message_id === seen.message_id)[0] ?? seen
  }
  return {
    id: person.id,
    sees,
    async writes(message, until) {
      count.written += 1
      await person.sends(message)
      return sees(until)
    },
    async taps(label, until) {
      const shown = person.botMessages((one) => labelsOf(one).some((text) => label.test(text))).at(-1)
      const text = shown && labelsOf(shown).find((one) => label.test(one))
      if (!shown || text === undefined) throw new Error(`${name} has no button ${label}.`)
      count.taps += 1
      await person.presses(text, { messageId: shown.message_id })
      return sees(until)
    },
    counts: () => ({ told: told.size, ...count }),
  }
}
