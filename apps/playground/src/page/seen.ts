import { useState } from 'preact/hooks'
import type { Person } from './api.ts'

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
    unread: (person: Person) => person.from_bot.filter((id) => id > (seen[person.id] ?? 0)).length,
    markRead(person: Person) {
      const last = person.from_bot.at(-1) ?? 0
      if (last <= (seen[person.id] ?? 0)) return
      const next = { ...seen, [person.id]: last }
      setSeen(next)
      localStorage.setItem(storageKey, JSON.stringify(next))
    },
  }
}
