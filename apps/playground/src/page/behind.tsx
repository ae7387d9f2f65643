import { useState } from 'preact/hooks'
import type { Behind, Overview } from './api.ts'
import { Controls } from './controls.tsx'
import { preciseTime } from './format.ts'
import { Icon } from './icons.tsx'
import type { Shown } from './opened.ts'
import { usePoll } from './use-poll.ts'

export interface PanelProps {
  readonly overview: Overview
  readonly shown: Shown | undefined
  onClose(): void
  onChanged(): void
}

const tabs = ['Controls', 'Updates', 'Calls', 'Queue'] as const
type Tab = (typeof tabs)[number]

function Updates({ behind }: { readonly behind: Behind }) {
  if (behind.updates.length === 0) return <p class="none">No updates yet.</p>
  return (
    <ol class="trace">
      {[...behind.updates].reverse().map((update) => (
        <li key={update.update_id}>
          <div class="trace-line">
            <b>{update.kind}</b>
            <span class={`pill ${update.state}`}>{update.state}</span>
            <time>{preciseTime(update.at)}</time>
          </div>
          <div class="trace-detail">
            #{update.update_id} {update.text}
            {update.attempts > 1 ? ` · ${update.attempts} deliveries` : ''}
          </div>
        </li>
      ))}
    </ol>
  )
}

function Calls({ behind }: { readonly behind: Behind }) {
  if (behind.calls.length === 0) return <p class="none">No calls yet.</p>
  return (
    <ol class="trace">
      {[...behind.calls].reverse().map((call, index) => (
        <li key={`${call.at}.${index}`}>
          <div class="trace-line">
            <b>{call.method}</b>
            <span class={`pill ${call.status < 300 ? 'good' : 'bad'}`}>{call.status}</span>
            {call.fault ? <span class="pill fault">{call.fault}</span> : null}
            <time>{preciseTime(call.at)}</time>
          </div>
          <div class="trace-detail">
            {call.ms.toFixed(1)} ms{call.description ? ` · ${call.description}` : ''}
          </div>
          {call.findings.map((finding) => (
            <div key={finding} class="finding">
              {finding}
            </div>
          ))}
        </li>
      ))}
    </ol>
  )
}

function Queue({ behind }: { readonly behind: Behind }) {
  const states = Object.entries(behind.outbox)
  return (
    <div class="queue">
      <h3>Outbox of this chat</h3>
      {states.length === 0 ? (
        <p class="none">Nothing was ever queued.</p>
      ) : (
        <dl>
          {states.map(([state, count]) => (
            <div key={state}>
              <dt>{state}</dt>
              <dd>{count}</dd>
            </div>
          ))}
        </dl>
      )}
      <h3>Scheduled jobs</h3>
      {behind.jobs.length === 0 ? <p class="none">Nothing is scheduled.</p> : null}
      <ol class="trace">
        {behind.jobs.map((job) => (
          <li key={job.key}>
            <div class="trace-line">
              <b>{job.job}</b>
              <time>{preciseTime(Date.parse(job.due_at))}</time>
            </div>
            <div class="trace-detail">{job.key}</div>
          </li>
        ))}
      </ol>
    </div>
  )
}

function Content({
  tab,
  behind,
  ...controls
}: PanelProps & { readonly tab: Tab; readonly behind: Behind | undefined }) {
  if (tab === 'Controls')
    return <Controls overview={controls.overview} person={controls.shown?.person} onDone={controls.onChanged} />
  if (!behind) return <p class="none">Loading…</p>
  if (tab === 'Updates') return <Updates behind={behind} />
  if (tab === 'Calls') return <Calls behind={behind} />
  return <Queue behind={behind} />
}

/** The right pane: what happened behind the open chat, and the switches of the world around it. */
export function Panel(props: PanelProps) {
  const [tab, setTab] = useState<Tab>('Controls')
  const { value } = usePoll<Behind>(`/control/behind${props.shown ? `?chat=${props.shown.chatId}` : ''}`, 1_500)
  const findings = value?.findings ?? 0
  return (
    <aside class="panel" aria-label="Behind the scenes">
      <header class="panel-header">
        <h2>Behind the scenes</h2>
        <button type="button" class="round" aria-label="Close the panel" onClick={props.onClose}>
          <Icon name="close" />
        </button>
      </header>
      <div class="tabs" role="tablist">
        {tabs.map((name) => (
          <button key={name} type="button" role="tab" aria-selected={tab === name} onClick={() => setTab(name)}>
            {name}
            {name === 'Calls' && findings > 0 ? (
              <span class="tab-count" title="Findings">
                {findings}
              </span>
            ) : null}
          </button>
        ))}
      </div>
      <div class="panel-content" role="tabpanel" tabindex={0}>
        <Content {...props} tab={tab} behind={value} />
      </div>
    </aside>
  )
}
