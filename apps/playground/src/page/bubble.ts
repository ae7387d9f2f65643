import { useState } from 'preact/hooks'
import type { Button, Message } from './api.ts'
import { formatted } from './entities.ts'
import { fileSize, timeOf } from './format.ts'
import { html } from './html.ts'
import { Icon } from './icons.ts'

export interface BubbleProps {
  readonly message: Message
  /** The last of several in a row from the same side has the tail. */
  readonly tail: boolean
  onPress(message: Message, button: Button): Promise<void>
  onCommand(text: string): void
}

function Attachment({ message }: { readonly message: Message }) {
  const { photo, document, contact, location } = message
  if (photo) {
    const ratio = `${photo.width} / ${photo.height}`
    return html`<img class="photo" src=${`/control/files/${encodeURIComponent(photo.file_id)}`} alt="Photo" style=${{ aspectRatio: ratio }} />`
  }
  if (document) {
    const url = `/control/files/${encodeURIComponent(document.file_id)}`
    return html`<a class="attachment" href=${url} download=${document.file_name ?? 'file'}>
      <span class="attachment-mark" aria-hidden="true">↓</span>
      <span><b>${document.file_name ?? 'File'}</b><small>${fileSize(document.file_size)}</small></span></a>`
  }
  if (contact) {
    return html`<div class="attachment"><span class="attachment-mark" aria-hidden="true">☎</span>
      <span><b>${contact.first_name ?? 'Contact'}</b><small>${contact.phone_number ?? ''}</small></span></div>`
  }
  if (location) {
    const point = `${location.latitude?.toFixed(5)}, ${location.longitude?.toFixed(5)}`
    return html`<div class="attachment"><span class="attachment-mark" aria-hidden="true">⌖</span>
      <span><b>${location.live_period ? 'Live location' : 'Location'}</b><small>${point}</small></span></div>`
  }
  return null
}

function InlineKeyboard({ message, onPress }: Pick<BubbleProps, 'message' | 'onPress'>) {
  const [busy, setBusy] = useState<string>()
  if (message.buttons.length === 0) return null
  const press = (key: string, button: Button) => {
    setBusy(key)
    void onPress(message, button).finally(() => setBusy(undefined))
  }
  return html`<div class="inline-keyboard">
    ${message.buttons.map(
      (row, y) => html`<div class="inline-row" key=${y}>
        ${row.map((button, x) => {
          const key = `${y}.${x}`
          if (button.url) {
            return html`<a key=${key} class="inline-button" href=${button.url} target="_blank" rel="noopener noreferrer">${button.text}<${Icon} name="link" /></a>`
          }
          return html`<button key=${key} type="button" class=${`inline-button ${busy === key ? 'busy' : ''}`} aria-busy=${busy === key}
            disabled=${busy !== undefined} onClick=${() => press(key, button)}>${button.text}</button>`
        })}
      </div>`,
    )}
  </div>`
}

export function Bubble({ message, tail, onPress, onCommand }: BubbleProps) {
  if (message.service) return html`<div class="service"><span>${message.service}</span></div>`
  const mine = message.from === 'user'
  const text = message.text ?? message.caption
  const time = timeOf(message.date)
  return html`<article class=${`message ${mine ? 'mine' : 'theirs'} ${tail ? 'tail' : ''}`} data-message-id=${message.message_id}>
    <div class="bubble">
      <span class="visually-hidden">${mine ? 'You' : 'Bot'}:</span>
      <${Attachment} message=${message} />
      ${text === null ? null : html`<div class="text">${formatted(text, message.entities, onCommand)}<span class=${`stamp-space ${message.edited ? 'wide' : ''}`} aria-hidden="true"></span></div>`}
      <div class="stamp">${message.edited ? 'edited ' : ''}<time>${time}</time>${mine ? html`<${Icon} name="check" />` : null}</div>
      ${message.reactions.length > 0 ? html`<div class="reactions">${message.reactions.join(' ')}</div>` : null}
    </div>
    <${InlineKeyboard} message=${message} onPress=${onPress} />
  </article>`
}
