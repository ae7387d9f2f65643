import { type BotContext, type Command, type MountedSurface, mayUse } from '../bot/index.ts'
import { AppError } from '../errors/index.ts'
import type { CancellableKind, ResumableKind } from '../feature/index.ts'
import type { TextSpec } from '../i18n/index.ts'
import { readId, type WrittenId } from '../numbers/index.ts'
import { homeButton } from '../screens/index.ts'
import { circlesOf, isListed } from './circles.ts'
import type { Home, HomeLine } from './home.ts'
import type { RoleMenus } from './role-menus.ts'

export interface CommandDeps {
  readonly home: Home
  readonly homeLines: readonly HomeLine[]
  readonly roleMenus: RoleMenus
  /** Everything mounted, read when a command runs: `/help` is derived from it. */
  surfaces(): readonly MountedSurface[]
  cancellables(): readonly CancellableKind[]
  resumables(): readonly ResumableKind[]
}

/** The commands that belong to everybody: `/start /menu /help /cancel /resume`. */
export function platformCommands(deps: CommandDeps): readonly Command[] {
  return [
    { name: 'start', audience: 'everyone', run: (ctx, payload) => start(deps, ctx, payload) },
    { name: 'menu', audience: 'everyone', run: deps.home.openMenu },
    { name: 'help', audience: 'group', run: (ctx) => showHelp(deps.surfaces(), ctx) },
    { name: 'cancel', audience: 'everyone', run: (ctx, args) => cancel(deps.cancellables(), ctx, args) },
    { name: 'resume', audience: 'everyone', run: (ctx, args) => resume(deps.resumables(), ctx, args) },
  ]
}

async function start(deps: CommandDeps, ctx: BotContext, payload: string): Promise<void> {
  // Until now there may have been no chat that could have had a menu.
  if (ctx.person) deps.roleMenus.welcome(ctx.person)
  for (const { surface } of deps.surfaces())
    for (const [prefix, { open }] of Object.entries(surface.startPayloads ?? {}))
      if (payload.startsWith(prefix)) return void (await open(ctx, payload.slice(prefix.length)))
  const asked = deps.homeLines.find((line) => line.featureId === payload)
  await ctx.say({ key: 'core-welcome', params: { name: ctx.person?.firstName ?? '' } })
  if (asked) await asked.home.open(ctx)
  else await deps.home.open(ctx)
}

/** In a group there is no home to go to. */
export async function showHelp(surfaces: readonly MountedSurface[], ctx: BotContext): Promise<void> {
  const isPrivate = ctx.chat?.type === 'private'
  await ctx.show(await helpText(surfaces, ctx), isPrivate ? { keyboard: [[homeButton]] } : {})
}

/** What this person may use here and is concerned by, by owner, in the order of the features. */
async function helpText(surfaces: readonly MountedSurface[], ctx: BotContext): Promise<TextSpec> {
  const isPrivate = ctx.chat?.type === 'private'
  const circles = ctx.person ? await circlesOf(surfaces, ctx.person.id) : new Set<never>()
  const sections = surfaces.flatMap(({ id, surface }) => {
    const commands = (surface.commands ?? []).filter(
      (command) => mayUse(command, ctx) && isListed(command, circles) && (isPrivate || command.audience === 'group'),
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

async function cancel(kinds: readonly CancellableKind[], ctx: BotContext, args: string): Promise<unknown> {
  const { person } = ctx
  const id = readId(args)
  if (args !== '' && !id) throw new AppError('core-cancel-usage')
  if (!id && (await ctx.forms.discard())) return undefined
  if (ctx.leftForm && !id) return ctx.say({ key: 'core-form-cancelled' }, { keyboard: [[homeButton]] })
  if (!person || kinds.length === 0) return ctx.say({ key: 'core-cancelled' }, { keyboard: [[homeButton]] })
  if (!id) return listCancellable(kinds, ctx, person.id)
  const said = await kindOf(kinds, id, 'core-cancel-unknown-kind').cancel(person.id, id.id)
  return 'text' in said ? ctx.say(said.text, said.keyboard ? { keyboard: said.keyboard } : {}) : ctx.say(said)
}

/** Without a number it goes on with a form. */
async function resume(kinds: readonly ResumableKind[], ctx: BotContext, args: string): Promise<unknown> {
  const id = readId(args)
  if (args === '' || !ctx.person || kinds.length === 0) return ctx.forms.resume()
  if (!id) throw new AppError('core-resume-usage')
  const { text, keyboard } = await kindOf(kinds, id, 'core-resume-unknown-kind').resume(ctx.person.id, id.id)
  return ctx.say(text, keyboard ? { keyboard } : {})
}

function kindOf<K extends { readonly letter: string }>(kinds: readonly K[], { letter }: WrittenId, unknown: string): K {
  const [kind, ...others] = kinds.filter((one) => letter === undefined || one.letter === letter)
  if (!kind) throw new AppError(unknown, { letter: letter ?? '' })
  if (others.length > 0)
    throw new AppError('core-cancel-ambiguous', { letters: [kind, ...others].map((one) => one.letter).join(', ') })
  return kind
}

async function listCancellable(kinds: readonly CancellableKind[], ctx: BotContext, userId: bigint): Promise<unknown> {
  const found = await Promise.all(
    kinds.map(async (kind) => (await kind.list(userId)).map((item) => ({ ...item, letter: kind.letter }))),
  )
  const lines = found
    .flat()
    .map(({ letter, id, title }) => ({ key: 'core-cancel-line', params: { id: `${letter}${id}`, title } }))
  return ctx.say(
    lines.length === 0 ? { key: 'core-cancelled' } : { key: 'core-cancel-list', params: { lines: { lines } } },
    { keyboard: [[homeButton]] },
  )
}
