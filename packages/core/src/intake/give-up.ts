import type { Update } from 'grammy/types'
import type { Logger } from '../log/index.ts'
import type { PlatformMetrics } from '../metrics/index.ts'
import { backOffMs } from './back-off.ts'
import { maxAttempts } from './inbox-repeats.ts'
import type { PaymentPhase } from './payment-phase.ts'

export interface GiveUpOptions {
  readonly payments: Pick<PaymentPhase, 'setAside'>
  readonly metrics: Pick<PlatformMetrics, 'countError'>
  readonly log: Logger
  markDone(updateId: number): Promise<unknown>
}

/** The end of updates that ended their process every time: money first, the mark only then. */
export interface GiveUp {
  /** Never rejects. Whether it is done; else it is tried again until it is, here and by whoever gets or finds it next. */
  end(update: Update): Promise<boolean>
  close(): void
}

export function createGiveUp({ payments, metrics, log, markDone }: GiveUpOptions): GiveUp {
  const open = new Set<number>()
  let closed = false

  async function attempt(update: Update, failed: number): Promise<boolean> {
    const { update_id: updateId } = update
    try {
      await payments.setAside(update)
      await markDone(updateId)
      open.delete(updateId)
      return true
    } catch (error) {
      metrics.countError('payment')
      log.error({ error, updateId }, 'an update cannot be given up yet; it is tried again')
      setTimeout(() => void (closed || attempt(update, failed + 1)), backOffMs(failed)).unref()
      return false
    }
  }

  return {
    async end(update) {
      const { update_id: updateId } = update
      if (open.has(updateId)) return false
      open.add(updateId)
      log.error({ updateId, attempts: maxAttempts }, 'an update is given up: it ended its process every time')
      return attempt(update, 0)
    },
    close() {
      closed = true
    },
  }
}
