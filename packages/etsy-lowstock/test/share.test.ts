import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { chatsOpened, herePressed, leaveAsked, stockOpened } from '../src/callbacks.ts'
import {
  chatOpened,
  chatRemoved,
  inviteAccepted,
  invitePressed,
  invitesRevoked,
  leavePressed,
} from '../src/share/callbacks.ts'
import { forges, labels, type Person, type ShopsStory, startShops } from './linked-shop.ts'

const day = 86_400_000
const names = Array.from({ length: 16 }, (_, index) => `Clay & Thread ${index + 1}`)

let story: ShopsStory
beforeAll(async () => {
  story = await startShops(names)
})
afterAll(() => story?.stop())

/** An owner with a shop that nobody has had in this file. */
async function seller(name: string, language?: string) {
  const owner = await story.person(name, language)
  const shopName = names.pop() ?? ''
  const shop = await story.link(owner, shopName)
  return { owner, shop, shopName }
}

/** Asks for a link in the owner's chat. */
async function inviteLink(owner: Person, shop: bigint, kind: 'person' | 'group' = 'person'): Promise<string> {
  await owner.presses({ data: story.platform.sign(BigInt(owner.id), invitePressed.pack({ shop, kind })) })
  const message = await owner.sees(/It works once|сработает один раз/)
  const link = message.text?.match(/https:\/\/t\.me\/\S+/)?.[0] ?? ''
  expect(await owner.copies(message.buttons.flat()[1]?.text ?? '')).toBe(link)
  return link
}

const presses = (person: Person, data: string, chatId = person.id) =>
  person.presses({ data: story.platform.sign(BigInt(chatId), data) })

async function join(owner: Person, shop: bigint, colleague: Person): Promise<void> {
  await colleague.opens(await inviteLink(owner, shop))
  await colleague.sees(/shares the alerts/)
  await colleague.presses('🔔 Get the alerts')
  await colleague.sees(/You get the alerts of/)
}

const chatsOf = (shop: bigint) => story.db.prisma.etsyChat.findMany({ where: { shopId: shop }, orderBy: { id: 'asc' } })
const chatIds = async (shop: bigint) => (await chatsOf(shop)).map(({ chatId }) => Number(chatId))

/** Sells out the listing of which there is plenty. */
async function sellsOut(shop: bigint): Promise<void> {
  const where = { shopId: shop, title: { startsWith: 'Mug' } }
  const { etsyListingId } = await story.db.prisma.etsyListing.findFirstOrThrow({ where })
  story.etsy.sell(Number(etsyListingId), { count: Number.POSITIVE_INFINITY })
  await story.platform.advance(10 * 60_000)
}

describe('refuses', () => {
  it('whoever does not own the shop', async () => {
    const { shop } = await seller('Olga')
    const [chat] = await chatsOf(shop)
    const stranger = await story.person('Sid')
    for (const data of [
      chatsOpened.pack({ shop }),
      invitePressed.pack({ shop, kind: 'person' }),
      invitesRevoked.pack({ shop }),
      leaveAsked.pack({ shop }),
      leavePressed.pack({ shop }),
    ])
      expect(await forges(story, stranger, data)).toMatch(/is not here any more/)
    for (const data of [chatOpened.pack({ chat: chat?.id ?? 0n }), chatRemoved.pack({ chat: chat?.id ?? 0n })])
      expect(await forges(story, stranger, data)).toMatch(/no longer gets the alerts/)
    expect(await chatIds(shop)).toHaveLength(1)
  })

  it('links that are unknown, forged, one’s own, ended, used, expired, or of a shop that is gone', async () => {
    const { owner, shop, shopName } = await seller('Owen')
    const ben = await story.person('Ben')
    for (const payload of ['ets_', 'ets_nonsense', `ets_${'a'.repeat(22)}`, `ets_${'a'.repeat(50)}`]) {
      await ben.opens(payload)
      await ben.sees(/This link does not work/)
    }
    expect(await forges(story, ben, inviteAccepted.pack({ token: 'b'.repeat(22) }))).toMatch(/does not work/)
    const own = await inviteLink(owner, shop)
    await owner.opens(own)
    await owner.sees(/is your own shop: send this link to somebody else/)
    await presses(owner, invitesRevoked.pack({ shop }))
    await ben.opens(own)
    await ben.sees(/This link does not work/)
    await join(owner, shop, ben)
    await ben.opens(await inviteLink(owner, shop))
    await ben.sees(/already\. The link is still good for somebody else/)
    const link = await inviteLink(owner, shop)
    const carl = await story.person('Carl')
    const dora = await story.person('Dora')
    for (const one of [carl, dora]) {
      await one.opens(link)
      await one.sees(/shares the alerts/)
    }
    await carl.presses('🔔 Get the alerts')
    await carl.sees(`You get the alerts of ${shopName}`)
    expect((await dora.presses('🔔 Get the alerts')).text).toMatch(/used already/)
    const late = await inviteLink(owner, shop)
    await dora.opens(late)
    await dora.sees(/shares the alerts/)
    await story.platform.advance(8 * day)
    expect((await dora.presses('🔔 Get the alerts')).text).toMatch(/good for a week/)
    const gone = await inviteLink(owner, shop)
    await story.db.prisma.etsyShop.delete({ where: { id: shop } })
    await dora.opens(gone)
    await dora.sees(/This link does not work/)
  })

  it('a link of the other kind', async () => {
    const { owner, shop } = await seller('Otto')
    const link = await inviteLink(owner, shop, 'group')
    const token = link.split('etg_')[1] ?? ''
    const anna = await story.person('Anna')
    await anna.opens(`etg_${token}`)
    await anna.sees(/brings alerts to a group: open it there/)
    await anna.opens(`ets_${token}`)
    await anna.sees(/This link does not work/)
    const group = story.platform.telegram.group('Friends', [anna])
    const person = await inviteLink(owner, shop)
    await anna.in(group).opens(person.replace('?start=', '?startgroup='))
    await anna.in(group).sees(/only in a private chat/)
    expect(await chatIds(shop)).toEqual([owner.id])
  })

  it('more than twenty chats, open links included, also when they come at once', async () => {
    const { owner, shop } = await seller('Mia')
    const { keyring } = story.platform.app.core
    const addedAt = story.platform.clock.now()
    const title = keyring.seal('Somebody', 'etsy_lowstock_chat.title')
    for (let number = 1; number <= 17; number += 1)
      await story.db.prisma.etsyChat.create({
        data: { shopId: shop, chatId: BigInt(-9000 - number), title, addedAt, pausedAt: addedAt },
      })
    const links = [await inviteLink(owner, shop), await inviteLink(owner, shop)]
    expect(await forges(story, owner, invitePressed.pack({ shop, kind: 'group' }))).toMatch(/20 chats at most/)
    await story.db.prisma.etsyChat.create({ data: { shopId: shop, chatId: -9999n, title, addedAt, pausedAt: addedAt } })
    const people = [await story.person('One'), await story.person('Two')]
    for (const [index, one] of people.entries()) {
      await one.opens(links[index])
      await one.sees(/shares the alerts/)
    }
    const answers = await Promise.all(people.map((one) => one.presses('🔔 Get the alerts')))
    expect(answers.filter(({ text }) => /20 chats at most/.test(text ?? ''))).toHaveLength(1)
    expect(await chatIds(shop)).toHaveLength(20)
  })

  it('to bring alerts to a group without being its admin, or twice', async () => {
    const { owner, shop, shopName } = await seller('Gita')
    const member = await story.person('Max')
    const admin = await story.person('Ada')
    const group = story.platform.telegram.group('Team', [admin, member, owner])
    const link = await inviteLink(owner, shop, 'group')
    expect(link).toMatch(/\?startgroup=etg_[\w-]{22}$/)
    await member.in(group).opens(link)
    await member.in(group).sees(/for its admins to decide/)
    await admin.in(group).opens(link.replace(/etg_.{22}/, `etg_${'x'.repeat(22)}`))
    await admin.in(group).sees(/This link does not work/)
    await admin.in(group).opens(link)
    await admin.in(group).sees(/From now on I write here when one of its listings sells out/)
    const other = story.platform.telegram.group('Other team', [admin])
    await admin.in(other).opens(link)
    await admin.in(other).sees(/used already/)
    await admin.in(group).opens(await inviteLink(owner, shop, 'group'))
    await admin.in(group).sees(/come to this group already/)
    expect(await chatIds(shop)).toEqual([owner.id, group])
    expect(await forges(story, member.in(group), leavePressed.pack({ shop }), group)).toMatch(
      /for its admins to decide/,
    )
    expect(await forges(story, member.in(group), herePressed.pack({ shop }), group)).toMatch(/is not here any more/)
    const elsewhere = story.platform.telegram.group('Public', [admin, owner])
    await owner.in(elsewhere).sends('/shops')
    await owner.in(elsewhere).sees(/No shop’s alerts come here/)
    const { text } = await owner.in(elsewhere).presses(`🔔 Turn on: ${shopName}`)
    expect(text).toBe('What alerts come to this group is for its admins to decide: ask one of them to do it.')
    expect(await chatIds(shop)).toEqual([owner.id, group])
  })

  it('that the owner’s own chat is taken off the list', async () => {
    const { owner, shop } = await seller('Oda')
    const [chat] = await chatsOf(shop)
    expect(await forges(story, owner, chatRemoved.pack({ chat: chat?.id ?? 0n }))).toMatch(/no longer gets the alerts/)
    expect(await forges(story, owner, leavePressed.pack({ shop }))).toMatch(/is your own shop/)
    expect(await chatIds(shop)).toEqual([owner.id])
  })
})

describe('the list of who gets the alerts', () => {
  it('has pages, comes back to the one that was left, and says what to do when there is no room', async () => {
    const { owner, shop } = await seller('Rolf')
    const { keyring } = story.platform.app.core
    const addedAt = story.platform.clock.now()
    const add = (number: number) =>
      story.db.prisma.etsyChat.create({
        data: {
          ...{ shopId: shop, chatId: BigInt(-7000 - number), addedAt, pausedAt: addedAt },
          title: keyring.seal(`Team ${String(number).padStart(2, '0')}`, 'etsy_lowstock_chat.title'),
        },
      })
    await presses(owner, chatsOpened.pack({ shop }))
    expect((await owner.sees(/alerts go to/)).text).toMatch(/Colleagues and groups get every alert/)
    for (let number = 1; number <= 18; number += 1) await add(number)
    await presses(owner, chatsOpened.pack({ shop }))
    const first = await owner.sees(/19\u00a0of\u00a020 chats/)
    expect(labels(first).slice(0, 8)).toEqual([
      ...['⏸ Team 01', '⏸ Team 02', '⏸ Team 03', '⏸ Team 04', '‹', '1\u00a0of\u00a05', '›', '➕ Invite colleague'],
    ])
    await owner.presses('›')
    await owner.presses('⏸ Team 07')
    await owner.sees(/👥 Team 07, since/)
    await owner.presses('‹ Back')
    expect(labels(await owner.sees(/19\u00a0of\u00a020 chats/))).toContain('⏸ Team 08')
    await add(19)
    await presses(owner, chatsOpened.pack({ shop }))
    const full = await owner.sees(/20 chats at most, open links included: there is no room for another/)
    expect(full.buttons.flat().find(({ text }) => text === '➕ Invite colleague')).toMatchObject({ disabled: true })
    await story.db.prisma.etsyChat.deleteMany({ where: { chatId: -7019n } })
    await inviteLink(owner, shop)
    await presses(owner, chatsOpened.pack({ shop }))
    const open = await owner.sees(/20 chats at most[\s\S]*1 link is open/)
    expect(labels(open)).toContain('🗑 End open links: 1')
  })
})

describe('a colleague', () => {
  it('gets the alerts by a link, sees the shop, and leaves', async () => {
    const { owner, shop, shopName } = await seller('Lea')
    const mia = await story.person('Mia')
    const link = await inviteLink(owner, shop)
    await mia.opens(link)
    const invite = await mia.sees(/Lea shares the alerts of this Etsy shop with you/)
    expect(invite.text).toMatch(/when one runs low \(2 pieces or fewer\)/)
    await mia.presses('🔔 Get the alerts')
    expect(labels(await mia.sees(`You get the alerts of ${shopName}`))).toEqual([
      ...['📋 Stock', '🛒 Shop'],
      expect.stringContaining('Home'),
    ])
    await owner.sees(/Mia gets the alerts from now on/)
    const stored = await story.db.prisma.etsyInvite.findMany({ where: { shopId: shop } })
    expect(stored.map(({ tokenHash }) => tokenHash)).not.toContain(link.split('ets_')[1])
    expect(stored).toMatchObject([{ kind: 'person', keyId: 'a', usedAt: expect.any(Date) }])
    await sellsOut(shop)
    await mia.sees(/Sold out: Mug/)
    await owner.sees(/Sold out: Mug/)
    await mia.sends('/shops')
    await mia.sees(shopName)
    await mia.presses(shopName)
    const card = await mia.sees(/Somebody else’s shop: you get its alerts/)
    expect(labels(card)).toEqual(['📋 Stock', '✖ Stop these alerts', '‹ Shops', expect.stringContaining('Home')])
    await mia.presses('✖ Stop these alerts')
    await mia.sees(/Only the shop’s owner can invite you again/)
    await mia.presses('✖ Yes, stop them')
    await mia.sees(/You get no more alerts of this shop/)
    await story.platform.advance(11 * 60_000)
    await owner.sees(/Mia has stopped the alerts/)
    expect(await chatIds(shop)).toEqual([owner.id])
    expect(await forges(story, mia, stockOpened.pack({ shop }))).not.toMatch(shopName)
  })

  it('is removed by the owner, told once, and gets nothing that waited', async () => {
    const { owner, shop, shopName } = await seller('Nora')
    const mia = await story.person('Mia')
    await join(owner, shop, mia)
    await owner.sees(/Mia gets the alerts/)
    const { notifications } = story.platform.app.core
    const notBefore = new Date(story.platform.clock.now().getTime() + day)
    await story.db.tx((tx) =>
      notifications.emit(tx, {
        ...{ topic: 'etsy-lowstock-connection', chatId: BigInt(mia.id), userId: BigInt(mia.id), notBefore },
        ...{ entity: `shop:${shop}`, transition: 'later' },
        content: { text: { key: 'etsy-lowstock-shop-told-unlinked', params: { shop: 'Waits' } } },
      }),
    )
    await presses(owner, chatsOpened.pack({ shop }))
    const list = await owner.sees(/alerts go to\n👤 You, since .+\n2\u00a0of\u00a020 chats/)
    expect(labels(list)).toEqual([
      ...['👤 Mia', '➕ Invite colleague', '➕ Add a group', '‹ Back'],
      expect.stringContaining('Home'),
    ])
    await owner.presses('👤 Mia')
    await owner.sees(/👤 Mia, since/)
    expect((await owner.presses('✖ Stop their alerts')).text).toBe('No more alerts there')
    await mia.sees(/The owner has ended the alerts for this chat/)
    await sellsOut(shop)
    await owner.sees(/Sold out: Mug/)
    await story.platform.advance(2 * day)
    expect(mia.botMessages(/Sold out|Waits/)).toEqual([])
    expect(mia.botMessages(/has ended the alerts/)).toHaveLength(1)
    await mia.sends('/shops')
    expect((await mia.sees(/No shop yet/)).text).not.toContain(shopName)
  })

  it('who blocks the bot is paused on the owner’s list, and goes on when they are back', async () => {
    const { owner, shop } = await seller('Pia')
    const mia = await story.person('Mia')
    await join(owner, shop, mia)
    mia.blocks()
    await sellsOut(shop)
    await presses(owner, chatsOpened.pack({ shop }))
    await owner.sees(/⏸ Paused: I cannot write there/)
    await owner.presses('⏸ Mia')
    await owner.sees(/👤 Mia, since .+ — ⏸ paused: I cannot write there/)
    mia.unblocks()
    await mia.sends('/shops')
    await mia.sees(/On sale/)
    await presses(owner, chatsOpened.pack({ shop }))
    const list = await owner.sees(/👤 You, since/)
    expect(list.text).not.toMatch(/paused/i)
    expect(labels(list)).toContain('👤 Mia')
  })

  it('is told to the owner in bundles, and everything is there in Russian', async () => {
    const { owner, shop, shopName } = await seller('Вера', 'ru')
    const people = [await story.person('Аня', 'ru'), await story.person('Боря', 'ru'), await story.person('Вика', 'ru')]
    for (const one of people) {
      await one.opens(await inviteLink(owner, shop))
      await one.sees(/Вера делится с вами уведомлениями[\s\S]*осталось 2 или меньше/)
      await one.presses('🔔 Получать уведомления')
      await one.sees(`Вы получаете уведомления магазина: ${shopName}`)
    }
    owner.catchesUp()
    await story.platform.advance(11 * 60_000)
    await owner.sees(/Изменений в том, кто получает уведомления: 2\. Последнее: Вика теперь получает уведомления/)
    expect(owner.botMessages(/(Аня|Боря|Вика) теперь получает/)).toHaveLength(2)
    await presses(owner, invitePressed.pack({ shop, kind: 'group' }))
    await owner.sees(/Нажмите «👥 Выбрать группу»/)
    await presses(owner, chatsOpened.pack({ shop }))
    const list = await owner.sees(
      /кому приходят уведомления\n👤 Вы, с .+\nЧатов: 4\u00a0из\u00a020[\s\S]*Открыта 1 ссылка/,
    )
    expect(labels(list).slice(0, 3)).toEqual(['👤 Аня', '👤 Боря', '👤 Вика'])
    await owner.presses('🗑 Закрыть ссылки: 1')
    expect((await owner.sees(/кому приходят уведомления/)).text).not.toMatch(/Открыт/)
  })
})

describe('a group', () => {
  it('gets the alerts by the owner’s link from an admin, sees the shop, and stops them', async () => {
    const { owner, shop, shopName } = await seller('Ira')
    const ada = await story.person('Ada')
    const max = await story.person('Max')
    const group = story.platform.telegram.group('Packers', [ada, max])
    story.platform.standin.setBot(group, 'left')
    await ada.in(group).opens(await inviteLink(owner, shop, 'group'))
    const welcome = await ada.in(group).sees(/From now on I write here/)
    expect(welcome.text).toMatch(/presses “✖ Stop alerts here” on the shop’s card/)
    await owner.sees(/The group Packers gets the alerts from now on/)
    await sellsOut(shop)
    await max.in(group).sees(/Sold out: Mug/)
    await max.in(group).presses('📦 Ordered, due…')
    expect(labels(await max.in(group).sees(/When is what you ordered due/))).toEqual([
      ...['In 3 days', 'In a week', 'In two weeks', 'In a month', '‹ Back'],
    ])
    await max.in(group).presses('‹ Back')
    await max.in(group).sees(/Sold out: Mug/)
    await max.in(group).sends('/shops')
    await max.in(group).sees(/Alerts of these shops come here[\s\S]*On sale 1, 1 of them low\. Sold out 1\./)
    await max.in(group).presses(shopName)
    expect(labels(await max.in(group).sees(/Threshold: 2 pieces or fewer\n\nThe term/))).toEqual([
      ...['📋 Stock', '✖ Stop alerts here', '‹ Shops'],
    ])
    await max.in(group).presses('✖ Stop alerts here')
    await max.in(group).sees(/Stop the alerts of this shop in this group/)
    expect((await max.in(group).presses('✖ Yes, stop them')).text).toMatch(/for its admins to decide/)
    await ada.in(group).sends('/shops')
    await ada.in(group).sees(/Alerts of these shops/)
    await ada.in(group).presses(shopName)
    await ada.in(group).presses('✖ Stop alerts here')
    await ada.in(group).presses('✖ Yes, stop them')
    await ada.in(group).sees(/No more alerts of this shop come here/)
    await story.platform.advance(11 * 60_000)
    await owner.sees(/The alerts no longer go to the group Packers/)
    expect(await chatIds(shop)).toEqual([owner.id])
  })

  it('gets them by /shops of an owner who is its admin; put out it is paused, and goes on when the owner says so', async () => {
    const { owner, shop, shopName } = await seller('Eva')
    const group = story.platform.telegram.group('Workshop', [owner])
    const there = owner.in(group)
    await there.sends('/shops')
    await there.sees(/No shop’s alerts come here/)
    await there.presses(`🔔 Turn on: ${shopName}`)
    await there.sees(/come to this group\./)
    await there.sees(/From now on I write here/)
    expect(await chatIds(shop)).toEqual([owner.id, group])
    story.platform.standin.setBot(group, 'kicked')
    await sellsOut(shop)
    await presses(owner, chatsOpened.pack({ shop }))
    await owner.sees(/⏸ Paused/)
    await owner.presses('⏸ Workshop')
    await owner.sees(/👥 Workshop, since .+ — ⏸ paused/)
    story.platform.standin.setBot(group, 'member')
    await there.sends('/shops')
    await there.sees(/⏸ No alerts here for now/)
    await there.presses(`🔔 Turn on: ${shopName}`)
    await there.sees(/come to this group\./)
    expect((await chatsOf(shop)).map(({ pausedAt }) => pausedAt)).toEqual([null, null])
  })

  it('is brought the alerts by an admin who stays anonymous', async () => {
    const { owner, shop } = await seller('Inge')
    const ada = await story.person('Ada')
    const group = story.platform.telegram.group('Quiet', [ada])
    const link = await inviteLink(owner, shop, 'group')
    const chat = { id: group, type: 'group', title: 'Quiet' }
    const text = `/start@bazaar_test_bot etg_${link.split('etg_')[1]}`
    const from = { id: 1_087_968_824, is_bot: true, first_name: 'Group', username: 'GroupAnonymousBot' }
    const entities = [{ type: 'bot_command', offset: 0, length: '/start@bazaar_test_bot'.length }]
    const message = { message_id: 9_001, date: 1_772_442_000, from, sender_chat: chat, chat, text, entities }
    story.platform.standin.rawUpdate({ message })
    await ada.in(group).sees(/From now on I write here/)
    expect(await chatIds(shop)).toEqual([owner.id, group])
    const command = [{ type: 'bot_command', offset: 0, length: 6 }]
    const asks = { ...message, message_id: 9_002, text: '/stock', entities: command }
    story.platform.standin.rawUpdate({ message: asks })
    await ada.in(group).sees(/On sale: |Mug of/)
    await ada.in(group).presses('More…')
    await ada.in(group).sees(/More about the stock/)
  })

  it('tells an admin who stays anonymous why there is nothing to turn on, and lets them press what there is', async () => {
    const { owner, shop, shopName } = await seller('Ilse')
    const group = story.platform.telegram.group('Hidden', [owner])
    const chat = { id: group, type: 'group', title: 'Hidden' }
    const from = { id: 1_087_968_824, is_bot: true, first_name: 'Group', username: 'GroupAnonymousBot' }
    const entities = [{ type: 'bot_command', offset: 0, length: 6 }]
    const asks = (message_id: number) =>
      story.platform.standin.rawUpdate({
        message: { message_id, date: 1_772_442_000, from, sender_chat: chat, chat, text: '/shops', entities },
      })
    const there = owner.in(group)
    asks(9_101)
    const none = await there.sees(/No shop’s alerts come here/)
    expect(none.text).toMatch(/You write anonymously, so I cannot see which shops are yours[\s\S]*“Remain anonymous”/)
    await there.sends('/shops')
    await there.sees(/No shop’s alerts come here\. The owner/)
    await there.presses(`🔔 Turn on: ${shopName}`)
    await there.sees(/come to this group\./)
    expect(await chatIds(shop)).toEqual([owner.id, group])
    asks(9_102)
    await there.sees(/Alerts of these shops come here[\s\S]*You write anonymously/)
    await there.presses(shopName)
    await there.sees(/Threshold: 2 pieces or fewer/)
    await there.presses('✖ Stop alerts here')
    await there.sees(/Stop the alerts of this shop in this group/)
    await there.presses('✖ Yes, stop them')
    await there.sees(/No more alerts of this shop come here/)
  })
})
