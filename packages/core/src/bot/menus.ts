import { Menu } from '@grammyjs/menu'
import type { Context, MiddlewareFn } from 'grammy'
import { createLayers } from './layers.ts'
import type { BotContext } from './types.ts'

/** Which menus are installed on an update's context. */
const installed = new WeakMap<Context, WeakSet<object>>()
/** `<id>/<row>/<column>/…`, as @grammyjs/menu writes it; typed callbacks hold no slash before their first colon. */
const menuData = /^[^/:]+\/[\da-f]+\/[\da-f]+\//

const noop = async (): Promise<void> => undefined

/** The menus' phase: they run when a button of theirs is pressed. Whoever presses another one, or writes, passes by. */
export function dispatchMenus(menus: readonly Menu<BotContext>[]): MiddlewareFn<BotContext> {
  const layers = createLayers<BotContext>()
  for (const menu of menus) layers.use(menu)
  return (ctx, next) => {
    if (!menuData.test(ctx.callbackQuery?.data ?? '')) return next()
    installed.set(ctx, new WeakSet(menus))
    return layers.middleware(ctx, next)
  }
}

/** Before a menu is sent: the plugin draws it on the way out, where it is installed on the update's context. */
export async function installMenu(ctx: Context, markup: object): Promise<void> {
  if (!(markup instanceof Menu)) return
  const known = installed.get(ctx) ?? new WeakSet()
  if (known.has(markup)) return
  installed.set(ctx, known.add(markup))
  await markup.middleware()(ctx, noop)
}
