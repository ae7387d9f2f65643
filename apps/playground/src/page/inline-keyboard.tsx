import { useState } from 'preact/hooks'
import type { Button, Message } from './api.ts'
import { priceOf } from './format.ts'
import { Icon } from './icons.tsx'
import { Link } from './link.tsx'
import type { Actions } from './use-actions.ts'

interface InlineButtonProps {
  readonly message: Message
  readonly button: Button
  readonly busy: boolean
  onPress(): void
  readonly actions: Pick<Actions, 'follow' | 'copy'>
}

function InlineButton({ message, button, busy, onPress, actions }: InlineButtonProps) {
  const { text, style = '', url, copy_text } = button
  if (url)
    return (
      <Link url={url} class={`inline-button ${style}`} follow={actions.follow}>
        {text}
        <Icon name="link" />
      </Link>
    )
  if (copy_text !== undefined)
    return (
      <button
        type="button"
        class={`inline-button ${style}`}
        title={`Copies ${copy_text}`}
        onClick={() => actions.copy(copy_text)}
      >
        {text}
        <Icon name="copy" />
      </button>
    )
  if (button.disabled)
    // Keyboards reach it, so that everybody can read why it is off.
    return (
      <button type="button" class={`inline-button off ${style}`} aria-disabled="true">
        {text}
      </button>
    )
  const price = button.pay && message.invoice ? ` (${priceOf(message.invoice)})` : ''
  const paid = button.pay === true && message.invoice?.paid === true
  return (
    <button
      type="button"
      class={`inline-button ${style} ${busy ? 'busy' : ''}`}
      aria-busy={busy}
      disabled={paid}
      onClick={onPress}
    >
      {paid ? 'Paid ✓' : `${text}${price !== '' && !/\d/.test(text) ? price : ''}`}
    </button>
  )
}

/** The buttons under a message. */
export function InlineKeyboard({ message, actions }: { readonly message: Message; readonly actions: Actions }) {
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
                actions={actions}
              />
            )
          })}
        </div>
      ))}
    </div>
  )
}
