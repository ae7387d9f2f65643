import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { pressesMore } from './more.ts'
import { fillIn, hour, labels, type OfferStage, startOffers } from './offer-harness.ts'

let stage: OfferStage
beforeEach(async () => {
  stage = await startOffers()
})
afterEach(() => stage?.platform.stop())

describe('an offer from the first question to its end', () => {
  it('is written in four answers, completed on the preview, published, paused, resumed, sold out and ended', async () => {
    const [ben, venue] = await stage.owner('Ben')
    await ben.sends('/newoffer')
    await fillIn(ben, ['Bread bag', '4.50', '10', '18:30'])
    const preview = await ben.sees(/Draft O\d+ as customers see it/)
    expect(preview.text).toMatch(/Bread bag/)
    expect(preview.text).toMatch(/€4\.50 · more than 5 left/)
    expect(preview.text).toMatch(/now, until 18:30/)
    const [{ id } = { id: 0n }] = await stage.platform.app.core.db.prisma.marketplaceOffer.findMany()
    expect(await stage.read(id)).toMatchObject({
      state: 'DRAFT',
      businessId: venue.id,
      perPersonLimit: 2,
      publishedAt: null,
    })

    await pressesMore(ben, '📝 Description')
    await ben.sees(/What is in it/)
    await ben.sends('Rolls & a loaf\nand <something> sweet')
    expect((await ben.sees(/Rolls & a loaf/)).text).toContain('and <something> sweet')
    await pressesMore(ben, '🏷 Regular price')
    await ben.sees(/cost regularly/)
    await ben.sends('4')
    const again = await ben.sees(/The regular price has to be more than €4\.50\.[\s\S]*cost regularly/)
    expect(again.text).not.toContain('Now:')
    await ben.sends('12 €')
    await ben.sees(/€4\.50 instead of €12 \(62% off\)/)
    await pressesMore(ben, '👤 2 a person')
    await ben.presses('3 a person')
    await ben.sees(/Draft/)
    await pressesMore(ben, '⚠️ Allergens')
    await ben.presses('gluten')
    await ben.presses('milk')
    await ben.presses('✓ milk')
    await ben.presses('⬜ That is all')
    await ben.presses('✅ Done')
    const stated = await ben.sees(/Contains: gluten/)
    expect(stated.text).toMatch(/May contain: milk/)
    await pressesMore(ben, '🌱 Diets')
    await ben.presses('vegetarian')
    await ben.presses('✅ Done')
    await ben.sees(/🌱 vegetarian/)
    await pressesMore(ben, '🕐 Pickup from')
    await ben.sends('17:00')
    await ben.sees(/today 17:00–18:30/)

    await ben.presses('✅ Publish')
    await ben.sees(/is on sale/)
    expect(await stage.read(id)).toMatchObject({
      ...{ state: 'ACTIVE', perPersonLimit: 3, contains: ['gluten'], mayContain: ['milk'], allergensStated: true },
      ...{ diets: ['vegetarian'], minPriceMinor: 450n, discount: 62, publishedAt: stage.platform.clock.now() },
      ...{ pickupStart: new Date('2026-11-19T16:00:00Z'), pickupEnd: new Date('2026-11-19T17:30:00Z') },
    })

    const anna = stage.person('Anna')
    await stage.reserves(anna, id)
    await anna.sees(/\b\d{4}\b/)
    await ben.sends(`/pause ${id}`)
    await ben.sees(/is paused: nobody sees it or can reserve it\. 1 reservation stays valid/)
    await ben.sends(`/resume o${id}`)
    await ben.sees(/is on sale again/)
    expect(await ben.presses('➕ 3 more')).toMatchObject({ text: '3 units added.' })
    await ben.sees(/12 left, 1 reserved/)
    await ben.sends(`/soldout O${id}`)
    await ben.sees(/sold out until you put it on sale again\. 1 reservation stays valid/)
    await ben.presses('➕ 3 more')
    await ben.sees(/State: on sale/)
    await pressesMore(ben, '🏁 End now…')
    await ben.sees(/1 reservation is open/)
    await ben.presses('🏁 End now')
    await ben.sees(/is ended\. 1 reservation stays valid/)
    expect(await stage.read(id)).toMatchObject({ state: 'ENDED', endedAt: stage.platform.clock.now() })
    expect(labels(ben)).toContain('➕ New offer')
  })

  it('says that no reservation is open, not that nobody reserved, when all were picked up', async () => {
    const [ben, venue] = await stage.owner('Ben')
    const id = await stage.offer(venue, { opensInMs: 0 })
    const anna = stage.person('Anna')
    await stage.reserves(anna, id)
    const code = /: (\d{4})/.exec((await anna.sees(/Your code: \d{4}/)).caption ?? '')?.[1]
    await ben.sends(`/collect ${code}`)
    await ben.sees(/Hand over/)
    await ben.presses('✅ Handed over')
    await ben.sees('is handed over')
    await ben.sends(`/soldout O${id}`)
    expect((await ben.sees(/is sold out/)).text).toMatch(/No reservation is open\.$/m)
  })

  it('speaks Russian', async () => {
    const [olga] = await stage.owner('Ольга', { language: 'ru', name: 'Булочная' })
    await olga.sends('/newoffer')
    await fillIn(olga, ['Пакет хлеба', '4,50', '3', 'завтра в 9'])
    const preview = await olga.sees(/Черновик O\d+, его увидят так/)
    expect(preview.text).toMatch(/завтра/)
    await olga.presses('✅ Опубликовать')
    await olga.sees(/в продаже/)
    const anna = stage.person('Анна', 'ru')
    await stage.reserves(anna, 1n)
    await olga.sends('/pause O1')
    await olga.sees(/O1 приостановлено: его не видно и не забронировать\. 1.бронь остаётся в силе/)
    await olga.presses('▶️ Вернуть в продажу')
    await olga.sees(/снова в продаже/)
    await pressesMore(olga, '🔢 Остаток')
    await olga.sends('0')
    expect((await olga.sees(/Изменено/)).text).toMatch(/Состояние: распродано/)
    await olga.presses('➕ Ещё 3')
    await olga.sees(/осталось 3, забронировано 1/)
    await pressesMore(olga, '🏁 Завершить…')
    await olga.presses('❌ Отменить предложение')
    await olga.sends('печь')
    await olga.sees(/10/)
    await olga.sends('Сломалась печь, извините')
    await olga.sees(/отменено\. 1.бронь отменена, покупателю сообщили причину/)
    await stage.platform.settle()
    await anna.sees(/Сломалась печь, извините/)
  })
})

describe('repeat last', () => {
  it('posts the same again in two taps, in the next window of the same hours', async () => {
    const [ben, venue] = await stage.owner('Ben')
    const items = [
      { title: 'Bread', priceMinor: 400n, quantity: 6 },
      { title: 'Cake', priceMinor: 250n, quantity: 2 },
    ]
    const last = await stage.offer(venue, {
      title: 'Evening',
      items,
      perPersonLimit: 4,
      opensInMs: 3 * hour,
      closesInMs: 5 * hour,
    })
    await stage.platform.advance(10 * hour)
    await ben.sends('/newoffer')
    await ben.sees(/the same as last time, or something new/)
    // Two taps from here.
    await ben.presses('🔁 Repeat: Evening')
    expect((await ben.sees(/Draft O2/)).text).toMatch(/today 17:00–19:00/)
    await ben.presses('✅ Publish')
    await ben.sees(/O2 is on sale/)
    expect(await stage.read(2n)).toMatchObject({
      title: 'Evening',
      state: 'ACTIVE',
      perPersonLimit: 4,
      minPriceMinor: 250n,
    })
    expect(await stage.items(2n)).toMatchObject([
      { title: 'Bread', quantity: 6 },
      { title: 'Cake', quantity: 2 },
    ])
    expect(await stage.items(last)).toHaveLength(2)
  })

  it('makes one draft however often it is pressed, and offers the form for something new', async () => {
    const [ben, venue] = await stage.owner('Ben')
    await stage.offer(venue, { title: 'Evening' })
    await ben.sends('/newoffer')
    const choice = await ben.sees(/the same as last time/)
    const [again] = choice.buttons.flat()
    await ben.presses('🔁 Repeat: Evening')
    await ben.sees(/Draft O2/)
    expect(await ben.presses({ data: again?.callback_data ?? '' })).toMatchObject({ answered: true })
    await ben.sends('/newoffer')
    await ben.sees(/the same as last time/)
    await ben.presses('➕ New offer')
    await ben.sees(/What do you offer/)
    expect(await stage.platform.app.core.db.prisma.marketplaceOffer.count()).toBe(2)
  })
})
