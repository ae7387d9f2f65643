import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { transitionPressed, unitsAdded, viewOpened } from '../src/offer/bot/offer.callbacks.ts'
import { pressesMore } from './more.ts'
import { hour, labels, minute, type OfferStage, type Person, startOffers } from './offer-harness.ts'

let stage: OfferStage
beforeAll(async () => {
  stage = await startOffers()
})
afterAll(() => stage?.platform.stop())

/** Opens the list and the one offer in it. */
async function opens(ben: Person, id: bigint, title = 'Bread bag') {
  await ben.sends('/myoffers')
  const list = await ben.sees(/Your offers/)
  await ben.presses(`O${id} · ${title}`)
  return { list: list.text ?? '', card: await ben.sees(new RegExp(`O${id} · ${title}[\\s\\S]*State:`)) }
}

/** Three units, two of them reserved and one of these collected. */
async function sells(name: string) {
  const [ben, venue] = await stage.owner(name, { name: `${name}’s` })
  const id = await stage.offer(venue, { state: 'DRAFT', opensInMs: 0, closesInMs: 2 * hour, items: [{ quantity: 3 }] })
  await ben.sends(`/publish O${id}`)
  await ben.sees(/is on sale/)
  const [anna, carl] = [stage.person(`${name}’s Anna`), stage.person(`${name}’s Carl`)]
  for (const person of [anna, carl]) await stage.reserves(person, id)
  const code = /: (\d{4})/.exec((await anna.sees(/Your code: \d{4}/)).caption ?? '')?.[1]
  await ben.sends(`/collect ${code}`)
  await ben.sees(/Hand over/)
  await ben.presses('✅ Handed over')
  await ben.sees('is handed over')
  return { ben, id, carl }
}

describe('an offer that is over says how it ended and what became of it', () => {
  it('when it is sold out: people still come', async () => {
    const { ben, id } = await sells('Ben')
    await stage.reserves(stage.person('Dora'), id)
    const { list, card } = await opens(ben, id)
    expect(list).toMatch(/sold out\n1 collected, 2 not collected yet · now, until/)
    expect(card.text).toMatch(
      /State: sold out\n• Bread bag: €4\n🛍 1 collected, 2 not collected yet\n🕒 Pickup: now, until/,
    )
    await ben.sends(`/soldout O${id}`)
    await ben.sees(/is sold out until[\s\S]*🛍 1 collected, 2 not collected yet/)
  })

  it('when its window is over; old buttons show it as it is now', async () => {
    const { ben, id } = await sells('Otto')
    const { card: before } = await opens(ben, id)
    expect(before.text).toMatch(/1 left, 2 reserved\n🕒 Pickup: now, until/)
    const [item] = await stage.items(id)
    await stage.platform.advance(2 * hour + 16 * minute)
    const old = { messageId: before.message_id }
    const refused = { showAlert: true, text: expect.stringMatching(/is over\./) }
    for (const data of [
      unitsAdded.pack({ offer: id, item: item?.id ?? 0n }),
      transitionPressed.pack({ offer: id, transition: 'pause' }),
      viewOpened.pack({ offer: id, view: 'edit' }),
    ])
      expect(await ben.presses({ data: stage.platform.sign(BigInt(ben.id), data) }, old), data).toMatchObject(refused)
    const { list, card } = await opens(ben, id)
    for (const text of [list, card.text]) {
      expect(text).toMatch(/over since 19 Nov/)
      expect(text).toContain('1 collected, 1 not collected, 1 not sold')
      expect(text).not.toMatch(/now|left|reserved/)
    }
    const redrawn = ben.botMessages(({ message_id }) => message_id === before.message_id).at(-1)
    expect(redrawn?.text).toMatch(/State: over since/)
    expect(labels(ben)).toEqual(['➕ New offer', '👀 View as customer', '📋 My offers', '🏠 Home'])
  })

  it('when it was ended early: who has reserved still comes', async () => {
    const { ben, id } = await sells('Ida')
    await opens(ben, id)
    await pressesMore(ben, '🏁 End now…')
    await ben.presses('🏁 End now')
    const card = await ben.sees(/State: ended by you/)
    expect(card.text).toMatch(/🛍 1 collected, 1 not collected yet, 1 not sold\n🕒 Pickup: now, until/)
  })

  it('when it was cancelled, and nobody is asked for a reason twice', async () => {
    const { ben, id } = await sells('Max')
    await opens(ben, id)
    await pressesMore(ben, '🏁 End now…')
    const question = await ben.sees(/1 reservation is open/)
    await ben.presses('❌ Cancel the offer')
    await ben.sees(/Why\?/)
    await ben.sends('The oven broke down.')
    const card = await ben.sees(/State: cancelled by you: The oven broke down\./)
    expect(card.text).toMatch(/🛍 1 collected, 1 cancelled$/)
    const again = question.buttons.flat().find(({ text }) => text === '❌ Cancel the offer')
    await ben.presses({ data: again?.callback_data ?? '' }, { messageId: card.message_id })
    expect(ben.botMessages(/Why\?/)).toEqual([])
  })
})

describe('a draft', () => {
  it('says nothing of people who reserved, in neither language', async () => {
    for (const [language, change, asks, price] of [
      ['en', /What do you want to change\?$/, /What does one cost, for new reservations\?/, '✏️ Change something…'],
      ['ru', /Что изменить\?$/, /Сколько стоит одна порция для новых броней\?/, '✏️ Изменить…'],
    ] as const) {
      const [person, venue] = await stage.owner(`Drafts ${language}`, { language })
      const id = await stage.offer(venue, { state: 'DRAFT' })
      await person.sends('/myoffers')
      const list = await person.sees(/Your offers|Ваши предложения/)
      await person.presses(`O${id} · Bread bag`)
      await person.sees((message) => message.buttons.flat().some(({ text }) => text === price))
      await person.presses(price)
      const edit = await person.sees(change)
      for (const { text } of [list, edit]) expect(text).not.toMatch(/reserved|left|брон|остал/i)
      await pressesMore(person, language === 'en' ? '💰 Price' : '💰 Цена')
      expect((await person.sees(asks)).text).not.toMatch(/reserved|заброн/)
    }
  })
})

describe('the regular price', () => {
  it('is more than the price, and each question says so where it is asked', async () => {
    const [ben, venue] = await stage.owner('Paula', { name: 'Paula’s' })
    const id = await stage.offer(venue)
    await ben.sends(`/edit O${id}`)
    await ben.sees(/What do you want to change/)
    await pressesMore(ben, '🏷 Regular price')
    await ben.sees(/cost regularly/)
    for (const answer of ['4', '3.99']) {
      await ben.sends(answer)
      const again = await ben.sees(/The regular price has to be more than €4\.[\s\S]*cost regularly/)
      expect(again.text).not.toContain('Now:')
    }
    await ben.sends('6')
    await ben.sees(/Changed\./)
    await pressesMore(ben, '💰 Price')
    await ben.sees(/What does one cost/)
    await ben.sends('6')
    expect((await ben.sees(/The price has to be less than €6, the regular price/)).text).toContain('Now: €4')
    await ben.sends('5.50')
    await ben.sees(/Changed\.[\s\S]*€5\.50/)
  })

  it('ends its question where the item has gone meanwhile: no other answer would help', async () => {
    const [ben, venue] = await stage.owner('Gone', { name: 'Gone' })
    const id = await stage.offer(venue, { state: 'DRAFT' })
    const { prisma } = stage.platform.app.core.db
    await ben.sends(`/edit O${id}`)
    await ben.sees(/What do you want to change/)
    await pressesMore(ben, '🏷 Regular price')
    await ben.sees(/cost regularly/)
    await prisma.marketplaceItem.deleteMany({ where: { offerId: id } })
    await ben.sends('9')
    const told = await ben.sees(/This item is gone/)
    expect(told.text).not.toMatch(/cost regularly/)
  })
})
