import { together } from '../feature/index.ts'
import { corePaths } from '../http/index.ts'
import { type AllowedUpdate, electLeader, startPolling } from '../intake/index.ts'
import { sells } from '../payments/index.ts'
import { untilAnswered } from '../telegram/index.ts'
import { botIdOf } from './bot-id.ts'
import type { Foundation } from './foundation.ts'
import type { Services } from './services.ts'
import type { TelegramSide } from './telegram.ts'

/** Where updates come from, once started. */
export interface UpdateIntake {
  stop(): Promise<void>
}

export interface UpdatesOptions {
  readonly foundation: Foundation
  readonly services: Services
  readonly telegram: TelegramSide
  /** The process was asked to stop. */
  readonly signal: AbortSignal
  /** The process cannot do its work and should end. */
  onFatal(error: Error): void
}

/** What the core itself handles; features add theirs. */
const coreUpdates: readonly AllowedUpdate[] = ['message', 'edited_message', 'callback_query', 'my_chat_member']
const takeOverLimit = 1_000

export async function startUpdates(options: UpdatesOptions): Promise<UpdateIntake> {
  const { foundation, services } = options
  const { updates } = foundation.config
  if (updates.mode === 'webhook') {
    const { signal } = options
    const { log } = foundation
    options.telegram.watch.began()
    await untilAnswered(() => announceWebhook(options), { what: 'setWebhook', signal, log })
    return takeOverLeftUpdates(options)
  }
  return electPoller(options, wantedUpdates(services))
}

/** Tells Telegram where to deliver, and what. Repeating it changes nothing; with long polling there is nothing to tell. */
export async function announceWebhook({
  foundation,
  services,
  telegram,
}: Pick<UpdatesOptions, 'foundation' | 'services' | 'telegram'>): Promise<void> {
  const { updates } = foundation.config
  if (updates.mode === 'polling') return
  await telegram.bot.api.setWebhook(webhookAddress(updates.url), {
    secret_token: updates.secret,
    allowed_updates: wantedUpdates(services),
  })
}

export const webhookAddress = (publicUrl: string): string => new URL(corePaths.webhook, publicUrl).href

function wantedUpdates({ declarations }: Services): readonly AllowedUpdate[] {
  const forPayments: readonly AllowedUpdate[] = sells(declarations.on) ? ['pre_checkout_query'] : []
  return [...new Set([...coreUpdates, ...forPayments, ...together(declarations.on, (part) => part.updates)])]
}

/** Telegram allows one poller: the lease decides which process it is, and the next one takes over when it ends. */
function electPoller(
  { foundation, telegram, onFatal }: UpdatesOptions,
  allowedUpdates: readonly AllowedUpdate[],
): UpdateIntake {
  const { config, databaseUrl, log } = foundation
  let polling: { stop(): Promise<void> } | undefined
  let ended = false
  let term = 0
  /** Two pollers would end each other's requests, so the next one waits for the last. */
  let last: Promise<void> = Promise.resolve()
  const stopPolling = (): Promise<void> => {
    last = Promise.all([last, polling?.stop()]).then(
      () => undefined,
      (error: unknown) => log.warn({ error }, 'polling did not stop cleanly'),
    )
    polling = undefined
    return last
  }
  const lease = electLeader({
    url: databaseUrl,
    name: `polling-${botIdOf(config.platform.BOT_TOKEN)}`,
    log,
    async onWon() {
      const mine = ++term
      await last
      if (ended || mine !== term) return
      log.info({}, 'polling for updates')
      polling = startPolling({ ...telegram, log, allowedUpdates, onUnauthorized: onFatal })
    },
    onLost() {
      term += 1
      void stopPolling()
    },
  })
  return {
    async stop() {
      ended = true
      // The lease goes last: nobody else may poll while this process still handles updates.
      const handled = telegram.intake.close()
      await stopPolling()
      await handled
      await lease.stop()
    },
  }
}

/** Telegram redelivers what it got no answer for; what was recorded by a process that died is found here. */
function takeOverLeftUpdates({ foundation, services, telegram }: UpdatesOptions): UpdateIntake {
  const takeOver = async (dead: readonly string[]): Promise<void> => {
    const left = await telegram.inbox.takeOver(dead, takeOverLimit)
    if (left.length > 0)
      foundation.log.info({ updates: left.length }, 'handling updates that another process left unfinished')
    telegram.intake.resume(left)
  }
  services.instances.onDead((id) => takeOver([id]))
  services.instances.onSweep(() => takeOver([]))
  return { stop: () => telegram.intake.close() }
}
