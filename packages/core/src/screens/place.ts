import { type BotContext, isPrivate, sayOptions } from '../bot/index.ts'
import type { MessageContent } from '../notifications/index.ts'
import { homePressed } from './home-buttons.ts'

/** As a group gets it: there is no home to go to. */
export function withoutHome(content: MessageContent): MessageContent {
  if (!content.keyboard) return content
  const rows = content.keyboard.map((row) =>
    row.filter((button) => !('data' in button && button.data === homePressed.pack({}))),
  )
  return { ...content, keyboard: rows.filter((row) => row.length > 0) }
}

const fitting = (ctx: BotContext, content: MessageContent): MessageContent =>
  isPrivate(ctx) ? content : withoutHome(content)

/** Navigation: in place after a press. */
export function show(ctx: BotContext, content: MessageContent): Promise<void> {
  const fit = fitting(ctx, content)
  return ctx.show(fit.text, sayOptions(fit))
}

/** What must stay, as a new message. */
export function say(ctx: BotContext, content: MessageContent): Promise<unknown> {
  const fit = fitting(ctx, content)
  return ctx.say(fit.text, sayOptions(fit))
}
