import type { Clock } from '../clock/index.ts'
import { type Db, type Tx, takeTurn } from '../db/index.ts'
import { AppError } from '../errors/index.ts'
import { hashOf, hintOf, isSecret, newSecret } from './secret.ts'
import { type ApiKeys, mostKeys } from './types.ts'

/** When a key was used is written down this often. */
const usedEveryMs = 3_600_000

const shown = { id: true, hint: true, scopes: true, createdAt: true, lastUsedAt: true } as const

export function createApiKeys({ db, clock }: { readonly db: Db; readonly clock: Clock }): ApiKeys {
  async function noteUse(id: bigint, lastUsedAt: Date | null): Promise<void> {
    const now = clock.now()
    if (lastUsedAt && now.getTime() - lastUsedAt.getTime() < usedEveryMs) return
    await db.prisma.apiKey.updateMany({ where: { id }, data: { lastUsedAt: now } })
  }

  async function requireRoom(tx: Tx, userId: bigint): Promise<void> {
    const count = await tx.apiKey.count({ where: { userId, revokedAt: null } })
    if (count >= mostKeys) throw new AppError('core-api-key-many', { count }, 429)
  }

  return {
    async find(secret) {
      if (!isSecret(secret)) return undefined
      const key = await db.prisma.apiKey.findUnique({
        where: { hash: hashOf(secret), revokedAt: null },
        select: { id: true, userId: true, scopes: true, lastUsedAt: true },
      })
      if (!key) return undefined
      await noteUse(key.id, key.lastUsedAt)
      return key
    },
    list: (userId) =>
      db.prisma.apiKey.findMany({ where: { userId, revokedAt: null }, select: shown, orderBy: { id: 'asc' } }),
    async get(userId, id) {
      const key = await db.prisma.apiKey.findUnique({ where: { id, userId, revokedAt: null }, select: shown })
      if (!key) throw new AppError('core-api-key-gone')
      return key
    },
    create: ({ userId, scopes, card }) =>
      db.tx(async (tx) => {
        // Of several cards that are pressed at once each sees the keys of those before it.
        await takeTurn(tx, `core:api-key:${userId}`)
        if (await tx.apiKey.findUnique({ where: { card }, select: { id: true } }))
          throw new AppError('core-api-key-told')
        await requireRoom(tx, userId)
        const secret = newSecret()
        await tx.apiKey.create({
          data: {
            ...{ userId, card, scopes: [...scopes] },
            ...{ hash: hashOf(secret), hint: hintOf(secret), createdAt: clock.now() },
          },
        })
        return secret
      }),
    async revoke(tx, userId, id) {
      const where = { id, userId, revokedAt: null }
      const { count } = await tx.apiKey.updateMany({ where, data: { revokedAt: clock.now() } })
      return count > 0
    },
  }
}
