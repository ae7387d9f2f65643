import { z } from 'zod'
import type { Core, Part } from '../feature/index.ts'
import { jobType, onJob } from '../jobs/index.ts'
import { type Payments, paymentTopic, settlePayment } from './payments.ts'
import { erasePayments, exportPayments, paymentBlockers } from './personal-data.ts'

const takeUpPayments = jobType('core.take-up-payments', z.object({}))

/** What people paid for, as Telegram tells of it. */
export function paymentsPart(core: Core, payments: Payments): Part {
  return {
    topics: [paymentTopic],
    jobs: [
      onJob(settlePayment, { timeoutMs: 60_000, maxAttempts: 3, run: ({ id }) => payments.settle(id) }),
      onJob(takeUpPayments, {
        // By what the rows say, so that no try depends on the one before it.
        schedule: { cron: '*/10 * * * *' },
        timeoutMs: 60_000,
        maxAttempts: 3,
        run: payments.takeUpWaiting,
      }),
    ],
    start: payments.takeUpWaiting,
    eraseBlockers: (userId) => paymentBlockers(core, userId),
    eraseUser: (tx, userId) => erasePayments(core, tx, userId),
    exportUser: (userId) => exportPayments(core.db, userId),
  }
}
