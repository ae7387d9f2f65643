import { render } from 'preact'
import { useState } from 'preact/hooks'
import type { Overview, Person } from './api.ts'
import { Panel } from './behind.ts'
import { ChatPane } from './chat-pane.ts'
import { type Children, html } from './html.ts'
import { Icon } from './icons.ts'
import { People } from './people.ts'
import { useSeen } from './seen.ts'
import { usePoll } from './use-poll.ts'

const pollMs = 1_000
const wide = matchMedia('(min-width: 1100px)')

/** Who is open is in the address, so that a reload or a bookmark shows the same two people. */
function useOpen() {
  const fromAddress = () =>
    location.hash
      .slice(1)
      .split(',')
      .map(Number)
      .filter((id) => id > 0)
  const [open, setOpen] = useState<readonly number[]>(fromAddress)
  return {
    open,
    show(ids: readonly number[]) {
      setOpen(ids)
      history.replaceState(null, '', `#${ids.join(',')}`)
    },
  }
}

function Round({
  label,
  icon,
  pressed,
  onClick,
}: {
  readonly label: string
  readonly icon: string
  readonly pressed?: boolean
  onClick(): void
}) {
  return html`<button type="button" class="round" aria-label=${label} title=${label} aria-pressed=${pressed} onClick=${onClick}><${Icon} name=${icon} /></button>`
}

function App() {
  const { value: overview, lost, refresh } = usePoll<Overview>('/control/overview', pollMs)
  const { open, show } = useOpen()
  const [panel, setPanel] = useState(wide.matches)
  const seen = useSeen()
  if (!overview)
    return html`<p class="loading" role="status">${lost ? 'The playground does not answer. Is it running?' : 'Loading…'}</p>`

  const onOpen = (id: number, beside: boolean) => {
    const [first] = open
    show(beside && first !== undefined && first !== id ? [first, id] : [id])
  }
  const people = open
    .map((id) => overview.people.find((person) => person.id === id))
    .filter((person) => person !== undefined)
  const actionsOf = (person: Person): Children =>
    people.length > 1
      ? html`<${Round} label="Close this chat" icon="close" onClick=${() => show(open.filter((id) => id !== person.id))} />`
      : html`<${Round} label="Behind the scenes" icon="panel" pressed=${panel} onClick=${() => setPanel(!panel)} />`
  const state = `${people.length > 0 ? 'has-chat' : ''} ${panel ? 'has-panel' : ''} ${people.length > 1 ? 'is-split' : ''}`
  return html`<main class=${`app ${state}`}>
    ${lost ? html`<p class="lost" role="alert">Connection lost; trying again…</p>` : null}
    <${People} overview=${overview} open=${open} unread=${seen.unread} onOpen=${onOpen}
      onCreated=${(id: number) => {
        refresh()
        onOpen(id, false)
      }} />
    <div class="chats">
      ${people.length === 0 ? html`<div class="nobody"><p>Choose somebody to play.</p></div>` : null}
      ${people.map((person) => html`<${ChatPane} key=${person.id} person=${person} actions=${actionsOf(person)} onBack=${() => show([])} onRead=${seen.markRead} />`)}
    </div>
    ${panel ? html`<${Panel} overview=${overview} person=${people[0]} onClose=${() => setPanel(false)} onChanged=${refresh} />` : null}
  </main>`
}

const place = document.getElementById('app')
if (place) render(html`<${App} />`, place)
