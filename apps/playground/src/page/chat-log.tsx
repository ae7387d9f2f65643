import { useId, useLayoutEffect, useRef } from 'preact/hooks'
import type { Message } from './api.ts'
import { Bubble } from './bubble.tsx'
import { dayOf } from './format.ts'
import type { Actions } from './use-actions.ts'
import type { Chat } from './use-chat.ts'
import { useLogKeys } from './use-log-keys.ts'

export interface ChatLogProps {
  readonly chat: Chat
  readonly userId: number
  readonly isGroup: boolean
  readonly typing: boolean
  /** Business time in ms. */
  readonly now: number
  /** Of whoever looks. */
  readonly language: string
  readonly name: string
  readonly actions: Actions
}

/** Pixels from the end within which a reader is "at the end" and follows new messages. */
const nearEnd = 120

function Empty({ name, onStart }: { readonly name: string; onStart(): void }) {
  return (
    <div class="empty">
      <p>{name} has not written to the bot yet. Press Start to begin.</p>
      <button type="button" onClick={onStart}>
        Start
      </button>
    </div>
  )
}

/** Messages of one album stand together. */
function grouped(messages: readonly Message[]): (readonly [Message, ...Message[]])[] {
  const groups: [Message, ...Message[]][] = []
  for (const message of messages) {
    const last = groups.at(-1)
    const together = last && message.media_group_id !== null && last[0].media_group_id === message.media_group_id
    if (together) last.push(message)
    else groups.push([message])
  }
  return groups
}

/** The messages of one chat, newest at the end; it follows them unless somebody scrolled up to read. */
export function ChatLog({ chat, userId, isGroup, typing, now, language, name, actions }: ChatLogProps) {
  const box = useRef<HTMLDivElement>(null)
  const follows = useRef(true)
  const newest = chat.messages.at(-1)
  const drawn = useRef(0)
  const keys = useId()
  useLogKeys(box)

  useLayoutEffect(() => {
    const element = box.current
    const isNew = newest !== undefined && newest.message_id !== drawn.current
    drawn.current = newest?.message_id ?? 0
    if (element && (follows.current || (isNew && newest.from === 'user'))) element.scrollTop = element.scrollHeight
  })
  const onScroll = () => {
    const element = box.current
    if (element) follows.current = element.scrollHeight - element.scrollTop - element.clientHeight < nearEnd
  }
  const isMine = (message: Message) => (isGroup ? message.sender.id === userId : message.from === 'user')
  const groups = grouped(chat.messages)
  return (
    <div
      ref={box}
      class="log"
      role="log"
      aria-live="polite"
      aria-label="Messages"
      aria-describedby={keys}
      data-home
      tabindex={0}
      onScroll={onScroll}
    >
      <p id={keys} class="visually-hidden">
        Up and down arrows lead from message to message, left and right through what a message holds, Escape back to
        where you write.
      </p>
      <div class="log-inner">
        {chat.loaded && groups.length === 0 ? <Empty name={name} onStart={() => actions.send('/start')} /> : null}
        {groups.map((messages, index) => {
          const [message] = messages
          const before = groups[index - 1]?.[0]
          const after = groups[index + 1]?.[0]
          const newDay = !before || dayOf(before.date) !== dayOf(message.date)
          const tail =
            !after || after.sender.id !== message.sender.id || after.service !== null || message.buttons.length > 0
          const follows = before && before.service === null && before.sender.id === message.sender.id && !newDay
          return (
            <div key={message.message_id} class="entry">
              {newDay ? (
                <div class="service">
                  <span>{dayOf(message.date)}</span>
                </div>
              ) : null}
              <Bubble
                messages={messages}
                mine={isMine(message)}
                tail={tail}
                arrives={message.message_id > chat.found}
                now={now}
                language={language}
                actions={actions}
                senderName={isGroup && !isMine(message) && !follows ? message.sender.name : null}
                quoted={
                  message.reply_to === null
                    ? undefined
                    : chat.messages.find((other) => other.message_id === message.reply_to)
                }
              />
            </div>
          )
        })}
        {typing ? (
          <div class="message theirs tail">
            <div class="bubble typing" role="img" aria-label="The bot is typing">
              <i></i>
              <i></i>
              <i></i>
            </div>
          </div>
        ) : null}
      </div>
    </div>
  )
}
