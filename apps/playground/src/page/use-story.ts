import { useEffect, useState } from 'preact/hooks'
import { call, type History, type Message } from './api.ts'
import { useChat } from './use-chat.ts'
import { usePoll } from './use-poll.ts'

export type Sign =
  | { readonly kind: 'said' | 'answered'; readonly pattern: string }
  | { readonly kind: 'stock'; readonly there: boolean }

export interface StoryAction {
  readonly label: string
  readonly calls: readonly {
    readonly method: 'POST' | 'PUT'
    readonly path: string
    readonly body: object
    readonly pause_ms: number
  }[]
}

export interface Step {
  readonly title: string
  readonly hint: string
  readonly done: Sign
  readonly action?: StoryAction
}

export interface Story {
  readonly id: string
  readonly title: string
  readonly about: string
  readonly person: number
  readonly steps: readonly [Step, ...Step[]]
}

interface Shop {
  readonly denominations: readonly unknown[]
}

/** Where a reader is; messages up to `floor` (a revision) belong to earlier steps. */
export interface Progress {
  readonly story: Story
  readonly step: number
  readonly floor: number
}

function seen(sign: Sign, messages: readonly Message[], floor: number): Message | undefined {
  if (sign.kind === 'stock') return undefined
  const from = sign.kind === 'said' ? 'user' : 'bot'
  const pattern = new RegExp(sign.pattern, 'i')
  return messages.find(
    (message) =>
      message.revision > floor && message.from === from && pattern.test(message.text ?? message.caption ?? ''),
  )
}

/** Follows a story by watching its person's chat and the shop. */
export function useProgress(progress: Progress, onNext: (next: Progress) => void): void {
  const { story, step, floor } = progress
  const { messages } = useChat(story.person)
  const sign = story.steps[step]?.done
  const { value: shop } = usePoll<Shop>(sign?.kind === 'stock' ? '/control/shops/stanshop' : null, 800)
  useEffect(() => {
    if (!sign) return
    const message = seen(sign, messages, floor)
    const stocked = sign.kind === 'stock' && shop !== undefined && shop.denominations.length > 0 === sign.there
    if (message || stocked) onNext({ story, step: step + 1, floor: message?.revision ?? floor })
  })
}

export function useStories(): readonly Story[] {
  const [stories, setStories] = useState<readonly Story[]>([])
  useEffect(() => void call<readonly Story[]>('GET', '/control/stories').then(setStories, () => undefined), [])
  return stories
}

/** Everything that was said before the story began does not count. */
export async function begin(story: Story): Promise<Progress> {
  const { revision } = await call<History>('GET', `/control/users/${story.person}/chat`)
  return { story, step: 0, floor: revision }
}

export async function run(action: StoryAction): Promise<void> {
  for (const { method, path, body, pause_ms } of action.calls) {
    await call(method, path, body)
    if (pause_ms > 0) await new Promise((resolve) => setTimeout(resolve, pause_ms))
  }
}
