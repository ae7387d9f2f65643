import { useEffect, useState } from 'preact/hooks'
import { call, type History, type Message, type WorldButton } from './api.ts'
import { useChat } from './use-chat.ts'
import { usePoll } from './use-poll.ts'

export type Sign =
  | { readonly kind: 'said' | 'answered'; readonly pattern: string }
  | { readonly kind: 'world'; readonly path: string; readonly pattern: string }

export interface Step {
  readonly title: string
  readonly hint: string
  readonly person: number
  readonly done: Sign
  readonly action?: WorldButton
}

export interface Story {
  readonly id: string
  readonly title: string
  readonly about: string
  readonly person: number
  readonly steps: readonly [Step, ...Step[]]
}

/** Where a reader is; messages up to `floor` (a revision) belong to earlier steps. */
export interface Progress {
  readonly story: Story
  readonly step: number
  readonly floor: number
}

const matches = (pattern: string, text: string) => new RegExp(pattern, 'i').test(text)

function shows(sign: Sign, message: Message): boolean {
  if (sign.kind === 'world') return false
  const from = sign.kind === 'said' ? 'user' : 'bot'
  return message.from === from && matches(sign.pattern, message.text ?? message.caption ?? '')
}

/** Follows a story by watching the step's chat and the world. */
export function useProgress(progress: Progress, onNext: (next: Progress) => void): void {
  const { story, step, floor } = progress
  const current = story.steps[step]
  const { messages } = useChat(current?.person ?? story.person)
  const sign = current?.done
  const { value: world } = usePoll<object>(sign?.kind === 'world' ? sign.path : null, 800)
  useEffect(() => {
    if (!sign) return
    const message = messages.find((one) => one.revision > floor && shows(sign, one))
    const isSo = sign.kind === 'world' && world !== undefined && matches(sign.pattern, JSON.stringify(world))
    if (message || isSo) onNext({ story, step: step + 1, floor: message?.revision ?? floor })
  })
}

export function useStories(): readonly Story[] {
  const [stories, setStories] = useState<readonly Story[]>([])
  useEffect(() => void call<readonly Story[]>('GET', '/control/stories').then(setStories, () => undefined), [])
  return stories
}

/** Everything that was said before the story began does not count, but a greeting: a chat has its Start button once. */
export async function begin(story: Story): Promise<Progress> {
  const [first] = story.steps
  const { revision, messages } = await call<History>('GET', `/control/users/${first.person}/chat`)
  const greeted = first.done.kind === 'said' && messages.some((message) => shows(first.done, message))
  return { story, step: greeted ? 1 : 0, floor: revision }
}

const runningKey = 'bazaar.story'

/** Keeps the place over a reload of the page. */
export function remember(progress: Progress | undefined): void {
  if (progress === undefined) sessionStorage.removeItem(runningKey)
  else
    sessionStorage.setItem(
      runningKey,
      JSON.stringify({ id: progress.story.id, step: progress.step, floor: progress.floor }),
    )
}

/** Where the reader was before a reload; nothing when no story ran, or it is not offered any more. */
export function recall(stories: readonly Story[]): Progress | undefined {
  const saved: { readonly id?: string; readonly step?: number; readonly floor?: number } = JSON.parse(
    sessionStorage.getItem(runningKey) ?? '{}',
  )
  const story = stories.find(({ id }) => id === saved.id)
  return story && { story, step: saved.step ?? 0, floor: saved.floor ?? 0 }
}
