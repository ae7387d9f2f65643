import type { Db, Tx } from '../db/index.ts'
import { AppError } from '../errors/index.ts'
import type { Core, Part } from '../feature/index.ts'
import { unrecordedCharges } from './unrecorded-charges.ts'

/** Updates that came in. */
export function intakePart({ db, keyring }: Core): Part {
  return {
    retention: [
      {
        id: 'inbox',
        table: 'core_inbox',
        ageColumn: 'done_at',
        keepMs: 2 * 86_400_000,
        time: 'machine',
        personal: true,
      },
    ],
    sealed: [{ table: 'core_inbox', column: 'body', key: ['bot_id', 'update_id'] }],
    eraseBlockers: (userId) => unrecordedCharges(db.prisma, keyring, userId),
    async eraseUser(tx, userId) {
      const [charge] = await unrecordedCharges(tx, keyring, userId)
      if (charge) throw new AppError(charge.key, charge.params)
      await eraseUpdates(tx, userId)
    },
    exportUser: (userId) => countUpdates(db, userId),
  }
}

/** The numbers of updates stay: they keep a repeated delivery from being handled again. */
async function eraseUpdates(tx: Tx, userId: bigint): Promise<void> {
  await tx.$executeRaw`
    UPDATE core_inbox SET delivery_key = 'erased', body = NULL, done_at = coalesce(done_at, clock_timestamp())
    WHERE delivery_key IN (${`user:${userId}`}, ${`chat:${userId}`})`
}

async function countUpdates({ pool }: Db, userId: bigint): Promise<object> {
  const { rows } = await pool.query<{ count: number }>(
    'SELECT count(*)::int AS count FROM core_inbox WHERE delivery_key IN ($1, $2)',
    [`user:${userId}`, `chat:${userId}`],
  )
  return { recent_updates_received: rows[0]?.count ?? 0 }
}
