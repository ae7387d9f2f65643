import type { Update } from 'grammy/types'
import type { AdmittedUpdate } from './admitted-update.ts'

/** Whoever deals with money: handed over at once, whatever else the person or their chat has waiting, and nobody else sees it. */
export interface PaymentPhase {
  /** An update came in. If it asks whether something may be paid, it is answered in time from now on, also when it cannot be recorded. */
  expect(update: Update): void
  /** It turned out to be another process's, or handled before. */
  release(update: Update): void
  /** Deals with it. @throws when nothing was decided: it is handled again */
  handle(taken: AdmittedUpdate): Promise<void>
  /** It ended its process every time, so it is not tried once more; but money is not forgotten. */
  setAside(update: Update): Promise<void>
  close(): void
}
