import { type BotContext, type Command, type MountedSurface, mayUse } from '../bot/index.ts'
import { AppError } from '../errors/index.ts'
import type { CancellableKind } from '../feature/index.ts'
import type { TextSpec } from '../i18n/index.ts'
import { homeButton } from '../screens/index.ts'
import type { Home, HomeLine } from './home.ts'

export interface CommandDeps {
  readonly home: Home
  readonly homeLines: readonly HomeLine[]
  /** Everything mounted, read when a command runs: `/help` is derived from it. */
  surfaces(): readonly MountedSurface[]
  cancellables(): readonly CancellableKind[]
}

/** The commands that belong to everybody: `/start /menu /help /cancel /resume`. */
export function platformCommands(deps: CommandDeps): readonly Command[] {
  return [
    { name: 'start', audience: 'everyone', run: (ctx, payload) => start(deps, ctx, payload) },
    { name: 'menu', audience: 'everyone', run: deps.home.openMenu },
    { name: 'help', audience: 'group', run: (ctx) => showHelp(deps.surfaces(), ctx) },
    { name: 'cancel', audience: 'everyone', run: (ctx, args) => cancel(deps.cancellables(), ctx, args) },
    { name: 'resume', audience: 'everyone', run: (ctx) => ctx.forms.resume() },
  ]
}

async function start(deps: CommandDeps, ctx: BotContext, payload: string): Promise<void> {
  for (const { surface } of deps.surfaces())
    for (const [prefix, open] of Object.entries(surface.startPayloads ?? {}))
      if (payload.startsWith(prefix)) return void (await open(ctx, payload.slice(prefix.length)))
  const asked = deps.homeLines.find((line) => line.featureId === payload)
  await ctx.say({ key: 'core-welcome', params: { name: ctx.person?.firstName ?? '' } })
  if (asked) await asked.home.open(ctx)
  else await deps.home.open(ctx)
}

/** In a group there is no home to go to. */
export async function showHelp(surfaces: readonly MountedSurface[], ctx: BotContext): Promise<void> {
  const isPrivate = ctx.chat?.type === 'private'
  await ctx.show(helpText(surfaces, ctx), isPrivate ? { keyboard: [[homeButton]] } : {})
}

/** What this person may use here, by owner, in the order of the features. */
function helpText(surfaces: readonly MountedSurface[], ctx: BotContext): TextSpec {
  const isPrivate = ctx.chat?.type === 'private'
  const sections = surfaces.flatMap(({ id, surface }) => {
    const commands = (surface.commands ?? []).filter(
      (command) => mayUse(command, ctx) && (isPrivate || command.audience === 'group'),
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
  const id = /^([A-Za-z])?(\d{1,18})$/.exec(args)
  if (args !== '' && !id) throw new AppError('core-cancel-usage')
  if (!id && (await ctx.forms.discard())) return undefined
  if (ctx.leftForm && !id) return ctx.say({ key: 'core-form-cancelled' }, { keyboard: [[homeButton]] })
  if (!person || kinds.length === 0) return ctx.say({ key: 'core-cancelled' }, { keyboard: [[homeButton]] })
  if (!id) return listCancellable(kinds, ctx, person.id)
  const letter = id[1]?.toUpperCase()
  const matching = kinds.filter((kind) => letter === undefined || kind.letter === letter)
  const kind = matching[0]
  if (!kind) throw new AppError('core-cancel-unknown-kind', { letter: letter ?? '' })
  if (matching.length > 1)
    throw new AppError('core-cancel-ambiguous', { letters: matching.map((one) => one.letter).join(', ') })
  return ctx.say(await kind.cancel(person.id, BigInt(id[2] ?? '0')))
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
