import type { Clock } from '../clock/index.ts'
import type { Keyring } from '../crypto/index.ts'
import type { Db, Tx } from '../db/index.ts'
import { AppError } from '../errors/index.ts'
import type { MessageContent } from '../notifications/index.ts'
import type { Once } from './types.ts'

const resultContext = 'core_once.result'

export interface OnceDeps {
  readonly db: Db
  readonly keyring: Keyring
  readonly clock: Clock
}

/** The primary key is the guard: a second insert waits for the first transaction, then reads what it left. */
export function createOnce({ db, keyring, clock }: OnceDeps): Once {
  async function read(tx: Tx, key: string, userId: bigint): Promise<MessageContent | undefined> {
    const row = await tx.onceResult.findUnique({ where: { key } })
    if (!row) return undefined
    if (row.userId !== userId) throw new AppError('core-press-not-yours')
    return row.result ? openResult(keyring, row.result) : undefined
  }

  return {
    find: (key, userId) => read(db.prisma, key, userId),
    run: (key, userId, work) =>
      db.tx(async (tx) => {
        const inserted = await tx.$executeRaw`INSERT INTO core_once (key, user_id, created_at)
          VALUES (${key}, ${userId}, ${clock.now()}) ON CONFLICT DO NOTHING`
        if (inserted === 0) {
          const result = await read(tx, key, userId)
          if (result === undefined) throw new Error(`"${key}" has no result: was its row written by hand?`)
          return { first: false, result }
        }
        const result = await work(tx)
        await tx.onceResult.update({ where: { key }, data: { result: sealResult(keyring, result) } })
        return { first: true, result }
      }),
    async record(tx, key, userId, result) {
      const data = { key, userId, result: sealResult(keyring, result), createdAt: clock.now() }
      await tx.onceResult.createMany({ data, skipDuplicates: true })
    },
  }
}

const sealResult = (keyring: Keyring, result: MessageContent) => keyring.seal(JSON.stringify(result), resultContext)

/** Sealed by us: the shape is what `run` put there. */
function openResult(keyring: Keyring, sealed: Uint8Array): MessageContent {
  return JSON.parse(keyring.open(sealed, resultContext))
}
