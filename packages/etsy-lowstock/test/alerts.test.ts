import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { clayThread, day, hour, interval, nordlicht, type Person, type Story, startStory } from './story-harness.ts'

let story: Story
let anna: Person

beforeEach(async () => {
  story = await startStory()
  anna = story.person('Anna')
  await story.link(anna)
})
afterEach(() => story.stop())

const alerts = () => story.db.prisma.etsyAlert.findMany({ orderBy: { id: 'asc' }, select: { kind: true, facts: true } })

describe('what a look finds', () => {
  it('the first snapshot is told as a whole, and nothing of it piece by piece', async () => {
    const summary = await anna.sees(/Clay & Thread is linked/)
    expect(summary.text).toMatch(/On sale: 7\nRunning low: 3\nSold out before linking: 1/)
    expect(summary.text).toContain("The term 'Etsy' is a trademark of Etsy, Inc.")
    await story.look()
    expect(await alerts()).toEqual([])
  })

  it('the last piece is sold: told once, with everything there is to know', async () => {
    story.etsy.sell(clayThread.print)
    await story.look()
    const alert = await anna.sees(/Sold out: Lino print/)
    expect(alert.text).toMatch(/Shop: Clay & Thread\nLast price: €35\nProbably sold\nSeen: /)
    await story.look()
    await story.look()
    expect(await alerts()).toHaveLength(1)
  })

  it('one variation sells out, then all of them', async () => {
    story.etsy.sell(clayThread.mug, { product: 'L' })
    await story.look()
    const one = await anna.sees(/Sold out: Speckled stoneware mug · L/)
    expect(one.text).toMatch(/SKU: MUG-L\nLast price: €32/)
    story.etsy.sell(clayThread.mug, { product: 'S', count: 6 })
    story.etsy.sell(clayThread.mug, { product: 'M', count: 4 })
    await story.look()
    await anna.sees(/Sold out: Speckled stoneware mug · S/)
    await anna.sees(/Running low: Speckled stoneware mug · M/)
    story.etsy.sell(clayThread.mug, { product: 'M' })
    await story.look()
    const all = await anna.sees(/^🚫 Sold out: Speckled stoneware mug$/m)
    expect(all.text).toContain('SKU: MUG-S, MUG-M, MUG-L')
  })

  it('expired, deactivated and deleted listings are not sold out', async () => {
    story.etsy.expire(clayThread.tote)
    story.etsy.deactivate(clayThread.candle)
    story.etsy.remove(clayThread.soapDish)
    await story.look()
    expect(await alerts()).toEqual([])
    const states = await story.db.prisma.etsyListing.groupBy({
      by: ['state'],
      where: { stock: 'HIDDEN' },
      _count: true,
    })
    expect(states.map(({ state }) => state).toSorted()).toEqual(['expired', 'inactive', 'removed'])
    story.etsy.activate(clayThread.candle)
    await story.look()
    expect(await alerts()).toEqual([])
  })

  it('what is back is told, and the alert before says so and asks for nothing any more', async () => {
    story.etsy.sell(clayThread.print)
    await story.look()
    await anna.sees(/Sold out: Lino print/)
    story.etsy.restock(clayThread.print, 5)
    await story.look()
    await anna.sees(/Back in stock: Lino print[\s\S]*Left: 5/)
    const before = await anna.sees(/Sold out: Lino print[\s\S]*✓ Back in stock since/)
    expect(before.buttons.flat().map((button) => button.text)).toEqual(['Open on Etsy', '📋 Stock'])
  })

  it('an edit is told as one', async () => {
    story.etsy.edit(clayThread.tote, { quantity: 2 })
    await story.look()
    await anna.sees(
      /Running low: Linen tote bag[\s\S]*Left: 2[\s\S]*Threshold: 2 \(of the shop\)[\s\S]*Probably edited/,
    )
  })

  it('low is told again after a day at the earliest, and then if it is still so', async () => {
    const low = async () => (await alerts()).filter((one) => one.kind === 'low').length
    story.etsy.sell(clayThread.earrings, { product: 'Sage' })
    await story.look()
    await anna.sees(/Running low: Terracotta drop earrings · Sage/)
    story.etsy.restock(clayThread.earrings, 5, { product: 'Sage' })
    await story.look()
    story.etsy.sell(clayThread.earrings, { product: 'Sage', count: 4 })
    await story.look()
    expect(await low()).toBe(1)
    await story.platform.advance(day)
    expect(await low()).toBe(2)
    await story.platform.advance(day)
    expect(await low()).toBe(2)
  })

  it('much at once is one message', async () => {
    const { tote, candle, spoonRest, print } = clayThread
    for (const [listing, count] of [
      [tote, 7],
      [candle, 12],
      [spoonRest, 9],
      [print, 1],
    ] as const)
      story.etsy.sell(listing, { count })
    await story.look()
    const many = await anna.sees(/Clay & Thread: 4 changes/)
    expect(many.text?.match(/Sold out: /g)).toHaveLength(4)
    expect(await alerts()).toHaveLength(4)
  })
})

describe('what is pressed in an alert', () => {
  beforeEach(async () => {
    story.etsy.sell(clayThread.print)
    await story.look()
    await anna.sees(/Sold out: Lino print/)
  })

  it('ordered: quiet until it is due, then a reminder, and a new choice', async () => {
    await anna.presses('📦 Ordered, due…')
    await anna.sees(/When is what you ordered due/)
    await anna.presses('In 3 days')
    await anna.sees(/📦 Ordered, due/)
    await story.platform.advance(3 * day + hour)
    const reminder = await anna.sees(/Was due by now, and still sold out: Lino print/)
    expect(reminder.buttons.flat().map((button) => button.text)).toContain('📦 Ordered, due…')
    expect(reminder.text).toMatch(/Last price/)
    expect(reminder.text).not.toMatch(/Left: 0|Lasts|Threshold/)
  })

  it('what was ordered has come: nobody is reminded', async () => {
    await anna.presses('📦 Ordered, due…')
    await anna.presses('In a week')
    await anna.sees(/📦 Ordered, due/)
    story.etsy.restock(clayThread.print, 4)
    await story.look()
    await anna.sees(/Back in stock: Lino print/)
    await story.platform.advance(8 * day)
    expect((await alerts()).filter((one) => one.kind === 'due')).toEqual([])
  })

  it('what was low has come before it was due: when it sells out then, that is told', async () => {
    story.etsy.sell(clayThread.earrings, { product: 'Sage' })
    await story.look()
    await anna.sees(/Running low: Terracotta drop earrings · Sage/)
    await anna.presses('📦 Ordered, due…')
    await anna.presses('In a week')
    await anna.sees(/📦 Ordered, due/)
    await story.platform.advance(day)
    story.etsy.restock(clayThread.earrings, 9, { product: 'Sage' })
    await story.look()
    story.etsy.sell(clayThread.earrings, { product: 'Sage', count: 9 })
    await story.look()
    await anna.sees(/Sold out: Terracotta drop earrings · Sage/)
  })

  it('another day is asked for: a number of days', async () => {
    await anna.presses('📦 Ordered, due…')
    await anna.presses('On another day…')
    await anna.sees(/When is it due\?/)
    await anna.presses('✖ Cancel')
    await anna.sees(/Cancelled/)
    await anna.presses('‹ Back')
    await anna.presses('📦 Ordered, due…')
    await anna.presses('On another day…')
    await anna.sees(/When is it due\?/)
    await anna.sends('soon')
    await anna.sees(/Send a number of days, e\.g\. 10, or a date, e\.g\. 12 May/)
    await anna.sends('12')
    await anna.sees(/📦 Ordered, due 14 Mar\. Quiet until then/)
    await story.platform.advance(12 * day + hour)
    await anna.sees(/Was due by now/)
  })

  it('another day is asked for: a date', async () => {
    await anna.presses('📦 Ordered, due…')
    await anna.presses('On another day…')
    await anna.sees(/When is it due\?/)
    await anna.sends('1 March 2026')
    await anna.sees(/That day is not ahead/)
    await anna.sends('12.05.2028')
    await anna.sees(/more than a year ahead/)
    await anna.sends('5 March')
    await anna.sees(/📦 Ordered, due 5 Mar\. Quiet until then/)
    // The third day after this one, at nine.
    await story.platform.advance(3 * day - 2 * hour)
    expect(anna.botMessages(/Was due by now/)).toEqual([])
    await story.platform.advance(hour)
    await anna.sees(/Was due by now/)
  })

  it('in Russian: a date as people there write it, and what is refused', async () => {
    const boris = story.person('Boris', 'ru')
    await story.link(boris, nordlicht.userId)
    story.etsy.sell(nordlicht.calendar, { count: 9 })
    await story.look()
    await boris.sees(/Распродано: Wall calendar/)
    await boris.presses('📦 Заказано, срок…')
    await boris.sees(/Когда придёт то, что вы заказали\?/)
    await boris.presses('В другой день…')
    await boris.sees(/Когда придёт заказ\? Отправьте число дней или дату/)
    await boris.sends('скоро')
    await boris.sees(/Отправьте число дней, например 10, или дату, например 12 мая/)
    await boris.sends('1 марта 2026')
    await boris.sees(/Этот день уже не впереди/)
    await boris.sends('12.05.2028')
    await boris.sees(/До этого дня больше года/)
    await boris.sends('12 мая')
    await boris.sees(/📦 Заказано, срок: 12 мая/)
  })

  it('snoozed: quiet, then a reminder', async () => {
    await anna.presses('💤 Snooze')
    await anna.presses('24 hours')
    await anna.sees(/No alerts about it here until/)
    await story.platform.advance(day + interval)
    await anna.sees(/You asked to be reminded. Sold out: Lino print/)
  })

  it('snoozed, and then ordered: the reminder comes when it is due, and not before', async () => {
    await anna.presses('💤 Snooze')
    await anna.presses('24 hours')
    await anna.sees(/No alerts about it here until/)
    const [alert] = await story.db.prisma.etsyAlert.findMany()
    const id = BigInt(anna.id)
    await story.db.tx((tx) =>
      story.services.alerts.actions.ordered(tx, id, id, alert?.id ?? 0n, story.services.alerts.actions.inDays(3)),
    )
    await story.platform.advance(day + interval)
    expect((await alerts()).filter((one) => one.kind === 'due')).toEqual([])
    await story.platform.advance(2 * day + interval)
    await anna.sees(/Was due by now/)
  })

  it('two people who press at once are both heard', async () => {
    const [alert] = await story.db.prisma.etsyAlert.findMany()
    const { actions } = story.services.alerts
    const id = alert?.id ?? 0n
    await Promise.all([1, 3, 7].map((days) => actions.snooze(BigInt(anna.id), id, days)))
    expect(await story.db.prisma.etsyQuiet.count()).toBe(1)
  })

  it('never: nothing comes, until it is switched on again', async () => {
    await anna.presses('🔕 Never for this')
    await anna.sees(/No alerts about it here any more/)
    story.etsy.restock(clayThread.print, 1)
    await story.look()
    story.etsy.sell(clayThread.print)
    await story.look()
    expect(await alerts()).toHaveLength(1)
    await anna.presses('🔔 Alerts on again')
    story.etsy.restock(clayThread.print, 1)
    await story.look()
    await anna.sees(/Back in stock: Lino print/)
  })
})

it('a reminder of one variation comes also where the alerts of another one are off', async () => {
  story.etsy.sell(clayThread.mug, { product: 'L' })
  await story.look()
  await anna.sees(/Sold out: Speckled stoneware mug · L/)
  await anna.presses('🔕 Never for this')
  await anna.sees(/No alerts about it here any more/)
  story.etsy.sell(clayThread.mug, { product: 'S', count: 6 })
  await story.look()
  await anna.sees(/Sold out: Speckled stoneware mug · S/)
  await anna.presses('📦 Ordered, due…')
  await anna.presses('In 3 days')
  await anna.sees(/📦 Ordered, due/)
  await story.platform.advance(3 * day + interval)
  await anna.sees(/Was due by now, and still sold out: Speckled stoneware mug · S/)
})

describe('what alerts say holds no more', () => {
  const { mug, earrings, print } = clayThread
  const plainButtons = ['Open on Etsy', '📋 Stock']
  const labels = ({ buttons }: { readonly buttons: readonly (readonly { readonly text: string }[])[] }) =>
    buttons.flat().map(({ text }) => text)
  const overOf = async () =>
    (await story.db.prisma.etsyAlert.findMany({ orderBy: { id: 'asc' } })).map(
      ({ kind, overBy }) => `${kind} ${overBy ?? ''}`,
    )

  it('low, and then there is more: nothing new is told, the alert says so, and what was ordered has come', async () => {
    story.etsy.sell(earrings, { product: 'Sage' })
    await story.look()
    await anna.sees(/Running low: Terracotta drop earrings · Sage/)
    await anna.presses('📦 Ordered, due…')
    await anna.presses('In a week')
    await anna.sees(/📦 Ordered, due/)
    story.etsy.restock(earrings, 9, { product: 'Sage' })
    await story.look()
    const over = await anna.sees(/Running low: Terracotta drop earrings · Sage[\s\S]*✓ No longer low since/)
    expect(labels(over)).toEqual(plainButtons)
    expect(await overOf()).toEqual(['low enough'])
    expect(await story.db.prisma.etsyOrder.count()).toBe(0)
  })

  it('what was ordered of something that is fine because low means less now is still on its way', async () => {
    story.etsy.sell(earrings, { product: 'Sage' })
    await story.look()
    await anna.sees(/Running low: Terracotta drop earrings · Sage/)
    await anna.presses('📦 Ordered, due…')
    await anna.presses('In a week')
    await anna.sees(/📦 Ordered, due/)
    await story.db.prisma.etsyShop.updateMany({ data: { threshold: 1 } })
    await story.look()
    await anna.sees(/✓ No longer low since/)
    expect(await story.db.prisma.etsyOrder.count()).toBe(1)
  })

  it('a variation that is switched off, and a listing that is taken down, are not on sale any more', async () => {
    story.etsy.sell(mug, { product: 'L' })
    story.etsy.sell(earrings, { product: 'Sage' })
    await story.look()
    await anna.sees(/Sold out: Speckled stoneware mug · L/)
    await anna.sees(/Running low: Terracotta drop earrings · Sage/)
    story.etsy.edit(earrings, { product: 'Sage', isEnabled: false })
    story.etsy.expire(mug)
    await story.look()
    await anna.sees(/Running low: Terracotta drop earrings · Sage[\s\S]*🏁 No longer on sale since/)
    const off = await anna.sees(/Sold out: Speckled stoneware mug · L[\s\S]*🏁 No longer on sale since/)
    expect(labels(off)).toEqual(plainButtons)
    expect(await alerts()).toHaveLength(2)
  })

  it('a listing that is back ends the alerts of its variations that are there again, with their orders, and no others', async () => {
    story.etsy.sell(mug, { product: 'L' })
    await story.look()
    await anna.sees(/Sold out: Speckled stoneware mug · L/)
    await anna.presses('📦 Ordered, due…')
    await anna.presses('In a week')
    await anna.sees(/📦 Ordered, due/)
    story.etsy.sell(mug, { product: 'M', count: 5 })
    await story.look()
    await anna.sees(/Sold out: Speckled stoneware mug · M/)
    story.etsy.sell(mug, { product: 'S', count: 6 })
    await story.look()
    await anna.sees(/^🚫 Sold out: Speckled stoneware mug$/m)
    story.etsy.restock(mug, 4, { product: 'L' })
    await story.look()
    await anna.sees(/Back in stock: Speckled stoneware mug/)
    await anna.sees(/Sold out: Speckled stoneware mug · L[\s\S]*✓ Back in stock since/)
    expect(await overOf()).toEqual(['out back', 'out ', 'out back', 'back '])
    await story.platform.advance(8 * day)
    expect((await alerts()).filter((one) => one.kind === 'due')).toEqual([])
  })

  it('an alert that waited until what it says was over is not sent', async () => {
    const [topic] = story.services.alerts.part.topics?.filter(({ id }) => id === 'etsy-lowstock-low') ?? []
    story.etsy.sell(earrings, { product: 'Sage' })
    await story.look()
    const { notificationId } = await story.db.prisma.etsyAlert.findFirstOrThrow()
    const asked = { id: notificationId ?? 0n, chatId: BigInt(anna.id), entity: '', transition: '' }
    const ask = () => story.db.tx(async (tx) => topic?.revalidate?.(tx, asked))
    expect(await ask()).toBe('send')
    story.etsy.restock(earrings, 9, { product: 'Sage' })
    await story.look()
    expect(await ask()).toBe('drop')
  })

  it('what is over, and what told that something is back, stays as it was whatever is pressed later', async () => {
    story.etsy.sell(print)
    await story.look()
    story.etsy.restock(print, 1)
    await story.look()
    const back = await anna.sees(/Back in stock: Lino print/)
    story.etsy.sell(print)
    await story.look()
    await anna.sees(({ text }) => /Sold out: Lino print/.test(text ?? '') && !text?.includes('✓'))
    await anna.presses('📦 Ordered, due…')
    await anna.presses('In a week')
    await anna.sees(/📦 Ordered, due/)
    await anna.presses('✖ Not ordered')
    await anna.presses('🔕 Never for this')
    await anna.sees(/No alerts about it here any more/)
    await story.platform.settle()
    expect(anna.botMessages(/Back in stock: Lino print/).map(({ text }) => text)).toEqual([back.text])
    expect(anna.botMessages(/📦 Ordered/)).toEqual([])
    expect(anna.botMessages(/✓ Back in stock since/)).toHaveLength(1)
  })
})
