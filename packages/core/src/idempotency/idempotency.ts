import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Clock } from '../clock/index.ts'
import type { Keyring } from '../crypto/index.ts'
import type { Db, Tx } from '../db/index.ts'
import { AppError } from '../errors/index.ts'
import type { Idempotency } from '../http/index.ts'

const context = 'core_http_answer.answer'
const stored = z.object({ request: z.string(), status: z.number(), json: z.string() })
type Stored = z.infer<typeof stored>

export interface IdempotencyDeps {
  readonly db: Db
  readonly keyring: Keyring
  readonly clock: Clock
}

/**
 * The primary key is the guard. The advisory lock only tells whether the first request is still being handled: without it the second would
 * wait for its end.
 */
export function createIdempotency({ db, keyring, clock }: IdempotencyDeps): Idempotency {
  async function read(tx: Tx, key: string): Promise<Stored> {
    const { answer } = await tx.httpAnswer.findUniqueOrThrow({ where: { key } })
    if (!answer) throw new Error('A stored answer is empty: was its row written by hand?')
    return stored.parse(JSON.parse(keyring.open(answer, context)))
  }

  return {
    run: ({ key: parts, userId, request }, work) =>
      db.tx(async (tx) => {
        const key = createHash('sha256').update(JSON.stringify(parts)).digest('hex')
        const [lock] = await tx.$queryRaw<{ free: boolean }[]>`
          SELECT pg_try_advisory_xact_lock(hashtextextended(${key}, 0)) AS free`
        if (!lock?.free) throw new AppError('core-http-idempotency-busy', {}, 409)
        const inserted = await tx.$executeRaw`INSERT INTO core_http_answer (key, user_id, created_at)
          VALUES (${key}, ${userId ?? null}, ${clock.now()}) ON CONFLICT DO NOTHING`
        if (inserted === 0) {
          const before = await read(tx, key)
          if (before.request !== request) throw new AppError('core-http-idempotency-other', {}, 422)
          return { isFirst: false, answer: { status: before.status, text: before.json } }
        }
        const answer = await work(tx)
        const row: Stored = { request, status: answer.status, json: answer.text }
        await tx.httpAnswer.update({ where: { key }, data: { answer: keyring.seal(JSON.stringify(row), context) } })
        return { isFirst: true, answer }
      }),
  }
}
