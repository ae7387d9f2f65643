import { Menu } from '@grammyjs/menu'
import type { BotContext, HomeEntry } from '../bot/index.ts'

/** A feature's line in the home menu. */
export interface HomeLine {
  readonly featureId: string
  readonly home: HomeEntry
}

/** The one home menu: a line per feature that is switched on. */
export function buildHomeMenu(lines: readonly HomeLine[]): Menu<BotContext> {
  const menu = new Menu<BotContext>('co-home', {
    // A menu drawn in another language, or by a version with other features, is drawn again instead of acting.
    fingerprint: (ctx) => `${ctx.reader.locale}:${lines.map((line) => line.featureId).join()}`,
    onMenuOutdated: async (ctx) => {
      await ctx.answerCallbackQuery({ text: ctx.plain({ key: 'core-button-outdated' }, 200) })
      await ctx.show({ key: 'core-home' }, { markup: menu })
    },
  })
  menu.dynamic((_ctx, range) => {
    for (const { featureId, home } of lines)
      range
        .text(
          (ctx) => ctx.plain({ key: `${featureId}-home` }),
          (ctx) => home.open(ctx),
        )
        .row()
  })
  menu.text(
    (ctx) => ctx.plain({ key: 'core-home-help' }),
    (ctx) => ctx.say({ key: 'core-help-hint' }),
  )
  return menu
}
