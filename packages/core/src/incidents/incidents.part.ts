import type { Part } from '../feature/index.ts'
import { adminTopic } from './admin-notices.ts'

/** Troubles that admins are told of. */
export const incidentsPart: Part = {
  topics: [adminTopic],
  retention: [
    {
      id: 'incident',
      table: 'core_incident',
      ageColumn: 'closed_at',
      keepMs: 90 * 86_400_000,
      time: 'business',
      personal: false,
    },
  ],
}
