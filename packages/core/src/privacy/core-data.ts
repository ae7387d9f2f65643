import type { DataDeclaration } from './types.ts'

const hour = 3_600_000
const day = 24 * hour

/** What the core's own tables declare, as features do in their `retention` and `sealed`. */
export const coreData: DataDeclaration = {
  owner: 'core',
  retention: [
    { id: 'inbox', table: 'core_inbox', ageColumn: 'done_at', keepMs: 2 * day, time: 'machine', personal: true },
    {
      id: 'delivery',
      table: 'core_delivery',
      ageColumn: 'finished_at',
      keepMs: 30 * day,
      time: 'business',
      personal: true,
    },
    {
      id: 'draft',
      table: 'core_form_draft',
      ageColumn: 'updated_at',
      keepMs: 30 * day,
      time: 'business',
      personal: true,
    },
    {
      id: 'album',
      table: 'core_form_album',
      ageColumn: 'created_at',
      keepMs: day,
      time: 'business',
      personal: true,
    },
    {
      id: 'form',
      table: 'core_conversation',
      ageColumn: 'updated_at',
      keepMs: 30 * day,
      time: 'machine',
      personal: true,
    },
    { id: 'once', table: 'core_once', ageColumn: 'created_at', keepMs: 30 * day, time: 'business', personal: true },
    {
      id: 'support',
      table: 'core_support_request',
      ageColumn: 'settled_at',
      keepMs: 365 * day,
      time: 'business',
      personal: true,
    },
    {
      id: 'queue',
      table: 'core_queue_notice',
      ageColumn: 'told_at',
      keepMs: 30 * day,
      time: 'business',
      personal: true,
    },
    {
      id: 'dead-job',
      table: 'core_dead_job',
      ageColumn: 'resolved_at',
      keepMs: 30 * day,
      time: 'machine',
      personal: true,
    },
    {
      id: 'incident',
      table: 'core_incident',
      ageColumn: 'closed_at',
      keepMs: 90 * day,
      time: 'business',
      personal: false,
    },
    { id: 'limit', table: 'core_limit_window', ageColumn: 'expires_at', keepMs: hour, time: 'machine', personal: true },
    { id: 'lock', table: 'core_lock', ageColumn: 'expires_at', keepMs: hour, time: 'machine', personal: false },
  ],
  keyIds: [],
  sealed: [
    { table: 'core_inbox', column: 'body', key: ['bot_id', 'update_id'] },
    { table: 'core_delivery', column: 'content', key: ['id'] },
    { table: 'core_conversation', column: 'data', key: ['key'] },
    { table: 'core_form_draft', column: 'context', key: ['id'] },
    { table: 'core_form_value', column: 'value', key: ['draft_id', 'field'] },
    { table: 'core_form_album', column: 'remarks', key: ['user_id', 'album'] },
    { table: 'core_once', column: 'result', key: ['key'] },
    { table: 'core_support_request', column: 'content', key: ['id'] },
  ],
}
