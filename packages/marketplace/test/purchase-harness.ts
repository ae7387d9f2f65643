import { type PlatformOptions, startTestPlatform, type TestPlatform } from '@bazaar/testing'
import readCode from 'jsqr'
import sharp from 'sharp'
import { afterAll, beforeAll, vi } from 'vitest'
import { reserveOpened } from '../src/callbacks.ts'
import { marketplace } from '../src/index.ts'
import { offerDue } from '../src/offer/schedule/scheduler.service.ts'
import { buildOffer, buildVenue, type OfferGiven, type VenueGiven } from './build.ts'

export type Person = ReturnType<TestPlatform['telegram']['user']>
export type Venue = Awaited<ReturnType<typeof buildVenue>>
export type Offer = Awaited<ReturnType<typeof buildOffer>>
type Message = NonNullable<ReturnType<Person['last']>>

export const minute = 60_000
export const hour = 60 * minute
export const day = 24 * hour

/** How long a busy machine may take to answer. */
const patienceMs = 60_000
// Stories take many steps on a real bot.
vi.setConfig({ testTimeout: 2 * patienceMs, hookTimeout: 2 * patienceMs })

/** The whole bot with a venue to reserve at. */
export interface Market {
  readonly platform: TestPlatform
  readonly owner: Person
  readonly venue: Venue
  /** Somebody who has started the bot. */
  person(name: string, options?: Parameters<TestPlatform['telegram']['user']>[1]): Promise<Person>
  venueOf(given: VenueGiven): Promise<Venue>
  /** At {@link Market.venue}, unless told; from an hour from now on for three hours. */
  offer(given?: Omit<OfferGiven, 'now'>, venue?: Venue): Promise<Offer>
  /** Presses a button that stands somewhere else in the bot. */
  presses(person: Person, data: string): ReturnType<Person['presses']>
  opensCard(person: Person, offer: Offer): ReturnType<Person['presses']>
  /** Opens the card, confirms, and waits for the receipt. */
  reserves(person: Person, offer: Offer, units?: number): Promise<Reserved>
  row(
    id: bigint,
  ): Promise<
    NonNullable<Awaited<ReturnType<TestPlatform['app']['core']['db']['prisma']['marketplacePurchase']['findUnique']>>>
  >
  /** Somebody's newest reservation. */
  latest(person: Person): ReturnType<Market['row']>
  left(offer: Offer): Promise<number>
}

export interface Reserved {
  /** As it is shown: `P56`. */
  readonly shown: string
  readonly id: bigint
  readonly code: string
  readonly receipt: Message
}

export const textOf = (message: Message | undefined): string => message?.text ?? message?.caption ?? ''
export const labelsOf = (message: Message | undefined): readonly string[] =>
  message?.buttons.flat().map(({ text }) => text) ?? []

const codeOf = /(?:Your code|Ваш код): (\d{4})/

export async function startMarket(options: Pick<PlatformOptions, 'startAt' | 'presets'> = {}): Promise<Market> {
  const platform = await startTestPlatform({
    features: [marketplace],
    ...options,
    startAt: options.startAt ?? new Date('2026-03-02T10:00:00Z'),
  })
  // Asked anew each time: a restart opens another one.
  const db = () => platform.app.core.db
  const person: Market['person'] = async (name, given) => {
    const driver = platform.telegram.user(name, given)
    const one: Person = { ...driver, sees: (pattern, wait) => driver.sees(pattern, { withinMs: patienceMs, ...wait }) }
    await one.sends('/start')
    await one.sees((message) => message.buttons.length > 0)
    return one
  }
  const owner = await person('Olga')
  const venueOf: Market['venueOf'] = (given) => buildVenue(db(), given)
  const venue = await venueOf({ ownerId: owner.id, name: 'Corner Bakery' })
  const presses: Market['presses'] = (one, data) => {
    // A receipt has no buttons that lead elsewhere.
    const elsewhere = one.botMessages((message) => message.photo === null).at(-1)
    const options = elsewhere && { messageId: elsewhere.message_id }
    return one.presses({ data: platform.sign(BigInt(one.id), data) }, options)
  }
  const opensCard: Market['opensCard'] = async (one, offer) => {
    // A card that was confirmed just now is about to become a receipt: this one is another message.
    await platform.settle()
    return presses(one, reserveOpened.pack({ offer: offer.id }))
  }
  return {
    platform,
    owner,
    venue,
    person,
    venueOf,
    presses,
    opensCard,
    async offer(given = {}, at = venue) {
      const offer = await buildOffer(db(), at, { now: platform.clock.now(), ...given })
      // Published offers are watched from then on.
      await db().tx((tx) => platform.app.core.jobs.enqueue(tx, offerDue, { offer: offer.id }))
      return offer
    },
    async reserves(one, offer, units = 1) {
      await opensCard(one, offer)
      for (let count = 1; count < units; count += 1) await one.presses('+')
      await one.presses({ data: confirmOf(one) })
      await platform.settle()
      const receipt = await one.sees((message) => message.photo !== null && codeOf.test(textOf(message)))
      const { id } = await db().prisma.marketplacePurchase.findFirstOrThrow({
        where: { userId: one.id, offerId: offer.id },
        orderBy: { id: 'desc' },
      })
      return { shown: `P${id}`, id, code: codeOf.exec(textOf(receipt))?.[1] ?? '', receipt }
    },
    row: (id) => db().prisma.marketplacePurchase.findUniqueOrThrow({ where: { id } }),
    latest: (one) =>
      db().prisma.marketplacePurchase.findFirstOrThrow({ where: { userId: one.id }, orderBy: { id: 'desc' } }),
    async left(offer) {
      const { _sum } = await db().prisma.marketplaceItem.aggregate({
        where: { offerId: offer.id },
        _sum: { quantity: true, committed: true },
      })
      return (_sum.quantity ?? 0) - (_sum.committed ?? 0)
    },
  }
}

/** The market of a test file: it opens before the first test and closes after the last. */
export function useMarket(): Market {
  const market = {} as Market
  beforeAll(async () => void Object.assign(market, await startMarket()))
  afterAll(() => market.platform?.stop())
  return market
}

/** Somebody deletes one of the bot's messages, as people may on both sides of a private chat. */
export async function deletes({ platform }: Market, { id }: Person, messageId: number): Promise<void> {
  const url = `${platform.standin.url}/bot${platform.account.token}/deleteMessage`
  const body = JSON.stringify({ chat_id: id, message_id: messageId })
  const { ok } = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body })
  if (!ok) throw new Error('There is no such message to delete.')
}

/** What the Confirm button of the newest card carries. */
export const confirmOf = (person: Person): string => buttonOf(person, /^✅ (Confirm|Подтвердить)/)

/** Callback data of the newest button with such a label: a receipt of before may arrive at any time. */
export function buttonOf(person: Person, label: RegExp): string {
  const buttons = person.botMessages().flatMap((message) => message.buttons.flat())
  const found = buttons.findLast(({ text }) => label.test(text))?.callback_data
  if (!found) throw new Error(`${person.name} sees no button ${label}.`)
  return found
}

/** Where a button stands. */
export function buttonMessage(person: Person, data: string): { readonly messageId: number } {
  const found = person.botMessages((message) => message.buttons.flat().some((one) => one.callback_data === data)).at(-1)
  if (!found) throw new Error(`${person.name} has no such button.`)
  return { messageId: found.message_id }
}

/** The text of the QR code in a message's picture. */
export async function readQr(platform: TestPlatform, message: Message): Promise<string | undefined> {
  const bytes = platform.standin.file(message.photo?.file_id ?? '')
  if (bytes === undefined) return undefined
  const { data, info } = await sharp(bytes).ensureAlpha().raw().toBuffer({ resolveWithObject: true })
  return readCode(new Uint8ClampedArray(data), info.width, info.height)?.data
}
