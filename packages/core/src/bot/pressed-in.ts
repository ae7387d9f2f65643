import type { Context } from 'grammy'

/** The message whose button was pressed. */
export interface PressedMessage {
  readonly id: number
  /** It can be edited into a text. */
  readonly isText: boolean
  /** When it was sent. */
  readonly at: Date
}

/** Nothing unless a button of a message was pressed. A message of the outbox can become what this one is (`onto`). */
export function pressedIn({ callbackQuery }: Context): PressedMessage | undefined {
  const message = callbackQuery?.message
  return message && { id: message.message_id, isText: 'text' in message, at: new Date(message.date * 1000) }
}
