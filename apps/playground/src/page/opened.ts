import { useEffect, useState } from 'preact/hooks'
import type { Group, Overview, Person } from './api.ts'
import { nameOf } from './format.ts'

/** An open chat: a person's with the bot (both ids the same), or a group as a person sees it. */
export interface Opened {
  readonly chatId: number
  readonly userId: number
}

const keyOf = ({ chatId, userId }: Opened) => (chatId === userId ? `${userId}` : `${chatId}:${userId}`)

export interface Shown extends Opened {
  readonly person: Person
  readonly group: Group | undefined
  readonly title: string
}

/** With the people and groups that exist; undefined for somebody who is gone. */
export function resolve(overview: Overview, { chatId, userId }: Opened): Shown | undefined {
  const person = overview.people.find(({ id }) => id === userId)
  const group = overview.chats.find(({ id }) => id === chatId)
  if (!person || (chatId !== userId && !group)) return undefined
  return { chatId, userId, person, group, title: group?.title ?? nameOf(person) }
}

function fromAddress(): readonly Opened[] {
  return location.hash
    .slice(1)
    .split(',')
    .map((part) => part.split(':').map(Number))
    .map(([chatId = 0, userId = chatId]) => ({ chatId, userId }))
    .filter(({ chatId, userId }) => userId > 0 && Number.isInteger(chatId))
    .filter(({ chatId }, index, all) => all.findIndex((one) => one.chatId === chatId) === index)
}

const addressOf = (chats: readonly Opened[]) => `#${chats.map(keyOf).join(',')}`

/**
 * Who is open is in the address, so that a reload or a bookmark shows the same two people. Opening is an entry of the browser's history,
 * which remembers the address before it.
 */
export function useOpened() {
  const [opened, setOpened] = useState<readonly Opened[]>(fromAddress)
  useEffect(() => {
    const onPopState = () => setOpened(fromAddress())
    addEventListener('popstate', onPopState)
    return () => removeEventListener('popstate', onPopState)
  }, [])
  const address = addressOf(opened)
  return {
    opened,
    show(chats: readonly Opened[]) {
      const next = addressOf(chats)
      if (next === address) return
      // Closing what was opened last is going back: on a phone, Back from the list must not open the chat that was just left.
      const before: unknown = history.state?.before
      if (chats.length < opened.length && before === next) return history.back()
      setOpened(chats)
      history.pushState({ before: address }, '', next)
    },
    /** The same chats as somebody else: no entry of its own. */
    play(chats: readonly Opened[]) {
      setOpened(chats)
      history.replaceState(history.state, '', addressOf(chats))
    },
  }
}
