import { useEffect, useState } from 'preact/hooks'
import { call, type Overview, type Person, type WorldButton, type WorldButtons, type WorldCall } from './api.ts'
import { duration, fullTime, nameOf } from './format.ts'
import { press } from './press-button.ts'

export interface ControlsProps {
  readonly overview: Overview
  readonly person: Person | undefined
  onDone(): void
}

const control = (label: string, method: WorldCall['method'], path: string, body?: object): WorldButton => ({
  label,
  calls: [{ method, path, pause_ms: 0, ...(body ? { body } : {}) }],
})
const clock = (label: string, minutes: number) =>
  control(label, 'POST', '/control/clock', { advance_ms: minutes * 60_000 })
const bot = (label: string, action: string) => control(label, 'POST', '/control/bot', { action })
const fault = (label: string, body: object) => control(label, 'POST', '/control/faults', body)

const clockButtons = [clock('+1 min', 1), clock('+2 min', 2), clock('+1 h', 60), clock('+1 day', 1440)]
const botButtons: readonly WorldButton[] = [
  { ...bot('Kill the bot', 'kill'), tone: 'bad' },
  bot('Stop the bot', 'stop'),
  { ...bot('Run the bot', 'start'), tone: 'good' },
]
const faultButtons = [
  fault('429 on next send', { method: 'sendMessage', kind: '429', retry_after: 3 }),
  fault('500 × 3', { method: 'sendMessage', kind: '500', times: 3 }),
  fault('Slow 3 s × 5', { kind: 'slow', delay_ms: 3000, times: 5 }),
  fault('Drop connection', { method: 'sendMessage', kind: 'reset_before' }),
  {
    label: 'Knows less',
    calls: ['style', 'copy_text', 'disabled', 'date_time', 'expandable_blockquote', 'effect', 'text_to_media'].flatMap(
      (what) => fault('', { kind: 'refuses', what }).calls,
    ),
  },
  control('Clear', 'DELETE', '/control/faults'),
]

/** What the features bring; asked once, as it changes only with a new start. */
function useFeatureButtons(): readonly WorldButtons[] {
  const [groups, setGroups] = useState<readonly WorldButtons[]>([])
  useEffect(() => void call<readonly WorldButtons[]>('GET', '/control/buttons').then(setGroups, () => undefined), [])
  return groups
}

interface GroupProps extends WorldButtons {
  run(title: string, button: WorldButton): void
  readonly busy: string | undefined
}

const keyOf = (title: string, { label }: WorldButton) => `${title}/${label}`

function Group({ title, note, buttons, run, busy }: GroupProps) {
  return (
    <section class="control-group">
      <h3>
        {title}
        {note ? <span>{note}</span> : null}
      </h3>
      <div class="control-buttons">
        {buttons.map((button) => (
          <button
            key={button.label}
            type="button"
            class={`control ${button.tone ?? ''}`}
            aria-disabled={busy !== undefined}
            aria-busy={busy === keyOf(title, button)}
            onClick={() => run(title, button)}
          >
            {button.label}
          </button>
        ))}
      </div>
    </section>
  )
}

/** Turns the world around the bot: outside services, clock, process, Telegram's failures, and the open person's block. */
export function Controls({ overview, person, onDone }: ControlsProps) {
  const [busy, setBusy] = useState<string>()
  const [error, setError] = useState('')
  const features = useFeatureButtons()
  const run = (title: string, button: WorldButton) => {
    if (busy !== undefined) return
    setBusy(keyOf(title, button))
    setError('')
    press(button)
      .catch((problem: unknown) => setError(problem instanceof Error ? problem.message : String(problem)))
      .finally(() => {
        setBusy(undefined)
        onDone()
      })
  }
  const { clock: time, bot: process } = overview
  const [label, path] = person?.blocked ? ['Unblock the bot', 'unblock'] : ['Block the bot', 'block']
  const shared = { run, busy }
  return (
    <div class="controls">
      {features.map((group) => (
        <Group key={group.title} {...group} {...shared} />
      ))}
      <Group
        title="Clock"
        note={`${fullTime(Date.parse(time.time))} · ${duration(time.offset_ms)}`}
        buttons={clockButtons}
        {...shared}
      />
      <Group
        title="Bot"
        note={`${process.state}${process.pid ? ` · pid ${process.pid}` : ''}`}
        buttons={botButtons}
        {...shared}
      />
      <Group title="Telegram" note="fails on demand" buttons={faultButtons} {...shared} />
      {person ? (
        <Group
          title={nameOf(person)}
          buttons={[control(label, 'POST', `/control/users/${person.id}/${path}`)]}
          {...shared}
        />
      ) : null}
      {error ? (
        <p class="error" role="alert">
          {error}
        </p>
      ) : null}
      <section class="control-group">
        <h3>Links</h3>
        <div class="links">
          {Object.entries(overview.links)
            .slice(1)
            .map(([name, url]) => (
              <a key={name} href={url} target="_blank" rel="noopener noreferrer">
                {name}
              </a>
            ))}
        </div>
      </section>
    </div>
  )
}
