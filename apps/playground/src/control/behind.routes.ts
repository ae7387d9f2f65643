import type { UpdateLogEntry } from '@bazaar/telegram-standin'
import { z } from 'zod'
import type { Control, Routes } from './context.ts'

const shown = 40

const behind = z.object({
  updates: z.array(
    z.object({
      update_id: z.number(),
      kind: z.string(),
      at: z.number(),
      state: z.string(),
      attempts: z.number(),
      text: z.string(),
    }),
  ),
  calls: z.array(
    z.object({
      at: z.number(),
      method: z.string(),
      status: z.number(),
      description: z.string().nullable(),
      ms: z.number(),
      fault: z.string().nullable(),
      findings: z.array(z.string()),
    }),
  ),
  findings: z.number().int(),
  outbox: z.record(z.string(), z.number().int()),
  jobs: z.array(z.object({ job: z.string(), key: z.string(), due_at: z.string() })),
})

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {}
}

/** What the update is about, in a few words, and in which chat. */
function describe(entry: UpdateLogEntry): { readonly chatId: unknown; readonly text: string } {
  const content = record(record(entry.update)[entry.kind])
  const message = record(content.message)
  const chat = record(content.chat ?? message.chat)
  const text = content.text ?? content.data ?? content.caption ?? ''
  return { chatId: chat.id ?? record(content.from).id, text: String(text).slice(0, 120) }
}

function updatesOf(control: Control, chatId: number | undefined) {
  return control.standin
    .updates()
    .map((entry) => ({ entry, ...describe(entry) }))
    .filter((row) => chatId === undefined || row.chatId === chatId)
    .slice(-shown)
    .map(({ entry, text }) => ({
      update_id: entry.updateId,
      kind: entry.kind,
      at: entry.at,
      state: entry.state,
      attempts: entry.attempts,
      text,
    }))
}

function callsOf(control: Control, chatId: number | undefined) {
  return control.standin
    .requests()
    .filter((call) => call.method.toLowerCase() !== 'getupdates')
    .filter((call) => chatId === undefined || call.chatId === chatId || call.chatId === null)
    .slice(-shown)
    .map(({ at, method, status, description, ms, fault, findings }) => ({
      at,
      method,
      status,
      description,
      ms,
      fault,
      findings: [...findings],
    }))
}

async function outboxOf(control: Control, chatId: number | undefined): Promise<Record<string, number>> {
  const { rows } = await control.pool.query<{ state: string; count: number }>(
    'SELECT state, count(*)::int AS count FROM core_delivery WHERE $1::bigint IS NULL OR chat_id = $1 GROUP BY state',
    [chatId ?? null],
  )
  return Object.fromEntries(rows.map((row) => [row.state, row.count]))
}

/** What happened behind one chat: for the page's right pane. */
export const behindRoutes: Routes = (server, control) => {
  const schema = {
    summary: 'What happened behind a chat',
    querystring: z.object({ chat: z.coerce.number().int().optional() }),
    response: { 200: behind },
  }
  server.get('/control/behind', { schema }, async (request) => {
    const chatId = request.query.chat
    const jobs = await control.pool.query<{ job: string; key: string; due_at: Date }>(
      'SELECT job, key, due_at FROM core_schedule ORDER BY due_at LIMIT $1',
      [shown],
    )
    return {
      updates: updatesOf(control, chatId),
      calls: callsOf(control, chatId),
      findings: control.standin.stats().findings.length,
      outbox: await outboxOf(control, chatId),
      jobs: jobs.rows.map((row) => ({ ...row, due_at: row.due_at.toISOString() })),
    }
  })
}
