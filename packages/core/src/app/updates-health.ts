import type { Api } from 'grammy'
import type { FetchWatch } from '../bot/index.ts'
import type { HealthReading } from '../http/index.ts'

/** A long poll takes 30 s, and a failed one is repeated every 15 s. */
const silentMs = 60_000
const failingMs = 20_000
/** Telegram is asked for the state of the webhook no oftener. */
const askEveryMs = 15_000

export interface UpdatesHealthOptions {
  readonly api: Pick<Api, 'getWebhookInfo'>
  readonly watch: FetchWatch
  /** Where Telegram delivers to; `undefined` = this bot polls. */
  readonly webhookUrl: string | undefined
  /** Machine time; `Date.now` unless told. */
  readonly now?: () => number
}

/**
 * Whether updates still arrive, judged by what succeeded last: the newest fetch, or Telegram's own word about its
 * deliveries. `detail.cause` says in one word why not.
 */
export function createUpdatesHealth({
  api,
  watch,
  webhookUrl,
  now = Date.now,
}: UpdatesHealthOptions): () => Promise<HealthReading> {
  if (webhookUrl === undefined) return async () => readFetching(watch)
  let asked: { readonly at: number; readonly reading: HealthReading } | undefined
  return async () => {
    if (asked && now() - asked.at < askEveryMs) return asked.reading
    const info = await api.getWebhookInfo()
    const failedMs = info.last_error_date === undefined ? undefined : now() - info.last_error_date * 1000
    const cause =
      info.url !== webhookUrl
        ? 'webhook-elsewhere'
        : info.pending_update_count > 0 && failedMs !== undefined && failedMs < silentMs
          ? 'delivery-failed'
          : undefined
    const detail = { pending: info.pending_update_count, ...(cause && { cause }) }
    asked = { at: now(), reading: { state: cause ? 'degraded' : 'ok', detail } }
    return asked.reading
  }
}

function readFetching(watch: FetchWatch): HealthReading {
  const state = watch.state()
  // Another process polls.
  if (!state) return { state: 'ok', detail: { polls: false } }
  const { sinceMs, cause } = state
  const late = sinceMs > (cause ? failingMs : silentMs)
  const detail = { polls: true, sinceMs, ...(cause && { cause }) }
  return { state: late ? 'degraded' : 'ok', detail }
}
