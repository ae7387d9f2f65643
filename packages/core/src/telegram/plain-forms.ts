import { AsyncLocalStorage } from 'node:async_hooks'
import type { Transformer } from 'grammy'
import type { Logger } from '../log/index.ts'
import type { Metrics } from '../metrics/index.ts'
import { type ModernForm, modernForms, rulesOf } from './modern-forms.ts'
import type { Wire } from './wire.ts'

/** How a call ended, as far as its form can be to blame: done, or refused in these words (400). */
export type FormEnd = 'done' | { readonly refusal: string } | undefined

/** Something that a server may be unable to do, remembered for as long as it is not worth asking again. */
export interface Ability {
  isRefused(): boolean
  refuse(): void
}

/** What servers refuse of the younger parts of the Bot API goes in a plain form instead: nothing is lost, and it is not asked for again for a day. */
export interface PlainForms {
  /** Makes a call, at most once more for each form that the answer blames and the payload has. */
  call<P extends object, A>(payload: P, attempt: (payload: P) => Promise<A>, endOf: (answer: A) => FormEnd): Promise<A>
  /** Install it innermost on `bot.api`, and again through `conversations({ plugins })`. */
  readonly transformer: Transformer
  /** Calls over it are news about the server. A replay of a dialogue makes none: it gets old answers. */
  watch(wire: Wire): Wire
  /** Making a picture of a text message in place. Not for dialogues, whose replays must do as the first run did. */
  readonly textToPicture: Ability
}

export interface PlainFormsDeps {
  readonly log: Logger
  readonly metrics: Metrics
  /** Machine time in milliseconds; tests inject theirs. */
  readonly now?: () => number
}

const askAgainMs = 24 * 3_600_000

/** Whether a call got as far as the network. */
interface Trip {
  isLive: boolean
}

export function createPlainForms({ log, metrics, now = Date.now }: PlainFormsDeps): PlainForms {
  const trips = new AsyncLocalStorage<Trip>()
  const plainCalls = metrics.counter('telegram_plain_total', 'Calls in a plain form, by what Telegram refuses', [
    'kind',
  ])
  const refusedUntil = new Map<string, number>()
  const isRefused = (kind: string): boolean => refusedUntil.size > 0 && (refusedUntil.get(kind) ?? 0) > now()
  const refuse = (kind: string): void => {
    if (!isRefused(kind))
      log.warn({ kind }, 'Telegram refuses this: messages go in a plain form, and it is asked again in a day')
    refusedUntil.set(kind, now() + askAgainMs)
  }

  const plain = <P extends object>(payload: P, blamed: ReadonlySet<ModernForm>): P => {
    let changed = payload
    for (const kind of modernForms) {
      if (!(blamed.has(kind) || isRefused(kind)) || !rulesOf[kind].isUsedIn(changed)) continue
      plainCalls.inc({ kind })
      changed = Object.assign({}, changed, rulesOf[kind].without(changed))
    }
    return changed
  }

  /** By the payload as it came, not as it was sent: a replay gets the answers of its first run, whatever is known by now. */
  const call: PlainForms['call'] = async (payload, attempt, endOf) => {
    const blamed = new Set<ModernForm>()
    const trip: Trip = { isLive: false }
    for (;;) {
      const answer = await trips.run(trip, () => attempt(plain(payload, blamed)))
      const end = endOf(answer)
      // Only what helped is known to have been at fault.
      if (end === 'done' && trip.isLive) for (const kind of blamed) refuse(kind)
      if (end === undefined || end === 'done') return answer
      const news = modernForms.filter(
        (kind) => !blamed.has(kind) && rulesOf[kind].refusal.test(end.refusal) && rulesOf[kind].isUsedIn(payload),
      )
      if (news.length === 0) return answer
      for (const kind of news) blamed.add(kind)
      trip.isLive = false
    }
  }

  return {
    call,
    transformer: (prev, method, payload, signal) =>
      call(
        payload,
        (form) => prev(method, form, signal),
        (answer) => {
          if (answer.ok) return 'done'
          return answer.error_code === 400 ? { refusal: answer.description } : undefined
        },
      ),
    watch: (wire) => ({
      ...wire,
      send(url, request) {
        const trip = trips.getStore()
        if (trip) trip.isLive = true
        return wire.send(url, request)
      },
    }),
    textToPicture: {
      isRefused: () => isRefused('text_to_picture'),
      refuse() {
        plainCalls.inc({ kind: 'text_to_picture' })
        refuse('text_to_picture')
      },
    },
  }
}
