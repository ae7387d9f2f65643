import type { Clock } from '../clock/index.ts'
import type { Db, Tx } from '../db/index.ts'
import { toJsonText } from '../json/index.ts'
import type { Audit } from '../users/index.ts'
import { personalStores } from './personal-stores.ts'
import type { EraseBlocker, ExportFile, OwnedData } from './types.ts'

/** What asking for an erasure came to. */
export type Erasure =
  | { readonly outcome: 'erased' }
  /** The account of which this was asked is gone already. */
  | { readonly outcome: 'gone' }
  | { readonly outcome: 'blocked'; readonly blockers: readonly EraseBlocker[] }

/** One update of Telegram: its number and the bot that got it. */
export interface UpdateRef {
  readonly botId: bigint
  readonly updateId: bigint
}

export interface Privacy {
  /** Since when the person is known: it tells one account from the one that the same person opens after an erasure. */
  accountSince(userId: bigint): Promise<Date | undefined>
  /** What speaks against erasing now; empty = nothing. */
  listBlockers(userId: bigint): Promise<readonly EraseBlocker[]>
  /** Erases everything in one transaction, once per account: `since` is what `accountSince` said when it was asked. */
  erase(userId: bigint, since: Date): Promise<Erasure>
  /**
   * Forgets somebody whom this very update made known: pressing a dead button, or blocking the bot after an erasure, opens no
   * account. Does nothing to anybody known before it or heard of since.
   */
  forgetVisitor(userId: bigint, update: UpdateRef): Promise<void>
  /** Everything that is stored about a person, by owner; plain JSON (ids as text, instants as ISO). */
  exportUser(userId: bigint): Promise<ExportedData>
  /** What is too much for that: files, the next one made when the one before was sent. */
  exportFiles(userId: bigint): AsyncIterable<ExportFile>
}

export interface ExportedData {
  readonly exported_at: string
  readonly user_id: string
  readonly data: Readonly<Record<string, unknown>>
}

export interface PrivacyDeps {
  readonly db: Db
  readonly clock: Clock
  readonly audit: Audit
  /** Also of features that are switched off; read when needed. */
  readonly declarations: { readonly all: readonly OwnedData[] }
}

export function createPrivacy({ db, clock, audit, declarations }: PrivacyDeps): Privacy {
  const stores = () => personalStores(declarations.all)

  async function listBlockers(userId: bigint): Promise<readonly EraseBlocker[]> {
    const found = await Promise.all(stores().map((store) => store.listBlockers(userId)))
    return found.flat()
  }

  return {
    listBlockers,
    async accountSince(userId) {
      return (await db.prisma.user.findUnique({ where: { id: userId }, select: { firstSeenAt: true } }))?.firstSeenAt
    },
    async erase(userId, since) {
      const blockers = await listBlockers(userId)
      if (blockers.length > 0) return { outcome: 'blocked', blockers }
      return db.tx(async (tx) => {
        if (!(await lockAccount(tx, userId, since))) return { outcome: 'gone' }
        for (const store of stores()) await store.eraseUser(tx, userId)
        await audit.record(tx, {
          actorId: userId,
          origin: 'chat',
          action: 'user.erased',
          object: { kind: 'user', id: String(userId) },
        })
        return { outcome: 'erased' }
      })
    },
    async forgetVisitor(userId, update) {
      await db.tx((tx) => forgetVisitor(tx, userId, update))
    },
    async exportUser(userId) {
      const data: Record<string, unknown> = {}
      for (const store of stores().toReversed()) data[store.id] = toJson(await store.exportUser(userId))
      return { exported_at: clock.now().toISOString(), user_id: String(userId), data }
    },
    async *exportFiles(userId) {
      for (const store of stores().toReversed()) yield* store.exportFiles(userId)
    },
  }
}

/** The row lock makes the second of two presses wait, and find nothing. */
async function lockAccount(tx: Tx, userId: bigint, since: Date): Promise<boolean> {
  const rows = await tx.$queryRaw<{ first_seen_at: Date }[]>`
    SELECT first_seen_at FROM core_user WHERE id = ${userId} FOR UPDATE`
  return rows[0]?.first_seen_at.getTime() === since.getTime()
}

/** The intake records an update and its person in one statement, so both carry the same instant when the person is new. */
async function forgetVisitor(tx: Tx, userId: bigint, { botId, updateId }: UpdateRef): Promise<void> {
  const forgotten = await tx.$executeRaw`
    DELETE FROM core_user u USING core_inbox i
    WHERE u.id = ${userId} AND i.bot_id = ${botId} AND i.update_id = ${updateId} AND u.first_seen_at = i.received_at
      AND NOT EXISTS (SELECT 1 FROM core_inbox o WHERE o.bot_id = i.bot_id AND o.update_id > i.update_id
        AND o.delivery_key IN (${`user:${userId}`}, ${`chat:${userId}`}))`
  if (forgotten === 0) return
  await tx.$executeRaw`
    UPDATE core_inbox SET delivery_key = 'erased', body = NULL WHERE bot_id = ${botId} AND update_id = ${updateId}`
}

/** Whatever a feature answers, as JSON can say it. */
function toJson(value: object): unknown {
  return JSON.parse(toJsonText(value))
}
