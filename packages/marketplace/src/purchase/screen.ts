import { type BotContext, type PressAnswer, sayOptions } from '@bazaar/core/bot'
import type { TextSpec } from '@bazaar/core/i18n'
import type { ButtonSpec, MessageContent } from '@bazaar/core/notifications'
import { show } from '@bazaar/core/screens'
import { browseOpened, reservationsOpened } from '../callbacks.ts'
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

/** The button that was pressed stands below a picture. */
export const isPicture = ({ callbackQuery }: BotContext): boolean =>
  callbackQuery?.message !== undefined && 'photo' in callbackQuery.message

/** A question about what a picture shows is asked below the picture, in the same message. */
export function askUnder(ctx: BotContext, content: MessageContent): Promise<unknown> {
  const pressed = ctx.callbackQuery?.message
  if (!pressed || !isPicture(ctx)) return show(ctx, content)
  return ctx.rewrite(pressed.message_id, content.text, sayOptions(content))
}

/** Navigation: edited in place, then answered. */
export async function present(ctx: BotContext, { content, answer }: Screen): Promise<PressAnswer> {
  if (content) await show(ctx, content)
  return answer
}
