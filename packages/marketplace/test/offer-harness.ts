import { startTestPlatform, type TestPlatform } from '@bazaar/testing'
import { vi } from 'vitest'
import { marketplace } from '../src/index.ts'
import { buildOffer, buildVenue, type OfferGiven, type VenueGiven } from './build.ts'

// Stories are long, and other packages test at the same time.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

export type Person = ReturnType<TestPlatform['telegram']['user']>
export type Venue = Awaited<ReturnType<typeof buildVenue>>

export const minute = 60_000
export const hour = 60 * minute

/** A Thursday afternoon, 14:00 in Berlin. */
export const startAt = new Date('2026-11-19T13:00:00Z')

export interface OfferStage {
  readonly platform: TestPlatform
  person(name: string, language?: string): Person
  /** A person with a verified bakery in Berlin, unless told otherwise. */
  owner(name: string, given?: Omit<VenueGiven, 'ownerId'> & { readonly language?: string }): Promise<[Person, Venue]>
  offer(venue: Venue, given?: Omit<OfferGiven, 'now'>): Promise<bigint>
  read(id: bigint): ReturnType<TestPlatform['app']['core']['db']['prisma']['marketplaceOffer']['findUniqueOrThrow']>
  items(id: bigint): Promise<readonly { readonly id: bigint; readonly quantity: number; readonly committed: number }[]>
  /** Reserves one unit in the chat. */
  reserves(person: Person, offer: bigint): Promise<void>
}

export async function startOffers(at: Date = startAt): Promise<OfferStage> {
  const platform = await startTestPlatform({ features: [marketplace], startAt: at })
  const db = () => platform.app.core.db
  return {
    platform,
    person: (name, language = 'en') => platform.telegram.user(name, { language }),
    async owner(name, { language = 'en', ...given } = {}) {
      const person = platform.telegram.user(name, { language })
      return [person, await buildVenue(db(), { ownerId: person.id, name: 'Krume', ...given })]
    },
    offer: async (venue, given = {}) => {
      const { id } = await buildOffer(db(), venue, { now: platform.clock.now(), ...given })
      return id
    },
    read: (id) => db().prisma.marketplaceOffer.findUniqueOrThrow({ where: { id } }),
    items: (id) => db().prisma.marketplaceItem.findMany({ where: { offerId: id }, orderBy: { position: 'asc' } }),
    async reserves(person, offer) {
      await person.opens(`offer_${offer}`)
      await person.sees(/./)
      await pressesLike(person, /^🛍/)
      await person.sees((message) => message.buttons.flat().some(({ text }) => text.startsWith('✅')))
      await pressesLike(person, /^✅/)
      await platform.settle()
    },
  }
}

/** Presses the newest button whose label matches. */
export async function pressesLike(person: Person, label: RegExp) {
  const message = person.botMessages().findLast(({ buttons }) => buttons.flat().some(({ text }) => label.test(text)))
  const found = message?.buttons.flat().find(({ text }) => label.test(text))
  if (!message || !found) throw new Error(`${person.name} has no button ${label}.`)
  return person.presses(found.text, { messageId: message.message_id })
}

/** Labels of the newest message's buttons. */
export const labels = (person: Person): readonly string[] =>
  (person.last()?.buttons ?? []).flat().map(({ text }) => text)

/** Answers the four questions of a new offer. */
export async function fillIn(person: Person, answers: readonly [string, string, string, string]): Promise<void> {
  await person.sees(/What do you offer|Что вы предлагаете/)
  for (const answer of answers.slice(0, 3)) {
    await person.sends(answer)
    await person.sees(/What does one cost|How many are there|Until when|Сколько стоит|Сколько порций|До какого времени/)
  }
  await person.sends(answers[3])
}
