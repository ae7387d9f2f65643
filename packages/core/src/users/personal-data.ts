import type { Db, Tx } from '../db/index.ts'

/** The audit log stays, as its marks say. */
export async function eraseUser(tx: Tx, userId: bigint): Promise<void> {
  await tx.roleGrant.deleteMany({ where: { userId } })
  await tx.roleGrant.updateMany({ where: { grantedBy: userId }, data: { grantedBy: null } })
  await tx.user.deleteMany({ where: { id: userId } })
}

export async function exportUser({ prisma }: Db, userId: bigint): Promise<object> {
  const [profile, roles, audit] = await Promise.all([
    prisma.user.findUnique({ where: { id: userId } }),
    prisma.roleGrant.findMany({ where: { userId }, select: { role: true, grantedAt: true } }),
    prisma.auditEntry.findMany({
      where: { actorId: userId },
      select: { at: true, action: true, objectKind: true, objectId: true, before: true, after: true, reason: true },
      orderBy: { id: 'asc' },
    }),
  ])
  return { profile, roles, audit_entries: audit }
}
