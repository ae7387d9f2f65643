import { useEffect, useRef, useState } from 'preact/hooks'
import { call, type Person } from './api.ts'
import { Avatar } from './avatar.tsx'
import { nameOf } from './format.ts'
import type { Opened } from './opened.ts'

export interface ShareProps {
  readonly text: string
  /** Whose text it is. */
  readonly userId: number
  readonly people: readonly Person[]
  onClose(): void
  /** It was sent: the chat as the other person sees it. */
  onSent(opened: Opened): void
}

/** Chooses who gets a text, as Telegram's apps do for links that share something. */
export function Share({ text, userId, people, onClose, onSent }: ShareProps) {
  const [error, setError] = useState('')
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => dialog.current?.showModal(), [])
  const send = async (to: number) => {
    try {
      const { id } = await call<{ id: number }>('POST', `/control/users/${userId}/chats`, { with: to })
      await call<unknown>('POST', `/control/users/${userId}/messages`, { text, chat_id: id })
      onSent({ chatId: id, userId: to })
    } catch (problem) {
      setError(problem instanceof Error ? problem.message : String(problem))
    }
  }
  return (
    <dialog ref={dialog} class="alert chooser" aria-label="Send to somebody" onClose={onClose}>
      <h2>Send to…</h2>
      <p class="chooser-text">{text}</p>
      <ul>
        {people
          .filter(({ id }) => id !== userId)
          .map((person) => (
            <li key={person.id}>
              <button type="button" onClick={() => void send(person.id)}>
                <Avatar id={person.id} name={nameOf(person)} />
                {nameOf(person)}
              </button>
            </li>
          ))}
      </ul>
      {error ? (
        <p class="error" role="alert">
          {error}
        </p>
      ) : null}
      <form method="dialog">
        <button type="submit">Cancel</button>
      </form>
    </dialog>
  )
}
