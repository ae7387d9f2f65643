import type { Transformer } from 'grammy'
import type { Update } from 'grammy/types'
import { type Logger, withoutQuotes } from '../log/index.ts'

/** Telegram shows a spinner until a press is answered; a second answer would be ignored. */
const answerWithinMs = 900

/** Sees to it that every press is answered once and in time, whatever its handler does. */
export interface PressAnswers {
  /** Install it on the bot's API and inside forms. Later answers to one press are dropped, and an answer that fails fails nobody. */
  readonly transformer: Transformer
  /** Handles an update; its press is answered silently when nobody has done so after 0.9 s, or by the end. */
  guard<T>(update: Update, work: () => Promise<T>): Promise<T>
  isAnswered(queryId: string): boolean
}

/** @param answer answers silently, through an API on which the transformer is installed */
export function createPressAnswers(answer: (queryId: string) => Promise<unknown>, log: Logger): PressAnswers {
  const waiting = new Map<string, { answered: boolean }>()
  const accepted = { ok: true, result: true } as const

  const answerOnce: Transformer = async (prev, method, payload, signal) => {
    if (!('callback_query_id' in payload)) return prev(method, payload, signal)
    const press = waiting.get(String(payload.callback_query_id))
    // The result type depends on the method, which TypeScript cannot follow here: this one answers `true`.
    type Answer = Awaited<ReturnType<typeof prev<typeof method>>>
    if (press?.answered) return accepted as Answer
    if (press) press.answered = true
    try {
      const response = await prev(method, payload, signal)
      if (response.ok || response.error_code === 401) return response
      log.debug({ reason: withoutQuotes(response.description) }, 'a press was not answered')
    } catch (error) {
      log.debug({ error }, 'a press was not answered')
    }
    return accepted as Answer
  }

  return {
    transformer: (prev, method, payload, signal) =>
      method === 'answerCallbackQuery' ? answerOnce(prev, method, payload, signal) : prev(method, payload, signal),
    isAnswered: (queryId) => waiting.get(queryId)?.answered ?? false,
    async guard(update, work) {
      const id = update.callback_query?.id
      if (typeof id !== 'string') return work()
      waiting.set(id, { answered: false })
      const answerNow = () => answer(id).catch((error: unknown) => log.warn({ error }, 'a press was not answered'))
      const timer = setTimeout(() => void answerNow(), answerWithinMs)
      try {
        return await work()
      } finally {
        clearTimeout(timer)
        if (!waiting.get(id)?.answered) await answerNow()
        waiting.delete(id)
      }
    },
  }
}
