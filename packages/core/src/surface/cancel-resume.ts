import type { BotContext, Command } from '../bot/index.ts'
import { AppError } from '../errors/index.ts'
import { type CancellableKind, type Declarations, type ResumableKind, together } from '../feature/index.ts'
import { readId, type WrittenId } from '../numbers/index.ts'
import { homeButton } from '../screens/index.ts'

/** `/cancel` and `/resume`: of forms, and of what features let people cancel and pause. */
export function cancelCommands(declarations: Declarations): readonly Command[] {
  return [
    {
      name: 'cancel',
      audience: 'everyone',
      run: (ctx, args) =>
        cancel(
          together(declarations.on, (part) => part.cancellables),
          ctx,
          args,
        ),
    },
    {
      name: 'resume',
      audience: 'everyone',
      run: (ctx, args) =>
        resume(
          together(declarations.on, (part) => part.resumables),
          ctx,
          args,
        ),
    },
  ]
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
