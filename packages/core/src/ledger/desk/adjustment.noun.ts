import { tryOpenJson } from '../../crypto/index.ts'
import type { Db, LedgerAdjustment, Tx } from '../../db/index.ts'
import { AppError } from '../../errors/index.ts'
import type { TextSpec } from '../../i18n/index.ts'
import type { Noun } from '../../nouns/index.ts'
import { adjustmentNoun, reasonContext } from '../adjustment-names.ts'
import { accountName, signed } from '../people/words.ts'
import { type AdjustmentDeps, post } from './adjustments.ts'
import { adjustmentId, adjustmentLetter, postingId, postingLetter } from './buttons.ts'
import { postingKind } from './posting-screens.ts'
import { ledgerTopic } from './tell-owners.ts'

/** Postings have a letter, so that nothing else is known by it. */
export const postingNoun: Noun = { id: postingKind, letter: postingLetter, title: { key: 'core-ledger-title' } }

/** Corrections above the limit. Whoever asks is the first of two people; whose account it is, is neither. */
export function adjustmentsNoun(deps: AdjustmentDeps & { readonly db: Db }): Noun {
  return {
    id: adjustmentNoun,
    letter: adjustmentLetter,
    title: { key: 'core-adjustment-title' },
    decide: {
      by: 'finance',
      people: 2,
      askerApproves: true,
      card: (id) => cardOf(deps, id),
      async onApproved(tx, id, { approvers }) {
        const { row, user } = await lockWaiting(tx, id)
        if (approvers.some((one) => one === user && one !== row.askedBy))
          throw new AppError('core-adjustment-own', {}, 403)
        const posting = await post(deps, tx, row, user)
        await tellAsker(deps, tx, row, { key: 'core-adjustment-posted', params: { by: postingId(posting) } })
      },
      async onRejected(tx, id, { reason }) {
        const { row } = await lockWaiting(tx, id)
        await tx.ledgerAdjustment.update({ where: { id }, data: { state: 'rejected' } })
        await tellAsker(deps, tx, row, { key: 'core-adjustment-rejected', params: { reason } })
      },
    },
  }
}

async function lockWaiting(tx: Tx, id: bigint): Promise<{ readonly row: LedgerAdjustment; readonly user: bigint }> {
  await tx.$queryRaw`SELECT FROM core_ledger_adjustment WHERE id = ${id} FOR UPDATE`
  const row = await tx.ledgerAdjustment.findUnique({ where: { id } })
  const subject = row && (await tx.ledgerSubject.findUnique({ where: { id: row.subjectId } }))
  if (row?.state !== 'waiting' || !subject?.userId) throw new AppError('core-adjustment-gone')
  return { row, user: subject.userId }
}

async function cardOf({ db, keyring, users, declared }: AdjustmentDeps & { readonly db: Db }, id: bigint) {
  const row = await db.prisma.ledgerAdjustment.findUnique({ where: { id } })
  const subject = row && (await db.prisma.ledgerSubject.findUnique({ where: { id: row.subjectId } }))
  if (!row || !subject?.userId) return { key: 'core-adjustment-gone' }
  const reason = row.reason && tryOpenJson(keyring, row.reason, reasonContext)
  const name = (await users.find(subject.userId))?.firstName ?? ''
  const params = {
    ...{ name, person: String(subject.userId), account: accountName(declared(), row.kind) },
    ...{ amount: signed(row.amount, row.currency), reason: typeof reason === 'string' ? reason : '' },
  }
  return { key: 'core-adjustment-card', params }
}

async function tellAsker({ notifications }: AdjustmentDeps, tx: Tx, row: LedgerAdjustment, { key, params }: TextSpec) {
  const { id, askedBy: userId } = row
  await notifications.emit(tx, {
    ...{ topic: ledgerTopic.id, chatId: userId, userId, entity: `adjustment:${id}`, transition: 'decided' },
    content: { text: { key, params: { ...params, id: adjustmentId(id) } } },
  })
}
