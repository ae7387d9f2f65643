import { useLayoutEffect, useRef } from 'preact/hooks'
import type { Button, Message } from './api.ts'
import { Bubble } from './bubble.ts'
import { dayOf } from './format.ts'
import { html } from './html.ts'
import type { Chat } from './use-chat.ts'

export interface ChatLogProps {
  readonly chat: Chat
  readonly typing: boolean
  onPress(message: Message, button: Button): Promise<void>
  onCommand(text: string): void
  onStart(): void
}

/** Pixels from the end within which a reader is "at the end" and follows new messages. */
const nearEnd = 120

function Empty({ onStart }: { onStart(): void }) {
  return html`<div class="empty"><p>No messages here yet.</p><button type="button" onClick=${onStart}>Start</button></div>`
}

/** The messages of one chat, newest at the end; it follows them unless somebody scrolled up to read. */
export function ChatLog({ chat, typing, onPress, onCommand, onStart }: ChatLogProps) {
  const box = useRef<HTMLDivElement>(null)
  const follows = useRef(true)
  const newest = chat.messages.at(-1)

  useLayoutEffect(() => {
    const element = box.current
    if (element && (follows.current || newest?.from === 'user')) element.scrollTop = element.scrollHeight
  })
  const onScroll = () => {
    const element = box.current
    if (element) follows.current = element.scrollHeight - element.scrollTop - element.clientHeight < nearEnd
  }
  const messages = chat.messages
  return html`<div ref=${box} class="log" role="log" aria-live="polite" aria-label="Messages" tabindex="0" onScroll=${onScroll}>
    <div class="log-inner">
      ${chat.loaded && messages.length === 0 ? html`<${Empty} onStart=${onStart} />` : null}
      ${messages.map((message, index) => {
        const before = messages[index - 1]
        const after = messages[index + 1]
        const newDay = !before || dayOf(before.date) !== dayOf(message.date)
        const tail = !after || after.from !== message.from || after.service !== null || message.buttons.length > 0
        return html`<div key=${message.message_id} class="entry">
          ${newDay ? html`<div class="service"><span>${dayOf(message.date)}</span></div>` : null}
          <${Bubble} message=${message} tail=${tail} onPress=${onPress} onCommand=${onCommand} />
        </div>`
      })}
      ${typing ? html`<div class="message theirs tail"><div class="bubble typing" aria-label="The bot is typing"><i></i><i></i><i></i></div></div>` : null}
    </div>
  </div>`
}
