import { type Prisma, type Tx, takeTurn } from '@bazaar/core/db'
import { businessStateOf } from './business-state.ts'
import type { BusinessView, Permission } from './types.ts'

const whole = {
  photos: { orderBy: { position: 'asc' }, select: { key: true, thumbKey: true } },
} as const satisfies Prisma.MarketplaceBusinessInclude

type BusinessRow = Prisma.MarketplaceBusinessGetPayload<{ include: typeof whole }>

function toView(row: BusinessRow): BusinessView {
  return {
    id: row.id,
    ownerId: row.ownerId,
    state: businessStateOf(row.state),
    name: row.name,
    street: row.street,
    city: row.city,
    postalCode: row.postalCode,
    latitude: row.latitude,
    longitude: row.longitude,
    currency: row.currency,
    timeZone: row.timeZone,
    cityKey: row.cityKey,
    openingHours: row.openingHours,
    rejectReason: row.rejectReason ?? undefined,
    suspendReason: row.suspendReason ?? undefined,
    photos: row.photos,
  }
}

/** Permissions that are enough for what needs `permission`. */
const enoughFor: Readonly<Record<Permission, Permission[]>> = { collect: ['collect', 'manage'], manage: ['manage'] }

/** Who may act for a venue: its owner, and staff with this permission. */
const actingFor = (userId: bigint, permission: Permission) => ({
  state: { not: 'CLOSED' },
  OR: [{ ownerId: userId }, { staff: { some: { userId, permission: { in: enoughFor[permission] } } } }],
})

export async function readBusiness(tx: Tx, id: bigint): Promise<BusinessView | undefined> {
  const row = await tx.marketplaceBusiness.findUnique({ where: { id }, include: whole })
  return row ? toView(row) : undefined
}

/**
 * Locks the venue against whoever else changes it. NO KEY: reserving inserts rows that refer to it, and must not wait.
 * @returns the venue as it is now
 */
export async function lockBusiness(tx: Tx, id: bigint): Promise<BusinessView | undefined> {
  await tx.$queryRaw`SELECT 1 FROM marketplace_business WHERE id = ${id} FOR NO KEY UPDATE`
  return readBusiness(tx, id)
}

/** Venues with one identity that are somebody else's now: only those that moderators have looked at. */
export const holdsIdentity = { state: { in: ['VERIFIED', 'SUSPENDED'] } }

/** Who claims the same identity at the same time waits here, so that the second one is refused in words; behind it stands a unique index. */
export async function lockIdentity(tx: Tx, identityKey: string): Promise<void> {
  await takeTurn(tx, `marketplace:identity:${identityKey}`)
}

/** Oldest first. */
export async function readBusinessesOf(
  tx: Tx,
  userId: bigint,
  permission: Permission,
): Promise<readonly BusinessView[]> {
  const where = actingFor(userId, permission)
  const rows = await tx.marketplaceBusiness.findMany({ where, include: whole, orderBy: { id: 'asc' } })
  return rows.map(toView)
}

export async function readBusinessOf(
  tx: Tx,
  userId: bigint,
  id: bigint,
  permission: Permission,
): Promise<BusinessView | undefined> {
  const row = await tx.marketplaceBusiness.findFirst({
    where: { id, ...actingFor(userId, permission) },
    include: whole,
  })
  return row ? toView(row) : undefined
}

/** Whether somebody may act for any venue. */
export async function isBusy(tx: Tx, userId: bigint, permission: Permission): Promise<boolean> {
  const where = actingFor(userId, permission)
  return (await tx.marketplaceBusiness.findFirst({ where, select: { id: true } })) !== null
}

/** Who may act for a venue, of the newest ones first; at most `limit`. */
export async function listBusy(tx: Tx, permission: Permission, limit: number): Promise<readonly bigint[]> {
  const rows = await tx.marketplaceBusiness.findMany({
    where: { state: { not: 'CLOSED' } },
    select: {
      ownerId: true,
      staff: { where: { permission: { in: enoughFor[permission] } }, select: { userId: true } },
    },
    orderBy: { id: 'desc' },
    take: limit,
  })
  return [...new Set(rows.flatMap(({ ownerId, staff }) => [ownerId, ...staff.map(({ userId }) => userId)]))].slice(
    0,
    limit,
  )
}

/** The owner first, then who manages it, longest there first. */
export async function readManagers(tx: Tx, id: bigint): Promise<readonly bigint[]> {
  const row = await tx.marketplaceBusiness.findUnique({
    where: { id },
    select: {
      ownerId: true,
      staff: { where: { permission: 'manage' }, orderBy: [{ addedAt: 'asc' }, { userId: 'asc' }] },
    },
  })
  if (!row) return []
  return [...new Set([row.ownerId, ...row.staff.map(({ userId }) => userId)])]
}
