import type { TestPlatform } from '@bazaar/testing'
import type { startStanShop } from '@bazaar/voucher-tracker/demo'
import sharp from 'sharp'
import { type MeasuredPerson, measuredPerson } from './measured-person.ts'
import { createRecorder, type Measured, type Recorder } from './record.ts'

/** Must be an admin of the platform. */
export const moderatorId = 501

export interface Stage {
  readonly platform: TestPlatform
  readonly shop: Awaited<ReturnType<typeof startStanShop>>
}

/** Walks through both stories and the core as people do, and measures what they see. */
export async function walk(stage: Stage): Promise<Measured> {
  const recorder = createRecorder()
  const { platform } = stage
  const [anna, vera, moderator] = [
    measuredPerson(platform, 'Anna'),
    measuredPerson(platform, 'Vera'),
    measuredPerson(platform, 'Mo', moderatorId),
  ]
  await walkCore(recorder, anna)
  await walkVouchers(recorder, anna, stage)
  await moderator.writes('/start', /Menu/)
  await openVenue(recorder, vera, moderator)
  await sell(recorder, vera)
  await rescue(recorder, anna, vera)
  await behind(recorder, anna, vera)
  return recorder.measured
}

async function walkCore({ screen, story }: Recorder, anna: MeasuredPerson): Promise<void> {
  await story('Core: first start', anna, async () => screen('Core: menu', await anna.writes('/start', /Settings/)))
  screen('Core: /settings', await anna.writes('/settings', /Language/))
  screen('Core: /privacy', await anna.writes('/privacy', /Delete/))
  screen('Core: /delete', await anna.writes('/delete', /Yes, delete/))
  await anna.taps(/Keep/, /Nothing was deleted/)
}

const hundred = { value: 100, price: 95, status: 'active' } as const
const lookMs = 17_000
const goneMs = 121_000

async function walkVouchers(
  { screen, story }: Recorder,
  anna: MeasuredPerson,
  { platform, shop }: Stage,
): Promise<void> {
  await story('Vouchers: watch, be told, answer, watch again', anna, async () => {
    await anna.writes('/menu', /Voucher/)
    screen('Vouchers: first screen', await anna.taps(/Voucher/, /Start watching/))
    screen('Vouchers: watching', await anna.writes('/track 100', /Stop watching/))
    shop.set({ denominations: [hundred] })
    await platform.advance(lookMs)
    screen('Vouchers: alert', await anna.sees(/back in stock/i))
    shop.set({ denominations: [] })
    await platform.advance(lookMs)
    await platform.advance(goneMs)
    screen('Vouchers: sold out', await anna.sees(/Sold out/))
    screen('Vouchers: answered', await anna.taps(/😕/, /missed/i))
    await anna.taps(/Watch again/, /./)
  })
  screen('Vouchers: /status', await anna.writes('/status', /Check now/))
}

const photo = async () => ({
  photo: {
    bytes: await sharp({ create: { width: 640, height: 480, channels: 3, background: 'tan' } })
      .jpeg()
      .toBuffer(),
    filename: 'front.jpg',
  },
})

async function openVenue({ screen, story }: Recorder, vera: MeasuredPerson, moderator: MeasuredPerson): Promise<void> {
  await vera.writes('/start', /Menu/)
  await story('Rescue: register a venue', vera, async () => {
    screen('Rescue: a question of /register', await vera.writes('/register', /Step 1 of 9/))
    await vera.writes('Krume', /Step 2 of 9/)
    await vera.writes('5 Main Street', /Step 3 of 9/)
    await vera.writes('Berlin', /Step 4 of 9/)
    await vera.writes('10115', /Step 5 of 9/)
    await vera.writes({ location: { latitude: 52.53, longitude: 13.38 } }, /Step 6 of 9/)
    await vera.writes('+49 30 901820', /Step 7 of 9/)
    await vera.writes('Mon–Fri 8:00–19:00', /Step 8 of 9/)
    await vera.taps(/^EUR/, /Step 9 of 9/)
    await vera.writes(await photo(), /1 photo/)
    screen('Rescue: summary of /register', await vera.taps(/Next/, /Is everything right/))
    await vera.taps(/Send/, /is sent/)
  })
  const card = await moderator.writes('/pending', /Reject/)
  screen('Core: a card of /pending', card)
  await moderator.taps(/^(Approve|Verify)$/, /is told/)
  await vera.sees(/approved|verified/)
}

async function sell({ screen, story }: Recorder, vera: MeasuredPerson): Promise<void> {
  screen('Rescue: card of a venue', await vera.writes('/venue', /there now/))
  await vera.writes('/menu', /Surplus/)
  screen('Rescue: first screen of a venue', await vera.taps(/Surplus/, /My offers/))
  await story('Rescue: post an offer', vera, async () => {
    await vera.writes('/newoffer', /What do you offer/)
    await vera.writes('Bread bag', /What does one cost/)
    await vera.writes('4.50', /How many/)
    await vera.writes('10', /Until when/)
    screen('Rescue: draft', await vera.writes('in 3 hours', /Publish/))
    screen('Rescue: manage an offer', await vera.taps(/Publish/, /➕ 3 more/))
  })
  await story('Rescue: post the same again', vera, async () => {
    await vera.writes('/newoffer', /Repeat/)
    await vera.taps(/Repeat/, /Publish/)
    await vera.taps(/Publish/, /➕ 3 more/)
  })
}

const codeIn = /code:? (\d{4})/i

async function rescue({ screen, story }: Recorder, anna: MeasuredPerson, vera: MeasuredPerson): Promise<void> {
  await anna.writes('/menu', /Surplus/)
  let code = ''
  await story('Rescue: find, reserve', anna, async () => {
    screen('Rescue: first screen of a customer', await anna.taps(/Surplus/, /Browse/))
    screen('Rescue: where', await anna.taps(/Browse/, /Berlin \(2\)/))
    screen('Rescue: browse', await anna.taps(/Berlin \(2\)/, /Reserve/))
    screen('Rescue: confirm', await anna.taps(/Reserve/, /Confirm/))
    const receipt = await anna.taps(/Confirm/, codeIn)
    screen('Rescue: receipt', receipt)
    code = codeIn.exec(receipt.text ?? receipt.caption ?? '')?.[1] ?? ''
  })
  await story('Rescue: hand over', vera, async () => {
    screen('Rescue: hand over', await vera.writes(`/collect ${code}`, /Handed over/))
    screen('Rescue: handed over', await vera.taps(/Handed over/, /is handed over/))
  })
  screen('Rescue: collected', await anna.sees(/collected/i))
  await anna.writes('/offers', /Reserve/)
  await anna.taps(/Reserve/, /Confirm/)
  await anna.taps(/Confirm/, codeIn)
  await story('Rescue: cancel', anna, async () => {
    screen('Rescue: cancel?', await anna.taps(/❌/, /Yes, cancel/))
    screen('Rescue: cancelled', await anna.taps(/Yes, cancel/, /cancelled/i))
  })
}

/** What was put behind a button. */
async function behind({ screen }: Recorder, anna: MeasuredPerson, vera: MeasuredPerson): Promise<void> {
  await anna.writes('/offers', /Reserve/)
  screen('Rescue: browse, More…', await anna.taps(/^More…/, /Ending/))
  await vera.writes('/newoffer', /Repeat/)
  await vera.taps(/Repeat/, /Publish/)
  screen('Rescue: draft, Change something…', await vera.taps(/Change something/, /Delete draft/))
  await vera.writes('/myoffers', /O1/)
  await vera.taps(/O1/, /➕ 3 more/)
  screen('Rescue: manage an offer, More…', await vera.taps(/^More…/, /Share link/))
  await vera.writes('/venue', /there now/)
  screen('Rescue: card of a venue, More…', await vera.taps(/^More…/, /Staff/))
}
