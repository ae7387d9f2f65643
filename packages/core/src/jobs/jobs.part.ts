import type { Part } from '../feature/index.ts'

/** Jobs that died and were settled. */
export const jobsPart: Part = {
  retention: [
    {
      id: 'dead-job',
      table: 'core_dead_job',
      ageColumn: 'resolved_at',
      keepMs: 30 * 86_400_000,
      time: 'machine',
      personal: true,
    },
  ],
}
