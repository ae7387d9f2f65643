import type { Part } from '../feature/index.ts'

/** Windows of limits, where there is no Redis. */
export const limitsPart: Part = {
  retention: [
    {
      id: 'limit',
      table: 'core_limit_window',
      ageColumn: 'expires_at',
      keepMs: 3_600_000,
      time: 'machine',
      personal: true,
    },
  ],
}
