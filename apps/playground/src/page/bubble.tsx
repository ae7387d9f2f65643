import { useId, useState } from 'preact/hooks'
import type { Button, Message } from './api.ts'
import { Album, Attachment } from './attachment.tsx'
import { formatted } from './entities.tsx'
import { priceOf, serviceText, timeOf, toneOf } from './format.ts'
import { Icon } from './icons.tsx'
import { Link } from './link.tsx'
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
  /** Business time in ms. */
  readonly now: number
  readonly actions: Actions
}

function InlineButton({
  message,
  button,
  busy,
  onPress,
  follow,
}: {
  readonly message: Message
  readonly button: Button
  readonly busy: boolean
  onPress(): void
  readonly follow: Actions['follow']
}) {
  if (button.url)
    return (
      <Link url={button.url} class="inline-button" follow={follow}>
        {button.text}
        <Icon name="link" />
      </Link>
    )
  const price = button.pay && message.invoice ? ` (${priceOf(message.invoice)})` : ''
  const paid = button.pay === true && message.invoice?.paid === true
  return (
    <button
      type="button"
      class={`inline-button ${busy ? 'busy' : ''}`}
      aria-busy={busy}
      disabled={paid}
      onClick={onPress}
    >
      {paid ? 'Paid ✓' : `${button.text}${price !== '' && !/\d/.test(button.text) ? price : ''}`}
    </button>
  )
}

function InlineKeyboard({ message, actions }: { readonly message: Message; readonly actions: Actions }) {
  const [busy, setBusy] = useState<string>()
  if (message.buttons.length === 0) return null
  // As in Telegram, only the pressed button waits: what the bot redraws meanwhile can be pressed at once.
  const press = (key: string, button: Button) => {
    if (busy === key) return
    setBusy(key)
    void actions.press(message, button).finally(() => setBusy((now) => (now === key ? undefined : now)))
  }
  return (
    <div class="inline-keyboard">
      {message.buttons.map((row, y) => (
        <div class="inline-row" key={y}>
          {row.map((button, x) => {
            const pressed = `${y}.${x} ${button.callback_data ?? button.text}`
            return (
              <InlineButton
                key={x}
                message={message}
                button={button}
                busy={busy === pressed}
                onPress={() => press(pressed, button)}
                follow={actions.follow}
              />
            )
          })}
        </div>
      ))}
    </div>
  )
}

function Quote({ message }: { readonly message: Message }) {
  return (
    <div class="quote">
      <b>{message.sender.name}</b>
      <span>{message.text ?? message.caption ?? 'Message'}</span>
    </div>
  )
}

function Content({ messages, mine, senderName, quoted, now, actions }: BubbleProps) {
  const [message] = messages
  const written = messages.find((part) => (part.text ?? part.caption) !== null)
  const text = written?.text ?? written?.caption ?? null
  const wide = message.edited || message.pinned
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
          {formatted(text, written?.entities ?? [], actions)}
          <span class={`stamp-space ${wide ? 'wide' : ''}`} aria-hidden="true"></span>
        </div>
      )}
    </div>
  )
}

export function Bubble(props: BubbleProps) {
  const { messages, mine, tail, actions } = props
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
        <ReactButton reactions={message.reactions} onReact={(emoji: string | null) => actions.react(message, emoji)} />
      </div>
      <InlineKeyboard message={message} actions={actions} />
    </article>
  )
}
