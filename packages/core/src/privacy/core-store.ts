import { randomBytes } from 'node:crypto'
import type { Keyring } from '../crypto/index.ts'
import type { Db, Tx } from '../db/index.ts'
import type { PersonalStore } from './types.ts'

export interface CoreStoreDeps {
  readonly db: Db
  readonly keyring: Keyring
}

/** The core's own tables. What happens to each column is written beside it in `prisma/schema/core.prisma` (`@personal`). */
export function createCoreStore(deps: CoreStoreDeps): PersonalStore {
  return {
    id: 'core',
    exportUser: async (userId) => ({ ...(await exportUser(deps.db, userId)), ...(await exportSealed(deps, userId)) }),
    eraseUser,
  }
}

/** Features erased theirs before: what they emitted until then is gone with the rest. */
async function eraseUser(tx: Tx, userId: bigint): Promise<void> {
  // Deliveries that wait go with their intents; one in flight finds its row gone and is not sent again.
  await tx.notification.deleteMany({ where: { OR: [{ chatId: userId }, { userId }] } })
  await tx.conversationState.deleteMany({ where: { key: String(userId) } })
  await tx.formDraft.deleteMany({ where: { userId } })
  await tx.formAlbum.deleteMany({ where: { userId } })
  await tx.onceResult.deleteMany({ where: { userId } })
  await tx.supportRequest.deleteMany({ where: { userId } })
  await tx.roleGrant.deleteMany({ where: { userId } })
  await tx.roleGrant.updateMany({ where: { grantedBy: userId }, data: { grantedBy: null } })
  await tx.queueNotice.deleteMany({ where: { userId } })
  await tx.approval.deleteMany({ where: { submittedBy: userId, state: 'pending' } })
  await tx.approval.updateMany({ where: { submittedBy: userId }, data: { submittedBy: createPseudonym() } })
  // The numbers of updates stay: they keep a repeated delivery from being handled again.
  await tx.$executeRaw`
    UPDATE core_inbox SET delivery_key = 'erased', body = NULL, done_at = coalesce(done_at, clock_timestamp())
    WHERE delivery_key IN (${`user:${userId}`}, ${`chat:${userId}`})`
  await tx.user.deleteMany({ where: { id: userId } })
}

/** A number that no account has (Telegram's have 52 bits), new for every erasure, so that nobody can be found again by it. */
export function createPseudonym(): bigint {
  return (1n << 60n) | (randomBytes(8).readBigUInt64BE() >> 4n)
}

async function exportUser({ prisma, pool }: Db, userId: bigint): Promise<object> {
  const [profile, roles, notifications, approvals, decisions, queues, audit, form] = await Promise.all([
    prisma.user.findUnique({ where: { id: userId } }),
    prisma.roleGrant.findMany({ where: { userId }, select: { role: true, grantedAt: true } }),
    prisma.notification.findMany({
      where: { OR: [{ chatId: userId }, { userId }] },
      select: { topic: true, entity: true, transition: true, createdAt: true, expiresAt: true },
      orderBy: { id: 'asc' },
    }),
    prisma.approval.findMany({
      where: { submittedBy: userId },
      select: { kind: true, entityId: true, state: true, submittedAt: true, decidedAt: true, reason: true },
      orderBy: { id: 'asc' },
    }),
    prisma.approval.findMany({
      where: { decidedBy: userId },
      select: { kind: true, entityId: true, state: true, decidedAt: true, reason: true },
      orderBy: { id: 'asc' },
    }),
    prisma.queueNotice.findMany({ where: { userId }, select: { kind: true, toldAt: true }, orderBy: { kind: 'asc' } }),
    prisma.auditEntry.findMany({
      where: { actorId: userId },
      select: { at: true, action: true, objectKind: true, objectId: true, before: true, after: true, reason: true },
      orderBy: { id: 'asc' },
    }),
    prisma.conversationState.findUnique({ where: { key: String(userId) }, select: { updatedAt: true } }),
  ])
  const received = await pool.query<{ count: number }>(
    'SELECT count(*)::int AS count FROM core_inbox WHERE delivery_key IN ($1, $2)',
    [`user:${userId}`, `chat:${userId}`],
  )
  return {
    profile,
    roles,
    notifications,
    approvals_submitted: approvals,
    approvals_decided: decisions,
    queues_told_of: queues,
    audit_entries: audit,
    form_in_progress_since: form?.updatedAt ?? null,
    recent_updates_received: received.rows[0]?.count ?? 0,
  }
}

/** What the person wrote and is kept sealed: opened, because it is theirs. */
async function exportSealed({ db: { prisma }, keyring }: CoreStoreDeps, userId: bigint): Promise<object> {
  // What cannot be opened keeps nobody from the rest.
  const open = (value: Uint8Array, context: string): unknown => JSON.parse(keyring.tryOpen(value, context) ?? 'null')
  const drafts = await prisma.formDraft.findMany({
    where: { userId },
    select: { form: true, createdAt: true, updatedAt: true, context: true, values: true },
  })
  const albums = await prisma.formAlbum.findMany({ where: { userId }, select: { createdAt: true, remarks: true } })
  const requests = await prisma.supportRequest.findMany({
    where: { userId },
    select: { id: true, topic: true, state: true, content: true, createdAt: true, settledAt: true },
    orderBy: { id: 'asc' },
  })
  return {
    form_drafts: drafts.map(({ values, context, ...draft }) => ({
      ...draft,
      opened_with: context && open(context, 'core_form_draft.context'),
      answers: Object.fromEntries(values.map(({ field, value }) => [field, open(value, 'core_form_value.value')])),
    })),
    form_albums: albums.map(({ createdAt, remarks }) => ({
      createdAt,
      remarks: open(remarks, 'core_form_album.remarks'),
    })),
    support_requests: requests.map(({ content, ...request }) => ({
      ...request,
      content: open(content, 'core_support_request.content'),
    })),
  }
}
