import type { Part } from '../feature/index.ts'

/** What requests with an `Idempotency-Key` were answered. */
export const idempotencyPart: Part = {
  retention: [
    {
      id: 'http-answer',
      table: 'core_http_answer',
      ageColumn: 'created_at',
      keepMs: 24 * 3_600_000,
      time: 'business',
      personal: true,
    },
  ],
  sealed: [{ table: 'core_http_answer', column: 'answer', key: ['key'] }],
  eraseUser: async (tx, userId) => void (await tx.httpAnswer.deleteMany({ where: { userId } })),
}
