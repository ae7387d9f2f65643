import { type AnyCallback, type BotContext, type Command, onCallback } from '../../bot/index.ts'
import { AppError } from '../../errors/index.ts'
import type { MessageContent } from '../../notifications/index.ts'
import { readId } from '../../numbers/index.ts'
import { show } from '../../screens/index.ts'
import { deskRoles, requireDesk } from './access.ts'
import { chooseAccount, chooseCurrency } from './adjust-screens.ts'
import { postingId, postingLetter, pressed } from './buttons.ts'
import { type PersonDeps, personScreen } from './person-screen.ts'
import { askReverse, postingScreen } from './posting-screens.ts'

/** `/ledger <person | posting>` and the buttons behind it. */
export function deskCommand(deps: PersonDeps): Command {
  return {
    name: 'ledger',
    audience: { roles: deskRoles },
    run: async (ctx, args) => show(ctx, await find(deps, ctx, args)),
  }
}

async function find(deps: PersonDeps, ctx: BotContext, args: string): Promise<MessageContent> {
  const acting = requireDesk(ctx)
  const found = readId(args)
  if (found?.letter === postingLetter) return postingScreen(deps, found.id)
  if (!found || found.letter !== undefined) throw new AppError('core-ledger-usage')
  return personScreen(deps, acting, found.id)
}

export function deskCallbacks(deps: PersonDeps): readonly AnyCallback[] {
  const { users } = deps
  return [
    onCallback(pressed.person, async (ctx, { user }) => show(ctx, await personScreen(deps, requireDesk(ctx), user))),
    onCallback(pressed.posting, async (ctx, { id }) => {
      requireDesk(ctx)
      await show(ctx, await postingScreen(deps, id))
    }),
    onCallback(pressed.askReverse, async (ctx, { id }) => {
      const { actorId } = requireDesk(ctx)
      await show(ctx, await askReverse(deps, id, actorId))
    }),
    onCallback(pressed.reverse, async (ctx, { id, shortfall }) => {
      const { actorId } = requireDesk(ctx)
      // What is taken back since is told now, rather than after the reason was written.
      await askReverse(deps, id, actorId)
      await ctx.forms.open('core-reverse', { id: postingId(id), shortfall })
    }),
    onCallback(pressed.adjust, async (ctx, { user }) => {
      requireDesk(ctx)
      await show(ctx, await chooseCurrency(deps, user))
    }),
    onCallback(pressed.adjustIn, async (ctx, { user, currency }) => {
      requireDesk(ctx)
      await show(ctx, await chooseAccount(deps, user, currency))
    }),
    onCallback(pressed.adjustOf, async (ctx, { user, currency, kind }) => {
      requireDesk(ctx)
      if (!(await users.find(user))) throw new AppError('core-ledger-person-unknown', { id: String(user) }, 404)
      if (!deps.declared().currencies.has(currency)) return show(ctx, await chooseCurrency(deps, user))
      // No name: a draft stays where it is when the person leaves.
      await ctx.forms.open('core-adjust', { id: String(user), kind, currency })
      return undefined
    }),
  ]
}
