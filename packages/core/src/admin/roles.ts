import { takeTurn } from '../db/index.ts'
import { AppError } from '../errors/index.ts'
import type { Notifications } from '../notifications/index.ts'
import type { Acting, AdminAction, AuditedTx, Role, Users } from '../users/index.ts'
import { roles as allRoles } from '../users/index.ts'

export interface RoleChange {
  readonly userId: bigint
  readonly role: Role
  readonly verb: 'grant' | 'revoke'
  /** The {@link RoleChanges.version} that the asking card was drawn from; left out for a command, which asks nobody. */
  readonly version?: bigint
  readonly reason?: string
}

/** `unchanged`: the person has it, or has it no more, already. `outdated`: roles changed since the card was drawn. */
export type RoleOutcome = 'changed' | 'unchanged' | 'outdated'

export interface RoleChangesDeps {
  readonly adminAction: AdminAction
  readonly users: Users
  readonly notifications: Notifications
  /** From `ADMIN_IDS`: the operator's word, which nobody overrules here. */
  readonly owners: ReadonlySet<bigint>
  /** Topic of what the person is told. */
  readonly topic: string
  /** Told after the commit. */
  rolesChanged(userId: bigint): void
}

export interface RoleChanges {
  /** Grows with every change of a person's roles, so that an old card cannot act on a newer state. */
  version(userId: bigint): Promise<bigint>
  /** Tells the person too. @throws AppError when it is not allowed, naming why */
  change(acting: Required<Acting>, change: RoleChange): Promise<RoleOutcome>
}

/** Owners grant and revoke roles: one change at a time over all of them, so that two owners cannot remove each other at once. */
export function createRoleChanges(deps: RoleChangesDeps & { readonly db: VersionReader }): RoleChanges {
  const { adminAction, users } = deps
  return {
    version: (userId) => readVersion(deps.db.prisma, userId),
    async change(acting, change) {
      const outcome = await adminAction<RoleOutcome>(acting, async (tx) => {
        await takeTurn(tx, 'core:roles')
        const before = await requireAllowed(tx, deps, acting.actorId, change)
        const { userId, role, verb, version, reason } = change
        if (version !== undefined && version !== (await readVersion(tx, userId)))
          return { value: before.includes(role) === (verb === 'grant') ? 'unchanged' : 'outdated', did: undefined }
        const changed =
          verb === 'grant'
            ? !before.includes(role) && (await users.grant(tx, userId, role, acting.actorId))
            : await users.revoke(tx, userId, role)
        if (!changed) return { value: 'unchanged', did: undefined }
        await tell(tx, deps, change)
        const after = verb === 'grant' ? [...before, role] : before.filter((one) => one !== role)
        return {
          value: 'changed',
          did: {
            action: actions[verb],
            object: { kind: 'user', id: String(userId) },
            before: { roles: before },
            after: { roles: after },
            ...(reason === undefined ? {} : { reason }),
          },
        }
      })
      if (outcome === 'changed') deps.rolesChanged(change.userId)
      return outcome
    },
  }
}

const actions = { grant: 'role.granted', revoke: 'role.revoked' } as const

/** What is needed of the database, or of a transaction. */
type AuditReader = Pick<AuditedTx, 'auditEntry'>
interface VersionReader {
  readonly prisma: AuditReader
}

async function readVersion(reader: AuditReader, userId: bigint): Promise<bigint> {
  const last = await reader.auditEntry.findFirst({
    where: { objectKind: 'user', objectId: String(userId), action: { in: Object.values(actions) } },
    orderBy: { id: 'desc' },
    select: { id: true },
  })
  return last?.id ?? 0n
}

/** Read under the lock, not from the update: the actor may have lost the role a moment ago. Returns the person's roles. */
async function requireAllowed(
  tx: AuditedTx,
  { owners }: RoleChangesDeps,
  actorId: bigint,
  { userId, role, verb }: RoleChange,
): Promise<readonly Role[]> {
  const granted = await tx.roleGrant.findMany({ where: { OR: [{ userId }, { role: 'owner' }] } })
  const isOwner = (id: bigint) => owners.has(id) || granted.some((row) => row.role === 'owner' && row.userId === id)
  if (!isOwner(actorId)) throw new AppError('core-admin-refused', {}, 403)
  if (!(await tx.user.findUnique({ where: { id: userId }, select: { id: true } })))
    throw new AppError('core-user-unknown', {}, 404)
  if (verb === 'revoke' && role === 'owner' && isOwner(userId)) {
    if (owners.has(userId)) throw new AppError('core-role-fixed')
    if (owners.size === 0 && granted.filter((row) => row.role === 'owner').length === 1)
      throw new AppError('core-role-last-owner')
  }
  return allRoles.filter(
    (one) =>
      granted.some((row) => row.userId === userId && row.role === one) || (one === 'owner' && owners.has(userId)),
  )
}

const noticeWindowMs = 10 * 60_000

/** The person should know: new commands are there, or old ones answer no more. */
async function tell(tx: AuditedTx, { notifications, topic }: RoleChangesDeps, change: RoleChange) {
  const { userId, role, verb } = change
  const content = { text: { key: `core-role-told-${verb}`, params: { role: { text: { key: `core-role-${role}` } } } } }
  await notifications.emitBundled(tx, {
    topic,
    chatId: userId,
    userId,
    entity: `role:${role}`,
    content,
    // Of a role that comes and goes the latest counts.
    more: () => content,
    windowMs: noticeWindowMs,
  })
}
