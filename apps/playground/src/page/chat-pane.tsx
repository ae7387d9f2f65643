import type { ComponentChildren as Children } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { type Activity, call, type Person } from './api.ts'
import { Avatar } from './avatar.tsx'
import { ChatLog } from './chat-log.tsx'
import { Composer } from './composer.tsx'
import { homeOf } from './focus.ts'
import { nameOf } from './format.ts'
import { Icon } from './icons.tsx'
import { Alert, Toast, useNotices } from './notices.tsx'
import type { Opened, Shown } from './opened.ts'
import { Share } from './share.tsx'
import type { TelegramLink } from './telegram-link.ts'
import { useActions } from './use-actions.ts'
import { useChat } from './use-chat.ts'

export interface ChatPaneProps {
  readonly shown: Shown
  readonly people: readonly Person[]
  /** Business time in ms. */
  readonly now: number
  /** Buttons at the right end of the header. */
  readonly buttons: Children
  onBack(): void
  onRead(chatId: number, activity: Activity): void
  onPlay(opened: Opened): void
  readonly botName: string
  /** A link brought somebody here who has yet to press Start: what the bot is started with. */
  readonly start: string | undefined
  onStart(): void
  /** A link leads into another chat, perhaps to start the bot there. */
  onGo(opened: Opened, start?: string | null): void
}

const typingText: Readonly<Record<string, string>> = {
  upload_photo: 'sending a photo…',
  upload_document: 'sending a file…',
  find_location: 'finding a place…',
}

/** Who writes in a group: any of its members. */
function Actor({ shown, people, onPlay }: Pick<ChatPaneProps, 'shown' | 'people' | 'onPlay'>) {
  const members = people.filter(({ id }) => shown.group?.members.includes(id))
  const onChange = (event: Event) => {
    if (event.target instanceof HTMLSelectElement) onPlay({ chatId: shown.chatId, userId: Number(event.target.value) })
  }
  return (
    <label class="actor">
      <span>You are </span>
      <select value={shown.userId} onChange={onChange}>
        {members.map((person) => (
          <option key={person.id} value={person.id} selected={person.id === shown.userId}>
            {nameOf(person)}
          </option>
        ))}
      </select>
    </label>
  )
}

function about({ person, group }: Shown): string {
  if (group?.type === 'private') return 'without the bot'
  if (group) return `${group.type} · ${group.members.length} people and the bot`
  const facts = [person.username ? `@${person.username}` : null, person.language_code, person.admin ? 'owner' : null]
  return ['chat with the bot', ...facts].filter(Boolean).join(' · ')
}

function Header({ shown, people, buttons, onBack, onPlay }: ChatPaneProps) {
  const { typing } = shown.group ?? shown.person
  return (
    <header class="chat-header">
      <button type="button" class="round back" aria-label="Back to people" onClick={onBack}>
        <Icon name="back" />
      </button>
      <Avatar id={shown.chatId} name={shown.title} />
      <div class="chat-title">
        <h2>{shown.title}</h2>
        <p>{typing ? <span class="is-typing">bot is {typingText[typing] ?? 'typing…'}</span> : about(shown)}</p>
      </div>
      {shown.group ? <Actor shown={shown} people={people} onPlay={onPlay} /> : null}
      {buttons}
    </header>
  )
}

/** As in Telegram, whoever comes by a link starts the bot by a button of their own. */
function StartBar({ onStart }: { onStart(): void }) {
  const button = useRef<HTMLButtonElement>(null)
  useEffect(() => button.current?.focus(), [])
  return (
    <button ref={button} type="button" class="start-bar" data-home onClick={onStart}>
      Start
    </button>
  )
}

/** One chat of one person, complete in itself so that two can stand side by side. */
export function ChatPane(props: ChatPaneProps) {
  const { shown, people, now, botName, start, onRead, onStart, onGo } = props
  const { person, group, userId, chatId } = shown
  const chat = useChat(userId, chatId)
  const notices = useNotices()
  const [sharing, setSharing] = useState<string>()
  const follow = (link: TelegramLink) => {
    if (link.kind === 'share') return setSharing(link.text)
    if (link.kind === 'other') return notices.showToast('This part of Telegram is not played here.')
    if (link.username.toLowerCase() === botName.toLowerCase()) return onGo({ chatId: userId, userId }, link.start)
    notices.showToast(`@${link.username} is not here: only links to @${botName} lead on.`)
  }
  const actions = { ...useActions(userId, chatId, notices), follow }
  const section = useRef<HTMLElement>(null)
  useEffect(() => onRead(chatId, group ?? person))
  // Whoever opens a chat wants to write.
  useEffect(() => {
    if (section.current) homeOf(section.current)?.focus()
  }, [])
  const unblock = () => void call('POST', `/control/users/${person.id}/unblock`)
  const isSilent = group?.type === 'channel' && !group.admins.includes(userId)
  const foot = () => {
    if (!group && person.blocked)
      return (
        <button type="button" class="unblock" data-home onClick={unblock}>
          {person.first_name} has blocked the bot. Unblock
        </button>
      )
    if (start !== undefined)
      return (
        <StartBar
          onStart={() => {
            onStart()
            void actions.send(`/start ${start}`)
          }}
        />
      )
    if (isSilent) return <p class="silent">Only administrators write in this channel.</p>
    return (
      <Composer
        key={`${chatId}.${userId}`}
        userId={userId}
        chatId={chatId}
        hasBot={group?.type !== 'private'}
        keyboard={chat.keyboard}
        shares={chat.shares}
        styles={chat.styles}
        actions={actions}
      />
    )
  }
  return (
    <section
      ref={section}
      class="chat"
      aria-label={group ? `${group.title}, as ${nameOf(person)}` : `Chat of ${nameOf(person)} with the bot`}
    >
      <Header {...props} />
      <ChatLog
        chat={chat}
        userId={userId}
        isGroup={group !== undefined}
        typing={(group ?? person).typing !== null}
        now={now}
        language={person.language_code ?? 'en'}
        name={nameOf(person)}
        actions={actions}
      />
      <Toast toast={notices.toast} follow={follow} />
      {foot()}
      <Alert text={notices.alert} onClose={notices.closeAlert} />
      {sharing === undefined ? null : (
        <Share
          text={sharing}
          userId={userId}
          people={people}
          onClose={() => setSharing(undefined)}
          onSent={(sent) => {
            setSharing(undefined)
            onGo(sent)
          }}
        />
      )}
    </section>
  )
}
