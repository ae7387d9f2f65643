import type { BotContext, Command } from '../bot/index.ts'
import { AppError } from '../errors/index.ts'
import { type Declarations, together } from '../feature/index.ts'
import type { TextSpec } from '../i18n/index.ts'
import { readId, type WrittenId } from '../numbers/index.ts'
import { homeButton } from '../screens/index.ts'
import type { Noun } from './types.ts'

type Of<What extends 'cancel' | 'resume'> = Noun & { readonly [W in What]: NonNullable<Noun[W]> }

/** `/cancel` and `/resume`: of forms, and of what features let people cancel and pause. */
export function cancelCommands(declarations: Declarations): readonly Command[] {
  const nouns = () => together(declarations.on, (part) => part.nouns)
  return [
    { name: 'cancel', audience: 'everyone', run: (ctx, args) => cancel(nouns().filter(canBeCancelled), ctx, args) },
    { name: 'resume', audience: 'everyone', run: (ctx, args) => resume(nouns().filter(canBeResumed), ctx, args) },
  ]
}

const canBeCancelled = (noun: Noun): noun is Of<'cancel'> => noun.cancel !== undefined
const canBeResumed = (noun: Noun): noun is Of<'resume'> => noun.resume !== undefined

async function cancel(nouns: readonly Of<'cancel'>[], ctx: BotContext, args: string): Promise<unknown> {
  const { person } = ctx
  const id = readId(args)
  if (args !== '' && !id) throw new AppError('core-cancel-usage')
  if (!id && (await ctx.forms.discard())) return undefined
  if (ctx.leftForm && !id) return ctx.say({ key: 'core-form-cancelled' }, { keyboard: [[homeButton]] })
  if (!person || nouns.length === 0) return ctx.say({ key: 'core-cancelled' }, { keyboard: [[homeButton]] })
  if (!id) return listCancellable(nouns, ctx, person.id)
  const said = await nounOf(nouns, id, 'core-cancel-unknown-kind').cancel.run(person.id, id.id)
  return 'text' in said ? ctx.say(said.text, said.keyboard ? { keyboard: said.keyboard } : {}) : ctx.say(said)
}

/** Without a number it goes on with a form. */
async function resume(nouns: readonly Of<'resume'>[], ctx: BotContext, args: string): Promise<unknown> {
  const id = readId(args)
  if (args === '' || !ctx.person || nouns.length === 0) return ctx.forms.resume()
  if (!id) throw new AppError('core-resume-usage')
  const { text, keyboard } = await nounOf(nouns, id, 'core-resume-unknown-kind').resume.run(ctx.person.id, id.id)
  return ctx.say(text, keyboard ? { keyboard } : {})
}

/** A bare number is accepted where it can mean one kind only. */
function nounOf<N extends Noun>(nouns: readonly N[], { letter }: WrittenId, unknown: string): N {
  const [noun, ...others] = nouns.filter((one) => letter === undefined || one.letter === letter)
  if (!noun) throw new AppError(unknown, { letter: letter ?? '' })
  if (others.length > 0)
    throw new AppError('core-cancel-ambiguous', { letters: [noun, ...others].map((one) => one.letter).join(', ') })
  return noun
}

/** Under the name of each kind, where there are several. */
async function listCancellable(nouns: readonly Of<'cancel'>[], ctx: BotContext, userId: bigint): Promise<unknown> {
  const found = await Promise.all(nouns.map(async (noun) => ({ noun, items: await noun.cancel.list(userId) })))
  const kinds = found.filter(({ items }) => items.length > 0)
  const lines = kinds.flatMap(({ noun: { letter, title }, items }): TextSpec[] => [
    ...(kinds.length > 1 ? [{ key: 'core-cancel-kind', params: { title: { text: title } } }] : []),
    ...items.map((item) => ({ key: 'core-cancel-line', params: { id: `${letter}${item.id}`, title: item.title } })),
  ])
  return ctx.say(
    lines.length === 0 ? { key: 'core-cancelled' } : { key: 'core-cancel-list', params: { lines: { lines } } },
    { keyboard: [[homeButton]] },
  )
}
