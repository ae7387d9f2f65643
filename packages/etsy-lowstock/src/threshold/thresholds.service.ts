import type { Db, Tx } from '@bazaar/core/db'
import { AppError } from '@bazaar/core/errors'
import type { Threshold } from '../stock/index.ts'
import { within } from './read-threshold.ts'
import { readOwn, readSettings } from './settings.repository.ts'
import type { OwnSettings, Settings, Target } from './types.ts'

export interface Thresholds {
  /**
   * From the next look on. @param threshold nothing: as the setting above it; of a shop, as at the beginning
   * @throws AppError `etsy-lowstock-threshold-owner-only` for colleagues, `etsy-lowstock-stock-not-yours`, `etsy-lowstock-threshold-range`
   */
  set(userId: bigint, target: Target, threshold: Threshold | undefined): Promise<void>
  /** The same in a transaction that runs. */
  setIn(tx: Tx, userId: bigint, target: Target, threshold: Threshold | undefined): Promise<void>
  /** What is in force there. @throws AppError as `set` */
  settings(userId: bigint, target: Target): Promise<Settings>
  /** Listings and variations of a shop with a setting of their own. @throws AppError as `set` */
  own(userId: bigint, shopId: bigint): Promise<OwnSettings>
  /** The shops that somebody may set something for. @throws AppError `etsy-lowstock-threshold-owner-only` where all are of others */
  shops(userId: bigint): Promise<readonly { readonly id: bigint; readonly name: string }[]>
}

const atTheBeginning: Threshold = { value: 2, by: 'units' }

export function createThresholds(db: Db): Thresholds {
  const setIn: Thresholds['setIn'] = async (tx, userId, target, threshold) => {
    if (threshold !== undefined && !within(threshold)) throw new AppError('etsy-lowstock-threshold-range')
    if (!(await write(tx, userId, target, threshold))) await refuse(tx, userId, target)
  }
  return {
    setIn,
    set: (userId, target, threshold) => db.tx((tx) => setIn(tx, userId, target, threshold)),
    async settings(userId, target) {
      const found = await readSettings(db.prisma, userId, target)
      return found ?? refuse(db.prisma, userId, target)
    },
    async own(userId, shopId) {
      await this.settings(userId, { level: 'shop', id: shopId })
      return readOwn(db.prisma, shopId)
    },
    async shops(userId) {
      const shops = await db.prisma.etsyShop.findMany({
        where: { OR: [{ ownerId: userId }, { chats: { some: { userId } } }] },
        select: { id: true, name: true, ownerId: true },
        orderBy: [{ name: 'asc' }, { id: 'asc' }],
      })
      const own = shops.filter(({ ownerId }) => ownerId === userId)
      if (own.length === 0 && shops[0]) throw ownerOnly(shops[0].name)
      return own
    },
  }
}

const ownerOnly = (shop: string): AppError => new AppError('etsy-lowstock-threshold-owner-only', { shop }, 403)

/** @returns whether it is this person's */
async function write(
  tx: Tx,
  userId: bigint,
  { level, id }: Target,
  threshold: Threshold | undefined,
): Promise<boolean> {
  const data = { threshold: threshold?.value ?? null, thresholdBy: threshold?.by ?? null }
  const shop = { ownerId: userId }
  if (level === 'listing') return (await tx.etsyListing.updateMany({ where: { id, shop }, data })).count > 0
  if (level === 'variation')
    return (await tx.etsyVariation.updateMany({ where: { id, listing: { shop } }, data })).count > 0
  const { value, by } = threshold ?? atTheBeginning
  const written = { threshold: value, thresholdBy: by }
  return (await tx.etsyShop.updateMany({ where: { id, ...shop }, data: written })).count > 0
}

/** Says who can, to whoever sees the shop; else nothing at all. */
async function refuse(tx: Pick<Tx, 'etsyShop'>, userId: bigint, { level, id }: Target): Promise<never> {
  const here =
    level === 'shop' ? { id } : { listings: { some: level === 'listing' ? { id } : { variations: { some: { id } } } } }
  const shop = await tx.etsyShop.findFirst({
    where: { ...here, chats: { some: { userId } } },
    select: { name: true, ownerId: true },
  })
  if (shop && shop.ownerId !== userId) throw ownerOnly(shop.name)
  throw new AppError('etsy-lowstock-stock-not-yours', {}, 404)
}
