import { startTestPlatform, type TestPlatform } from '@bazaar/testing'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createKeeperFeature } from './keeper-feature.ts'

let platform: TestPlatform
beforeAll(async () => {
  platform = await startTestPlatform({ features: [createKeeperFeature()], startAt: new Date('2026-03-01T12:00:00Z') })
})
afterAll(() => platform?.stop())

/** A row of each table that has a rule, aged by its own column. `$1` is the instant, `$2` tells rows apart. */
const insert: Readonly<Record<string, string>> = {
  core_inbox: `INSERT INTO core_inbox (bot_id, update_id, delivery_key, owner, leased_until, done_at) VALUES (1, $2, 'x', 'x', now(), $1)`,
  core_delivery: `WITH n AS (INSERT INTO core_notification (chat_id, topic, entity, transition) VALUES (5, 'keeper-note', $2::text, 'x') RETURNING id)
    INSERT INTO core_delivery (notification_id, kind, state, chat_id, priority, run_at, finished_at) SELECT id, 'send', 'sent', 5, 1, now(), $1 FROM n`,
  core_form_draft: `INSERT INTO core_form_draft (user_id, form, version, step, created_at, updated_at) VALUES ($2, 'keeper-form', 1, '', $1, $1)`,
  core_form_album: `INSERT INTO core_form_album (user_id, album, draft_id, step, taken, remarks, created_at) VALUES ($2, '1', 1, '', true, '\\x00', $1)`,
  core_form_message: `INSERT INTO core_form_message (draft_id, user_id, message_id, updated_at) VALUES ($2, $2, 1, $1)`,
  core_conversation: `INSERT INTO core_conversation (key, data, updated_at) VALUES ($2::text, '\\x00', $1)`,
  core_queue_notice: `INSERT INTO core_queue_notice (user_id, kind, told_at) VALUES ($2, 'keeper-thing', $1)`,
  core_once: `INSERT INTO core_once (key, user_id, created_at) VALUES ('ke.x:' || $2::text, 5, $1)`,
  core_api_key: `INSERT INTO core_api_key (user_id, hash, hint, scopes, card, created_at, revoked_at) VALUES (5, lpad($2::text, 64, '0'), 'bzk_x', '{x}', $2::text, $1, $1)`,
  core_http_answer: `INSERT INTO core_http_answer (key, created_at) VALUES (lpad($2::text, 64, '0'), $1)`,
  core_support_request: `INSERT INTO core_support_request (user_id, topic, state, content, created_at, settled_at) VALUES ($2, 'idea', 'closed', '\\x00', $1, $1)`,
  core_dead_job: `INSERT INTO core_dead_job (job, payload, error, attempts, resolved_at) VALUES ('x.' || $2::text, '{}', 'x', 1, $1)`,
  core_incident: `INSERT INTO core_incident (key, opened_at, closed_at, detail) VALUES ($2::text, $1, $1, 'x')`,
  core_limit_window: `INSERT INTO core_limit_window (key, window_start, current, previous, expires_at) VALUES ($2::text, $1, 1, 0, $1)`,
  core_lock: `INSERT INTO core_lock (key, token, expires_at) VALUES ($2::text, 'x', $1)`,
}

it('every rule deletes what is older than it says, and nothing that is younger', async () => {
  const { db, clock } = platform.app.core
  const retention = platform.app.declarations.on.flatMap(({ part }) => part.retention ?? [])
  const runAt = clock.now().getTime() + 3_600_000
  for (const { table, keepMs, time } of retention) {
    const sql = insert[table]
    if (!sql) throw new Error(`${table} has a retention rule: add a row of it to this test`)
    const now = time === 'business' ? runAt : Date.now()
    const minute = 60_000
    await db.pool.query(sql, [new Date(now - keepMs - minute), 900_001])
    await db.pool.query(sql, [new Date(now - keepMs + 5 * minute), 900_002])
  }
  await platform.advance(3_600_000)
  const left = () =>
    Promise.all(
      retention.map(async ({ table }) => {
        const { rows } = await db.pool.query<{ row: string }>(
          `SELECT t::text AS row FROM ${table} t WHERE t::text ~ '90000[12]|^\\([0-9]+,[0-9]+,send'`,
        )
        return [table, rows.length]
      }),
    )
  await expect.poll(left).toEqual(retention.map(({ table }) => [table, 1]))
  // The intent stays: it keeps the same message from being sent twice.
  expect(await db.prisma.notification.count({ where: { topic: 'keeper-note' } })).toBe(2)
})

it('goes on until nothing old is left', async () => {
  const { db } = platform.app.core
  await db.pool.query(
    `INSERT INTO core_once (key, user_id, created_at) SELECT 'ke.old:' || n, 5, '2020-01-01' FROM generate_series(1, 12000) n`,
  )
  await platform.advance(3_600_000)
  const left = () => db.prisma.onceResult.count({ where: { key: { startsWith: 'ke.old:' } } })
  await expect.poll(left).toBe(0)
})
