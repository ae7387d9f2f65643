import { tracesOf } from '@bazaar/testing'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { z } from 'zod'
import { pageStyle } from '../src/link/page.ts'
import {
  attemptsOf,
  authorizes,
  begins,
  minute,
  type Person,
  readPage,
  type Story,
  sellers,
  shopsOf,
  startStory,
  visit,
} from './link-harness.ts'

let story: Story
beforeAll(async () => {
  story = await startStory()
})
afterAll(() => story?.stop())

const tokens = z.object({ access: z.string(), refresh: z.string() })

async function tokensOf(person: Person): Promise<z.output<typeof tokens>> {
  const grant = (await shopsOf(story, person))[0]?.grant
  if (!grant) throw new Error('There is no grant.')
  return tokens.parse(JSON.parse(story.platform.app.core.keyring.open(grant.tokens, 'etsy_lowstock_grant.tokens')))
}

it('a shop is linked by the link of the page, in English', async () => {
  const anna = story.person('Anna')
  await anna.sends('/link')
  const card = await anna.sees(/Link your Etsy shop/)
  expect(card.text).toMatch(/1\. Press “Open Etsy”[\s\S]*2\. Allow[\s\S]*3\. Come back/)
  expect(card.text).toMatch(/I never see orders, customers, messages or your password/)
  expect(card.text).toMatch(/works once, for 10 min\./)
  expect(card.text).toMatch(/The term 'Etsy' is a trademark of Etsy, Inc\./)
  const [open] = card.buttons.flat()
  const asked = new URL(open?.url ?? '')
  expect(Object.fromEntries(asked.searchParams)).toMatchObject({
    response_type: 'code',
    client_id: 'demo-keystring',
    scope: 'shops_r listings_r',
    code_challenge_method: 'S256',
  })
  const answer = await visit(story, await story.etsy.approve(asked.href))
  expect(answer.headers).toMatchObject({ 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' })
  expect(answer.body).toContain('<html lang="en">')
  expect(answer.body).toContain('<h1>Etsy said yes</h1>')
  expect(answer.body).toContain(`<style>${pageStyle}</style>`)
  expect(answer.body).toContain("The term 'Etsy' is a trademark of Etsy, Inc.")
  const { payload, pin } = readPage(answer.body)
  expect(answer.body).toContain(`<code>/pin ${pin}</code>`)

  await anna.opens(payload)
  const linked = await anna.sees(/Clay & Thread is linked\./)
  expect(linked.text).toMatch(/I am reading your listings now; the summary comes in a moment\./)
  expect(linked.text).toMatch(/The term 'Etsy' is a trademark of Etsy, Inc\./)
  const [shop] = await shopsOf(story, anna)
  const now = story.platform.clock.now().getTime()
  expect(shop).toMatchObject({
    ...{ name: 'Clay & Thread', currency: 'EUR', etsyShopId: 41_000_001n, etsyUserId: BigInt(sellers.clay) },
    grant: { accessExpiresAt: new Date(now + 3_600_000), refreshExpiresAt: new Date(now + 90 * 86_400_000) },
    chats: [{ chatId: BigInt(anna.id), userId: BigInt(anna.id) }],
  })
  expect((await attemptsOf(story, anna))[0]).toMatchObject({ state: 'DONE', granted: null, shopId: shop?.id })
})

it('a shop is linked by the code of the page, in Russian', async () => {
  const olga = story.person('Ольга', 'ru')
  await olga.sends('/link')
  const card = await olga.sees(/Подключите магазин на Etsy/)
  expect(card.text).toMatch(/Заказов, покупателей, переписки и пароля я не вижу/)
  expect(card.text).toMatch(/The term 'Etsy' is a trademark of Etsy, Inc\./)
  const url = card.buttons.flat().find(({ text }) => text === 'Открыть Etsy')?.url ?? ''
  const { body } = await visit(story, await story.etsy.approve(url, { user: sellers.paper }))
  expect(body).toContain('<html lang="ru">')
  expect(body).toContain('<h1>Etsy разрешил</h1>')
  expect(body).toContain('>Вернуться в чат</a>')
  const { pin } = readPage(body)
  await olga.sends('/pin')
  await olga.sees(/Пришлите шесть цифр со страницы/)
  await olga.sends(`/pin ${pin === '000000' ? '000001' : '000000'}`)
  await olga.sees(/На странице другой код[\s\S]*остались 4 попытки/)
  await olga.sends(`/pin ${pin.slice(0, 3)} ${pin.slice(3)}`)
  await olga.sees(/Nordlicht: магазин подключён\.\nЧитаю ваши товары; сводка сейчас придёт\./)
  await olga.sends(`/pin ${pin}`)
  await olga.sees(/Nordlicht: магазин уже подключён/)
})

it('the six digits alone are enough where they are waited for, and again when they were used', async () => {
  const anna = story.person('Anna')
  const { pin } = await authorizes(story, anna)
  await anna.sends(`${pin.slice(0, 3)} ${pin.slice(3)}`)
  await anna.sees(/Clay & Thread is linked/)
  await anna.sends(pin)
  await anna.sees(/Clay & Thread is linked already/)
  await anna.sends(pin === '123456' ? '654321' : '123456')
  await anna.sees(/not understand/)
})

it('six digits are waited for as long as the attempt lasts: then they are anybody’s, and the right ones are told so', async () => {
  const anna = story.person('Anna')
  const { pin } = await authorizes(story, anna)
  const other = pin === '123456' ? '654321' : '123456'
  await anna.sends(other)
  await anna.sees(/shows another code/)
  await story.platform.advance(10 * minute)
  await anna.sends(other)
  await anna.sees(/not understand/)
  await anna.sends(pin)
  await anna.sees(/time for this attempt is over/)
})

it('the way back of a page that ended opens a new card, as the button of a message does', async () => {
  const anna = story.person('Anna')
  await visit(story, await story.etsy.deny(await begins(anna)))
  await anna.opens('etlink')
  await anna.sees(/Link your Etsy shop/)
  await anna.sends('/pin 123456')
  await anna.sees(/Etsy has not said yes yet/)
  await story.platform.advance(10 * minute)
  await anna.sends('/pin 123456')
  await anna.sees(/time for this attempt is over/)
  await anna.presses('🔗 Link a shop')
  const card = await anna.sees(/Link your Etsy shop/)
  const url = card.buttons.flat()[0]?.url ?? ''
  await anna.opens(readPage((await visit(story, await story.etsy.approve(url))).body).payload)
  await anna.sees(/Clay & Thread is linked/)
})

it('a second shop is another shop, and the same one again stays one', async () => {
  const anna = story.person('Anna')
  for (const [user, words] of [
    [sellers.clay, /Clay & Thread is linked\./],
    [sellers.paper, /Nordlicht is linked\./],
    [sellers.clay, /Clay & Thread is connected again\./],
  ] as const) {
    await anna.opens((await authorizes(story, anna, user)).payload)
    await anna.sees(words)
  }
  expect((await shopsOf(story, anna)).map(({ name }) => name)).toEqual(['Clay & Thread', 'Nordlicht'])
})

it('markup in the name of a shop or a person is text', async () => {
  const anna = story.person('<i>Anna</i>')
  const { payload, body } = await authorizes(story, anna, sellers.odd)
  await anna.opens(payload)
  const linked = await anna.sees('<b>Bold</b> & "Brave" <script> is linked.')
  expect(linked.entities.filter(({ type }) => type === 'bold')).toHaveLength(1)
  expect(body).not.toMatch(/<script|Bold/)
})

it('an attempt goes on when the keys were rotated in the middle of it', async () => {
  const anna = story.person('Anna')
  const rotated = (id: string) => `${id}:${Buffer.alloc(32, `secret ${id} of tests`).toString('base64')}`
  const before = story.platform.config
  const old = `a:${Buffer.alloc(32, 'secret of tests').toString('base64')}`
  const back = await story.etsy.approve(await begins(anna))
  await story.platform.restart({ ENCRYPTION_KEYS: `${rotated('b')},${old}` })
  expect(story.platform.config).not.toBe(before)
  const { pin } = readPage((await visit(story, back)).body)
  await story.platform.restart({ ENCRYPTION_KEYS: `${rotated('c')},${rotated('b')},${old}` })
  await anna.sends(`/pin ${pin}`)
  await anna.sees(/Clay & Thread is linked/)
  expect((await attemptsOf(story, anna))[0]?.keyId).toBe('a')
})

it('no secret is in a log or in a row that can be read', async () => {
  const anna = story.person('Anna')
  const url = new URL(await begins(anna))
  const back = new URL(await story.etsy.approve(url.href))
  const { payload, pin } = readPage((await visit(story, back.href)).body)
  const found = async (secret: string) => ({
    rows: await tracesOf(story.platform.databaseUrl, secret),
    logged: story.platform.logged.filter((line) => line.includes(secret)),
  })
  const secrets = [back.searchParams.get('code'), url.searchParams.get('state'), payload]
  for (const secret of secrets) {
    if (secret === null) throw new Error('Something is missing in an address.')
    expect(await found(secret)).toEqual({ rows: {}, logged: [] })
  }
  const [asked] = await attemptsOf(story, anna)
  expect(JSON.stringify(asked, (_name, value) => (typeof value === 'bigint' ? `${value}` : value))).not.toContain(
    `"${pin}"`,
  )
  await anna.sends(`/pin ${pin}`)
  await anna.sees(/Clay & Thread is linked/)
  const { access, refresh } = await tokensOf(anna)
  for (const secret of [access, refresh, payload.slice('etl_'.length), `/pin ${pin}`])
    expect(await found(secret)).toEqual({ rows: {}, logged: [] })
})

it('attempts are kept for a day', async () => {
  const anna = story.person('Anna')
  await begins(anna)
  await story.platform.advance(23 * 3_600_000)
  await story.platform.advance(30 * minute)
  expect(await attemptsOf(story, anna)).toHaveLength(1)
  await story.platform.advance(90 * minute)
  await expect.poll(async () => (await attemptsOf(story, anna)).length).toBe(0)
})

it('old names of variables work', async () => {
  const old = await startStory({ ETSY_API_KEY: undefined, ETSY_CONSUMER_KEY: 'demo-keystring' })
  const anna = old.person('Anna')
  expect(new URL(await begins(anna)).searchParams.get('client_id')).toBe('demo-keystring')
  await old.stop()
})
