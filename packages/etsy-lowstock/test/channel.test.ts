import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createBurial } from '../src/channel/burial.ts'
import { pauseAfter } from '../src/channel/schedule.ts'
import { afterJitter, type ChannelTest, hours, minutes, seconds, soldOut, startChannel } from './channel-harness.ts'
import { isAccepted, signatureOf } from './webhook-receiver.ts'

let test: ChannelTest
beforeAll(async () => {
  test = await startChannel()
})
afterAll(() => test.stop())

const week = 7 * 24 * hours

describe('what a server gets', () => {
  it('nothing where there is no address, where the transaction is rolled back, and twice of nothing', async () => {
    const { shop, receiver } = await test.seller('Anna')
    const without = { shop: await test.shopOf(await test.person('Boris')) }
    await test.tell(without, soldOut())
    expect(await test.deliveriesOf(without.shop.id)).toEqual([])
    const failed = test.db.tx(async (tx) => {
      await test.channel.tell(tx, shop, [soldOut()])
      throw new Error('the look failed')
    })
    await expect(failed).rejects.toThrow('the look failed')
    await test.platform.settle()
    expect(receiver.received).toEqual([])
    const news = soldOut()
    await test.tell({ shop }, news)
    await test.tell({ shop }, news, { ...news, kind: 'back' })
    expect(receiver.types()).toEqual(['stock.sold_out', 'stock.back'])
  })

  it('signed requests that the library of receivers takes, and nobody else’s secret makes', async () => {
    const { shop, receiver, secret } = await test.seller('Anna')
    const other = await test.seller('Boris')
    await test.tell({ shop }, soldOut())
    const [request] = receiver.received
    if (!request) throw new Error('nothing came')
    expect(request.path).toBe('/hook/t0ken')
    expect(request.headers).toMatchObject({ 'content-type': 'application/json', 'user-agent': 'Bazaar-Webhooks/1.0' })
    expect(request.id).toMatch(/^msg_[\w-]{27}$/)
    expect(request.signatures).toEqual([signatureOf(request, secret)])
    expect([isAccepted(request, secret), isAccepted(request, other.secret)]).toEqual([true, false])
    expect(isAccepted({ ...request, raw: request.raw.replace('"quantity":0', '"quantity":9') }, secret)).toBe(false)
    // Real time for the receiver, whatever the clock of the bot shows.
    expect(Math.abs(request.timestamp - Date.now() / 1000)).toBeLessThan(60)
    expect(other.receiver.received).toEqual([])
  })

  it('says all there is to say, exactly, with what Etsy requires', async () => {
    const { shop, receiver } = await test.seller('Anna')
    await test.tell(
      { shop },
      soldOut(),
      soldOut({
        kind: 'low',
        variation: undefined,
        quantity: 2,
        cause: 'edited',
        threshold: { value: 3, by: 'days', from: 'listing' },
        daysLeft: { at14: 2, at30: undefined },
      }),
      soldOut({ kind: 'due', cause: undefined }),
    )
    const [out, low, due] = receiver.received.map(({ body }) => body)
    expect(out).toEqual({
      type: 'stock.sold_out',
      timestamp: '2026-01-05T09:00:00.000Z',
      data: {
        shop: { id: expect.stringMatching(/^7\d{4}$/), name: 'Sunny Mugs' },
        listing: { id: '9007199254740993', title: 'Mug “Dawn” <b>', url: 'https://www.etsy.com/listing/1' },
        variation: { name: 'L, Red' },
        sku: 'MUG-1',
        quantity: 0,
        price: { amount: '1250', currency: 'EUR' },
        cause: 'probably_sold',
        threshold: null,
        days_left: null,
      },
      notice: expect.stringMatching(/^The term 'Etsy' is a trademark of Etsy, Inc\..*certified by Etsy, Inc\.$/),
    })
    expect(low).toMatchObject({
      type: 'stock.low',
      data: {
        variation: null,
        cause: 'probably_edited',
        threshold: { value: 3, unit: 'days', from: 'listing' },
        days_left: { at_14_days: 2, at_30_days: null },
      },
    })
    expect(due).toMatchObject({ type: 'stock.reminder', data: { cause: null } })
  })
})

describe('a server that does not take it', () => {
  it('pauses longer and longer, never shorter than asked', () => {
    const middle = (tries: number, asked?: number) => pauseAfter(tries, () => 0.5, asked)
    expect([1, 2, 3, 4, 5, 6, 7, 8, 9, 30].map((tries) => middle(tries) / minutes)).toEqual([
      5 / 60,
      5,
      30,
      120,
      300,
      600,
      840,
      1200,
      1440,
      1440,
    ])
    expect([pauseAfter(2, () => 0), pauseAfter(2, () => 0.999_999)]).toEqual([4.5 * minutes, 5.5 * minutes])
    expect(middle(1, 90_000)).toBe(90_000)
    expect(middle(3, 90_000)).toBe(30 * minutes)
  })

  it('gets the same again, byte for byte under one id, by and by for a week; then the owner is told, once', async () => {
    const { person, shop, receiver, secret } = await test.seller('Anna')
    receiver.answers(500)
    await test.tell({ shop }, soldOut())
    for (const [index, pause] of [5 * seconds, 5 * minutes, 30 * minutes, 2 * hours, 5 * hours].entries()) {
      await test.platform.advance(Math.floor(pause * 0.9) - 1)
      expect(receiver.received).toHaveLength(index + 1)
      await test.platform.advance(Math.ceil(pause * 0.2) + 2)
      expect(receiver.received).toHaveLength(index + 2)
    }
    expect(await test.endpointOf(shop.id)).toMatchObject({ state: 'ON', failure: '500' })
    await test.tell({ shop }, soldOut({ kind: 'back' }))
    const [told] = receiver.ids()
    while ((await test.endpointOf(shop.id)).state === 'ON') await test.platform.advance(12 * hours)
    const first = receiver.received.filter(({ id }) => id === told)
    expect(first.length).toBeGreaterThanOrEqual(12)
    expect(new Set(first.map(({ raw }) => raw)).size).toBe(1)
    expect(new Set(first.map(({ signatures }) => signatures.length))).toEqual(new Set([1]))
    expect(first.every((request) => signatureOf(request, secret) === request.signatures[0])).toBe(true)
    const [created] = await test.deliveriesOf(shop.id)
    expect(created).toMatchObject({ state: 'DEAD', attempts: first.length })
    expect((created?.endedAt?.getTime() ?? 0) - (created?.createdAt.getTime() ?? 0)).toBeGreaterThanOrEqual(week)

    const notice = await person.sees(/I send no more alerts there: your server answered 500/)
    expect(notice.text).toMatch(/The term 'Etsy' is a trademark/)
    // Nothing is sent, and nothing new is written, until the owner turns it on again.
    const count = receiver.received.length
    await test.tell({ shop }, soldOut())
    await test.platform.advance(24 * hours)
    expect(receiver.received).toHaveLength(count)
    expect(await test.deliveriesOf(shop.id)).toHaveLength(2)
    expect(person.botMessages(/I send no more alerts there/)).toHaveLength(1)
  })

  it('gets at once what waited when it is back', async () => {
    const { shop, receiver } = await test.seller('Anna')
    receiver.answers(503)
    await test.tell({ shop }, soldOut())
    for (const pause of [5 * seconds, 5 * minutes, 30 * minutes]) await test.platform.advance(afterJitter(pause))
    receiver.recovers()
    await test.tell({ shop }, soldOut({ kind: 'back' }))
    expect(receiver.types().slice(4)).toEqual(['stock.back', 'stock.sold_out'])
    expect(await test.endpointOf(shop.id)).toMatchObject({ failure: null, failingSince: null })
    expect((await test.deliveriesOf(shop.id)).map(({ state }) => state)).toEqual(['DELIVERED', 'DELIVERED'])
  })

  it('one request that it refuses does not keep the others back', async () => {
    const { shop, receiver } = await test.seller('Anna')
    receiver.answers((response) => {
      const isBad = receiver.received.at(-1)?.body.type === 'stock.low'
      response.writeHead(isBad ? 422 : 200).end('{}')
    })
    await test.tell({ shop }, soldOut({ kind: 'low' }), soldOut(), soldOut({ kind: 'back' }))
    expect(receiver.types()).toEqual(expect.arrayContaining(['stock.low', 'stock.sold_out', 'stock.back']))
    const states = (await test.deliveriesOf(shop.id)).map(({ state }) => state)
    expect(states).toEqual(['WAITING', 'DELIVERED', 'DELIVERED'])
  })

  it('is left alone as long as it asks, with everything', async () => {
    const { shop, receiver } = await test.seller('Anna')
    receiver.answers(429, { 'retry-after': '3600' })
    await test.tell({ shop }, soldOut(), soldOut({ kind: 'back' }))
    expect(receiver.received).toHaveLength(1)
    receiver.recovers()
    await test.platform.advance(59 * minutes)
    expect(receiver.received).toHaveLength(1)
    await test.platform.advance(2 * minutes)
    expect(receiver.received).toHaveLength(3)
  })

  it('is asked once, not once for each alert, when it cuts the line', async () => {
    const { shop, receiver } = await test.seller('Anna')
    receiver.answers((_response, request) => void request.socket.destroy())
    await test.tell({ shop }, soldOut(), soldOut({ kind: 'back' }), soldOut({ kind: 'low' }))
    expect(receiver.received).toHaveLength(1)
    expect(await test.endpointOf(shop.id)).toMatchObject({ failure: 'network' })
    receiver.recovers()
    await test.platform.advance(afterJitter(5 * seconds))
    expect(new Set(receiver.ids()).size).toBe(3)
    expect(receiver.received).toHaveLength(4)
  })

  it('may talk as much as it likes once it has accepted', async () => {
    const { shop, receiver } = await test.seller('Anna')
    receiver.answers((response) => void response.writeHead(200).end('x'.repeat(100_000)))
    await test.tell({ shop }, soldOut())
    expect(await test.deliveriesOf(shop.id)).toMatchObject([{ state: 'DELIVERED', attempts: 1 }])
  })

  it('is not followed to where it redirects', async () => {
    const { shop, receiver } = await test.seller('Anna')
    const elsewhere = await test.receiver()
    for (const status of [302, 307]) {
      receiver.answers(status, { location: elsewhere.url })
      await test.tell({ shop }, soldOut())
      expect(await test.endpointOf(shop.id)).toMatchObject({ failure: String(status) })
    }
    expect(elsewhere.received).toEqual([])
    expect(await test.deliveriesOf(shop.id)).toMatchObject([{ state: 'WAITING' }, { state: 'WAITING' }])
  })

  it('is never asked on a private address, whatever was stored', async () => {
    const { shop, receiver } = await test.seller('Anna')
    const inside = receiver.url.replace('127.0.0.1', 'localhost')
    await test.db.tx((tx) => test.endpoints.put(tx, shop.ownerId, shop.id, inside))
    await test.tell({ shop }, soldOut())
    expect(await test.endpointOf(shop.id)).toMatchObject({ failure: 'blocked-address' })
    expect(receiver.received).toEqual([])
  })

  it('is given up at once when it says 410, and what waits is sent when it is turned on again', async () => {
    const { person, shop, receiver } = await test.seller('Олег', 'ru')
    receiver.answers(410)
    await test.tell({ shop }, soldOut(), soldOut({ kind: 'back' }))
    expect(receiver.received).toHaveLength(1)
    await person.sees(/Больше не отправляю туда уведомления: сервер ответил кодом 410/)
    receiver.recovers()
    await test.platform.advance(24 * hours)
    expect(receiver.received).toHaveLength(1)
    await person.presses('▶️ Включить снова')
    await person.sees(/✅ Уведомления идут на адрес/)
    await test.platform.settle()
    expect(receiver.types()).toEqual(['stock.sold_out', 'stock.sold_out', 'stock.back'])
    expect(new Set(receiver.ids()).size).toBe(2)
  })

  it('is given up once, and told of once, whoever finds out at the same time', async () => {
    const { person, shop } = await test.seller('Anna')
    const { core } = test.platform.app
    const { id } = await test.endpointOf(shop.id)
    const bury = createBurial(core)
    await Promise.all([1, 2, 3].map(() => core.db.tx((tx) => bury(tx, id, '503'))))
    await test.platform.advance(1 * hours)
    await core.db.tx((tx) => bury(tx, id, '410'))
    await test.platform.settle()
    await person.sees(/I send no more alerts there: your server answered 503/)
    expect(person.botMessages(/I send no more alerts there/)).toHaveLength(1)
  })

  it('waits where its address cannot be opened, and an alert that cannot be opened keeps no other back', async () => {
    const { person, shop, receiver } = await test.seller('Anna')
    const lost = new Uint8Array(Buffer.from('sealed under a key that is gone'))
    await test.db.tx(async (tx) => {
      await test.channel.tell(tx, shop, [soldOut()])
      await tx.etsyDelivery.updateMany({ where: { endpoint: { shopId: shop.id } }, data: { body: lost } })
      await test.channel.tell(tx, shop, [soldOut({ kind: 'back' })])
    })
    await test.platform.settle()
    expect(receiver.types()).toEqual(['stock.back'])
    await test.db.prisma.etsyEndpoint.update({ where: { shopId: shop.id }, data: { url: lost } })
    await test.tell({ shop }, soldOut())
    expect(await test.endpointOf(shop.id)).toMatchObject({ state: 'ON', failure: 'unreadable' })
    await test.presses(person, shop.id)
    await person.sees(/Alerts go to an address that I cannot read now/)
  })

  it('does not hold up the servers of others while it thinks', async () => {
    const [slow, quick] = [await test.seller('Anna'), await test.seller('Boris')]
    let release: () => void = () => undefined
    const arrived = new Promise<void>((resolve) => {
      slow.receiver.answers((response) => {
        release = () => response.writeHead(200).end()
        resolve()
      })
    })
    await test.db.tx((tx) => test.channel.tell(tx, slow.shop, [soldOut(), soldOut({ kind: 'back' })]))
    await arrived
    await test.db.tx((tx) => test.channel.tell(tx, quick.shop, [soldOut()]))
    await expect.poll(() => quick.receiver.received.length).toBe(1)
    expect(slow.receiver.received).toHaveLength(1)
    slow.receiver.recovers()
    release()
    await test.platform.settle()
    expect(slow.receiver.types()).toEqual(['stock.sold_out', 'stock.back'])
  })
})

describe('a new secret', () => {
  it('signs beside the one before for a day, then alone', async () => {
    const { shop, receiver, secret } = await test.seller('Anna')
    const next = await test.endpoints.rotate(shop.ownerId, shop.id, 1)
    expect(next).not.toBe(secret)
    await test.tell({ shop }, soldOut())
    await test.platform.advance(24 * hours - 1)
    await test.tell({ shop }, soldOut())
    for (const request of receiver.received) {
      expect(request.signatures).toEqual([signatureOf(request, next), signatureOf(request, secret)])
      expect([isAccepted(request, next), isAccepted(request, secret)]).toEqual([true, true])
    }
    await test.platform.advance(1)
    await test.tell({ shop }, soldOut())
    const [, , last] = receiver.received
    if (!last) throw new Error('nothing came')
    expect(last.signatures).toEqual([signatureOf(last, next)])
    expect([isAccepted(last, next), isAccepted(last, secret)]).toEqual([true, false])
    await test.platform.advance(20 * minutes)
    await expect.poll(() => test.endpointOf(shop.id)).toMatchObject({ oldSecret: null, oldSecretUntil: null })
  })
})

describe('what is kept', () => {
  it('bodies, addresses and secrets lie sealed, no line of the log holds one, and what ended goes after 30 days', async () => {
    const { shop, receiver, secret } = await test.seller('Anna')
    receiver.answers(500)
    await test.tell({ shop }, soldOut({ sku: 'SKU-OF-THE-LOG' }))
    receiver.recovers()
    await test.platform.advance(afterJitter(5 * seconds))
    const rows = [await test.endpointOf(shop.id), ...(await test.deliveriesOf(shop.id))]
    const stored = rows.flatMap((row) => Object.values(row)).filter((value) => value instanceof Uint8Array)
    expect(stored).toHaveLength(3)
    for (const bytes of stored) expect(Buffer.from(bytes).toString('latin1')).not.toMatch(/whsec_|t0ken|SKU-OF-THE-LOG/)
    const log = test.platform.logged.join('\n')
    expect(log).toContain('Outside call failed')
    for (const word of ['t0ken', 'whsec_', secret.slice(6), receiver.host, 'SKU-OF-THE-LOG'])
      expect(log).not.toContain(word)

    await test.platform.advance(30 * 24 * hours + 2 * hours)
    await expect.poll(() => test.deliveriesOf(shop.id)).toEqual([])
  })

  it('wakes what nobody is at', async () => {
    const { shop, receiver } = await test.seller('Anna')
    await test.db.tx(async (tx) => {
      await test.channel.tell(tx, shop, [soldOut()])
      const { id } = await tx.etsyEndpoint.findUniqueOrThrow({ where: { shopId: shop.id } })
      await test.platform.app.core.jobs.cancel(tx, `etsy-lowstock.deliver:${id}`)
    })
    await test.platform.settle()
    expect(receiver.received).toEqual([])
    await test.platform.advance(20 * minutes)
    await expect.poll(() => receiver.received.length).toBe(1)
  })
})
