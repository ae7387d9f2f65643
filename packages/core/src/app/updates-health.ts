import type { Api } from 'grammy'
import { causeOf } from '../errors/index.ts'
import type { HealthReading } from '../http/index.ts'
import type { UpdateWatch } from '../intake/index.ts'

/** A long poll takes 30 s, and a failed one is repeated every 15 s. */
const silentMs = 60_000
const failingMs = 20_000
/** Telegram is asked for the state of the webhook no oftener. */
const askEveryMs = 15_000

export interface UpdatesHealthOptions {
  readonly api: Pick<Api, 'getWebhookInfo'>
  readonly watch: UpdateWatch
  /** Where Telegram delivers to; `undefined` = this bot polls. */
  readonly webhookUrl: string | undefined
  /** Machine time; `Date.now` unless told. */
  readonly now?: () => number
}

/**
 * Whether updates still arrive, judged by what succeeded last: the newest fetch, or the newest delivery and Telegram's own word
 * about the others. `detail.cause` says in one word why not.
 */
export function createUpdatesHealth({
  api,
  watch,
  webhookUrl,
  now = Date.now,
}: UpdatesHealthOptions): () => Promise<HealthReading> {
  if (webhookUrl === undefined) return async () => readFetching(watch)
  let asked: { readonly at: number; readonly detail: HealthReading['detail'] } | undefined
  return async () => {
    if (!asked || now() - asked.at >= askEveryMs)
      asked = { at: now(), detail: await readWebhook(api, webhookUrl, now()) }
    const { detail } = asked
    // What reached this process within the last minute says more than a failure of another moment.
    const isSilent = (watch.state()?.sinceMs ?? silentMs) >= silentMs
    return { state: isSilent && detail?.cause !== undefined ? 'degraded' : 'ok', ...(detail && { detail }) }
  }
}

async function readWebhook(
  api: UpdatesHealthOptions['api'],
  webhookUrl: string,
  now: number,
): Promise<HealthReading['detail']> {
  try {
    const { url, pending_update_count: pending, last_error_date: failedAt } = await api.getWebhookInfo()
    if (url !== webhookUrl) return { pending, cause: 'webhook-elsewhere' }
    const fails = pending > 0 && failedAt !== undefined && now - failedAt * 1000 < silentMs
    return fails ? { pending, cause: 'delivery-failed' } : { pending }
  } catch (error) {
    return { cause: causeOf(error) ?? 'no-answer' }
  }
}

function readFetching(watch: UpdateWatch): HealthReading {
  const state = watch.state()
  // Another process polls.
  if (!state) return { state: 'ok', detail: { polls: false } }
  const { sinceMs, cause } = state
  const late = sinceMs > (cause ? failingMs : silentMs)
  const detail = { polls: true, sinceMs, ...(cause && { cause }) }
  return { state: late ? 'degraded' : 'ok', detail }
}
