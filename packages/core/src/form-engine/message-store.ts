import type { Tx } from '../db/index.ts'

/** The bot's message in which a form lives. */
export interface FormMessage {
  readonly draftId: bigint
  readonly userId: bigint
  readonly messageId: number
  /** Reminders of it, and messages that it was moved away from: they go when it is shown the next time. */
  readonly others: readonly number[]
  /** How much was said below it since, in short messages. */
  readonly below: number
  /** What the reply keyboard that is on show offers to send. */
  readonly sharing: 'location' | 'contact' | undefined
  /** The message that brought the reply keyboard. */
  readonly sharingId: number | undefined
  /** The update that ended the form. */
  readonly endUpdate: bigint | undefined
}

/** Every function runs in the caller's transaction, or outside of any. */
export const messageStore = {
  async find(tx: Tx, draftId: bigint): Promise<FormMessage | undefined> {
    const row = await tx.formMessage.findUnique({ where: { draftId } })
    return row ? toMessage(row) : undefined
  },
  /** The form that stands in a message, if one does. */
  async draftIn(tx: Tx, userId: bigint, messageId: number): Promise<bigint | undefined> {
    const row = await tx.formMessage.findFirst({ where: { userId, messageId }, select: { draftId: true } })
    return row?.draftId
  },
  /** Those that do not say yet that their form was left, sent or cancelled. */
  async listPending(tx: Tx, userId: bigint): Promise<readonly FormMessage[]> {
    const rows = await tx.formMessage.findMany({ where: { userId, pending: true }, orderBy: { draftId: 'asc' } })
    return rows.map(toMessage)
  },
  /** What is on show is true. */
  async save(tx: Tx, { draftId, ...message }: Omit<FormMessage, 'endUpdate'>, now: Date): Promise<void> {
    const { sharing = null, sharingId = null, others, ...rest } = message
    const data = { ...rest, others: [...others], sharing, sharingId, pending: false, updatedAt: now }
    await tx.formMessage.upsert({ where: { draftId }, create: { draftId, ...data }, update: data })
  },
  async remove(tx: Tx, draftId: bigint): Promise<void> {
    await tx.formMessage.deleteMany({ where: { draftId } })
  },
  /** What they show is over, and is put right after the transaction: by whoever did it, or by the person's next update. */
  async expire(tx: Tx, draftIds: readonly bigint[], endUpdate?: bigint): Promise<void> {
    if (draftIds.length === 0) return
    const data = { pending: true, ...(endUpdate === undefined ? {} : { endUpdate }) }
    await tx.formMessage.updateMany({ where: { draftId: { in: [...draftIds] } }, data })
  },
  async pushDown(tx: Tx, draftId: bigint, by: number): Promise<void> {
    await tx.formMessage.updateMany({ where: { draftId }, data: { below: { increment: by } } })
  },
  /** The form begins anew where it stands. */
  async handOver(tx: Tx, from: bigint, to: bigint): Promise<void> {
    await tx.formMessage.updateMany({ where: { draftId: from }, data: { draftId: to, pending: false } })
  },
}

interface Row {
  readonly draftId: bigint
  readonly userId: bigint
  readonly messageId: number
  readonly others: number[]
  readonly below: number
  readonly sharing: string | null
  readonly sharingId: number | null
  readonly endUpdate: bigint | null
}

function toMessage({ draftId, userId, messageId, others, below, sharing, sharingId, endUpdate }: Row): FormMessage {
  return {
    ...{ draftId, userId, messageId, others, below },
    sharing: sharing === 'location' || sharing === 'contact' ? sharing : undefined,
    sharingId: sharingId ?? undefined,
    endUpdate: endUpdate ?? undefined,
  }
}
