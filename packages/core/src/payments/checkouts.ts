import { setTimeout as delay } from 'node:timers/promises'
import type { PreCheckoutQuery, Update } from 'grammy/types'
import { AppError } from '../errors/index.ts'
import { localeOf, type Reader, type TextSpec, type Texts } from '../i18n/index.ts'
import type { Logger } from '../log/index.ts'
import type { PlatformMetrics } from '../metrics/index.ts'
import type { CallOutcome, TelegramCall } from '../telegram/index.ts'
import { findClaim } from './claims.ts'
import type { Seller } from './types.ts'

/** Telegram gives up after 10 s; on the way here and back some of it is lost. */
const answerWithinMs = 7_000
/** After that, nothing that is sent can arrive in time. */
const lastTryMs = 9_500
const forgetMs = 60_000
const retryMs = 200
const refusalLength = 200

export interface CheckoutsDeps {
  /** Past everything that paces and repeats other calls. */
  readonly call: TelegramCall
  readonly texts: Texts
  readonly log: Logger
  readonly metrics: Pick<PlatformMetrics, 'countError'>
  readonly parts: readonly Seller[]
  /** How long the feature may think; 7,000 ms unless told. */
  readonly withinMs?: number | undefined
}

/** Answers the question whether something may be paid, in time whatever happens. */
export interface Checkouts {
  /** It came in: unless it is answered in time, it is refused. */
  expect(update: Update): void
  /** It is somebody else's to answer, unless it is being answered here. */
  release(update: Update): void
  /** Asks the feature and answers. Resolves when it is answered, also by refusing, and never rejects. */
  answer(query: PreCheckoutQuery, reader: Reader | undefined): Promise<void>
  close(): void
}

interface Waiting {
  readonly since: number
  readonly query: PreCheckoutQuery
  reader: Reader
  state: 'expected' | 'handled' | 'answered'
  timer: NodeJS.Timeout | undefined
  /** Refused, because it took too long. */
  readonly over: PromiseWithResolvers<undefined>
}

type Answer = { readonly ok: true } | { readonly ok: false; readonly error_message: string }

const later: TextSpec = { key: 'core-payment-later' }

export function createCheckouts(deps: CheckoutsDeps): Checkouts {
  const { call, texts, log, withinMs = answerWithinMs } = deps
  const waiting = new Map<string, Waiting>()

  function wait(query: PreCheckoutQuery): Waiting {
    const known = waiting.get(query.id)
    if (known) return known
    const since = Date.now()
    for (const [id, old] of waiting) if (since - old.since > forgetMs) waiting.delete(id)
    const one: Waiting = {
      ...{ since, query, state: 'expected', timer: undefined },
      reader: { locale: localeOf(query.from.language_code), timeZone: 'UTC' },
      over: Promise.withResolvers(),
    }
    one.timer = setTimeout(() => {
      log.warn({ queryId: query.id }, 'a payment could not be checked in time; it is refused')
      void conclude(one, refusal(one, later)).then(() => one.over.resolve(undefined))
    }, withinMs)
    waiting.set(query.id, one)
    return one
  }

  /** The first answer counts. */
  async function conclude(one: Waiting, answer: Answer): Promise<void> {
    if (one.state === 'answered') return
    one.state = 'answered'
    clearTimeout(one.timer)
    const outcome = await send({ pre_checkout_query_id: one.query.id, ...answer }, one.since + lastTryMs)
    if (outcome.kind !== 'sent') log.warn({ outcome: outcome.kind }, 'a payment was not answered: it does not happen')
  }

  async function send(payload: object, until: number): Promise<CallOutcome> {
    for (;;) {
      const outcome = await call('answerPreCheckoutQuery', payload)
      const waitMs = waitOf(outcome)
      if (waitMs === undefined || Date.now() + waitMs > until) return outcome
      await delay(waitMs)
    }
  }

  const refusal = ({ reader }: Waiting, why: TextSpec): Answer => ({
    ok: false,
    error_message: texts.plain(reader, why, refusalLength),
  })

  /** Never rejects: a refusal whose words are missing is one all the same. */
  async function judge(one: Waiting): Promise<Answer> {
    try {
      const verdict = await ask(deps.parts, one.query)
      return verdict === 'ok' ? { ok: true } : refusal(one, verdict)
    } catch (error) {
      deps.metrics.countError('payment')
      log.error({ error }, 'a feature could not check a payment; it is refused')
      return refusal(one, later)
    }
  }

  return {
    expect({ pre_checkout_query: query }) {
      if (query) wait(query)
    },
    release({ pre_checkout_query: query }) {
      const one = query && waiting.get(query.id)
      if (one?.state !== 'expected') return
      clearTimeout(one.timer)
      waiting.delete(one.query.id)
    },
    async answer(query, reader) {
      const one = wait(query)
      if (one.state === 'answered') return
      one.state = 'handled'
      one.reader = reader ?? one.reader
      const answer = await Promise.race([judge(one), one.over.promise])
      if (answer) await conclude(one, answer)
    },
    close() {
      // What a feature is asked already is answered, or refused, before the process ends.
      for (const { state, timer } of waiting.values()) if (state === 'expected') clearTimeout(timer)
    },
  }
}

async function ask(
  parts: readonly Seller[],
  { from, invoice_payload, currency, total_amount }: PreCheckoutQuery,
): Promise<'ok' | TextSpec> {
  const claim = findClaim(parts, invoice_payload)
  if (!claim) return { key: 'core-payment-off' }
  const { kind, rest } = claim
  try {
    return await kind.check({ userId: BigInt(from.id), rest, currency, amount: BigInt(total_amount) })
  } catch (error) {
    if (error instanceof AppError) return { key: error.key, params: error.params }
    throw error
  }
}

/** When it may be sent again; never, when Telegram has decided. Twice the same answer changes nothing. */
function waitOf(outcome: CallOutcome): number | undefined {
  if (outcome.kind === 'rate-limited') return outcome.retryAfterMs
  return outcome.kind === 'retry' || outcome.kind === 'in-doubt' ? retryMs : undefined
}
