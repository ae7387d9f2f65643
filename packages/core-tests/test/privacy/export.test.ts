import { startTestPlatform, type TestPlatform } from '@bazaar/testing'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createKeeperFeature } from './keeper-feature.ts'

let platform: TestPlatform
beforeAll(async () => {
  platform = await startTestPlatform({
    features: [createKeeperFeature()],
    env: { OPERATOR_CONTACT: 'Otto <otto@example.com>', PRIVACY_URL: 'https://example.com/privacy' },
  })
})
afterAll(() => platform?.stop())

const document = async (fileId: string | undefined): Promise<string> =>
  Buffer.from(platform.standin.file(fileId ?? '') ?? []).toString('utf8')

it('/export sends a page and JSON with what the core and each feature know, once an hour', async () => {
  const mallory = platform.telegram.user('<script>alert(1)</script>', { lastName: 'Ö"\'&' })
  await mallory.sends('/start')
  await mallory.sees('Hello')
  await mallory.sends('/export')
  const page = await mallory.sees((message) => message.document?.file_name?.endsWith('.html') ?? false)
  const data = await mallory.sees((message) => message.document?.file_name?.endsWith('.json') ?? false)

  const file = await mallory.sees((message) => message.document?.file_name === 'things.csv')
  expect(await document(file.document?.file_id)).toBe(`thing\n${mallory.id}\n`)

  const exported = JSON.parse(await document(data.document?.file_id))
  expect(exported.user_id).toBe(String(mallory.id))
  expect(exported.data.core.profile).toMatchObject({ id: String(mallory.id), firstName: '<script>alert(1)</script>' })
  expect(exported.data.keeper).toEqual({ things: [{ id: String(mallory.id), note: '<b>bold</b> & "quoted"' }] })

  const html = await document(page.document?.file_id)
  expect(html).toMatch(/^<!doctype html>\n<html lang="en">/)
  expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;')
  expect(html).toContain('&lt;b&gt;bold&lt;/b&gt; &amp; &quot;quoted&quot;')
  expect(html).toMatch(/<th scope="row">First seen at<\/th><td>\d+ \w+ \d{4}, \d\d:\d\d UTC</)
  // One file that runs and loads nothing.
  expect(html).not.toMatch(/<script|<b>|\ssrc=|\shref=|url\(/i)

  await mallory.sends('/export')
  await mallory.sees(/within the last hour. You can get the next one in \d+ /)
  const other = platform.telegram.user('Olga', { language: 'ru' })
  await other.sends('/export')
  const russian = await other.sees((message) => message.caption?.startsWith('Всё, что я храню') ?? false)
  const his = await document(russian.document?.file_id)
  expect(his).toMatch(/<th scope="row">Впервые<\/th><td>\d+ [а-я]+\.? \d{4} г\.(?:,| в) \d\d:\d\d по UTC</)
  expect(his.replaceAll(/datetime="[^"]*"/g, '')).not.toMatch(/\d{4}-\d\d-\d\dT/)
})

it('/privacy and /terms say what the program does, in both languages, within the limits, and open from each other', async () => {
  for (const [language, words] of [
    [
      'en',
      {
        stored: 'What the keeper keeps',
        how: 'How long it is kept',
        kept: '2 days',
        data: 'Your data',
        run: 'run by: Otto <otto@example.com>',
        terms: 'Terms',
      },
    ],
    [
      'ru',
      {
        stored: 'What the keeper keeps',
        how: 'Как долго хранится',
        kept: '2 дн',
        data: 'Ваши данные',
        run: 'ведёт: Otto <otto@example.com>',
        terms: 'Правила',
      },
    ],
  ] as const) {
    const anna = platform.telegram.user('Anna', { language })
    await anna.sends('/privacy')
    const card = await anna.sees(words.stored)
    expect(card.text).toContain(words.run)
    expect(card.text?.length).toBeLessThan(4096)
    expect(card.text).not.toMatch(/…$/)
    expect(card.buttons.flat().map(({ url }) => url)).toContain('https://example.com/privacy')
    await anna.presses(words.how)
    const kept = await anna.sees(words.kept)
    expect(kept.text?.length).toBeLessThan(4096)
    await anna.presses(words.data)
    await anna.sees(words.stored)
    await anna.presses(words.terms)
    await anna.sees(words.run)
    await anna.sends('/help')
    const help = await anna.sees('/delete')
    for (const command of ['/privacy', '/terms', '/export']) expect(help.text).toContain(command)
  }
})
