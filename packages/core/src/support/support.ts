import { z } from 'zod'
import type { Clock } from '../clock/index.ts'
import type { Keyring } from '../crypto/index.ts'
import { type Db, type SupportRequest as Row, type Tx, takeTurn } from '../db/index.ts'
import { AppError } from '../errors/index.ts'
import type { ButtonSpec, Notifications, Topic } from '../notifications/index.ts'
import type { Audit, Users } from '../users/index.ts'
import { mostOpen, type Support, type SupportRequest, supportSubjects } from './types.ts'

/** Requests to owners, and answers to people. */
export const supportTopic: Topic = {
  id: 'core-support',
  lane: 'alert',
  errsOn: 'duplicate',
  // What is told together waits a while: by then everything may be answered.
  async revalidate(tx, { entity }) {
    if (entity !== bundle) return 'send'
    const open = await tx.supportRequest.findFirst({ where: { state: 'open' }, select: { id: true } })
    return open ? 'send' : 'drop'
  },
}

/** All requests are one bundle to an owner, whoever wrote them. */
const bundle = 'requests'

const context = 'core_support_request.content'
const content = z.object({ text: z.string(), photos: z.array(z.string()) })
const previewLength = 1_000
/** What comes so soon after a request that owners were told of is told together. */
const noticeWindowMs = 10 * 60_000

export interface SupportDeps {
  readonly db: Db
  readonly keyring: Keyring
  readonly clock: Clock
  readonly users: Users
  readonly audit: Audit
  readonly notifications: Notifications
  /** Opens the open requests. */
  readonly listButton: ButtonSpec
}

export function createSupport(deps: SupportDeps): Support {
  const { db, keyring, clock, audit, notifications } = deps

  const record = (tx: Tx, by: bigint, action: string, id: bigint) =>
    audit.record(tx, { actorId: by, origin: 'chat', action, object: { kind: 'core-support', id: `S${id}` } })

  async function find(tx: Tx, id: bigint): Promise<SupportRequest> {
    const row = await tx.supportRequest.findUnique({ where: { id } })
    if (!row) throw new AppError('core-support-unknown', { id: `S${id}` })
    return openRequest(keyring, row)
  }

  async function requireRoom(tx: Tx, userId: bigint): Promise<void> {
    const where = { userId, state: 'open' }
    const open = await tx.supportRequest.findMany({
      where,
      select: { id: true },
      orderBy: { id: 'asc' },
      take: mostOpen,
    })
    if (open.length < mostOpen) return
    throw new AppError('core-support-many', { count: open.length, ids: open.map(({ id }) => `S${id}`).join(', ') }, 429)
  }

  return {
    requireRoom: (userId) => requireRoom(db.prisma, userId),
    async submit(tx, { userId, subject, text, photos }) {
      // Of several that the person sends at once each sees those before it.
      await takeTurn(tx, `core:support:${userId}`)
      await requireRoom(tx, userId)
      const { id } = await tx.supportRequest.create({
        data: {
          userId,
          topic: subject,
          content: keyring.seal(JSON.stringify({ text, photos }), context),
          createdAt: clock.now(),
        },
      })
      await tellOwners(deps, tx, { id, userId, subject, text, photos })
      return id
    },
    get: (id) => find(db.prisma, id),
    async listOpen({ upTo, before, after, take }) {
      const rows = await db.prisma.supportRequest.findMany({
        where: {
          state: 'open',
          AND: [
            upTo === undefined ? {} : { id: { lte: upTo } },
            before === undefined ? {} : { id: { lt: before } },
            after === undefined ? {} : { id: { gt: after } },
          ],
        },
        orderBy: { id: after === undefined ? 'desc' : 'asc' },
        take,
      })
      return rows.map((row) => openRequest(keyring, row))
    },
    answer: ({ id, by, text, handle }) =>
      db.tx(async (tx) => {
        const request = await find(tx, id)
        const settled = { state: 'answered', settledAt: clock.now(), settledBy: by }
        const { count } = await tx.supportRequest.updateMany({ where: { id, state: { not: 'closed' } }, data: settled })
        if (count === 0) throw new AppError('core-support-closed-before', { id: `S${id}` })
        const { created } = await notifications.emit(tx, {
          topic: supportTopic.id,
          chatId: request.userId,
          userId: request.userId,
          entity: `S${id}`,
          transition: `answer:${handle}`,
          content: { text: { key: 'core-support-answer', params: { id: `S${id}`, text } } },
        })
        if (created) await record(tx, by, 'support.answered', id)
      }),
    async close(tx, { id, by }) {
      const settled = { state: 'closed', settledAt: clock.now(), settledBy: by }
      const { count } = await tx.supportRequest.updateMany({ where: { id, state: 'open' }, data: settled })
      if (count > 0) await record(tx, by, 'support.closed', id)
      return count > 0
    },
  }
}

async function tellOwners(
  { users, notifications, listButton }: SupportDeps,
  tx: Tx,
  { id, userId, subject, text, photos }: Pick<SupportRequest, 'id' | 'userId' | 'subject' | 'text' | 'photos'>,
): Promise<void> {
  const [owners, person] = await Promise.all([users.listAdmins(), users.find(userId)])
  const preview = text.length > previewLength ? `${text.slice(0, previewLength)}…` : text
  const params = {
    id: `S${id}`,
    name: person?.firstName ?? String(userId),
    subject: { text: { key: `core-support-topic-${subject}` } },
    text: preview,
    photos: photos.length,
  }
  for (const owner of owners)
    await notifications.emitBundled(tx, {
      topic: supportTopic.id,
      chatId: owner.id,
      userId: owner.id,
      entity: bundle,
      content: { text: { key: 'core-support-new', params } },
      windowMs: noticeWindowMs,
      more: (count) => ({
        text: { key: 'core-support-more', params: { count, id: `S${id}` } },
        keyboard: [[listButton]],
      }),
    })
}

/** Reads a row; its content was sealed by us. One that cannot be opened any more must not hide the others. */
function openRequest(keyring: Keyring, row: Row): SupportRequest {
  const json = keyring.tryOpen(row.content, context)
  const { text, photos } = json === undefined ? { text: '–', photos: [] } : content.parse(JSON.parse(json))
  const { id, userId, createdAt } = row
  const subject = supportSubjects.find((one) => one === row.topic) ?? 'question'
  const state = row.state === 'answered' || row.state === 'closed' ? row.state : 'open'
  return { id, userId, subject, state, text, photos, createdAt }
}
