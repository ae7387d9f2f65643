import { useId } from 'preact/hooks'
import type { Message } from './api.ts'
import { Album, Attachment } from './attachment.tsx'
import { Effect } from './effect.tsx'
import { formatted } from './entities.tsx'
import { serviceText, timeOf, toneOf } from './format.ts'
import { Icon } from './icons.tsx'
import { InlineKeyboard } from './inline-keyboard.tsx'
import { ReactButton } from './reactions.tsx'
import type { Actions } from './use-actions.ts'

export interface BubbleProps {
  /** One message, or all of one album. */
  readonly messages: readonly [Message, ...Message[]]
  readonly mine: boolean
  /** The last of several in a row from the same side has the tail. */
  readonly tail: boolean
  /** Shown above the text in groups. */
  readonly senderName: string | null
  readonly quoted: Message | undefined
  /** It came while the chat was open. */
  readonly arrives: boolean
  /** Business time in ms. */
  readonly now: number
  /** Of whoever looks. */
  readonly language: string
  readonly actions: Actions
}

function Quote({ message }: { readonly message: Message }) {
  return (
    <div class="quote">
      <b>{message.sender.name}</b>
      <span>{message.text ?? message.caption ?? 'Message'}</span>
    </div>
  )
}

function Content({ messages, mine, senderName, quoted, now, language, actions }: BubbleProps) {
  const [message] = messages
  const written = messages.find((part) => (part.text ?? part.caption) !== null)
  const text = written?.text ?? written?.caption ?? null
  const wide = message.edited || message.pinned || message.effect !== null
  return (
    <div>
      {senderName === null ? null : <b class={`sender name-${toneOf(message.sender.id)}`}>{senderName}</b>}
      {message.forwarded_from === null ? null : (
        <small class="forwarded">Forwarded from {message.forwarded_from}</small>
      )}
      {quoted ? <Quote message={quoted} /> : null}
      {messages.length > 1 ? (
        <Album messages={messages} now={now} />
      ) : (
        <Attachment message={message} now={now} onMove={mine ? actions.move.bind(undefined, message) : undefined} />
      )}
      {text === null ? (
        <div class="stamp-line"></div>
      ) : (
        <div class="text">
          {formatted(text, written?.entities ?? [], actions, { now, language })}
          <span class={`stamp-space ${wide ? 'wide' : ''}`} aria-hidden="true"></span>
        </div>
      )}
    </div>
  )
}

export function Bubble(props: BubbleProps) {
  const { messages, mine, tail, arrives, actions } = props
  const [message] = messages
  const content = useId()
  if (message.service)
    return (
      <div class="service">
        <span>{serviceText(message)}</span>
      </div>
    )
  return (
    <article
      class={`message ${mine ? 'mine' : 'theirs'} ${tail ? 'tail' : ''}`}
      aria-labelledby={content}
      tabindex={-1}
      data-message-id={message.message_id}
    >
      <div id={content} class="bubble">
        <span class="visually-hidden">{mine ? 'You' : message.sender.name}:</span>
        <Content {...props} />
        <div class="stamp">
          {message.effect === null ? '' : `${message.effect} `}
          {message.pinned ? '📌 ' : ''}
          {message.edited ? 'edited ' : ''}
          <time>{timeOf(message.date)}</time>
          {mine ? <Icon name="check" /> : null}
        </div>
        {message.reactions.length > 0 ? (
          <div class="reactions" aria-label={`Reactions: ${message.reactions.join(' ')}`} role="img">
            {message.reactions.join(' ')}
          </div>
        ) : null}
        {message.effect === null ? null : <Effect emoji={message.effect} arrives={arrives} />}
        <ReactButton reactions={message.reactions} onReact={(emoji: string | null) => actions.react(message, emoji)} />
      </div>
      <InlineKeyboard message={message} actions={actions} />
    </article>
  )
}
