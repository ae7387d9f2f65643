import { type AnyCallback, type BotContext, type Command, onCallback } from '../../bot/index.ts'
import { AppError } from '../../errors/index.ts'
import type { TextSpec } from '../../i18n/index.ts'
import { readId } from '../../numbers/index.ts'
import { roles } from '../../users/index.ts'
import { type Admin, type RoleChange, type RoleOutcome, rolesFor } from '../index.ts'
import { actorOf, pressed, requireSection } from './buttons.ts'
import { confirmRoleScreen, roleText } from './user-screens.ts'
import { showUser, type UserDeps } from './users.ts'

const longestReason = 300

/** `/grant` and `/revoke` with a reason for the audit log; the buttons of the card do the same without one. */
export function roleCommands({ admin }: UserDeps): readonly Command[] {
  const command = (verb: 'grant' | 'revoke'): Command => ({
    name: verb,
    audience: { roles: rolesFor('roles') },
    async run(ctx, args) {
      const change = readChange(ctx, verb, args)
      await ctx.say(outcomeText(await admin.roles.change(actorOf(ctx), change), change))
    },
  })
  return [command('grant'), command('revoke')]
}

/** Roles are known by their names here and by those that this person reads. */
function readChange(ctx: BotContext, verb: 'grant' | 'revoke', args: string): RoleChange {
  const [number = '', name = '', ...rest] = args.split(/\s+/)
  const person = readId(number)
  const wanted = name.toLowerCase()
  const role = roles.find((one) => one === wanted || ctx.plain({ key: `core-role-${one}` }) === wanted)
  if (!person || person.letter !== undefined || !role) throw new AppError(`core-role-usage-${verb}`)
  const reason = rest.join(' ').slice(0, longestReason)
  return { userId: person.id, role, verb, ...(reason === '' ? {} : { reason }) }
}

export function roleCallbacks(deps: UserDeps): readonly AnyCallback[] {
  const { admin } = deps
  return [
    onCallback(pressed.askRole, async (ctx, { user, role, verb }) => {
      requireSection(ctx, 'roles')
      await ask(admin, ctx, { userId: user, role, verb })
    }),
    onCallback(pressed.changeRole, async (ctx, { user, role, verb, version }) => {
      requireSection(ctx, 'roles')
      const change = { userId: user, role, verb, version }
      const outcome = await admin.roles.change(actorOf(ctx), change)
      const { person } = ctx
      // Whoever gave up the own ownership may not look at the card any more.
      const left = outcome !== 'outdated' && verb === 'revoke' && role === 'owner' && person?.id === user
      if (left) await ctx.show(outcomeText(outcome, change))
      else await showUser(deps, ctx, user)
      return { toast: outcomeText(outcome, change) }
    }),
  ]
}

async function ask(admin: Admin, ctx: BotContext, { userId, role, verb }: RoleChange): Promise<void> {
  const card = await admin.viewPerson(actorOf(ctx), userId)
  if (!card) throw new AppError('core-user-unknown', {}, 404)
  if (verb === 'revoke' && role === 'owner' && card.isFixedOwner) throw new AppError('core-role-fixed')
  const version = await admin.roles.version(userId)
  const { text, keyboard = [] } = confirmRoleScreen(card, { role, verb, version })
  await ctx.show(text, { keyboard })
}

const outcomeText = (outcome: RoleOutcome, { userId, role, verb }: RoleChange): TextSpec => ({
  key: outcome === 'outdated' ? 'core-role-outdated' : `core-role-${outcome}-${verb}`,
  params: { role: roleText(role), id: String(userId) },
})
