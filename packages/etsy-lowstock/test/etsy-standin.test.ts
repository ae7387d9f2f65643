import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { clayThread, demoAccounts, nordlicht } from '../demo/etsy/catalogue.ts'
import { type EtsyStandIn, startEtsy } from '../demo/etsy-standin.ts'
import { askToken, askUrl, type Body, codeIn, exchange, get, link, redirectUri, refresh } from './etsy-client.ts'

const { userId, shopId, mug, tote, candle, print, plantHanger } = clayThread
const listings = `/shops/${shopId}/listings`
const buyer = { userId: 53_000_009, login: 'JustABuyer' }

let time = 0
let etsy: EtsyStandIn

beforeEach(async () => {
  time = Date.parse('2026-12-01T09:00:00Z')
  etsy = await startEtsy({
    now: () => new Date(time),
    rateNow: () => time,
    redirectUris: [redirectUri],
    accounts: [...demoAccounts, buyer],
  })
})
afterEach(() => etsy.close())

const later = (seconds: number) => {
  time += seconds * 1000
}

describe('the authorisation page', () => {
  it.each([
    [{ client_id: 'somebody-else' }, /no app with this client_id/],
    [{ redirect_uri: 'https://evil.example.com/' }, /redirect URL is not permitted/],
    [{ response_type: 'token' }, /response_type/],
    [{ code_challenge: '' }, /code_challenge is needed/],
    [{ code_challenge_method: 'plain' }, /S256/],
    [{ scope: '' }, /scope/],
    [{ state: '' }, /state/],
  ])('refuses %j with a page, and leads nowhere', async (changed, why) => {
    const answer = await fetch(askUrl(etsy, changed), { redirect: 'manual' })
    expect(answer.status).toBe(400)
    expect(await answer.text()).toMatch(why)
  })

  it('shows the sellers to choose, what the app asks for, and that it is a stand-in', async () => {
    const answer = await fetch(askUrl(etsy))
    const text = await answer.text()
    expect(answer.headers.get('content-type')).toMatch(/^text\/html/)
    for (const words of [
      'Clay &amp; Thread',
      'Nordlicht Papier',
      'without a shop',
      'see your shop',
      'stands in for Etsy',
    ]) {
      expect(text).toContain(words)
    }
    expect(text).not.toContain('<script')
  })

  it('leads back with a code and the state, or with what was denied', async () => {
    const allowed = new URL(await etsy.approve(askUrl(etsy), { user: 'NordlichtPapier' }))
    expect(allowed.origin + allowed.pathname).toBe(redirectUri)
    expect(allowed.searchParams.get('state')).toBe('nonce-1')
    const { body } = await exchange(etsy, codeIn(allowed.href))
    expect(body.access_token).toMatch(new RegExp(`^${nordlicht.userId}\\.`))

    const denied = new URL(await etsy.deny(askUrl(etsy)))
    expect(denied.searchParams.get('error')).toBe('access_denied')
    expect(denied.searchParams.get('state')).toBe('nonce-1')
    expect(denied.searchParams.has('code')).toBe(false)
    await expect(etsy.approve(askUrl(etsy, { client_id: 'x' }))).rejects.toThrow(/no app with this client_id/)
  })
})

describe('tokens', () => {
  it('come for a code, once, within a minute, to whoever knows the verifier', async () => {
    const code = async () => codeIn(await etsy.approve(askUrl(etsy)))
    const invalid = (why: string) => ({ status: 400, body: { error: 'invalid_grant', error_description: why } })
    expect(await exchange(etsy, 'invented')).toEqual(invalid('code is invalid'))
    expect(await exchange(etsy, await code(), { code_verifier: 'x'.repeat(43) })).toEqual(
      invalid('code_verifier is invalid'),
    )
    expect(await exchange(etsy, await code(), { redirect_uri: 'https://other.example.com/' })).toEqual(
      invalid('redirect_uri does not match'),
    )
    const old = await code()
    later(60)
    expect(await exchange(etsy, old)).toEqual(invalid('code is expired'))
    expect(await exchange(etsy, await code(), { client_id: 'other' })).toMatchObject({ status: 401 })
    expect(await exchange(etsy, await code(), { code_verifier: '' })).toMatchObject({
      status: 400,
      body: { error: 'invalid_request' },
    })
    expect(await askToken(etsy, { grant_type: 'password' })).toMatchObject({
      status: 400,
      body: { error: 'unsupported_grant_type' },
    })

    const good = await code()
    const first = await exchange(etsy, good)
    expect(first).toMatchObject({ status: 200, body: { token_type: 'Bearer', expires_in: 3600 } })
    expect((await get(etsy, first.body.access_token, `/shops/${shopId}`)).status).toBe(200)
    expect(await exchange(etsy, good)).toEqual(invalid('code has been used'))
    expect((await get(etsy, first.body.access_token, `/shops/${shopId}`)).status).toBe(401)
  })

  it('rotate: a spent refresh token ends the whole grant', async () => {
    const first = await link(etsy)
    const second = (await refresh(etsy, first.refresh_token)).body
    expect(second.refresh_token).not.toBe(first.refresh_token)
    expect((await get(etsy, first.access_token, `/shops/${shopId}`)).status).toBe(200)
    expect((await get(etsy, second.access_token, `/shops/${shopId}`)).status).toBe(200)

    const revoked = { status: 400, body: { error: 'invalid_grant', error_description: 'refresh_token is revoked' } }
    expect(await refresh(etsy, first.refresh_token)).toEqual(revoked)
    expect(await refresh(etsy, second.refresh_token)).toEqual(revoked)
    expect((await get(etsy, second.access_token, `/shops/${shopId}`)).status).toBe(401)
    expect(etsy.counts()).toMatchObject({ exchanged: 1, refreshed: 1, reused: 1, unauthorized: 1 })
  })

  it('end after an hour and after 90 days', async () => {
    const { access_token, refresh_token } = await link(etsy)
    later(3599)
    expect((await get(etsy, access_token, `/shops/${shopId}`)).status).toBe(200)
    later(1)
    expect(await get(etsy, access_token, `/shops/${shopId}`)).toMatchObject({
      status: 401,
      body: { error: 'invalid_token', error_description: 'access token is expired' },
    })
    later(90 * 86_400 - 3600)
    expect(await refresh(etsy, refresh_token)).toMatchObject({
      status: 400,
      body: { error: 'invalid_grant', error_description: 'refresh_token is expired' },
    })
  })

  it('outlive the stand-in, and a changed one is nobody’s', async () => {
    const { access_token, refresh_token } = await link(etsy)
    await etsy.close()
    etsy = await startEtsy({ now: () => new Date(time) })
    expect((await get(etsy, access_token, `/shops/${shopId}`)).status).toBe(200)
    expect((await get(etsy, `${access_token}x`, `/shops/${shopId}`)).status).toBe(401)
    const other = access_token.replace(String(userId), String(nordlicht.userId))
    expect((await get(etsy, other, `/shops/${nordlicht.shopId}`)).status).toBe(401)
    const second = await refresh(etsy, refresh_token)
    expect(second.status).toBe(200)
    expect((await refresh(etsy, refresh_token)).status).toBe(400)
    expect((await refresh(etsy, second.body.refresh_token)).status).toBe(400)
  })

  it('are worth nothing once the seller took the permission back, until the next one', async () => {
    const before = await link(etsy)
    const others = await link(etsy, nordlicht.userId)
    etsy.revoke(userId)
    expect((await get(etsy, before.access_token, `/shops/${shopId}`)).status).toBe(401)
    expect((await refresh(etsy, before.refresh_token)).body.error).toBe('invalid_grant')
    expect((await get(etsy, others.access_token, `/shops/${nordlicht.shopId}`)).status).toBe(200)
    const after = await link(etsy)
    expect((await get(etsy, after.access_token, `/shops/${shopId}`)).status).toBe(200)
  })
})

describe('the API', () => {
  it('asks for the key of the app, a token, its scope, and the shop’s own seller', async () => {
    const { access_token } = await link(etsy)
    const shop = `/shops/${shopId}`
    expect((await get(etsy, access_token, shop, { 'x-api-key': 'demo-keystring' })).status).toBe(403)
    expect((await get(etsy, undefined, shop)).status).toBe(401)
    expect((await get(etsy, access_token, `/shops/${nordlicht.shopId}`)).body.error).toMatch(/does not own Shop/)
    expect((await get(etsy, access_token, `/listings/${nordlicht.cards}`)).status).toBe(403)
    expect((await get(etsy, access_token, `/users/${nordlicht.userId}/shops`)).status).toBe(403)
    expect((await get(etsy, access_token, '/shops/7')).status).toBe(404)
    expect((await get(etsy, access_token, '/nothing')).status).toBe(404)
    const narrow = await link(etsy, userId, 'shops_r')
    expect(await get(etsy, narrow.access_token, listings)).toMatchObject({
      status: 403,
      body: { error: 'insufficient_scope' },
    })
  })

  it('names the one shop of a user, or says that there is none', async () => {
    const { access_token } = await link(etsy)
    expect((await get(etsy, access_token, `/users/${userId}/shops`)).body).toMatchObject({
      shop_id: shopId,
      user_id: userId,
      shop_name: 'Clay & Thread',
      currency_code: 'EUR',
      url: 'https://www.etsy.com/shop/ClayAndThread',
      listing_active_count: 7,
    })
    const none = await link(etsy, buyer.userId)
    expect(await get(etsy, none.access_token, `/users/${buyer.userId}/shops`)).toMatchObject({
      status: 404,
      body: { error: `Could not find a shop for user with user_id = ${buyer.userId}` },
    })
  })

  it('lists what is in a state, with the inventory when it is asked for', async () => {
    const { access_token } = await link(etsy)
    const { body } = await get(etsy, access_token, `${listings}?state=active&limit=100&includes=Inventory`)
    expect(body.count).toBe(7)
    expect(body.results[0]).toMatchObject({
      listing_id: mug,
      user_id: userId,
      shop_id: shopId,
      state: 'active',
      quantity: 12,
      skus: ['MUG-S', 'MUG-M', 'MUG-L'],
      has_variations: true,
      price: { amount: 2400, divisor: 100, currency_code: 'EUR' },
      inventory: {
        price_on_property: [100],
        quantity_on_property: [100],
        sku_on_property: [100],
        products: [
          { sku: 'MUG-S', property_values: [{ property_id: 100, property_name: 'Size', values: ['S'] }] },
          { sku: 'MUG-M' },
          { sku: 'MUG-L', offerings: [{ quantity: 1, is_enabled: true, is_deleted: false, price: { amount: 3200 } }] },
        ],
      },
    })
    const bare = await get(etsy, access_token, listings)
    expect(bare.body.results[0]).not.toHaveProperty('inventory')
    const out = await get(etsy, access_token, `${listings}?state=sold_out`)
    expect(out.body.results).toMatchObject([{ listing_id: plantHanger, quantity: 0, state: 'sold_out' }])
    for (const wrong of ['state=gone', 'limit=101', 'limit=x', 'offset=-1', 'includes=Everything']) {
      expect((await get(etsy, access_token, `${listings}?${wrong}`)).status).toBe(400)
    }
  })

  it('tells of one listing, also when it has no inventory record or is gone', async () => {
    const { access_token } = await link(etsy)
    const inventory = await get(etsy, access_token, `/listings/${tote}/inventory`)
    expect(inventory.body).toMatchObject({
      products: [{ sku: 'TOTE-FERN', property_values: [] }],
      quantity_on_property: [],
    })
    expect((await get(etsy, access_token, `/listings/${print}/inventory`)).status).toBe(404)
    const bare = await get(etsy, access_token, `/listings/${print}`)
    expect(bare.body).toMatchObject({ listing_id: print })
    expect(bare.body).not.toHaveProperty('inventory')
    for (const gone of ['Inventory', 'Shipping'])
      expect((await get(etsy, access_token, `/listings/${print}?includes=${gone}`)).status).toBe(400)
    etsy.remove(print)
    expect(await get(etsy, access_token, `/listings/${print}`)).toMatchObject({
      status: 404,
      body: { error: 'Resource not found' },
    })
  })

  it('reads page by page, and pages shift when something is sold or added meanwhile', async () => {
    const { access_token } = await link(etsy, nordlicht.userId)
    const shop = nordlicht.shopId
    etsy.addListings(shop, 250)
    const page = async (offset: number) =>
      (await get(etsy, access_token, `/shops/${shop}/listings?limit=100&offset=${offset}`)).body
    const ids = (answer: Body) => answer.results.map((one) => one.listing_id)
    const [first, second, third] = [await page(0), await page(100), await page(200)]
    expect([first.count, ids(first).length, ids(second).length, ids(third).length]).toEqual([253, 100, 100, 53])
    expect(new Set([first, second, third].flatMap(ids)).size).toBe(253)
    expect(ids(third).slice(-3)).toEqual([nordlicht.notebook, nordlicht.cards, nordlicht.calendar])

    const newest = ids(first)[0] ?? 0
    etsy.sell(newest, { count: 1000 })
    expect(ids(await page(100))[0]).toBe(ids(second)[1])
    etsy.addListing(shop, { title: 'New', price: 100 })
    expect(ids(await page(100))).toEqual(ids(second))
  })
})

describe('what happens in a shop', () => {
  const read = async (id: number) => {
    const { access_token } = await link(etsy)
    const bare = await get(etsy, access_token, `/listings/${id}`)
    const inventory = await get(etsy, access_token, `/listings/${id}/inventory`)
    return { ...bare.body, inventory: inventory.body }
  }

  it('sells what there is, and the last one makes the listing sold out', async () => {
    later(600)
    expect(etsy.sell(mug, { product: 'L', count: 2 })).toBe(1)
    const after = await read(mug)
    expect(after).toMatchObject({
      state: 'active',
      quantity: 11,
      updated_timestamp: time / 1000,
      inventory: { products: [{}, {}, { offerings: [{ quantity: 0 }] }] },
    })
    expect(etsy.sell(mug, { product: 'MUG-S', count: 6 })).toBe(6)
    expect(etsy.sell(mug, { count: 9 })).toBe(5)
    expect(await read(mug)).toMatchObject({ state: 'sold_out', quantity: 0 })
    expect(etsy.sell(mug)).toBe(0)
    etsy.restock(mug, 3, { product: 'M' })
    expect(await read(mug)).toMatchObject({ state: 'active', quantity: 3 })
  })

  it('gives products new ids when the seller edits, and refuses an inventory of nothing', async () => {
    const before = await read(mug)
    etsy.edit(mug, { title: 'Stoneware mug', quantity: 0, product: 'L' })
    const after = await read(mug)
    expect(after.title).toBe('Stoneware mug')
    expect(after.quantity).toBe(11)
    const ids = (listing: Body) => listing.inventory.products.map((one) => one.product_id)
    expect(ids(after).some((id) => ids(before).includes(id))).toBe(false)
    expect(() => etsy.edit(tote, { quantity: 0 })).toThrow(/refuses/)
    expect(() => etsy.edit(mug, { isEnabled: false })).toThrow(/refuses/)
    etsy.edit(mug, { isEnabled: false, product: 'S' })
    expect((await read(mug)).quantity).toBe(5)
    etsy.edit(mug, { products: [{ values: { Size: 'XL', Colour: 'Sand' }, quantity: 4 }] })
    expect(await read(mug)).toMatchObject({
      quantity: 4,
      inventory: {
        quantity_on_property: [100, 200],
        products: [{ property_values: [{ values: ['XL'] }, { values: ['Sand'] }] }],
      },
    })
    etsy.edit(tote, { price: 2500, sku: 'TOTE-2' })
    expect(await read(tote)).toMatchObject({ price: { amount: 2500 }, skus: ['TOTE-2'], quantity: 7 })
  })

  it('expires, deactivates and activates without touching the stock', async () => {
    etsy.expire(candle)
    expect(await read(candle)).toMatchObject({ state: 'expired', quantity: 12 })
    expect(etsy.sell(candle)).toBe(0)
    etsy.deactivate(candle)
    expect(await read(candle)).toMatchObject({ state: 'inactive', quantity: 12 })
    etsy.activate(candle)
    expect(await read(candle)).toMatchObject({ state: 'active', quantity: 12 })
    expect(() => etsy.expire(7)).toThrow(/no listing 7/)
  })
})

describe('limits', () => {
  it('stand in the headers of every answer, also without limits', async () => {
    const { access_token } = await link(etsy)
    const { headers } = await get(etsy, access_token, '/shops/7')
    expect(Number(headers.get('x-limit-per-second'))).toBeGreaterThan(0)
    expect(headers.get('x-remaining-this-second')).toBe(headers.get('x-limit-per-second'))
    expect(headers.get('x-remaining-today')).toBe(headers.get('x-limit-per-day'))
  })

  it('refuse what is too much for a second, and for a day that slides', async () => {
    let { access_token } = await link(etsy)
    const shop = () => get(etsy, access_token, `/shops/${shopId}`)
    etsy.setLimits({ perSecond: 2, perDay: 3 })
    const first = await shop()
    expect(first.headers.get('x-remaining-this-second')).toBe('1')
    expect(first.headers.get('x-remaining-today')).toBe('2')
    await shop()
    const refused = await shop()
    expect(refused.status).toBe(429)
    expect(refused.headers.get('retry-after')).toBe('1')
    expect(refused.body.error).toMatch(/rate limit/)
    later(1)
    expect((await shop()).headers.get('x-remaining-today')).toBe('0')
    later(1)
    const dayOver = await shop()
    expect(dayOver.status).toBe(429)
    const seconds = Number(dayOver.headers.get('retry-after'))
    expect(seconds).toBe(86_400 - 2)
    later(seconds)
    access_token = (await link(etsy)).access_token
    expect((await shop()).status).toBe(200)
    expect(etsy.counts().limited).toBe(2)
    etsy.setLimits({})
    etsy.exhaust(30)
    const exhausted = await shop()
    expect([
      exhausted.status,
      exhausted.headers.get('retry-after'),
      exhausted.headers.get('x-remaining-today'),
    ]).toEqual([429, '30', '0'])
    etsy.exhaust(undefined)
    expect((await shop()).status).toBe(200)
  })
})

describe('faults', () => {
  it('cut the n-th call before anything is done, and after everything is', async () => {
    const { access_token, refresh_token } = await link(etsy)
    etsy.cutCall(2)
    expect((await get(etsy, access_token, `/shops/${shopId}`)).status).toBe(200)
    await expect(refresh(etsy, refresh_token)).rejects.toThrow('fetch failed')
    expect(etsy.counts().refreshed).toBe(0)

    etsy.cutCall(1, 'cut-after')
    await expect(refresh(etsy, refresh_token)).rejects.toThrow('fetch failed')
    expect(etsy.counts().refreshed).toBe(1)
    expect((await refresh(etsy, refresh_token)).body.error).toBe('invalid_grant')
    expect(etsy.calls().map(({ kind, status }) => [kind, status])).toEqual([
      ['page', 200],
      ['page', 302],
      ['token', 200],
      ['api', 200],
      ['token', 0],
      ['token', 0],
      ['token', 400],
    ])
  })

  it('answer with another status, with a page, with half of the JSON, or late', async () => {
    const { access_token } = await link(etsy)
    const ask = () =>
      fetch(`${etsy.apiUrl}${listings}`, {
        headers: { 'x-api-key': 'demo-keystring:demo-secret', authorization: `Bearer ${access_token}` },
      })
    const broken = etsy.faults.add({ kind: 'status', status: 503, match: /listings/, times: 1, retryAfter: 7 })
    const unavailable = await ask()
    expect([unavailable.status, unavailable.headers.get('retry-after')]).toEqual([503, '7'])
    expect((await ask()).status).toBe(200)
    expect(broken.hits).toBe(1)
    etsy.faults.clear()
    etsy.faults.add({ kind: 'html', method: 'GET', nth: 1 })
    const page = await ask()
    expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8'])
    const half = etsy.faults.add({ kind: 'broken-json' })
    await expect((await ask()).json()).rejects.toThrow(/JSON/)
    half.remove()
    etsy.faults.add({ kind: 'slow', delayMs: 60_000 })
    await expect(fetch(`${etsy.apiUrl}/shops/1`, { signal: AbortSignal.timeout(50) })).rejects.toThrow(
      /timeout|aborted/,
    )
    expect(etsy.counts().struck).toBe(4)
  })
})
