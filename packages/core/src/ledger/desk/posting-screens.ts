import type { Clock } from '../../clock/index.ts'
import type { Db } from '../../db/index.ts'
import { AppError } from '../../errors/index.ts'
import { money, type TextParam, type TextSpec } from '../../i18n/index.ts'
import type { MessageContent } from '../../notifications/index.ts'
import { homeButton } from '../../screens/index.ts'
import type { Users } from '../../users/index.ts'
import type { Declared } from '../declared.ts'
import { accountName, momentOf, reasonText, signed } from '../people/words.ts'
import { postingBack, postingId, reverseAs, reverseButton } from './buttons.ts'
import { type PostedLeg, type PostingCard, readPosting } from './postings.ts'

export interface PostingDeps {
  readonly db: Db
  readonly clock: Clock
  readonly users: Pick<Users, 'find'>
  declared(): Declared
}

async function requirePosting({ db, clock }: PostingDeps, id: bigint): Promise<PostingCard> {
  const card = await readPosting(db.prisma, id, clock.now())
  if (!card) throw new AppError('core-ledger-unknown', {}, 404)
  return card
}

/** One movement of money, and what became of it. */
export async function postingScreen(deps: PostingDeps, id: bigint): Promise<MessageContent> {
  const card = await requirePosting(deps, id)
  const params = {
    ...{ id: postingId(id), at: momentOf(card.at) },
    what: { text: reasonText(deps.declared(), { ...card, isReversal: card.reverses !== undefined }) },
    legs: { lines: await Promise.all(card.legs.map((leg) => legLine(deps, leg, leg.amount))) },
    state: { lines: [await stateOf(deps, card)] },
  }
  const canReverse = card.reverses === undefined && card.reversedBy === undefined
  return {
    text: { key: 'core-ledger-posting', params },
    keyboard: [...(canReverse ? [[reverseButton(id)]] : []), [homeButton]],
  }
}

async function stateOf({ db, users }: PostingDeps, { id, reverses, reversedBy }: PostingCard): Promise<TextSpec> {
  if (reverses !== undefined) return { key: 'core-ledger-posting-reverses', params: { id: postingId(reverses) } }
  if (reversedBy === undefined) return { key: 'core-ledger-posting-stands' }
  const entry = await db.prisma.auditEntry.findFirst({
    where: { objectKind: postingKind, objectId: postingId(id), action: 'ledger.reversed' },
    select: { actorId: true },
  })
  const params = { id: postingId(reversedBy) }
  // A feature may have taken it back by itself.
  if (!entry?.actorId) return { key: 'core-ledger-posting-reversed', params }
  const by = (await users.find(entry.actorId))?.firstName ?? String(entry.actorId)
  return { key: 'core-ledger-posting-reversed-by', params: { ...params, name: by } }
}

/** What postings are called in the audit log, and among the nouns. */
export const postingKind = 'core-posting'

async function legLine({ users, declared }: PostingDeps, leg: PostedLeg, amount: bigint): Promise<TextSpec> {
  const params = { amount: signed(amount, leg.currency), account: accountName(declared(), leg.kind) }
  return { key: 'core-ledger-leg', params: { ...params, owner: await ownerText(users, leg.owner) } }
}

async function ownerText(users: Pick<Users, 'find'>, owner: PostedLeg['owner']): Promise<TextParam> {
  if (owner === 'system' || owner === 'gone') return { text: { key: `core-ledger-owner-${owner}` } }
  if ('entity' in owner) return owner.entity
  const name = (await users.find(owner.user))?.firstName ?? ''
  return { text: { key: 'core-ledger-owner-person', params: { name, id: String(owner.user) } } }
}

/** Nobody decides alone what becomes of an account of their own. @throws AppError when the posting moved one */
export function refuseOwn({ legs }: Pick<PostingCard, 'legs'>, asker: bigint | undefined): void {
  const isOwn = legs.some(({ owner }) => typeof owner === 'object' && 'user' in owner && owner.user === asker)
  if (isOwn) throw new AppError('core-adjustment-own', {}, 403)
}

/** What is missing to take it back from this account, if anything. */
const missingOf = ({ isStored, amount, available }: PostedLeg): bigint =>
  isStored && amount > available ? amount - (available > 0n ? available : 0n) : 0n

/** The question before a reversal: what will happen, and how, where somebody has spent it already. */
export async function askReverse(deps: PostingDeps, id: bigint, asker: bigint): Promise<MessageContent> {
  const card = await requirePosting(deps, id)
  const { legs, reverses, reversedBy } = card
  if (reverses !== undefined || reversedBy !== undefined) throw new AppError('core-ledger-reversed')
  refuseOwn(card, asker)
  const short = legs.filter((leg) => missingOf(leg) > 0n)
  const params = {
    id: postingId(id),
    legs: { lines: await Promise.all(legs.map((leg) => legLine(deps, leg, -leg.amount))) },
    missing: {
      lines: await Promise.all(
        short.map(async (leg) => ({
          key: 'core-ledger-reverse-missing',
          params: { amount: money(missingOf(leg), leg.currency), owner: await ownerText(deps.users, leg.owner) },
        })),
      ),
    },
  }
  if (short.length === 0)
    return {
      text: { key: 'core-ledger-reverse-ask', params },
      keyboard: [[reverseAs(id, 'refuse', 'yes')], [postingBack(id)], [homeButton]],
    }
  return {
    text: { key: 'core-ledger-reverse-ask-spent', params },
    keyboard: [
      [reverseAs(id, 'receivable', 'owed')],
      [reverseAs(id, 'refuse', 'whole')],
      [postingBack(id)],
      [homeButton],
    ],
  }
}
