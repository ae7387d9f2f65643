import type { TextParam, TextSpec } from '../../i18n/index.ts'
import type { ButtonSpec, MessageContent } from '../../notifications/index.ts'
import { homeButton } from '../../screens/index.ts'
import type { Overview } from '../index.ts'
import { button, pressed } from './buttons.ts'

const line = (name: string, params: Readonly<Record<string, TextParam>> = {}): TextSpec => ({
  key: `core-admin-${name}`,
  params,
})

/** Queues and counts on one screen, and a button to each list that the reader may see. */
export function homeScreen(overview: Overview): MessageContent {
  const lines = [...queueLines(overview), ...healthLines(overview)]
  return {
    text: line('home', { at: { time: overview.at.toISOString(), style: 'datetime' }, lines: { lines } }),
    keyboard: [
      ...listButtons(overview).map((one) => [one]),
      [button('refresh', pressed.view.pack({ view: 'refresh' })), homeButton],
    ],
  }
}

function queueLines({ at, approvals, messages, jobs, incidents, people }: Overview): readonly TextSpec[] {
  const ageOf = (date: Date): TextParam => ({ duration: (at.getTime() - date.getTime()) / 1000 })
  return [
    ...(approvals === undefined ? [] : [line('approvals', { count: approvals })]),
    ...(messages
      ? [
          messages.pending === 0
            ? line('outbox-empty')
            : line('outbox', { count: messages.pending, age: { duration: messages.oldestDueMs / 1000 } }),
          line('failed', { count: messages.failed }),
          line('uncertain', { count: messages.uncertain }),
        ]
      : []),
    ...(jobs
      ? [
          jobs.late
            ? line('jobs-late', { job: jobs.late.job, age: { duration: jobs.late.lateMs / 1000 } })
            : line('jobs'),
          line('dead', { count: jobs.dead }),
        ]
      : []),
    ...(incidents
      ? [
          incidents.oldestAt
            ? line('incidents', { count: incidents.open, age: ageOf(incidents.oldestAt) })
            : line('incidents-none'),
        ]
      : []),
    ...(people
      ? [line('people', { reachable: people.reachable, waiting: people.needs_start, blocked: people.blocked })]
      : []),
  ]
}

function healthLines({ health }: Overview): readonly TextSpec[] {
  if (health.length === 0) return []
  return [
    line('health'),
    ...health.map(({ label, state, detail }) =>
      line(`health-${state}`, { label: { text: label }, detail: { text: detail } }),
    ),
  ]
}

function listButtons({ approvals, messages, jobs, incidents, people }: Overview): readonly ButtonSpec[] {
  const view = (name: Parameters<typeof pressed.view.pack>[0]['view'], count?: number) =>
    button(name, pressed.view.pack({ view: name }), count === undefined ? {} : { count })
  return [
    ...(approvals === undefined ? [] : [view('approvals', approvals)]),
    ...(messages ? [view('uncertain', messages.uncertain), view('failed', messages.failed)] : []),
    ...(jobs ? [view('jobs', jobs.dead)] : []),
    ...(incidents ? [view('incidents', incidents.open)] : []),
    ...(people ? [view('find')] : []),
  ]
}
