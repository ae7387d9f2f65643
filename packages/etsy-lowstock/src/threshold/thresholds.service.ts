import type { Db, Tx } from '@bazaar/core/db'
import { AppError } from '@bazaar/core/errors'
import { pageAt } from '../pages.ts'
import type { Threshold } from '../stock/index.ts'
import { readOwn } from './own.repository.ts'
import { within } from './read-threshold.ts'
import { readSettings, readVariations } from './settings.repository.ts'
import type { OwnSettings, Settings, ShopsPage, Target, VariationsPage } from './types.ts'

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
  own(userId: bigint, shopId: bigint, page?: number): Promise<OwnSettings>
  /** Variations of a listing that are on sale. @throws AppError as `set` */
  variations(userId: bigint, listingId: bigint, page: number): Promise<VariationsPage>
  /** The shops that somebody may set something for, by name. @throws AppError `etsy-lowstock-threshold-owner-only` where all are of others */
  shops(userId: bigint, page: number): Promise<ShopsPage>
}

/** What differs, a line and a button each: so many fit a phone. */
export const ownAtOnce = 4
const shopsAtOnce = 8
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
    async own(userId, shopId, page) {
      await this.settings(userId, { level: 'shop', id: shopId })
      return readOwn(db.prisma, shopId, ownAtOnce, page)
    },
    async variations(userId, listingId, page) {
      const found = await readVariations(db.prisma, userId, listingId, page)
      return found ?? refuse(db.prisma, userId, { level: 'listing', id: listingId })
    },
    async shops(userId, wanted) {
      const where = { ownerId: userId }
      const total = await db.prisma.etsyShop.count({ where })
      if (total === 0) await refuseColleague(db.prisma, userId)
      const at = pageAt(wanted, total, shopsAtOnce)
      const shops = await db.prisma.etsyShop.findMany({
        where,
        select: { id: true, name: true },
        orderBy: [{ name: 'asc' }, { id: 'asc' }],
        skip: at.before,
        take: shopsAtOnce,
      })
      return { shops, total, at }
    },
  }
}

/** Whoever only gets alerts of others' shops hears who sets their thresholds. */
async function refuseColleague({ etsyShop }: Pick<Tx, 'etsyShop'>, userId: bigint): Promise<void> {
  const shop = await etsyShop.findFirst({ where: { chats: { some: { userId } } }, orderBy: [{ name: 'asc' }] })
  if (shop) throw ownerOnly(shop.name)
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
