import type { BotContext, PressAnswer } from '@bazaar/core/bot'
import type { TextSpec } from '@bazaar/core/i18n'
import type { ButtonSpec, MessageContent } from '@bazaar/core/notifications'
import { browseOpened, reservationsOpened } from '../callbacks.ts'
import { say, show } from '../chat.ts'
import { key } from '../text.ts'

/** What a press leads to: the message, and what is said about it right away. */
export interface Screen {
  /** Left out: the message stays as it is. */
  readonly content?: MessageContent
  readonly answer?: PressAnswer
}

/** A button with a text of this noun. */
export const button = (name: string, data: string, params: TextSpec['params'] = {}): ButtonSpec => ({
  text: key(`purchase-button-${name}`, params),
  data,
})

export const mineButton: ButtonSpec = button('mine', reservationsOpened.pack({}))
export const browseButton: ButtonSpec = button('browse', browseOpened.pack({}))

/** A picture with a code stays where it is: what is asked about it is a message of its own. Anything else is edited in place. */
export function beside(ctx: BotContext, content: MessageContent): Promise<unknown> {
  const pressed = ctx.callbackQuery?.message
  return pressed && 'photo' in pressed ? say(ctx, content) : show(ctx, content)
}

/** Navigation: edited in place, then answered. */
export async function present(ctx: BotContext, { content, answer }: Screen): Promise<PressAnswer> {
  if (content) await show(ctx, content)
  return answer
}
