import type { Tx } from '@bazaar/core/db'
import type { Permission } from './types.ts'

export interface Member {
  readonly userId: bigint
  readonly permission: Permission
  readonly addedAt: Date
}

const permissionOf = (stored: string): Permission => (stored === 'manage' ? 'manage' : 'collect')

/** Longest there first. */
export async function readMembers(tx: Tx, businessId: bigint): Promise<readonly Member[]> {
  const rows = await tx.marketplaceStaff.findMany({
    where: { businessId },
    orderBy: [{ addedAt: 'asc' }, { userId: 'asc' }],
  })
  return rows.map(({ userId, permission, addedAt }) => ({ userId, permission: permissionOf(permission), addedAt }))
}

export async function readMember(tx: Tx, businessId: bigint, userId: bigint): Promise<Member | undefined> {
  return (await readMembers(tx, businessId)).find((member) => member.userId === userId)
}

/** Links that somebody may still use. */
export const openInvites = (businessId: bigint, now: Date) =>
  ({ businessId, usedAt: null, expiresAt: { gt: now } }) as const

export interface Invite {
  readonly tokenHash: string
  readonly businessId: bigint
  readonly permission: Permission
  readonly expiresAt: Date
  readonly usedBy: bigint | undefined
  readonly isUsed: boolean
}

/** Locks it: of two people with one link the second waits, and finds it used. */
export async function lockInvite(tx: Tx, tokenHash: string): Promise<Invite | undefined> {
  await tx.$queryRaw`SELECT 1 FROM marketplace_invite WHERE token_hash = ${tokenHash} FOR UPDATE`
  const row = await tx.marketplaceInvite.findUnique({ where: { tokenHash } })
  if (!row) return undefined
  const { businessId, permission, expiresAt, usedAt, usedBy } = row
  return {
    tokenHash,
    businessId,
    permission: permissionOf(permission),
    expiresAt,
    usedBy: usedBy ?? undefined,
    isUsed: usedAt !== null,
  }
}
