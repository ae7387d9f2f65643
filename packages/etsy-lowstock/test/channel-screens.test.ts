import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { opened, removed, rotated } from '../src/channel/channel.callbacks.ts'
import { type ChannelTest, hours, soldOut, startChannel } from './channel-harness.ts'
import { isAccepted, signatureOf } from './webhook-receiver.ts'

let test: ChannelTest
beforeAll(async () => {
  test = await startChannel()
})
afterAll(() => test.stop())

const labels = (message: { readonly buttons: readonly (readonly { readonly text: string }[])[] }) =>
  message.buttons.flat().map(({ text }) => text)
const notice = /The term 'Etsy' is a trademark of Etsy, Inc\./

/** Somebody with a shop, on its page for servers. */
async function onPage(name: string, language?: string) {
  const person = await test.person(name, language)
  const shop = await test.shopOf(person)
  await test.presses(person, shop.id)
  return { person, shop, receiver: await test.receiver() }
}

describe('who may', () => {
  const views = ['page', 'address', 'secret', 'rotate', 'remove', 'test', 'on'] as const
  const refusal = /Only who connected a shop sets up its server/

  it('a stranger and a colleague who gets the shop’s alerts may nothing, by any button', async () => {
    const { shop, receiver, secret } = await test.seller('Anna')
    const [stranger, colleague] = [await test.person('Mallory'), await test.person('Carl')]
    await test.db.prisma.etsyChat.create({
      data: {
        ...{ shopId: shop.id, chatId: BigInt(colleague.id), userId: BigInt(colleague.id) },
        ...{
          title: test.platform.app.core.keyring.seal('Carl', 'etsy_lowstock_chat.title'),
          addedAt: test.clock.now(),
        },
      },
    })
    const token = `${Math.floor(test.clock.now().getTime() / 1000)
      .toString(36)
      .padStart(7, '0')}abcdef`
    const before = await test.endpointOf(shop.id)
    for (const person of [stranger, colleague]) {
      const press = (data: string) => person.presses({ data: test.platform.sign(BigInt(person.id), data) })
      for (const view of views)
        expect(await test.presses(person, shop.id, view), view).toMatchObject({ text: expect.stringMatching(refusal) })
      expect(await press(rotated.pack({ shop: shop.id, secret: 1 }))).toMatchObject({
        text: expect.stringMatching(refusal),
      })
      expect(await press(`${removed.pack({ shop: shop.id })}:${token}`)).toMatchObject({
        text: expect.stringMatching(refusal),
      })
    }
    expect(await test.endpointOf(shop.id)).toEqual(before)
    expect(receiver.received).toEqual([])
    await test.tell({ shop }, soldOut())
    expect(receiver.received.map((request) => isAccepted(request, secret))).toEqual([true])
  })

  it('a form that was opened for a shop is no way around it', async () => {
    const { person, shop, receiver } = await onPage('Anna')
    await person.presses('➕ Add an address')
    await person.sees(/At which address/)
    await test.db.prisma.etsyShop.update({ where: { id: shop.id }, data: { ownerId: 1n } })
    await person.sends(receiver.url)
    await person.sees(refusal)
    expect(await test.db.prisma.etsyEndpoint.count({ where: { shopId: shop.id } })).toBe(0)
  })

  it('nobody in a group: hosts and secrets are the owner’s alone', async () => {
    const { person, shop } = await test.seller('Anna')
    const chatId = test.platform.telegram.group('Team', [person], 'administrator')
    const here = person.in(chatId)
    await here.sends('/start@bazaar_test_bot')
    const message = await here.sees(/./)
    const data = test.platform.sign(BigInt(chatId), opened.pack({ view: 'page', shop: shop.id }))
    expect(await here.presses({ data }, { messageId: message.message_id })).toMatchObject({
      text: expect.stringMatching(/our private chat/),
    })
  })
})

describe('the address', () => {
  it.each([
    ['not a url', /no address that I can send to/],
    ['ftp://shop.example.com/', /no address that I can send to/],
    ['https://me:pw@8.8.8.8/', /no address that I can send to/],
    ['http://8.8.8.8/hook', /begins with https/],
    ['http://localhost/hook', /begins with https/],
    ['https://10.0.0.5/hook', /private network/],
    ['https://[::1]/hook', /private network/],
    ['https://169.254.169.254/latest/meta-data', /private network/],
    ['https://localhost/hook', /private network/],
    ['https://nowhere.invalid/hook', /no server of this name/],
  ])('refuses %s and says what to send', async (address, says) => {
    const { person, shop } = await onPage('Anna')
    await person.presses('➕ Add an address')
    await person.sees(/At which address/)
    await person.sends(address)
    expect((await person.sees(says)).text).toMatch(notice)
    expect(await test.db.prisma.etsyEndpoint.count({ where: { shopId: shop.id } })).toBe(0)
  })

  it('from nothing to the first alert: address, secret, test; and the path of the address stands nowhere', async () => {
    const { person, shop, receiver } = await onPage('Anna')
    const none = await person.sees(/Sunny Mugs: your own server/)
    expect(none.text).toMatch(notice)
    expect(labels(none)).toEqual(['➕ Add an address', expect.any(String), expect.any(String)])
    await person.presses('➕ Add an address')
    await person.sees(/At which address/)
    await person.presses('✖ Cancel')
    await person.sees(/Cancelled/)
    await person.presses('‹ Your own server')
    await person.sees(/Sunny Mugs: your own server/)
    await person.presses('➕ Add an address')
    await person.sees(/At which address/)
    await person.sends(`${receiver.url}?a=<b>x</b>&c=%3Cscript%3E`)
    const on = await person.sees(/✅ Alerts go to 127\.0\.0\.1:\d+, added/)
    expect(on.text).toMatch(/Press “Show the secret” to get it/)
    expect(labels(on).slice(0, 4)).toEqual([
      'Show the secret',
      'Send a test',
      '✏️ Another address',
      '🗑 Remove the address',
    ])

    await person.presses('Show the secret')
    const shown = await person.sees(/Secret of your address/)
    const secret = await person.copies('📋 Copy the secret')
    expect(shown.text).toContain(secret)
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/)
    await person.presses('‹ Your own server')
    expect((await person.sees(/Alerts go to/)).text).not.toMatch(/\n{3}/)
    await person.presses('Send a test')
    await person.sees(/✅ Your server took the test/)
    const [request] = receiver.received
    if (!request) throw new Error('nothing came')
    expect(request).toMatchObject({
      path: '/hook/t0ken?a=%3Cb%3Ex%3C/b%3E&c=%3Cscript%3E',
      body: { type: 'stock.test' },
    })
    expect(isAccepted(request, secret)).toBe(true)
    await test.tell({ shop }, soldOut())
    expect(receiver.types()).toEqual(['stock.test', 'stock.sold_out'])
    const mine = person.botMessages().map(({ text }) => text ?? '')
    expect(mine.some((text) => text.includes('t0ken') || text.includes(secret))).toBe(false)
    const { rows } = await test.db.pool.query(`SELECT key, result::text FROM core_once`)
    expect(JSON.stringify(rows)).not.toContain(secret)
  })

  it('another one takes over what waits, with the same secret', async () => {
    const { person, shop, receiver, secret } = await test.seller('Anna')
    receiver.answers(500)
    await test.tell({ shop }, soldOut())
    await test.presses(person, shop.id)
    const page = await person.sees(/⚠️ Nothing has arrived since .*: your server answered 500/)
    expect(page.text).toMatch(/⏳ 1 alert waits/)
    await person.presses('✏️ Another address')
    await person.sees(/At which address/)
    const next = await test.receiver()
    await person.sends(next.url)
    const quiet = await person.sees(/✅ Alerts go to/)
    expect(quiet.text).not.toMatch(/⚠️|\n{3}/)
    await test.platform.settle()
    expect(next.ids()).toEqual(receiver.ids())
    expect(next.received.map((request) => isAccepted(request, secret))).toEqual([true])
  })
})

describe('the secret', () => {
  it('is shown once, and a new one replaces it once, however often the button is pressed', async () => {
    const { person, shop, receiver, secret } = await test.seller('Anna')
    expect(await test.presses(person, shop.id, 'secret')).toMatchObject({ text: expect.stringMatching(/shown once/) })
    await test.presses(person, shop.id)
    await person.sees(/Alerts go to/)
    await person.presses('🔄 New secret')
    const ask = await person.sees(/a new secret\?/)
    const yes = ask.buttons.flat().find(({ text }) => text === 'Yes, make a new secret')
    expect(yes?.style).toBe('danger')
    expect(ask.text).not.toMatch(/\n{3}/)
    await person.presses('Yes, make a new secret')
    await person.sees(/New secret of your address/)
    const next = await person.copies('📋 Copy the secret')
    expect(await person.presses({ data: yes?.callback_data ?? '' })).toMatchObject({
      text: expect.stringMatching(/shown already/),
    })
    await test.tell({ shop }, soldOut())
    const [request] = receiver.received
    if (!request) throw new Error('nothing came')
    expect(request.signatures).toEqual([signatureOf(request, next), signatureOf(request, secret)])

    await test.presses(person, shop.id)
    await person.sees(/🔄 Until .* I sign with the secret before as well/)
    await person.presses('🔄 New secret')
    await person.sees(/⚠️ The secret before, which signs until .*, ends at once/)
  })
})

describe('a test', () => {
  it('says what came of it, is tried once, and is no alert that waits', async () => {
    const { person, shop, receiver } = await test.seller('Анна', 'ru')
    receiver.answers(500)
    await test.presses(person, shop.id, 'test')
    await person.sees(/Проверочный запрос не дошёл: сервер ответил кодом 500/)
    await test.platform.advance(24 * hours)
    expect(receiver.types()).toEqual(['stock.test'])
    await person.presses('‹ Ваш сервер')
    const page = await person.sees(/⚠️ При последней попытке сервер ответил кодом 500/)
    expect(page.text).not.toMatch(/⏳/)
    receiver.recovers()
    await person.presses('Проверить связь')
    await person.sees(/✅ Сервер принял проверочный запрос/)
    expect(await test.endpointOf(shop.id)).toMatchObject({ failure: null })
  })
})

describe('an address that was given up', () => {
  it('says why, and is turned on again from its page; what is older than a week is over', async () => {
    const { person, shop, receiver } = await test.seller('Anna')
    receiver.answers(410)
    await test.tell({ shop }, soldOut())
    await test.presses(person, shop.id)
    const dead = await person.sees(/⏸ No alerts go to 127\.0\.0\.1:\d+ now\. At the last try your server answered 410/)
    expect(labels(dead).slice(0, 3)).toEqual(['▶️ Turn on again', '✏️ Another address', '🗑 Remove the address'])
    expect(await test.presses(person, shop.id, 'test')).toMatchObject({ text: expect.stringMatching(/no address/) })
    receiver.recovers()
    await test.platform.advance(8 * 24 * hours)
    await test.presses(person, shop.id)
    await person.presses('▶️ Turn on again')
    await person.sees(/✅ Alerts go to/)
    await test.platform.settle()
    expect(receiver.received).toHaveLength(1)
    await test.tell({ shop }, soldOut({ kind: 'back' }))
    expect(receiver.types()).toEqual(['stock.sold_out', 'stock.back'])
  })
})

describe('an end', () => {
  it('removed, nothing is sent any more, and nothing of it is left; twice is once', async () => {
    const { person, shop, receiver } = await test.seller('Anna')
    receiver.answers(500)
    await test.tell({ shop }, soldOut())
    await test.presses(person, shop.id)
    await person.presses('🗑 Remove the address')
    await person.sees(/1 alert that waits is dropped/)
    await person.presses('🗑 Yes, remove')
    expect(labels(await person.sees(/Each request is signed/))[0]).toBe('➕ Add an address')
    expect(await test.deliveriesOf(shop.id)).toEqual([])
    receiver.recovers()
    await test.tell({ shop }, soldOut())
    await test.platform.advance(24 * hours)
    expect(receiver.received).toHaveLength(1)
  })

  it('an export names the host; /delete leaves nothing and nothing is sent', async () => {
    const { person, shop, receiver } = await test.seller('Anna')
    receiver.answers(500)
    await test.tell({ shop }, soldOut())
    const store = test.platform.storeOf('etsy-lowstock')
    const exported = JSON.stringify(await store.exportUser?.(shop.ownerId))
    expect(exported).toContain(`"host":"${receiver.host}"`)
    expect(exported).not.toMatch(/t0ken|whsec_/)
    await test.db.tx(async (tx) => store.eraseUser?.(tx, BigInt(person.id)))
    receiver.recovers()
    await test.platform.advance(24 * hours)
    expect(receiver.received).toHaveLength(1)
    expect(await test.db.prisma.etsyEndpoint.count({ where: { shopId: shop.id } })).toBe(0)
  })
})
