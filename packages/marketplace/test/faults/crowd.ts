import type { Db } from '@bazaar/core/db'
import { confirmToken } from '@bazaar/core/screens'
import type { Driver, PersonDriver } from '@bazaar/telegram-standin/driver'
import { readOffer } from '../../src/catalog/offer.repository.ts'
import { buyPressed } from '../../src/purchase/purchase.callbacks.ts'
import { buildOffer, buildVenue, termsOf } from '../build.ts'

/** One press of a confirming button that nobody pressed before: one unit. */
export interface Tap {
  readonly person: PersonDriver
  readonly token: string
  readonly data: string
}

/** What the press was answered with, by name. */
export type Heard =
  | { readonly outcome: 'confirmed' | 'already'; readonly code: string }
  | { readonly outcome: 'sold-out' | 'limit' | 'busy' | 'nothing' }

export interface CrowdOptions {
  readonly db: Db
  readonly telegram: Driver
  readonly now: Date
  readonly units: number
  readonly people: number
  readonly tapsEach: number
  readonly limit: number
  sign(chatId: bigint, data: string): string
}

export interface Crowd {
  readonly offerId: bigint
  /** Everybody's first tap, then everybody's second, and so on. */
  readonly taps: readonly Tap[]
}

export const times = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index))

/** So many at once, in order. */
export async function inFlight<T, R>(many: number, list: readonly T[], work: (one: T) => Promise<R>): Promise<R[]> {
  const results: R[] = []
  let next = 0
  const worker = async (): Promise<void> => {
    while (next < list.length) {
      const index = next++
      const one = list[index]
      if (one !== undefined) results[index] = await work(one)
    }
  }
  await Promise.all(times(many, worker))
  return results
}

/** People who have a chat with the bot, and buttons for them as the bot would have drawn them on that many cards. */
export async function gatherCrowd(options: CrowdOptions): Promise<Crowd> {
  const { db, telegram, now } = options
  const venue = await buildVenue(db, { ownerId: 1 })
  const { id } = await buildOffer(db, venue, {
    now,
    perPersonLimit: options.limit,
    items: [{ quantity: options.units }],
  })
  const offer = await readOffer(db.prisma, id)
  const item = offer?.items[0]
  if (!offer || !item) throw new Error('The offer was not built.')
  const terms = await termsOf(db, item.id)
  const people = times(options.people, (index) => telegram.user(`P${index}`))
  await inFlight(16, people, async (person) => {
    await person.sends('/start')
    await person.sees(/./, { withinMs: 60_000 })
  })
  const tokens = new Set<string>()
  // With everybody's cards drawn in one second of a clock that stands still, two random tokens may be the same.
  while (tokens.size < options.people * options.tapsEach) tokens.add(confirmToken.create(now))
  const taps = [...tokens].map((token, index) => {
    const person = people[index % people.length]
    if (!person) throw new Error('A crowd has people.')
    const data = buyPressed.pack({ item: item.id, quantity: 1, terms, token })
    return { person, token, data: options.sign(BigInt(person.id), data) }
  })
  return { offerId: id, taps }
}

const withCode: readonly (readonly [RegExp, 'confirmed' | 'already'])[] = [
  [/^✅ Reserved\. Your code: (\d{4})$/, 'confirmed'],
  [/^You already reserved this\. Your code: (\d{4})$/, 'already'],
]
const named: readonly (readonly [RegExp, Exclude<Heard['outcome'], 'confirmed' | 'already'>])[] = [
  [/^Sold out just now/, 'sold-out'],
  [/^The limit is reached/, 'limit'],
  [/^Very many people/, 'busy'],
  // The database went away: it is done later or not at all, and nothing was promised.
  [/^Something went wrong/, 'nothing'],
]

function hear(text: string): Heard | undefined {
  for (const [pattern, outcome] of withCode) {
    const code = pattern.exec(text)?.[1]
    if (code !== undefined) return { outcome, code }
  }
  const outcome = named.find(([pattern]) => pattern.test(text))?.[1]
  return outcome && { outcome }
}

/**
 * Presses; and once more when the answer came without a text, because the bot was not done within a second: it says the rest in the
 * message, which is not always a new one. Who presses on and on only makes the bot busier. A refusal that has no name here fails the test.
 */
export async function press(tap: Tap, timeoutMs = 60_000): Promise<Heard> {
  const { person, data } = tap
  const { answered, text } = await person.presses({ data }, { timeoutMs })
  if (!answered) return { outcome: 'nothing' }
  if (text === null) {
    await person.sees(/./).catch(() => undefined)
    return press(tap, timeoutMs)
  }
  const heard = hear(text)
  if (!heard) throw new Error(`${person.name} heard "${text}".`)
  return heard
}

/** Outcomes and how often each came; what was confirmed before the answer could say so counts as confirmed. */
export function count(heard: readonly Heard[]): Partial<Record<Heard['outcome'], number>> {
  const counts: Partial<Record<Heard['outcome'], number>> = {}
  for (const one of heard) {
    const outcome = one.outcome === 'already' ? 'confirmed' : one.outcome
    counts[outcome] = (counts[outcome] ?? 0) + 1
  }
  return counts
}

export interface Stock {
  readonly quantity: number
  readonly committed: number
  readonly sold: number
  readonly receipts: number
  readonly most: number
}

/** `most`: what one person has. */
export async function readStock({ pool }: Db, offerId: bigint): Promise<Stock> {
  const { rows } = await pool.query<Stock>(
    `SELECT i.quantity, i.committed, coalesce(sum(p.quantity), 0)::int AS sold,
       count(DISTINCT n.id) FILTER (WHERE n.entity = 'purchase:' || p.id)::int AS receipts,
       (SELECT coalesce(max(units), 0)::int FROM (SELECT sum(quantity) AS units FROM marketplace_purchase
        WHERE offer_id = i.offer_id GROUP BY user_id) per_person) AS most
     FROM marketplace_item i LEFT JOIN marketplace_purchase p ON p.item_id = i.id
     LEFT JOIN core_notification n ON n.id = p.receipt_id WHERE i.offer_id = $1 GROUP BY i.id`,
    [String(offerId)],
  )
  if (!rows[0]) throw new Error('The offer is gone.')
  return rows[0]
}
