import type { Db } from '@bazaar/core/db'
import { AppError } from '@bazaar/core/errors'
import { mostOfOne } from '../etsy/index.ts'
import type { Asker } from '../shop/index.ts'
import type { EtsyStock } from './etsy-stock.ts'
import type { Targets } from './target.ts'
import type { Asked, Failure, Target } from './types.ts'

export interface AskingDeps {
  readonly db: Db
  readonly targets: Targets
  readonly stock: EtsyStock
}

/** What an owner is shown before anything is changed. Writes nothing. */
export interface Asking {
  /** Present pieces, asked from Etsy. @throws AppError */
  of(asker: Asker, variationId: bigint): Promise<Asked>
  /** The variations of a listing, to choose one. @throws AppError */
  list(asker: Asker, listingId: bigint): Promise<readonly Target[]>
  /** @throws AppError */
  target(asker: Asker, variationId: bigint): Promise<Target>
}

/** What kept us from asking, in words. */
function refusalOf(failure: Failure): AppError {
  const name = `etsy-lowstock-restock-${failure.kind}`
  return failure.kind === 'quota'
    ? new AppError(name, { until: { time: failure.until.toISOString(), style: 'datetime' } }, 429)
    : new AppError(name, {})
}

export function createAsking({ db, targets, stock }: AskingDeps): Asking {
  /** As many as there were when more had come last, or as many as ever were seen. */
  async function usualOf(variationId: bigint, now: number): Promise<number | undefined> {
    const restocked = await db.prisma.etsyChange.findFirst({
      where: { variationId, cause: 'restocked' },
      orderBy: [{ at: 'desc' }, { id: 'desc' }],
    })
    const most = restocked
      ? restocked.after
      : (await db.prisma.etsyChange.aggregate({ where: { variationId }, _max: { before: true } }))._max.before
    return most !== null && most > now && most <= mostOfOne ? most : undefined
  }

  return {
    async of(asker, variationId) {
      const target = await targets.find(asker, variationId)
      const present = await stock.read(target)
      if (!present.ok) throw refusalOf(present.failure)
      const { quantity: now, sharing } = present.value
      return { target, now, sharing, usual: await usualOf(variationId, now) }
    },
    list: (asker, listingId) => targets.list(asker, listingId),
    target: (asker, variationId) => targets.find(asker, variationId),
  }
}
