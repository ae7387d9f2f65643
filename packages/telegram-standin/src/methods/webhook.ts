import { badRequest } from '../errors.ts'
import { flag, int, text } from '../params/values.ts'
import { dropAll } from '../updates/queue.ts'
import type { WebhookSettings } from '../world/state.ts'
import { accepted, type Call, Described, full, type MethodGroup } from './call.ts'
import { rememberAllowed } from './polling.ts'

const checkUrl = (url: string): void => {
  if (!URL.canParse(url)) throw badRequest('bad webhook: invalid webhook URL specified')
  const { protocol } = new URL(url)
  // Telegram wants https; plain http is this server's only liberty here, for bots on the same machine.
  if (protocol !== 'https:' && protocol !== 'http:') {
    throw badRequest('bad webhook: An HTTPS URL must be provided for webhook')
  }
}

const settingsOf = (call: Call, url: string): WebhookSettings => {
  const secret = text(call.params, 'secret_token')
  if (secret.length > 256) throw badRequest('secret token is too long')
  if (!/^[A-Za-z0-9_-]*$/.test(secret)) throw badRequest('secret token contains unallowed characters')
  return {
    url,
    secret,
    maxConnections: int(call.params, 'max_connections', 40, 1, 100),
    ipAddress: text(call.params, 'ip_address'),
    hasCertificate: call.params.files.has('certificate'),
  }
}

const remove = (call: Call): Described => {
  const { bot, webhooks } = call
  if (flag(call.params, 'drop_pending_updates')) dropAll(bot)
  if (bot.webhook === null) return new Described(true, 'Webhook is already deleted')
  webhooks.stop(bot)
  bot.webhook = null
  bot.webhookError = null
  return new Described(true, 'Webhook was deleted')
}

const setWebhook = (call: Call): Described => {
  const { bot, webhooks } = call
  const url = text(call.params, 'url')
  if (url === '') return remove(call)
  checkUrl(url)
  const settings = settingsOf(call, url)
  const before = JSON.stringify([bot.webhook, bot.allowedUpdates])
  rememberAllowed(call)
  const same = before === JSON.stringify([settings, bot.allowedUpdates])
  if (flag(call.params, 'drop_pending_updates')) {
    webhooks.stop(bot)
    dropAll(bot)
  } else if (same) return new Described(true, 'Webhook is already set')
  bot.interruptPoll?.('terminated by setWebhook request')
  bot.webhook = settings
  bot.webhookError = null
  webhooks.start(bot, settings)
  return new Described(true, 'Webhook was set')
}

const getWebhookInfo = ({ bot }: Call) => {
  const { webhook, webhookError } = bot
  const pending_update_count = bot.queue.filter((entry) => entry.state !== 'confirmed').length
  const base = {
    url: webhook?.url ?? '',
    has_custom_certificate: webhook?.hasCertificate ?? false,
    pending_update_count,
  }
  return {
    ...base,
    ip_address: webhook === null ? undefined : webhook.ipAddress || '127.0.0.1',
    max_connections: webhook?.maxConnections,
    last_error_date: webhookError === null ? undefined : Math.floor(webhookError.at / 1000),
    last_error_message: webhookError?.message,
    allowed_updates: bot.allowedUpdates ?? undefined,
  }
}

export const webhookMethods: MethodGroup = {
  setWebhook: full(setWebhook),
  deleteWebhook: full(remove),
  getWebhookInfo: full(getWebhookInfo),
  logOut: accepted(() => true),
  close: accepted(() => true),
}
