import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { restockSettingOpened } from '../src/callbacks.ts'
import { allowPressed } from '../src/restock/restock.callbacks.ts'
import { clayThread, nordlicht, type Person, type Story, startStory } from './story-harness.ts'

let story: Story
let anna: Person
let boris: Person
let shop: bigint
beforeAll(async () => {
  story = await startStory()
  anna = story.person('Anna')
  shop = await story.link(anna)
  boris = story.person('Boris')
})
afterAll(() => story.stop())

const grant = () => story.db.prisma.etsyGrant.findUniqueOrThrow({ where: { shopId: shop } })
const labels = (message: { readonly buttons: readonly (readonly { readonly text: string }[])[] }) =>
  message.buttons.flat().map(({ text }) => text)

async function opensSetting(person: Person, chatId = person.id) {
  const data = story.platform.sign(BigInt(chatId), restockSettingOpened.pack({ shop }))
  return person.presses({ data })
}

/** From the shop's card to Etsy's page. @returns its address */
async function goesToEtsy(): Promise<string> {
  anna.catchesUp()
  await anna.sends('/shops')
  await anna.sees(/Clay & Thread/)
  await anna.presses('Clay & Thread')
  await anna.sees(/Connected to Etsy/)
  await anna.presses('More…')
  await anna.sees(/More about this shop/)
  await anna.presses('➕ Restock from here')
  await anna.sees(/It is off: I only read your shop/)
  await anna.presses('➕ Allow…')
  const card = await anna.sees(/Allow restocking: Clay & Thread/)
  return card.buttons.flat().find(({ text }) => text === 'Open Etsy')?.url ?? ''
}

async function visit(address: string): Promise<string> {
  const { pathname, search } = new URL(address)
  const { body } = await story.platform.app.http.app.inject({ url: `${pathname}${search}` })
  return body
}
const pinIn = (body: string): string => /<p class="pin">(\d{6})<\/p>/.exec(body)?.[1] ?? ''

describe('allowing to restock', () => {
  it('linking a shop asks for reading alone', async () => {
    expect(await grant()).toMatchObject({ scopes: 'shops_r listings_r' })
  })

  it('is the owner’s alone: a colleague is told so, and whoever does not know the shop hears of none', async () => {
    await boris.sends('/start')
    await boris.sees(({ buttons }) => buttons.length > 0)
    expect((await opensSetting(boris)).text).toMatch(/This shop is not here any more/)
    const id = BigInt(boris.id)
    const title = story.platform.app.core.keyring.seal('Boris', 'etsy_lowstock_chat.title')
    await story.db.prisma.etsyChat.create({
      data: { shopId: shop, chatId: id, userId: id, title, addedAt: story.platform.clock.now() },
    })
    expect((await opensSetting(boris)).text).toMatch(/Only the owner of Clay & Thread can restock/)
  })

  it('whoever declines at Etsy keeps what they had', async () => {
    const before = await grant()
    const page = await visit(await story.etsy.deny(await goesToEtsy()))
    expect(page).toContain('Everything stays as it was')
    expect(page).toContain('is a trademark of Etsy, Inc.')
    expect(await grant()).toEqual(before)
    await story.look()
    expect(await grant()).toMatchObject({ scopes: 'shops_r listings_r' })
  })

  it('another shop at Etsy than the one that is meant changes nothing', async () => {
    const before = await grant()
    const page = await visit(await story.etsy.approve(await goesToEtsy(), { user: nordlicht.userId }))
    await anna.sends(pinIn(page))
    await anna.sees(/you were signed in with another shop/)
    expect(await grant()).toEqual(before)
    expect(await story.db.prisma.etsyShop.count()).toBe(1)
  })

  it('at Etsy, with the right to change listings; stopped, it is as if it had never been', async () => {
    const url = await goesToEtsy()
    expect(new URL(url).searchParams.get('scope')).toBe('shops_r listings_r listings_w')
    expect(await (await fetch(url)).text()).toContain('change your listings')
    const page = await visit(await story.etsy.approve(url, { user: clayThread.userId }))
    await anna.sends(pinIn(page))
    await anna.sees(/Clay & Thread: you can restock from here/)
    expect(await grant()).toMatchObject({ scopes: 'shops_r listings_r listings_w' })
    await story.platform.advance(2 * 3_600_000)
    expect(await grant()).toMatchObject({ scopes: 'shops_r listings_r listings_w' })
    await anna.presses('➕ Restock from here')
    expect(labels(await anna.sees(/It is on/))).toContain('✖ Stop restocking from here')
    await anna.presses('✖ Stop restocking from here')
    await anna.sees(/It is off: I only read your shop/)
    expect(await grant()).toMatchObject({ scopes: 'shops_r listings_r' })
  })

  it('a shop that is connected again without it has it no more', async () => {
    await story.allowRestock(anna)
    expect(await grant()).toMatchObject({ scopes: 'shops_r listings_r listings_w' })
    anna.catchesUp()
    await anna.sends('/link')
    const card = await anna.sees(/Link your Etsy shop/)
    const url = card.buttons.flat().find(({ text }) => text === 'Open Etsy')?.url ?? ''
    await anna.sends(pinIn(await visit(await story.etsy.approve(url, { user: clayThread.userId }))))
    await anna.sees(/Clay & Thread is connected again/)
    expect(await grant()).toMatchObject({ scopes: 'shops_r listings_r' })
  })
})

describe('a shop that is unlinked while its owner is at Etsy', () => {
  it('stays unlinked, and it is said why', async () => {
    const vera = story.person('Vera')
    const own = await story.link(vera, nordlicht.userId)
    vera.catchesUp()
    await vera.presses({ data: story.platform.sign(BigInt(vera.id), allowPressed.pack({ shop: own })) })
    const card = await vera.sees(/Allow restocking/)
    const url = card.buttons.flat().find(({ text }) => text === 'Open Etsy')?.url ?? ''
    const pin = pinIn(await visit(await story.etsy.approve(url, { user: nordlicht.userId })))
    await story.db.prisma.etsyShop.delete({ where: { id: own } })
    await vera.sends(pin)
    await vera.sees(/the shop has been unlinked since/)
    expect(await story.db.prisma.etsyShop.count({ where: { ownerId: BigInt(vera.id) } })).toBe(0)
  })
})

describe('a post for a channel of one’s own', () => {
  it.each(['Anna', 'Boris'])('%s gets a ready text under what is back, and the bot posts nothing', async (name) => {
    const person = name === 'Anna' ? anna : boris
    person.catchesUp()
    story.etsy.sell(clayThread.spoonRest, { count: 99 })
    await story.look()
    await person.sees(/Sold out: Spoon rest, ocean glaze/)
    story.etsy.restock(clayThread.spoonRest, 4)
    await story.look()
    const alert = await person.sees(/Back in stock: Spoon rest, ocean glaze/)
    expect(labels(alert)).toContain('📤 Post for your channel')
    await person.presses('📤 Post for your channel')
    const post = await person.sees(
      /Spoon rest, ocean glaze is back in stock!\n€14\nhttps:\/\/www\.etsy\.com\/listing\//,
    )
    expect(labels(post)).toEqual(['📋 Copy title and link', '🏠 Home'])
  })
})
