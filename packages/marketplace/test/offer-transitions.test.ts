import { AppError } from '@bazaar/core/errors'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { OfferState } from '../src/catalog/types.ts'
import { fields, views } from '../src/offer/bot/offer.callbacks.ts'
import type { OfferAction } from '../src/offer/changes/transitions.ts'
import { hour, type OfferStage, startOffers, type Venue } from './offer-harness.ts'
import { buildServices } from './offer-services.ts'

let stage: OfferStage
let services: ReturnType<typeof buildServices>
let venue: Venue
let owner: bigint
beforeAll(async () => {
  stage = await startOffers()
  const [ben, krume] = await stage.owner('Ben')
  owner = BigInt(ben.id)
  venue = krume
})
beforeEach(() => {
  services = buildServices(stage.platform.app.core)
})
afterAll(() => stage?.platform.stop())

const states: readonly OfferState[] = [
  'DRAFT',
  'ACTIVE',
  'PAUSED',
  'SOLD_OUT',
  'EXPIRED',
  'ENDED',
  'CANCELLED_BY_VENUE',
]
/** What the venue's wish comes to in each state: the new state, `=` for "it is so already", or `-` for a refusal. */
const table: Readonly<Record<OfferAction, readonly string[]>> = {
  publish: ['ACTIVE', '=', '=', '=', '-', '-', '-'],
  pause: ['-', 'PAUSED', '=', '-', '-', '-', '-'],
  resume: ['-', '=', 'ACTIVE', 'ACTIVE', '-', '-', '-'],
  'sold-out': ['-', 'SOLD_OUT', '-', 'SOLD_OUT', '-', '-', '-'],
  'add-units': ['DRAFT', 'ACTIVE', 'PAUSED', 'ACTIVE', '-', '-', '-'],
  edit: ['DRAFT', 'ACTIVE', 'PAUSED', 'ACTIVE', '-', '-', '-'],
  compose: ['DRAFT', 'ACTIVE', 'PAUSED', 'SOLD_OUT', '-', '-', '-'],
  arrange: ['DRAFT', '-', '-', '-', '-', '-', '-'],
  end: ['-', 'ENDED', 'ENDED', 'ENDED', '-', '=', '-'],
  cancel: ['-', 'CANCELLED_BY_VENUE', 'CANCELLED_BY_VENUE', 'CANCELLED_BY_VENUE', '-', '-', '='],
  discard: ['gone', '-', '-', '-', '-', '-', '-'],
}
const actions = Object.keys(table) as OfferAction[]

async function act(action: OfferAction, id: bigint): Promise<string> {
  const { db } = stage.platform.app.core
  const { transitions, edits, drafts } = services
  const [item] = await stage.items(id)
  const edited = async (edit: Parameters<typeof edits.press>[2]) => {
    await edits.press(owner, id, edit)
    return 'done'
  }
  switch (action) {
    case 'add-units':
      return edited({ what: 'add-units', item: item?.id ?? 0n, count: 3 })
    case 'edit':
      return edited({ what: 'left', item: item?.id ?? 0n, left: 4 })
    case 'compose':
      return edited({ what: 'title', title: 'Other' })
    case 'arrange':
      return edited({ what: 'add-item', title: 'Cake', priceMinor: 300n, quantity: 1 })
    case 'cancel':
      return (await db.tx((tx) => transitions.cancel(tx, owner, id, 'The oven broke.'))).outcome
    case 'discard':
      await db.tx((tx) => drafts.discard(tx, owner, id))
      return 'done'
    default:
      return (await transitions.apply(owner, id, action)).outcome
  }
}

const stateOf = async (id: bigint) =>
  (await stage.platform.app.core.db.prisma.marketplaceOffer.findUnique({ where: { id } }))?.state ?? 'gone'
const isOver = (error: unknown, action: string, state: string) =>
  error instanceof AppError &&
  error.key === `marketplace-offer-cannot-${action}` &&
  JSON.stringify(error.params.state).includes(`"marketplace-offer-state-${state.toLowerCase().replaceAll('_', '-')}"`)

describe('every wish in every state', () => {
  for (const action of actions)
    for (const [index, state] of states.entries()) {
      const wanted = table[action][index] ?? ''
      it(`${action} ${state}: ${wanted}`, async () => {
        const id = await stage.offer(venue, { state })
        const before = await stage.read(id)
        if (wanted === '-') {
          await expect(act(action, id)).rejects.toSatisfy((error) => isOver(error, action, state))
          expect(await stage.read(id)).toEqual(before)
        } else if (wanted === '=') {
          expect(await act(action, id)).toBe('unchanged')
          expect(await stage.read(id)).toEqual(before)
        } else {
          expect(await act(action, id)).toBe('done')
          expect(await stateOf(id)).toBe(wanted)
        }
      })
    }

  it.each(actions)('%s is refused once the window is over, whether or not the job has been there', async (action) => {
    for (const state of ['ACTIVE', 'PAUSED', 'SOLD_OUT']) {
      const id = await stage.offer(venue, { state, opensInMs: -2 * hour, closesInMs: 0 })
      const before = await stage.read(id)
      await expect(act(action, id)).rejects.toSatisfy((error) => isOver(error, action, 'EXPIRED'))
      expect(await stage.read(id)).toEqual(before)
    }
  })

  it('is refused to strangers as if it did not exist', async () => {
    const id = await stage.offer(venue)
    const before = await stage.read(id)
    const stranger = owner
    owner = 4242n
    for (const action of actions) {
      await expect(act(action, id)).rejects.toThrow('marketplace-offer-unknown')
      await expect(act(action, 424242n)).rejects.toThrow('marketplace-offer-unknown')
    }
    owner = stranger
    expect(await stage.read(id)).toEqual(before)
  })

  it('has its texts', () => {
    const { texts } = stage.platform.app.core
    const params = { id: 'O1', state: 's', count: 2, limit: 2, name: 'n', title: 't', venue: 'v' }
    for (const locale of ['en', 'ru'] as const)
      for (const name of [
        ...actions.map((action) => `cannot-${action}`),
        ...states.map((state) => `state-${state.toLowerCase().replaceAll('_', '-')}`),
        ...['publish', 'pause', 'resume', 'sold-out', 'end'].flatMap((transition) => [
          `done-${transition}`,
          `button-move-${transition}`,
        ]),
        ...views.map((view) => (view === 'customer' ? 'button-view' : `button-view-${view}`)),
        ...fields.map((field) => `button-field-${field}`),
        ...['draft', 'pending', 'rejected', 'suspended', 'closed'].map((state) => `venue-${state}`),
      ])
        expect(texts.plain({ locale, timeZone: 'UTC' }, { key: `marketplace-offer-${name}`, params })).not.toBe('')
  })
})

describe('what a transition brings with it', () => {
  it('tells other nouns of a publication once, and of a cancellation', async () => {
    const id = await stage.offer(venue, { state: 'DRAFT' })
    await act('publish', id)
    await act('publish', id)
    await act('cancel', id)
    await act('cancel', id)
    expect(services.asked).toEqual([`published O${id}`, `cancelled O${id}`])
  })

  it('publishes once, however many press at the same time', async () => {
    const id = await stage.offer(venue, { state: 'DRAFT' })
    const outcomes = await Promise.all(Array.from({ length: 4 }, () => act('publish', id)))
    expect(outcomes.toSorted()).toEqual(['done', 'unchanged', 'unchanged', 'unchanged'])
    expect(services.asked).toEqual([`published O${id}`])
  })

  it('reopens by hand alone what was sold out by hand', async () => {
    const id = await stage.offer(venue)
    const [item] = await stage.items(id)
    await act('sold-out', id)
    expect(await act('sold-out', id)).toBe('unchanged')
    await services.edits.press(owner, id, { what: 'left', item: item?.id ?? 0n, left: 20 })
    expect(await stage.read(id)).toMatchObject({ state: 'SOLD_OUT', forcedSoldOut: true })
    await act('resume', id)
    expect(await stage.read(id)).toMatchObject({ state: 'ACTIVE', forcedSoldOut: false })
  })

  it('does not resume without units', async () => {
    for (const state of ['PAUSED', 'SOLD_OUT']) {
      const id = await stage.offer(venue, { state, items: [{ quantity: 0 }] })
      await expect(act('resume', id)).rejects.toThrow('marketplace-offer-no-units')
      expect(await stateOf(id)).toBe(state)
    }
  })
})
