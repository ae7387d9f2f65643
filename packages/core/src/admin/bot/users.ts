import { type AnyCallback, type BotContext, type Command, onCallback } from '../../bot/index.ts'
import { AppError } from '../../errors/index.ts'
import type { Declarations } from '../../feature/index.ts'
import type { MessageContent } from '../../notifications/index.ts'
import { type Admin, rolesFor } from '../index.ts'
import { actorOf, mayIn, pressed, requireSection } from './buttons.ts'
import { statusLines } from './status-all.ts'
import { cardScreen, foundScreen, shownAtOnce } from './user-screens.ts'

export interface UserDeps {
  readonly admin: Admin
  readonly declarations: Declarations
}

/** `/user <id | @username | part of a name>`. */
export function userCommand(deps: UserDeps): Command {
  return {
    name: 'user',
    audience: { roles: rolesFor('people') },
    async run(ctx, args) {
      if (args === '') throw new AppError('core-user-usage')
      const found = await deps.admin.searchPeople(args, shownAtOnce)
      const [only] = found
      if (only === undefined) throw new AppError('core-user-not-found', { query: args.slice(0, 50) }, 404)
      const { text, keyboard = [] } = found.length === 1 ? await userCard(deps, ctx, only.id) : foundScreen(found)
      await ctx.say(text, { keyboard })
    },
  }
}

export function userCallback(deps: UserDeps): AnyCallback {
  return onCallback(pressed.user, async (ctx, { id }) => {
    requireSection(ctx, 'people')
    await showUser(deps, ctx, id)
  })
}

/** Redraws the message as the card of a person. */
export async function showUser(deps: UserDeps, ctx: BotContext, id: bigint): Promise<void> {
  const { text, keyboard = [] } = await userCard(deps, ctx, id)
  await ctx.show(text, { keyboard })
}

async function userCard({ admin, declarations }: UserDeps, ctx: BotContext, id: bigint): Promise<MessageContent> {
  const card = await admin.viewPerson(actorOf(ctx), id)
  if (!card) throw new AppError('core-user-unknown', {}, 404)
  const may = mayIn(ctx)
  const status = may('details') ? await statusLines(declarations, id, ctx.log) : []
  return cardScreen(card, { details: may('details'), roles: may('roles') }, status)
}
