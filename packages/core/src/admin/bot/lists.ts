import type { Clock } from '../../clock/index.ts'
import type { TextParam, TextSpec } from '../../i18n/index.ts'
import type { DeadJob } from '../../jobs/index.ts'
import type { ButtonSpec, MessageContent } from '../../notifications/index.ts'
import { danger, definePages, type Pages } from '../../screens/index.ts'
import type { Admin, OpenIncident, TroubledMessage } from '../index.ts'
import { backButton, button, type ListName, mayIn, pressed } from './buttons.ts'

const pageSize = 5
const longestError = 200

export interface ListsDeps {
  readonly admin: Admin
  readonly clock: Clock
}

/** The lists behind the first screen, each in pages. */
export function defineLists({ admin, clock }: ListsDeps): Readonly<Record<ListName, Pages>> {
  const messages = (trouble: 'uncertain' | 'failed') =>
    definePages<TroubledMessage>({
      ...frame(trouble, trouble === 'uncertain' ? 'co.aunc' : 'co.afail'),
      allows: (ctx) => mayIn(ctx)('messages'),
      load: (_ctx, query) => admin.listMessages(trouble, query),
      draw: (_ctx, rows) =>
        screen(
          trouble,
          rows.map(messageLine),
          trouble === 'uncertain' ? rows.map(({ id, isKept }, index) => messageButtons(id, index + 1, isKept)) : [],
        ),
    })
  return {
    uncertain: messages('uncertain'),
    failed: messages('failed'),
    jobs: definePages<DeadJob>({
      ...frame('jobs', 'co.adead'),
      allows: (ctx) => mayIn(ctx)('jobs'),
      load: (_ctx, query) => admin.listDeadJobs(query),
      draw: (_ctx, rows) =>
        screen(
          'jobs',
          rows.map(jobLine),
          rows.map(({ id }, index) => jobButtons(id, index + 1)),
        ),
    }),
    incidents: definePages<OpenIncident>({
      ...frame('incidents', 'co.ainc'),
      allows: (ctx) => mayIn(ctx)('incidents'),
      load: (_ctx, query) => admin.listIncidents(query),
      draw: (_ctx, rows) =>
        screen(
          'incidents',
          rows.map((row, index) => incidentLine(row, index, clock.now())),
          [],
        ),
    }),
  }
}

const frame = (name: ListName, id: string) => ({
  id,
  size: pageSize,
  idOf: ({ id: rowId }: { readonly id: bigint }) => rowId,
  empty: { text: { key: `core-admin-${name}-none-left` }, keyboard: [[backButton]] },
})

function screen(name: ListName, lines: readonly TextSpec[], rows: readonly (readonly ButtonSpec[])[]): MessageContent {
  const refresh = button('refresh', pressed.view.pack({ view: name }))
  return {
    text: { key: `core-admin-${name}-list`, params: { lines: { lines } } },
    keyboard: [...rows, [refresh, backButton]],
  }
}

const instant = (date: Date): TextParam => ({ time: date.toISOString(), style: 'datetime' })

function messageLine({ topic, chatId, at, reason }: TroubledMessage, index: number): TextSpec {
  const known = ['rejected', 'expired', 'retries-used-up', 'uncertain'].includes(reason) ? reason : 'other'
  return {
    key: 'core-admin-message-line',
    params: {
      n: index + 1,
      topic,
      chat: String(chatId),
      at: instant(at),
      reason: { text: { key: `core-admin-reason-${known}` } },
    },
  }
}

function messageButtons(id: bigint, n: number, isKept: boolean): readonly ButtonSpec[] {
  return [
    ...(isKept ? [button('again', pressed.message.pack({ how: 'again', id }), { n })] : []),
    danger(button('leave', pressed.message.pack({ how: 'leave', id }), { n })),
  ]
}

function jobLine({ job, error, attempts, failedAt }: DeadJob, index: number): TextSpec {
  const short = error.length > longestError ? `${error.slice(0, longestError)}…` : error
  return { key: 'core-admin-job-line', params: { n: index + 1, job, error: short, attempts, at: instant(failedAt) } }
}

function jobButtons(id: bigint, n: number): readonly ButtonSpec[] {
  return [
    button('retry', pressed.job.pack({ how: 'retry', id }), { n }),
    danger(button('dismiss', pressed.job.pack({ how: 'dismiss', id }), { n })),
  ]
}

function incidentLine({ key, openedAt, detail }: OpenIncident, index: number, now: Date): TextSpec {
  const age = { duration: (now.getTime() - openedAt.getTime()) / 1000 }
  return {
    key: 'core-admin-incident-line',
    params: { n: index + 1, incident: key, detail, age, at: instant(openedAt) },
  }
}
