import { describe, expect, it } from 'vitest'
import { hour, labelsOf, type Person, textOf, useMarket } from './purchase-harness.ts'

const market = useMarket()

/** What somebody reserves at noon, in the evening … */
async function reserves(person: Person, title: string, opensInMs: number) {
  const items = [{ title, quantity: 5 }]
  return market.reserves(person, await market.offer({ title, items, opensInMs, closesInMs: opensInMs + 2 * hour }))
}
async function lists(person: Person) {
  await person.sends('/my_reservations')
  return person.sees('Your reservations')
}
const listed = (message: Parameters<typeof labelsOf>[0]) => labelsOf(message).filter((label) => label.startsWith('🛍'))
const at = (person: Person, id: number) => person.botMessages(({ message_id }) => message_id === id)[0]
const isRedrawn = (person: Person, id: number, labels: readonly string[]) =>
  expect.poll(() => listed(at(person, id))).toEqual(labels)

describe('the list of reservations', () => {
  it('begins with what opens first, page by page', async () => {
    const anna = await market.person('Anna')
    for (const [index, hours] of [9, 5, 30, 7, 24, 6, 8].entries()) await reserves(anna, `Bag ${index}`, hours * hour)
    const list = await lists(anna)
    expect(textOf(list)).not.toMatch(/P\d|Your code/)
    expect(listed(list)).toEqual(['🛍 1 × Bag 1', '🛍 1 × Bag 5', '🛍 1 × Bag 3', '🛍 1 × Bag 6', '🛍 1 × Bag 0'])
    await anna.presses('Later ›', { messageId: list.message_id })
    await isRedrawn(anna, list.message_id, ['🛍 1 × Bag 4', '🛍 1 × Bag 2'])
    await anna.presses('‹ Sooner', { messageId: list.message_id })
    await isRedrawn(anna, list.message_id, ['🛍 1 × Bag 1', '🛍 1 × Bag 5', '🛍 1 × Bag 3', '🛍 1 × Bag 6', '🛍 1 × Bag 0'])
  })

  it('that is old answers with how it is, and shows what there is now', async () => {
    const { owner } = market
    const ben = await market.person('Ben')
    const [rolls, cake, soup] = [
      await reserves(ben, 'Rolls', 5 * hour),
      await reserves(ben, 'Cake', 6 * hour),
      await reserves(ben, 'Soup', 7 * hour),
    ]
    const { message_id } = await lists(ben)
    const presses = (title: string) => ben.presses(`🛍 1 × ${title}`, { messageId: message_id })
    await ben.sends(`/cancel ${rolls.shown}`)
    await ben.sees('Corner Bakery: cancelled')
    await owner.sends(`/collect ${cake.code}`)
    await owner.sees('Hand over')
    await owner.presses('✅ Handed over')
    await ben.sees(/^Collected/)
    const cancelled = expect.stringMatching(/not open any more\. You cancelled it/)
    expect(await presses('Rolls')).toMatchObject({ text: cancelled, showAlert: true })
    await isRedrawn(ben, message_id, ['🛍 1 × Soup'])
    expect(textOf(at(ben, message_id))).not.toContain('Rolls')
    // The one that is open comes below, and the list stays.
    await presses('Soup')
    const receipt = await ben.sees((message) => message.message_id > message_id && textOf(message).includes(soup.code))
    expect(receipt.photo).not.toBeNull()
    expect(listed(at(ben, message_id))).toEqual(['🛍 1 × Soup'])
    await ben.sends(`/cancel ${soup.shown}`)
    await ben.sees('Corner Bakery: cancelled')
    expect(await presses('Soup')).toMatchObject({ text: cancelled })
    await expect.poll(() => textOf(at(ben, message_id))).toContain('You have nothing to pick up')
    expect(ben.botMessages(/Your code/)).toEqual([])
  })

  it('of what a friend has by now: without its number, nor whose it is', async () => {
    const [cleo, dan] = [await market.person('Cleo'), await market.person('Dan')]
    const rolls = await reserves(cleo, 'Rolls', 5 * hour)
    await reserves(cleo, 'Cake', 6 * hour)
    const { message_id } = await lists(cleo)
    await cleo.presses('🎁 Send to a friend', { messageId: rolls.receipt.message_id })
    const link = /https:\S+friend_\S+/.exec(textOf(await cleo.sees(/friend_/)))?.[0] ?? ''
    await dan.opens(link)
    await dan.sees('sends you')
    await dan.presses('✅ Take it')
    await cleo.sees('Dan has taken')
    const answer = await cleo.presses('🛍 1 × Rolls', { messageId: message_id })
    expect(answer).toMatchObject({ text: 'You sent it to a friend. This code no longer works.' })
    await isRedrawn(cleo, message_id, ['🛍 1 × Cake'])
  })

  it('pressed while it is cancelled: no code stays, whichever comes first', async () => {
    const { platform } = market
    const eve = await market.person('Eve')
    const rolls = await reserves(eve, 'Rolls', 5 * hour)
    await reserves(eve, 'Cake', 6 * hour)
    const { message_id } = await lists(eve)
    platform.standin.faults.add({ kind: 'slow', method: 'sendPhoto', chat_id: eve.id, delay_ms: 500 })
    await Promise.all([eve.presses('🛍 1 × Rolls', { messageId: message_id }), eve.sends(`/cancel ${rolls.shown}`)])
    await eve.sees('Corner Bakery: cancelled')
    await platform.settle()
    await expect.poll(() => eve.botMessages(rolls.code)).toEqual([])
  })
})
