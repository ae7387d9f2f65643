import type { Part } from '../feature/index.ts'

/** What happened once, with its result. */
export const oncePart: Part = {
  retention: [
    {
      id: 'once',
      table: 'core_once',
      ageColumn: 'created_at',
      keepMs: 30 * 86_400_000,
      time: 'business',
      personal: true,
    },
  ],
  sealed: [{ table: 'core_once', column: 'result', key: ['key'] }],
  eraseUser: async (tx, userId) => void (await tx.onceResult.deleteMany({ where: { userId } })),
}
