import { type BotContext, type Command, mayUse, sayPrivateOnly } from '../bot/index.ts'
import type { Declarations } from '../feature/index.ts'
import type { TextSpec } from '../i18n/index.ts'
import { homeButton } from '../screens/index.ts'
import { commandsByOwner } from './command-list.ts'
import type { Home } from './home.ts'
import type { RoleMenus } from './role-menus.ts'
import { audiencesOf, isListed } from './target-audiences.ts'

export interface StartDeps {
  readonly home: Home
  readonly roleMenus: RoleMenus
  readonly declarations: Declarations
}

/** `/start /menu /help`. */
export function startCommands(deps: StartDeps): readonly Command[] {
  return [
    {
      name: 'start',
      audience: 'everyone',
      run: (ctx, payload) => start(deps, ctx, payload),
      inGroups: (ctx, payload) => startInGroup(deps.declarations, ctx, payload),
    },
    { name: 'menu', audience: 'everyone', run: deps.home.openMenu },
    { name: 'help', audience: 'group', run: (ctx) => showHelp(deps.declarations, ctx) },
  ]
}

async function start({ home, roleMenus, declarations }: StartDeps, ctx: BotContext, payload: string): Promise<void> {
  // Until now there may have been no chat that could have had a menu.
  if (ctx.person) roleMenus.welcome(ctx.person)
  const found = findPayload(declarations, payload)
  if (found) return void (await found.kind.open(ctx, found.rest))
  const asked = home.find(payload)
  await ctx.say({ key: 'core-welcome', params: { name: ctx.person?.firstName ?? '' } })
  await (asked ?? home).open(ctx)
}

/** Somebody brought the bot to a group by a link, or opened one where it is already. */
async function startInGroup(declarations: Declarations, ctx: BotContext, payload: string): Promise<void> {
  const found = findPayload(declarations, payload)
  if (found?.kind.openInGroup) await found.kind.openInGroup(ctx, found.rest)
  else await sayPrivateOnly(ctx)
}

function findPayload(declarations: Declarations, payload: string) {
  const kinds = declarations.on.flatMap(({ part }) => Object.entries(part.startPayloads ?? {}))
  const found = kinds.find(([prefix]) => payload.startsWith(prefix))
  return found && { kind: found[1], rest: payload.slice(found[0].length) }
}

/** In a group there is no home to go to. */
export async function showHelp(declarations: Declarations, ctx: BotContext): Promise<void> {
  const isPrivate = ctx.chat?.type === 'private'
  await ctx.show(await helpText(declarations, ctx), isPrivate ? { keyboard: [[homeButton]] } : {})
}

/** What this person may use here and is concerned by, by owner, in the order of the features. */
async function helpText(declarations: Declarations, ctx: BotContext): Promise<TextSpec> {
  const isPrivate = ctx.chat?.type === 'private'
  const audiences = ctx.person ? await audiencesOf(declarations, ctx.person.id) : new Set<never>()
  const sections = [...commandsByOwner(declarations)].flatMap(([id, all]) => {
    const commands = all.filter(
      (command) => mayUse(command, ctx) && isListed(command, audiences) && (isPrivate || command.audience === 'group'),
    )
    if (commands.length === 0) return []
    const lines = commands.map(({ name }) => ({
      key: 'core-help-line',
      params: { command: name, what: { text: { key: `${id}-command-${name}` } } },
    }))
    return [{ key: 'core-help-section', params: { title: { text: { key: `${id}-title` } }, lines: { lines } } }]
  })
  return { key: 'core-help', params: { sections: { lines: sections } } }
}
