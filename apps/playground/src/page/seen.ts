import { useState } from 'preact/hooks'
import type { Activity } from './api.ts'

const storageKey = 'bazaar.seen'
type Seen = Readonly<Record<string, number>>

function load(): Seen {
  try {
    return JSON.parse(localStorage.getItem(storageKey) ?? '{}')
  } catch {
    return {}
  }
}

/** How far each chat was read, in this browser. */
export function useSeen() {
  const [seen, setSeen] = useState<Seen>(load)
  return {
    unread: (chatId: number, activity: Activity) => activity.from_bot.filter((id) => id > (seen[chatId] ?? 0)).length,
    markRead(chatId: number, activity: Activity) {
      const last = activity.from_bot.at(-1) ?? 0
      if (last <= (seen[chatId] ?? 0)) return
      const next = { ...seen, [chatId]: last }
      setSeen(next)
      localStorage.setItem(storageKey, JSON.stringify(next))
    },
  }
}
