import type { BundledIntent, MessageContent } from './types.ts'

/** One message of a bundle, as it will be; without an id it is new. */
export interface Bundled {
  readonly id?: bigint
  /** The moment for which it is meant, which is its name; what hurries goes before. */
  readonly due: number
  readonly count: number
  /** `left`: with Telegram, or on its way there. `gone`: it will never be sent. */
  readonly state: 'waits' | 'left' | 'gone'
  /** It was to go at once: what comes within the window has a message of its own. */
  readonly isPrompt: boolean
  /** Infinity = never. */
  readonly expires: number
  readonly goesNow: boolean
  readonly content?: MessageContent
}

/** A message that is late joins what has come meanwhile: a queue that stands still holds two of a bundle at most. */
const isOpen = ({ state, due, isPrompt }: Bundled, windowMs: number, now: number): boolean =>
  state === 'waits' && (due > now || !isPrompt || due + windowMs <= now)

function follow(last: Bundled | undefined, intent: BundledIntent, now: number): Bundled {
  const { windowMs, leadMs = 0, isUrgent = false, content, more } = intent
  const expires = intent.expiresAt?.getTime() ?? Number.POSITIVE_INFINITY
  if (last && isOpen(last, windowMs, now)) {
    const count = last.count + 1
    const goesNow = last.goesNow || isUrgent
    return { ...last, count, content: more(count), expires: Math.max(last.expires, expires), goesNow }
  }
  const fresh = { state: 'waits', count: 1, expires, isPrompt: false, goesNow: false } as const
  // The names before are taken.
  const free = last ? last.due + 1 : now
  if (isUrgent) return { ...fresh, due: Math.max(now, free), isPrompt: true, goesNow: true, content }
  if (last && last.due > now) return { ...fresh, due: free, content: more(1) }
  if (last && last.state !== 'gone' && last.due + windowMs > now)
    return { ...fresh, due: last.due + windowMs, content: more(1) }
  const isPrompt = leadMs === 0
  return { ...fresh, due: Math.max(now + leadMs, free), isPrompt, goesNow: isPrompt, content }
}

/** What becomes of a bundle: the messages that are new or say something else now. */
export function grow(latest: Bundled | undefined, intents: readonly BundledIntent[], now: number): readonly Bundled[] {
  const grown: Bundled[] = []
  let last = latest
  for (const intent of intents) {
    const next = follow(last, intent, now)
    // Joined: it has the same name.
    if (grown.at(-1)?.due === next.due) grown.pop()
    grown.push(next)
    last = next
  }
  return grown
}
