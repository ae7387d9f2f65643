import { Menu } from '@grammyjs/menu'
import { type AnyCallback, type BotContext, type HomeEntry, onCallback } from '../bot/index.ts'
import type { Declarations } from '../feature/index.ts'
import { homePressed, menuPressed } from '../screens/index.ts'

/** A feature's line in the home menu. */
interface HomeLine {
  readonly featureId: string
  readonly home: HomeEntry
}

/** What the menu offers beside the features; labels are the texts `core-home-<name>`. */
export type HomeExtras = Readonly<Record<'settings' | 'support' | 'help', (ctx: BotContext) => Promise<unknown>>>

/** The first screen of the bot. */
export interface Home {
  readonly menu: Menu<BotContext>
  readonly callbacks: readonly AnyCallback[]
  /** The only feature's screen, or the menu. */
  open(ctx: BotContext): Promise<unknown>
  openMenu(ctx: BotContext): Promise<unknown>
  /** The screen of one feature. */
  find(featureId: string): HomeEntry | undefined
}

export function buildHome(declarations: Declarations, extras: HomeExtras): Home {
  const lines = () => homeLines(declarations)
  const menu = buildMenu(lines, extras)
  const openMenu = (ctx: BotContext) => ctx.show({ key: 'core-home' }, { markup: menu })
  async function open(ctx: BotContext): Promise<unknown> {
    const [first, ...others] = lines()
    return first && others.length === 0 ? first.home.open(ctx) : openMenu(ctx)
  }
  return {
    menu,
    open,
    find: (featureId) => lines().find((line) => line.featureId === featureId)?.home,
    openMenu,
    callbacks: [
      onCallback(homePressed, async (ctx) => void (await open(ctx))),
      onCallback(menuPressed, async (ctx) => void (await openMenu(ctx))),
    ],
  }
}

const homeLines = ({ on }: Declarations): readonly HomeLine[] =>
  on.flatMap(({ id, part: { home } }) => (home ? [{ featureId: id, home }] : []))

/** The one home menu: a line per feature that is switched on. */
function buildMenu(lines: () => readonly HomeLine[], extras: HomeExtras): Menu<BotContext> {
  const menu = new Menu<BotContext>('co-home', {
    // A menu drawn in another language, or by a version with other features, is drawn again instead of acting.
    fingerprint: (ctx) =>
      `${ctx.reader.locale}:${lines()
        .map((line) => line.featureId)
        .join()}`,
    onMenuOutdated: async (ctx) => {
      await ctx.answerCallbackQuery({ text: ctx.plain({ key: 'core-menu-outdated' }, 200) })
      await ctx.show({ key: 'core-home' }, { markup: menu })
    },
  })
  menu.dynamic((_ctx, range) => {
    for (const { featureId, home } of lines())
      range
        .text(
          (ctx) => ctx.plain({ key: `${featureId}-home` }),
          (ctx) => home.open(ctx),
        )
        .row()
  })
  for (const [name, open] of Object.entries(extras)) menu.text((ctx) => ctx.plain({ key: `core-home-${name}` }), open)
  return menu
}
