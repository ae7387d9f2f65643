import { beforeAll, describe, expect, it } from 'vitest'
import { sendPressed } from '../src/purchase/purchase.callbacks.ts'
import { deletes, hour, labelsOf, type Person, type Reserved, textOf, useMarket } from './purchase-harness.ts'

const market = useMarket()
let ben: Person
beforeAll(async () => {
  ben = await market.person('Ben')
})

const later = { opensInMs: 5 * hour, closesInMs: 8 * hour }
const linkIn = /https:\/\/t\.me\/bazaar_test_bot\?start=friend_[\w-]{22}/
const linkLabels = ['🎁 Choose a friend', '📋 Copy the link']

/** Every message of the bot that shows a link, or has a button with one. */
const links = (person: Person) =>
  person.botMessages(
    (message) => linkIn.test(textOf(message)) || labelsOf(message).some((label) => linkLabels.includes(label)),
  )
const send = ({ id }: Reserved, person: Person) => ({
  data: market.platform.sign(BigInt(person.id), sendPressed.pack({ purchase: id })),
})
const here = ({ receipt }: Reserved) => ({ messageId: receipt.message_id })

/** Somebody who has a reservation, and a link for it. */
async function sender(name: string) {
  const person = await market.person(name)
  const reserved = await market.reserves(person, await market.offer(later))
  await person.presses('🎁 Send to a friend', here(reserved))
  const link = linkIn.exec(textOf(await person.sees(linkIn)))?.[0] ?? ''
  return { person, reserved, link }
}

async function takes(person: Person, link: string): Promise<void> {
  await person.opens(link)
  await person.sees('sends you a reservation')
  await person.presses('✅ Take it')
  await market.platform.settle()
}

describe('the link for a friend stands in the receipt, and goes', () => {
  it('when a friend took it: neither link nor button nor code is left', async () => {
    const { person, reserved, link } = await sender('Anna')
    await takes(ben, link)
    await person.sees('Ben has taken 1 × Bread bag')
    await expect.poll(() => links(person)).toEqual([])
    expect(person.botMessages(reserved.code)).toEqual([])
    await person.sees(
      (message) => message.message_id === reserved.receipt.message_id && /to a friend/.test(textOf(message)),
    )
  })

  it('when it is cancelled, collected, or a reminder comes', async () => {
    const { owner, platform } = market
    const [anna, cleo, dan] = [await sender('Anna'), await sender('Cleo'), await sender('Dan')]
    await anna.person.sends(`/cancel ${anna.reserved.shown}`)
    await anna.person.sees(/You cancelled it/)
    await owner.sends(`/collect ${cleo.reserved.code}`)
    await owner.sees('Hand over')
    await owner.presses('✅ Handed over')
    await cleo.person.sees(/^Collected/)
    await platform.advance(5 * hour)
    await dan.person.sees(/^🔔 Pickup has started\s+🎟 Your code/)
    for (const { person } of [anna, cleo, dan]) await expect.poll(() => links(person)).toEqual([])
    // The friend who has it may still come by it.
    await takes(await market.person('Eve'), dan.link)
    await dan.person.sees('Eve has taken')
  })

  it('for the code, and back: the newest link counts, and stands there alone', async () => {
    const { person, reserved, link } = await sender('Finn')
    await person.presses('🎟 Show the code', here(reserved))
    await person.sees(`Your code: ${reserved.code}`)
    expect(links(person)).toEqual([])
    await person.presses('🎁 Send to a friend', here(reserved))
    await person.sees((message) => linkIn.test(textOf(message)) && !textOf(message).includes(link))
    expect(links(person)).toHaveLength(1)
    await ben.opens(link)
    await ben.sees('This link is not valid')
  })

  it('pressed twice, or in a second window, there is one', async () => {
    const { person, reserved, link } = await sender('Gina')
    await person.presses(send(reserved, person), here(reserved))
    await person.sees((message) => linkIn.test(textOf(message)) && !textOf(message).includes(link))
    await Promise.all([1, 2].map(() => person.presses(send(reserved, person), here(reserved))))
    await market.platform.settle()
    expect(links(person)).toHaveLength(1)
    await takes(await market.person('Hugo'), linkIn.exec(textOf(links(person)[0]))?.[0] ?? '')
    await person.sees('Hugo has taken')
  })
})

describe('when something goes wrong', () => {
  it('the friend takes it while the link is shown again: what comes last is that it is gone', async () => {
    const { platform } = market
    const { person, reserved, link } = await sender('Ivo')
    const friend = await market.person('Jon')
    await friend.opens(link)
    await friend.sees('sends you a reservation')
    platform.standin.faults.add({ kind: 'slow', method: 'editMessageMedia', chat_id: person.id, delay_ms: 500 })
    await Promise.all([
      friend.presses('✅ Take it'),
      person
        .presses('🎟 Show the code', here(reserved))
        .then(() => person.presses(send(reserved, person), here(reserved))),
    ])
    await platform.settle()
    const isTaken = (await market.row(reserved.id)).userId === BigInt(friend.id)
    if (isTaken) await expect.poll(() => links(person)).toEqual([])
    else expect(links(person)).toHaveLength(1)
  })

  it('Telegram stumbles while it is taken: the link goes all the same', async () => {
    const { platform } = market
    const { person, reserved, link } = await sender('Kim')
    for (const method of ['editMessageMedia', 'editMessageCaption'])
      platform.standin.faults.add({ kind: '502', method, chat_id: person.id, times: 2 })
    await takes(await market.person('Lou'), link)
    await person.sees('Lou has taken')
    await expect.poll(() => links(person), { timeout: 20_000 }).toEqual([])
    expect(person.botMessages(reserved.code)).toEqual([])
  })

  it('the sender deleted the receipt: whoever took it has it, and nothing stale comes back', async () => {
    const { person, reserved, link } = await sender('Mona')
    await deletes(market, person, reserved.receipt.message_id)
    const friend = await market.person('Nils')
    await takes(friend, link)
    await friend.sees(/^🎟 Your code/)
    await person.sees('Nils has taken')
    expect(links(person)).toEqual([])
  })

  it('the sender deleted the receipt before the link came: it comes as a new message, the only one', async () => {
    const person = await market.person('Oda')
    const reserved = await market.reserves(person, await market.offer(later))
    const [start] = person.botMessages((message) => message.photo === null)
    await deletes(market, person, reserved.receipt.message_id)
    await person.presses(send(reserved, person), { messageId: start?.message_id ?? 0 })
    await market.platform.settle()
    await person.sees(linkIn)
    expect(links(person)).toHaveLength(1)
    await person.sends(`/cancel ${reserved.shown}`)
    await person.sees(/You cancelled it/)
    await expect.poll(() => links(person)).toEqual([])
  })
})
