import { useEffect, useState } from 'preact/hooks'
import { call, type History, type Message, type WorldButton } from './api.ts'
import { useChat } from './use-chat.ts'
import { usePoll } from './use-poll.ts'

export type Sign =
  | { readonly kind: 'came' }
  | { readonly kind: 'answered'; readonly pattern: string }
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

/** Where a reader is; what the bot wrote up to `since` (a revision) was there before the story began. */
export interface Progress {
  readonly story: Story
  readonly step: number
  readonly since: number
}

const matches = (pattern: string, text: string) => new RegExp(pattern, 'im').test(text)

/** All that the bot wrote since the story began, from top to bottom. */
const transcript = (messages: readonly Message[], since: number) =>
  messages
    .filter(({ from, revision }) => from === 'bot' && revision > since)
    .map(({ text, caption }) => text ?? caption ?? '')
    .join('\n\n')

function isSo(sign: Sign, messages: readonly Message[], since: number, world: object | undefined): boolean {
  switch (sign.kind) {
    case 'came':
      return messages.some(({ from }) => from === 'user')
    case 'answered':
      return matches(sign.pattern, transcript(messages, since))
    case 'world':
      return world !== undefined && matches(sign.pattern, JSON.stringify(world))
  }
}

/** Follows a story by watching the step's chat and the world; steps that are done already are passed over. */
export function useProgress(progress: Progress, onNext: (next: Progress) => void): void {
  const { story, step, since } = progress
  const current = story.steps[step]
  const { messages } = useChat(current?.person ?? story.person)
  const sign = current?.done
  const { value: world } = usePoll<object>(sign?.kind === 'world' ? sign.path : null, 800)
  useEffect(() => {
    if (sign && isSo(sign, messages, since, world)) onNext({ ...progress, step: step + 1 })
  })
}

export function useStories(): readonly Story[] {
  const [stories, setStories] = useState<readonly Story[]>([])
  useEffect(() => void call<readonly Story[]>('GET', '/control/stories').then(setStories, () => undefined), [])
  return stories
}

export async function begin(story: Story): Promise<Progress> {
  const { revision } = await call<History>('GET', `/control/users/${story.steps[0].person}/chat`)
  return { story, step: 0, since: revision }
}

const runningKey = 'bazaar.story'

/** Keeps the place over a reload of the page. */
export function remember(progress: Progress | undefined): void {
  if (progress === undefined) sessionStorage.removeItem(runningKey)
  else
    sessionStorage.setItem(
      runningKey,
      JSON.stringify({ id: progress.story.id, step: progress.step, since: progress.since }),
    )
}

/** Where the reader was before a reload; nothing when no story ran, or it is not offered any more. */
export function recall(stories: readonly Story[]): Progress | undefined {
  const saved: { readonly id?: string; readonly step?: number; readonly since?: number } = JSON.parse(
    sessionStorage.getItem(runningKey) ?? '{}',
  )
  const story = stories.find(({ id }) => id === saved.id)
  return story && { story, step: saved.step ?? 0, since: saved.since ?? 0 }
}
