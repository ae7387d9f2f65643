import type { ComponentChildren as Children } from 'preact'
import { useState } from 'preact/hooks'
import { call, type Person } from './api.ts'
import { nameOf } from './format.ts'
import { Icon } from './icons.tsx'
import type { Opened } from './opened.ts'

interface NewProps {
  readonly label: string
  readonly fields: Children
  create(data: FormData): Promise<Opened>
  onCreated(opened: Opened): void
}

/** A button that unfolds into a form. */
function New({ label, fields, create, onCreated }: NewProps) {
  const [open, setOpen] = useState(false)
  const [error, setError] = useState('')
  const close = () => {
    setOpen(false)
    setError('')
  }
  const onSubmit = (event: Event) => {
    event.preventDefault()
    if (!(event.target instanceof HTMLFormElement)) return
    create(new FormData(event.target)).then(
      (opened) => {
        close()
        onCreated(opened)
      },
      (problem: unknown) => setError(problem instanceof Error ? problem.message : String(problem)),
    )
  }
  // One element around both, so that the focus finds from each to the other.
  return (
    <div class="new-place">
      {open ? (
        <form
          class="new-person-form"
          aria-label={label}
          onSubmit={onSubmit}
          onKeyDown={(event: KeyboardEvent) => event.key === 'Escape' && close()}
        >
          {fields}
          {error ? (
            <p class="error" role="alert">
              {error}
            </p>
          ) : null}
          <div class="form-buttons">
            <button type="submit" class="primary">
              Create
            </button>
            <button type="button" onClick={close}>
              Cancel
            </button>
          </div>
        </form>
      ) : (
        <button type="button" class="new-person" onClick={() => setOpen(true)}>
          <Icon name="plus" />
          {label}
        </button>
      )}
    </div>
  )
}

interface CreatedProps {
  onCreated(opened: Opened): void
}

async function createPerson(data: FormData): Promise<Opened> {
  const body = {
    first_name: String(data.get('name')).trim(),
    language_code: data.get('language'),
    admin: data.get('admin') === 'on',
  }
  const { id } = await call<{ id: number }>('POST', '/control/users', body)
  return { chatId: id, userId: id }
}

export function NewPerson({ onCreated }: CreatedProps) {
  const fields = (
    <div class="fields">
      <label>
        First name <input name="name" required pattern=".*\S.*" title="A name" maxlength={64} />
      </label>
      <label>
        Language{' '}
        <select name="language">
          <option value="en">English</option>
          <option value="ru">Русский</option>
          <option value="de">Deutsch</option>
        </select>
      </label>
      <label class="check">
        <input type="checkbox" name="admin" /> Owner of the bot
      </label>
    </div>
  )
  return <New label="New person" fields={fields} create={createPerson} onCreated={onCreated} />
}

async function createGroup(data: FormData): Promise<Opened> {
  const members = data.getAll('member').map(Number)
  const userId = members[0]
  if (userId === undefined) throw new Error('Choose at least one member.')
  const body = {
    type: data.get('type'),
    title: String(data.get('title')).trim(),
    members,
    bot: data.get('bot') === 'on' ? 'administrator' : 'member',
  }
  const { id } = await call<{ id: number }>('POST', '/control/chats', body)
  return { chatId: id, userId }
}

export function NewGroup({ people, onCreated }: CreatedProps & { readonly people: readonly Person[] }) {
  const fields = (
    <div class="fields">
      <label>
        Title <input name="title" required pattern=".*\S.*" title="A title" maxlength={128} />
      </label>
      <label>
        Kind{' '}
        <select name="type">
          <option value="supergroup">Supergroup</option>
          <option value="group">Basic group</option>
          <option value="channel">Channel</option>
        </select>
      </label>
      <fieldset>
        <legend>Members (the first creates it)</legend>
        {people.map((person) => (
          <label class="check" key={person.id}>
            <input type="checkbox" name="member" value={person.id} defaultChecked={person.id < 1003} /> {nameOf(person)}
          </label>
        ))}
      </fieldset>
      <label class="check">
        <input type="checkbox" name="bot" defaultChecked /> The bot is an administrator
      </label>
    </div>
  )
  return <New label="New group" fields={fields} create={createGroup} onCreated={onCreated} />
}
