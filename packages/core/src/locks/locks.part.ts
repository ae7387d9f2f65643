import type { Part } from '../feature/index.ts'

/** Locks, where there is no Redis. */
export const locksPart: Part = {
  retention: [
    {
      id: 'lock',
      table: 'core_lock',
      ageColumn: 'expires_at',
      keepMs: 3_600_000,
      time: 'machine',
      personal: false,
    },
  ],
}
