import type { Db, Tx } from '../db/index.ts'
import { createPseudonym } from '../privacy/index.ts'

export async function eraseApprovals(tx: Tx, userId: bigint): Promise<void> {
  await tx.queueNotice.deleteMany({ where: { userId } })
  await tx.approval.deleteMany({ where: { submittedBy: userId, state: 'pending' } })
  await tx.approval.updateMany({ where: { submittedBy: userId }, data: { submittedBy: createPseudonym() } })
}

export async function exportApprovals({ prisma }: Db, userId: bigint): Promise<object> {
  const [submitted, decided, votes, queues] = await Promise.all([
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
    prisma.approvalVote.findMany({
      where: { userId },
      select: { votedAt: true, approval: { select: { kind: true, entityId: true } } },
      orderBy: { approvalId: 'asc' },
    }),
    prisma.queueNotice.findMany({ where: { userId }, select: { kind: true, toldAt: true }, orderBy: { kind: 'asc' } }),
  ])
  return {
    approvals_submitted: submitted,
    approvals_decided: decided,
    approvals_given: votes.map(({ approval, votedAt }) => ({ ...approval, at: votedAt })),
    queues_told_of: queues,
  }
}
