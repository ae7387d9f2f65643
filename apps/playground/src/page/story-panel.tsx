import { useEffect, useState } from 'preact/hooks'
import type { Person } from './api.ts'
import { Icon } from './icons.tsx'
import { press } from './press-button.ts'
import { begin, type Progress, recall, remember, type Step, type Story, useProgress } from './use-story.ts'

function StepAction({ step }: { readonly step: Step }) {
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState('')
  const { action } = step
  if (!action) return null
  const onClick = () => {
    if (busy) return
    setBusy(true)
    press(action)
      .catch((problem: unknown) => setError(problem instanceof Error ? problem.message : String(problem)))
      .finally(() => setBusy(false))
  }
  return (
    <div>
      <button type="button" class="story-action" aria-disabled={busy} aria-busy={busy} onClick={onClick}>
        {busy ? 'One moment…' : action.label}
      </button>
      {error ? (
        <p class="error" role="alert">
          {error}
        </p>
      ) : null}
    </div>
  )
}

interface RunningProps {
  readonly progress: Progress
  onNext(next: Progress): void
  onEnd(): void
  onOpenPerson(id: number): void
  readonly people: readonly Person[]
  readonly openIds: readonly number[]
}

function Running({ progress, onNext, onEnd, onOpenPerson, people, openIds }: RunningProps) {
  useProgress(progress, onNext)
  const { story, step } = progress
  const current = story.steps[step]
  const isOpen = current !== undefined && openIds.includes(current.person)
  return (
    <section class="story" aria-label={`Story: ${story.title}`} tabindex={-1}>
      <header>
        <h2>{story.title}</h2>
        <span>
          {Math.min(step + 1, story.steps.length)} of {story.steps.length}
        </span>
        <button type="button" class="round" aria-label="End the story" title="End the story" onClick={onEnd}>
          <Icon name="close" />
        </button>
      </header>
      <ol class="story-steps">
        {story.steps.map((one, index) => (
          <li
            key={one.title}
            class={index < step ? 'done' : index === step ? 'now' : ''}
            aria-current={index === step ? 'step' : undefined}
          >
            <span class="story-mark" aria-hidden="true">
              {index < step ? '✓' : index + 1}
            </span>
            <span>
              {one.title}
              {index < step ? <span class="visually-hidden"> (done)</span> : null}
            </span>
          </li>
        ))}
      </ol>
      <div class="story-now" role="status">
        {current ? (
          <p>
            <b class="story-title">{current.title}.</b> {current.hint}
          </p>
        ) : (
          <p>
            <b>Done!</b> Close this and follow another story, or look around: choose somebody else to play, or change
            the world with the switches behind the lines button at the top right.
          </p>
        )}
      </div>
      {current && isOpen ? <StepAction key={step} step={current} /> : null}
      {current && !isOpen ? (
        <button type="button" class="story-action" onClick={() => onOpenPerson(current.person)}>
          Open {people.find(({ id }) => id === current.person)?.first_name ?? 'the person'}’s chat
        </button>
      ) : null}
      {current ? null : (
        <button type="button" class="story-action" onClick={onEnd}>
          Close
        </button>
      )}
    </section>
  )
}

export interface StoryPanelProps {
  readonly stories: readonly Story[]
  readonly people: readonly Person[]
  readonly openIds: readonly number[]
  onOpenPerson(id: number): void
}

const hiddenKey = 'bazaar.stories.hidden'

/** Offers guided stories, and checks off their steps as they happen. */
export function StoryPanel({ stories, people, openIds, onOpenPerson }: StoryPanelProps) {
  const [progress, setProgress] = useState<Progress>()
  useEffect(() => setProgress((now) => now ?? recall(stories)), [stories])
  const go = (next: Progress | undefined) => {
    remember(next)
    setProgress(next)
  }
  const [hidden, setHidden] = useState(() => localStorage.getItem(hiddenKey) === '1')
  const hide = (value: boolean) => {
    setHidden(value)
    localStorage.setItem(hiddenKey, value ? '1' : '')
  }
  const start = (story: Story) => {
    onOpenPerson(story.steps[0].person)
    void begin(story).then(go)
  }
  if (progress) {
    return (
      <Running
        progress={progress}
        people={people}
        openIds={openIds}
        onNext={go}
        onEnd={() => go(undefined)}
        onOpenPerson={onOpenPerson}
      />
    )
  }
  if (stories.length === 0) return <div class="story-none"></div>
  if (hidden)
    return (
      <div class="story-none">
        <button type="button" class="story-show" onClick={() => hide(false)}>
          Guided stories
        </button>
      </div>
    )
  return (
    <section class={`story offers ${openIds.length > 0 ? 'in-chat' : ''}`} aria-label="Guided stories">
      <header>
        <h2>New here? Try a story</h2>
        <button type="button" class="round" aria-label="Hide the stories" title="Hide" onClick={() => hide(true)}>
          <Icon name="close" />
        </button>
      </header>
      <p class="phone-only">
        This is a whole Telegram on one computer: you play the people, and the world around the bot.
      </p>
      <div class="story-list">
        {stories.map((story) => (
          <button key={story.id} type="button" class="story-offer" onClick={() => start(story)}>
            <b>▶ {story.title}</b>
            <span>{story.about}</span>
          </button>
        ))}
      </div>
    </section>
  )
}
