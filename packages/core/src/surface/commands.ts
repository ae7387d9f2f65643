import type { Menu } from '@grammyjs/menu'
import { type BotContext, type Command, type MountedSurface, mayUse } from '../bot/index.ts'
import type { Db } from '../db/index.ts'
import { AppError } from '../errors/index.ts'
import type { CancellableKind } from '../feature/index.ts'
import { locales, type TextSpec } from '../i18n/index.ts'
import type { Users } from '../users/index.ts'
import type { HomeLine } from './home.ts'
import { language } from './language.ts'

export interface CommandDeps {
  readonly db: Db
  readonly users: Users
  readonly menu: Menu<BotContext>
  readonly homeLines: readonly HomeLine[]
  /** Everything mounted, read when a command runs: `/help` is derived from it. */
  surfaces(): readonly MountedSurface[]
  cancellables(): readonly CancellableKind[]
}

/** The commands that belong to everybody: `/start /menu /help /language /cancel`. */
export function platformCommands(deps: CommandDeps): readonly Command[] {
  return [
    { name: 'start', audience: 'everyone', run: (ctx, payload) => start(deps, ctx, payload) },
    { name: 'menu', audience: 'everyone', run: (ctx) => ctx.say({ key: 'core-home' }, { markup: deps.menu }) },
    { name: 'help', audience: 'group', run: (ctx) => ctx.say(helpText(deps.surfaces(), ctx)) },
    {
      name: 'language',
      audience: 'everyone',
      run: (ctx) => ctx.say({ key: 'core-language' }, { keyboard: [locales.map(language.button)] }),
    },
    { name: 'cancel', audience: 'everyone', run: (ctx, args) => cancel(deps.cancellables(), ctx, args) },
  ]
}

async function start(deps: CommandDeps, ctx: BotContext, payload: string): Promise<void> {
  for (const { surface } of deps.surfaces())
    for (const [prefix, open] of Object.entries(surface.startPayloads ?? {}))
      if (payload.startsWith(prefix)) return void (await open(ctx, payload.slice(prefix.length)))
  const asked = deps.homeLines.find((line) => line.featureId === payload)
  const only = deps.homeLines.length === 1 ? deps.homeLines[0] : undefined
  await ctx.say({ key: 'core-welcome', params: { name: ctx.person?.firstName ?? '' } })
  // With one feature, its screen is the home screen.
  const line = asked ?? only
  if (line) await line.home.open(ctx)
  else await ctx.say({ key: 'core-home' }, { markup: deps.menu })
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
  if (ctx.leftForm && !id) return ctx.say({ key: 'core-form-cancelled' })
  if (!person || kinds.length === 0) return ctx.say({ key: 'core-cancelled' })
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
  )
}
