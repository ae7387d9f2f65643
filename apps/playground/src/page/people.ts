import { useState } from 'preact/hooks'
import { call, type Overview, type Person } from './api.ts'
import { Avatar } from './avatar.ts'
import { nameOf, shortDate } from './format.ts'
import { html } from './html.ts'
import { Icon } from './icons.ts'

export interface PeopleProps {
  readonly overview: Overview
  readonly open: readonly number[]
  unread(person: Person): number
  onOpen(id: number, beside: boolean): void
  onCreated(id: number): void
}

type RowProps = Omit<PeopleProps, 'overview' | 'onCreated'> & { readonly person: Person; readonly now: number }

function Row({ person, now, open, unread, onOpen }: RowProps) {
  const isOpen = open.includes(person.id)
  const count = isOpen ? 0 : unread(person)
  const name = nameOf(person)
  const preview = person.typing
    ? html`<span class="preview is-typing">typing…</span>`
    : html`<span class="preview">${person.last?.from === 'user' ? html`<span class="you">You: </span>` : null}${person.last?.text ?? 'No messages yet'}</span>`
  return html`<li class="person">
    <button type="button" class="person-button" aria-current=${isOpen ? 'true' : undefined}
      onClick=${(event: MouseEvent) => onOpen(person.id, event.ctrlKey || event.metaKey)}>
      <${Avatar} id=${person.id} name=${name} />
      <span class="person-text">
        <span class="person-line"><b>${name}</b>
          ${person.admin ? html`<span class="badge">owner</span>` : null}
          ${person.blocked ? html`<span class="badge warn">blocked</span>` : null}
          <time>${person.last ? shortDate(person.last.date, now) : ''}</time></span>
        <span class="person-line">${preview}
          ${count > 0 ? html`<span class="unread" aria-label=${`${count} unread`}>${count > 99 ? '99+' : count}</span>` : null}</span>
      </span>
    </button>
    ${
      open.length === 1 && !isOpen
        ? html`<button type="button" class="round beside" aria-label=${`Open ${name} beside the other chat`} title="Open beside" onClick=${() => onOpen(person.id, true)}><${Icon} name="split" /></button>`
        : null
    }
  </li>`
}

function NewPerson({ onCreated }: Pick<PeopleProps, 'onCreated'>) {
  const [open, setOpen] = useState(false)
  const [error, setError] = useState('')
  const create = async (form: HTMLFormElement) => {
    const data = new FormData(form)
    const body = {
      first_name: String(data.get('name')).trim(),
      language_code: data.get('language'),
      admin: data.get('admin') === 'on',
    }
    try {
      const { id } = await call<{ id: number }>('POST', '/control/users', body)
      setOpen(false)
      setError('')
      onCreated(id)
    } catch (problem) {
      setError(problem instanceof Error ? problem.message : String(problem))
    }
  }
  const onSubmit = (event: Event) => {
    event.preventDefault()
    if (event.target instanceof HTMLFormElement) void create(event.target)
  }
  if (!open)
    return html`<button type="button" class="new-person" onClick=${() => setOpen(true)}><${Icon} name="plus" />New person</button>`
  return html`<form class="new-person-form" onSubmit=${onSubmit}>
    <label>First name <input name="name" required maxlength="64" autofocus /></label>
    <label>Language <select name="language"><option value="en">English</option><option value="ru">Русский</option><option value="de">Deutsch</option></select></label>
    <label class="check"><input type="checkbox" name="admin" /> Owner of the bot</label>
    ${error ? html`<p class="error" role="alert">${error}</p>` : null}
    <div class="form-buttons"><button type="submit" class="primary">Create</button><button type="button" onClick=${() => setOpen(false)}>Cancel</button></div>
  </form>`
}

/** Everybody one can play, the most recent conversation first. */
export function People(props: PeopleProps) {
  const { overview, onCreated } = props
  const now = Date.parse(overview.clock.time)
  const sorted = [...overview.people].sort((a, b) => (b.last?.date ?? 0) - (a.last?.date ?? 0) || a.id - b.id)
  const running = overview.bot.state === 'running'
  return html`<nav class="people" aria-label="People">
    <header class="people-header"><img src="/page/icon.svg" alt="" width="32" height="32" /><div><h1>Bazaar</h1>
      <p><span class=${`lamp ${running ? 'on' : 'off'}`}></span>bot ${overview.bot.state}</p></div></header>
    <ul>${sorted.map((person) => html`<${Row} key=${person.id} ...${props} person=${person} now=${now} />`)}</ul>
    <${NewPerson} onCreated=${onCreated} />
  </nav>`
}
