import type { BotContext, PressAnswer } from '@bazaar/core/bot'
import type { TextSpec } from '@bazaar/core/i18n'
import type { ButtonSpec, MessageContent } from '@bazaar/core/notifications'
import { homeButton, show, success } from '@bazaar/core/screens'
import { homeOpened, reserveOpened } from '../callbacks.ts'
import { key } from '../text.ts'

/** What a press leads to. */
export interface Screen {
  readonly content: MessageContent
  /** What is said about it right away. */
  readonly answer?: PressAnswer
}

export const button = (name: string, data: string, params: TextSpec['params'] = {}): ButtonSpec => ({
  text: key(`discovery-button-${name}`, params),
  data,
})

export const toast = (name: string, params: TextSpec['params'] = {}): PressAnswer => ({
  toast: key(`discovery-toast-${name}`, params),
})

/** The one main action about an offer. */
export const reserveButton = (offer: bigint): ButtonSpec => success(button('reserve', reserveOpened.pack({ offer })))

/** The last row of every screen. */
export const lastRow = (back: string = homeOpened.pack({})): readonly ButtonSpec[] => [button('back', back), homeButton]

/** Edits the message in place, then answers the press. */
export async function present(ctx: BotContext, { content, answer }: Screen): Promise<PressAnswer> {
  await show(ctx, content)
  return answer
}
