import { z } from 'zod'

const gatherInput = z.object({ people: z.number(), offers: z.number() })
const tapInput = z.object({ perSecond: z.number() })
export const tapResult = z.object({ latencies: z.array(z.number()), withoutCode: z.array(z.string()) })

interface Person {
  readonly id: number
  readonly offer: number
  /** The button that reserves, and the message that it is under. */
  confirm: { readonly data: string; readonly messageId: number } | undefined
}

interface Tapping {
  readonly since: Map<string, number>
  readonly latencies: number[]
  readonly withoutCode: string[]
  left: number
  done(): void
}

const giveUpMs = 180_000

/** People of the benchmark. `send` makes an update available to the bot. */
export function createPeople(send: (update: object) => void) {
  const people = new Map<number, Person>()
  let waiting = 0
  let settle: { resolve(): void; reject(error: Error): void } | undefined
  let tapping: Tapping | undefined
  let presses = 0
  /** Nobody comes back: the limit per person is not what is measured. */
  let newest = 100_000_000

  const fromOf = ({ id }: Person) => ({ id, is_bot: false, first_name: `Anna ${id}`, language_code: 'en' })
  const chatOf = ({ id }: Person) => ({ id, first_name: `Anna ${id}`, type: 'private' })
  const fail = (error: Error): void => settle?.reject(error)

  function press(person: Person, data: string, messageId: number): string {
    const id = String(++presses)
    const message = { message_id: messageId, chat: chatOf(person), date: 1_790_000_000, text: 'shown' }
    send({ callback_query: { id, from: fromOf(person), chat_instance: '1', data, message } })
    return id
  }

  function open(person: Person): void {
    const text = `/start offer_${person.offer}`
    const entities = [{ offset: 0, length: 6, type: 'bot_command' }]
    const message = { message_id: 1, from: fromOf(person), chat: chatOf(person), date: 1_790_000_000, text, entities }
    send({ message })
  }

  async function until(begin: () => void): Promise<void> {
    let timer: NodeJS.Timeout | undefined
    await new Promise<void>((resolve, reject) => {
      settle = { resolve, reject }
      timer = setTimeout(() => reject(new Error('The bot did not answer everybody in time.')), giveUpMs)
      begin()
    }).finally(() => clearTimeout(timer))
  }

  return {
    fail,
    /** Everybody opens an offer's link and goes on to the card that is confirmed. */
    async gather(input: unknown): Promise<object> {
      const { people: count, offers } = gatherInput.parse(input)
      waiting = count
      await until(() => {
        for (let n = 0; n < count; n++) {
          const person: Person = { id: ++newest, offer: 1 + (n % offers), confirm: undefined }
          people.set(person.id, person)
          open(person)
        }
      })
      return {}
    },
    see(chatId: number, messageId: number, buttons: readonly string[]): void {
      const person = people.get(chatId)
      if (!person || tapping) return
      const reserve = buttons.find((data) => data.startsWith('mp.reserve'))
      const confirm = buttons.find((data) => data.startsWith('mp.buy'))
      if (reserve !== undefined) press(person, reserve, messageId)
      if (confirm === undefined || person.confirm) return
      person.confirm = { data: confirm, messageId }
      waiting -= 1
      if (waiting === 0) settle?.resolve()
    },
    /** Everybody who is ready taps once, so many a second. Milliseconds until the answer that holds the code. */
    async tap(input: unknown): Promise<z.infer<typeof tapResult>> {
      const { perSecond } = tapInput.parse(input)
      const ready = [...people.values()].filter(({ confirm }) => confirm !== undefined)
      const since = new Map<string, number>()
      const [latencies, withoutCode]: [number[], string[]] = [[], []]
      tapping = { since, latencies, withoutCode, left: ready.length, done: () => settle?.resolve() }
      let timer: NodeJS.Timeout | undefined
      const startedAt = performance.now()
      await until(() => {
        let next = 0
        timer = setInterval(() => {
          const due = Math.min(ready.length, Math.floor(((performance.now() - startedAt) / 1_000) * perSecond))
          for (; next < due; next++) {
            const person = ready[next]
            if (person?.confirm)
              since.set(press(person, person.confirm.data, person.confirm.messageId), performance.now())
          }
        }, 5)
      }).finally(() => clearInterval(timer))
      for (const person of ready) people.delete(person.id)
      tapping = undefined
      return { latencies, withoutCode }
    },
    hear(queryId: string, text: string | undefined): void {
      const since = tapping?.since.get(queryId)
      if (!tapping || since === undefined) return
      tapping.since.delete(queryId)
      if (/code: \d{4}/.test(text ?? '')) tapping.latencies.push(performance.now() - since)
      else tapping.withoutCode.push(text ?? '')
      tapping.left -= 1
      if (tapping.left === 0) tapping.done()
    },
  }
}
