import type { ComponentChildren as Children } from 'preact'
import type { Activity, Overview } from './api.ts'
import { Avatar } from './avatar.tsx'
import { nameOf, shortDate } from './format.ts'
import { Icon } from './icons.tsx'
import { NewGroup, NewPerson } from './new-chat.tsx'
import type { Opened } from './opened.ts'

export interface PeopleProps {
  readonly overview: Overview
  readonly opened: readonly Opened[]
  unread(chatId: number, activity: Activity): number
  onOpen(opened: Opened, beside: boolean): void
  onCreated(opened: Opened): void
}

interface Entry {
  readonly target: Opened
  readonly name: string
  readonly activity: Activity
  readonly isGroup: boolean
  readonly badges: Children
}

type RowProps = Omit<PeopleProps, 'overview' | 'onCreated'> & { readonly entry: Entry; readonly now: number }

function Preview({ activity, isGroup }: Entry) {
  const { last, typing } = activity
  if (typing) return <span class="preview is-typing">typing…</span>
  const isPerson = last?.from === 'user'
  const who = isGroup ? `${last?.sender ?? ''}: ` : isPerson ? 'You: ' : ''
  return (
    <span class="preview">
      {last && who ? <span class="you">{who}</span> : null}
      {last?.text ?? 'No messages yet'}
    </span>
  )
}

function Row({ entry, now, opened, unread, onOpen }: RowProps) {
  const { target, name, activity, badges } = entry
  const isOpen = opened.some(({ chatId }) => chatId === target.chatId)
  const count = isOpen ? 0 : unread(target.chatId, activity)
  const { last } = activity
  return (
    <li class="person">
      <button
        type="button"
        class="person-button"
        aria-current={isOpen ? 'true' : undefined}
        onClick={(event: MouseEvent) => onOpen(target, event.ctrlKey || event.metaKey)}
      >
        <Avatar id={target.chatId} name={name} />
        <span class="person-text">
          <span class="person-line">
            <b>{name}</b>
            {badges}
            <time>{last ? shortDate(last.date, now) : ''}</time>
          </span>
          <span class="person-line">
            <Preview {...entry} />
            {count > 0 ? (
              <span class="unread">
                <span aria-hidden="true">{count > 99 ? '99+' : count}</span>
                <span class="visually-hidden">{count} unread</span>
              </span>
            ) : null}
          </span>
        </span>
      </button>
      {opened.length === 1 && !isOpen ? (
        <button
          type="button"
          class="round beside"
          aria-label={`Open ${name} beside the other chat`}
          title="Open beside"
          onClick={() => onOpen(target, true)}
        >
          <Icon name="split" />
        </button>
      ) : null}
    </li>
  )
}

/** The name of a chat of two says it already. */
const badgeOf = { group: 'group', supergroup: 'group', channel: 'channel', private: undefined } as const

function entriesOf({ people, chats }: Overview): readonly Entry[] {
  const persons = people.map((person) => ({
    target: { chatId: person.id, userId: person.id },
    name: nameOf(person),
    activity: person,
    isGroup: false,
    badges: [
      person.admin ? <span class="badge">owner</span> : null,
      person.blocked ? <span class="badge warn">blocked</span> : null,
    ],
  }))
  const groups = chats.map((group) => ({
    target: { chatId: group.id, userId: group.members[0] ?? 0 },
    name: group.title,
    activity: group,
    isGroup: true,
    badges: badgeOf[group.type] ? <span class="badge">{badgeOf[group.type]}</span> : null,
  }))
  const at = ({ activity }: Entry) => activity.last?.date ?? 0
  return [...persons, ...groups].sort((a, b) => at(b) - at(a))
}

/** Everybody one can play and their groups, the most recent conversation first. */
export function People(props: PeopleProps) {
  const { overview, onCreated } = props
  const now = Date.parse(overview.clock.time)
  const running = overview.bot.state === 'running'
  return (
    <nav class="people" aria-label="People and groups">
      <header class="people-header">
        <img src="/icon.svg" alt="" width="32" height="32" />
        <div>
          <h1>Bazaar</h1>
          <p>
            <span class={`lamp ${running ? 'on' : 'off'}`}></span>bot {overview.bot.state}
            {overview.demo_data === 'filling' ? ' · filling in demo data…' : ''}
          </p>
        </div>
      </header>
      <ul>
        {entriesOf(overview).map((entry) => (
          <Row key={entry.target.chatId} {...props} entry={entry} now={now} />
        ))}
      </ul>
      <div class="new-row">
        <NewPerson onCreated={onCreated} />
        <NewGroup people={overview.people} onCreated={onCreated} />
      </div>
    </nav>
  )
}
