import { type BotContext, personOf } from '../../bot/index.ts'
import { AppError } from '../../errors/index.ts'
import type { Acting, Person, Role, Users } from '../../users/index.ts'

/** Who reads and corrects the books; owners do without being named. */
export const deskRoles: readonly Role[] = ['finance']

const mayKeep = ({ roles }: Person): boolean => roles.some((role) => role === 'owner' || deskRoles.includes(role))

/** The message may be old, and its reader may have lost the role since. */
export function requireDesk(ctx: BotContext): Required<Acting> {
  const person = personOf(ctx)
  if (!mayKeep(person)) throw new AppError('core-admin-refused', {}, 403)
  return { actorId: person.id, origin: 'chat' }
}

/** The same where a form ends, maybe days later. */
export async function requireDeskOf(users: Pick<Users, 'find'>, userId: bigint): Promise<Required<Acting>> {
  const person = await users.find(userId)
  if (!person || !mayKeep(person)) throw new AppError('core-admin-refused', {}, 403)
  return { actorId: userId, origin: 'chat' }
}
