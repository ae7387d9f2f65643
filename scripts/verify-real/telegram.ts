import type { Finding } from './finding.ts'

interface Answer {
  readonly ok: boolean
  readonly description?: string
  readonly result?: Readonly<Record<string, unknown>>
}

function isAnswer(body: unknown): body is Answer {
  return typeof body === 'object' && body !== null && 'ok' in body
}

async function call(root: string, token: string, method: string): Promise<Answer> {
  const response = await fetch(`${root}/bot${token}/${method}`, { signal: AbortSignal.timeout(10_000) })
  const body: unknown = await response.json().catch(() => undefined)
  if (!isAnswer(body)) throw new Error(`HTTP ${response.status} without Telegram's JSON`)
  return body
}

/** Asks who the bot is and where Telegram delivers. Changes nothing. */
export async function checkTelegram(root: string, token: string | undefined, webhookUrl?: string): Promise<Finding> {
  const what = `Telegram (${new URL(root).host})`
  if (token === undefined)
    return { what, state: 'not configured', detail: 'set BOT_TOKEN to the token from @BotFather' }
  const me = await call(root, token, 'getMe')
  if (!me.ok)
    return {
      what,
      state: 'failed',
      detail: `it refuses the token: ${me.description ?? 'no reason given'}. Ask @BotFather for the current one.`,
    }
  const { result: hook = {} } = await call(root, token, 'getWebhookInfo')
  const url = typeof hook.url === 'string' && hook.url !== '' ? new URL(hook.url).origin : undefined
  const lines = [
    `bot @${String(me.result?.username)} (id ${String(me.result?.id)})`,
    url === undefined
      ? 'no webhook: long polling works'
      : `delivers to ${url}, ${String(hook.pending_update_count)} updates wait`,
    ...(typeof hook.last_error_message === 'string' ? [`its last delivery failed: ${hook.last_error_message}`] : []),
    ...(webhookUrl !== undefined && url !== new URL(webhookUrl).origin
      ? ['WEBHOOK_URL is another address: the bot sets it when it starts']
      : []),
  ]
  return { what, state: 'answered', detail: lines.join('; ') }
}
