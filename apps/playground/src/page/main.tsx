import { type ComponentChildren as Children, render } from 'preact'
import { useState } from 'preact/hooks'
import type { Overview } from './api.ts'
import { Panel } from './behind.tsx'
import { ChatPane } from './chat-pane.tsx'
import { useKeptFocus } from './focus.ts'
import { Icon, type IconName } from './icons.tsx'
import { type Opened, resolve, type Shown, useOpened } from './opened.ts'
import { People } from './people.tsx'
import { useSeen } from './seen.ts'
import { StoryPanel } from './story-panel.tsx'
import { usePoll } from './use-poll.ts'
import { useStories } from './use-story.ts'
import { Welcome } from './welcome.tsx'

const pollMs = 1_000
const wide = matchMedia('(min-width: 1100px)')

interface RoundProps {
  readonly label: string
  readonly icon: IconName
  readonly pressed?: boolean
  onClick(): void
}

function Round({ label, icon, pressed, onClick }: RoundProps) {
  return (
    <button type="button" class="round" aria-label={label} title={label} aria-pressed={pressed} onClick={onClick}>
      <Icon name={icon} />
    </button>
  )
}

function App() {
  const { value: overview, lost, refresh } = usePoll<Overview>('/control/overview', pollMs)
  const { opened, show, play } = useOpened()
  const [panel, setPanel] = useState(wide.matches)
  const seen = useSeen()
  const stories = useStories()
  const [start, setStart] = useState<{ readonly userId: number; readonly payload: string }>()
  useKeptFocus()
  if (!overview)
    return (
      <p class="loading" role="status">
        {lost ? 'The playground does not answer. Is it running?' : 'Loading…'}
      </p>
    )

  const onOpen = (target: Opened, beside: boolean) => {
    const [first] = opened
    setStart(undefined)
    show(beside && first !== undefined && first.chatId !== target.chatId ? [first, target] : [target])
  }
  const onCreated = (target: Opened) => {
    refresh()
    onOpen(target, false)
  }
  const shown = opened.map((one) => resolve(overview, one)).filter((one) => one !== undefined)
  const buttonsOf = (chat: Shown): Children =>
    shown.length > 1 ? (
      <Round
        label="Close this chat"
        icon="close"
        onClick={() => show(opened.filter(({ chatId }) => chatId !== chat.chatId))}
      />
    ) : (
      <Round label="Behind the scenes" icon="panel" pressed={panel} onClick={() => setPanel(!panel)} />
    )
  const onPlay = (target: Opened) => play(opened.map((one) => (one.chatId === target.chatId ? target : one)))
  const onGo = (from: Shown, target: Opened, payload: string | null = null) => {
    refresh()
    setStart(payload === null ? undefined : { userId: target.userId, payload })
    if (opened.some(({ chatId }) => chatId === target.chatId)) onPlay(target)
    else show(opened.map((one) => (one.chatId === from.chatId ? target : one)))
  }
  const openPerson = (id: number) => {
    if (!opened.some(({ chatId }) => chatId === id)) onOpen({ chatId: id, userId: id }, false)
  }
  const state = `${shown.length > 0 ? 'has-chat' : ''} ${panel ? 'has-panel' : ''} ${shown.length > 1 ? 'is-split' : ''}`
  return (
    <main class={`app ${state}`}>
      {lost ? (
        <p class="lost" role="alert">
          Connection lost; trying again…
        </p>
      ) : null}
      <People overview={overview} opened={opened} unread={seen.unread} onOpen={onOpen} onCreated={onCreated} />
      <StoryPanel
        stories={stories}
        people={overview.people}
        openIds={opened.map(({ chatId }) => chatId)}
        onOpenPerson={openPerson}
      />
      <div class="chats">
        {shown.length === 0 ? <Welcome story={stories[0]} /> : null}
        {shown.map((chat) => (
          <ChatPane
            key={chat.chatId}
            shown={chat}
            people={overview.people}
            now={Date.parse(overview.clock.time)}
            buttons={buttonsOf(chat)}
            onBack={() => show([])}
            onRead={seen.markRead}
            onPlay={onPlay}
            botName={overview.bot.username}
            start={start?.userId === chat.chatId ? start.payload : undefined}
            onStart={() => setStart(undefined)}
            onGo={(target, payload) => onGo(chat, target, payload)}
          />
        ))}
      </div>
      {panel ? (
        <Panel overview={overview} shown={shown[0]} onClose={() => setPanel(false)} onChanged={refresh} />
      ) : null}
    </main>
  )
}

const place = document.getElementById('app')
if (place) render(<App />, place)
