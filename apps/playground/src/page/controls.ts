import { useState } from 'preact/hooks'
import { call, type Overview, type Person } from './api.ts'
import { duration, fullTime, nameOf } from './format.ts'
import { html } from './html.ts'

export interface ControlsProps {
  readonly overview: Overview
  readonly person: Person | undefined
  onDone(): void
}

interface Action {
  readonly label: string
  readonly method: 'POST' | 'PUT' | 'DELETE'
  readonly path: string
  readonly body?: object
  readonly tone?: 'good' | 'bad'
}

const shop = (label: string, body: object, tone?: Action['tone']): Action => ({
  label,
  method: 'PUT',
  path: '/control/shops/stanshop',
  body,
  ...(tone ? { tone } : {}),
})
const clock = (label: string, minutes: number): Action => ({
  label,
  method: 'POST',
  path: '/control/clock',
  body: { advance_ms: minutes * 60_000 },
})
const bot = (label: string, action: string, tone?: Action['tone']): Action => ({
  label,
  method: 'POST',
  path: '/control/bot',
  body: { action },
  ...(tone ? { tone } : {}),
})
const fault = (label: string, body: object): Action => ({ label, method: 'POST', path: '/control/faults', body })

const shopActions = [
  shop('Restock 100 @ 95', { denominations: [{ value: 100, price: 95, status: 'active' }] }, 'good'),
  shop('Restock 3 values', {
    denominations: [100, 250, 500].map((value) => ({ value, price: value * 0.95, status: 'active' })),
  }),
  shop('Sell out', { denominations: [] }, 'bad'),
  shop('Error 500', { status: 500 }),
  shop('Answer HTML', { body: '<html><body>Please wait…</body></html>' }),
]
const clockActions = [clock('+1 min', 1), clock('+2 min', 2), clock('+1 h', 60), clock('+1 day', 1440)]
const botActions = [
  bot('Kill the bot', 'kill', 'bad'),
  bot('Stop the bot', 'stop'),
  bot('Run the bot', 'start', 'good'),
]
const faultActions: readonly Action[] = [
  fault('429 on next send', { method: 'sendMessage', kind: '429', retry_after: 3 }),
  fault('500 × 3', { method: 'sendMessage', kind: '500', times: 3 }),
  fault('Slow 3 s × 5', { kind: 'slow', delay_ms: 3000, times: 5 }),
  fault('Drop connection', { method: 'sendMessage', kind: 'reset_before' }),
  { label: 'Clear', method: 'DELETE', path: '/control/faults' },
]

interface GroupProps {
  readonly title: string
  readonly note?: string
  readonly actions: readonly Action[]
  run(action: Action): void
  readonly busy: string | undefined
}

function Group({ title, note, actions, run, busy }: GroupProps) {
  return html`<section class="control-group">
    <h3>${title}${note ? html`<span>${note}</span>` : null}</h3>
    <div class="control-buttons">
      ${actions.map((action) => html`<button key=${action.label} type="button" class=${`control ${action.tone ?? ''}`} disabled=${busy !== undefined} aria-busy=${busy === action.label} onClick=${() => run(action)}>${action.label}</button>`)}
    </div>
  </section>`
}

/** Turns the world around the bot: shop, clock, process, Telegram's failures, and the open person's block. */
export function Controls({ overview, person, onDone }: ControlsProps) {
  const [busy, setBusy] = useState<string>()
  const [error, setError] = useState('')
  const run = (action: Action) => {
    setBusy(action.label)
    setError('')
    call(action.method, action.path, action.body)
      .catch((problem: unknown) => setError(problem instanceof Error ? problem.message : String(problem)))
      .finally(() => {
        setBusy(undefined)
        onDone()
      })
  }
  const { clock: time, bot: process } = overview
  const blocking: Action | undefined = person && {
    label: person.blocked ? 'Unblock the bot' : 'Block the bot',
    method: 'POST',
    path: `/control/users/${person.id}/${person.blocked ? 'unblock' : 'block'}`,
  }
  const shared = { run, busy }
  return html`<div class="controls">
    <${Group} title="StanShop" note="polled every 15 s" actions=${shopActions} ...${shared} />
    <${Group} title="Clock" note=${`${fullTime(Date.parse(time.time))} · ${duration(time.offset_ms)}`} actions=${clockActions} ...${shared} />
    <${Group} title="Bot" note=${`${process.state}${process.pid ? ` · pid ${process.pid}` : ''}`} actions=${botActions} ...${shared} />
    <${Group} title="Telegram" note="fails on demand" actions=${faultActions} ...${shared} />
    ${person && blocking ? html`<${Group} title=${nameOf(person)} actions=${[blocking]} ...${shared} />` : null}
    ${error ? html`<p class="error" role="alert">${error}</p>` : null}
    <section class="control-group"><h3>Links</h3><div class="links">
      ${Object.entries(overview.links)
        .slice(1)
        .map(([name, url]) => html`<a key=${name} href=${url} target="_blank" rel="noopener noreferrer">${name}</a>`)}
    </div></section>
  </div>`
}
