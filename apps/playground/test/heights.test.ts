import { writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { root } from '../src/options.ts'
import { executablePath, openPage } from './support/browser.ts'
import { eventually } from './support/control-client.ts'
import { type HeightWords, heightWords } from './support/height-words.ts'
import { createPictureAlbum, type Language } from './support/picture-album.ts'
import { connectToBrowser, type SharedPlayground, sharedPlayground } from './support/shared-playground.ts'

const phone = { width: 390, height: 844 }
/** Of a chat on a phone, above where one writes, in px: what is higher cannot be seen whole. */
const visible = 625
/** The demo's times are those of the real clock: on another day, or at another hour, one of them may take a line more. */
const oneLine = 22
const languages = ['en', 'ru'] as const

const owners: Readonly<Record<string, string>> = { Vera: 'vera', Umi: 'kenji', Greta: 'greta' }
/** What nobody else waits for, and was not in stock a moment ago. */
const rare = { en: 777, ru: 778 }
const shopPath = '/control/shops/stanshop'
/** Behind a button of a main screen, or a list as long as what it lists: measured, and not judged. */
const isAside = (screen: string): boolean => screen.endsWith('…') || screen === 'Venue: my offers'

const heights = new Map<string, Map<Language, number>>()
/** With PLAYGROUND_SCREENSHOT=1 the documents and pictures of docs/ are made anew. */
const album = process.env.PLAYGROUND_SCREENSHOT ? createPictureAlbum() : undefined

let playground: SharedPlayground
let browser: Browser

/** One chat on the phone, whose screens are measured. */
interface Chat {
  says(text: string): Promise<void>
  presses(label: RegExp): Promise<void>
  /** The newest message with such words or buttons, once its picture is there. */
  measures(screen: string, shows: RegExp): Promise<void>
}

function chatOn(page: Page, language: Language): Chat {
  return {
    async says(text) {
      await page.getByRole('textbox', { name: 'Message', exact: true }).fill(text)
      await page.keyboard.press('Enter')
    },
    presses: (label) => page.locator('.inline-button', { hasText: label }).last().click(),
    async measures(screen, shows) {
      const message = page.locator('article.message.theirs', { hasText: shows }).last()
      await message.waitFor()
      const isDrawn = 'Promise.all([...document.images].map((image) => image.decode().catch(() => undefined)))'
      await page.evaluate(isDrawn)
      const box = await message.boundingBox()
      const of = heights.get(screen) ?? new Map<Language, number>()
      heights.set(screen, of.set(language, Math.round(box?.height ?? 0)))
      await album?.take(page, message, screen, language)
    },
  }
}

/** Opens somebody's chat on a phone while `act` lasts. */
async function inChat(
  userId: number,
  language: Language,
  act: (chat: Chat, page: Page) => Promise<void>,
): Promise<void> {
  const { page, problems, close } = await openPage(browser, playground.pageUrl, `#${userId}`, phone)
  await act(chatOn(page, language), page)
  expect(problems).toEqual([])
  await close()
}

async function someone(language: Language): Promise<number> {
  const { id } = await playground.control.ask('POST', '/control/users', {
    first_name: 'Heidi',
    language_code: language,
  })
  await playground.control.says(id, '/start')
  await playground.control.sees(id, /./)
  return id
}

async function followVouchers(chat: Chat, words: HeightWords, amount: number): Promise<void> {
  const { control } = playground
  await chat.says('/menu')
  await chat.measures('Menu', words.vouchers)
  await chat.presses(words.vouchers)
  await chat.measures('Vouchers: first screen', words.startWatching)
  await chat.says(`/track ${amount}`)
  await chat.measures('Vouchers: watching', new RegExp(String(amount)))
  const usual = await control.ask('GET', shopPath)
  await control.ask('PUT', shopPath, { denominations: [{ value: amount, price: 700, status: 'active' }] })
  await chat.measures('Vouchers: alert', /700/)
  const { calls, ...answer } = usual
  await control.ask('PUT', shopPath, answer)
  await eventually('a look at the usual stock', async () =>
    (await control.ask('GET', shopPath)).calls > calls + 1 ? true : undefined,
  )
}

/** @returns the code of a reservation, and the username of whoever hands it over */
async function reserve(chat: Chat, words: HeightWords, userId: number) {
  await chat.says('/menu')
  await chat.presses(words.food)
  await chat.measures('Food: first screen', words.browse)
  await chat.presses(words.browse)
  await chat.measures('Food: where', /\(10\)/)
  await chat.presses(/\(10\)/)
  await chat.measures('Food: browse', words.reserve)
  // The first offer has two units only, and other files reserve it.
  await chat.presses(/^›$/)
  await chat.measures('Food: browse, another offer', words.second)
  await chat.presses(words.more)
  await chat.measures('Food: browse, More…', words.toList)
  await chat.presses(words.toList)
  await chat.presses(words.reserve)
  await chat.measures('Food: confirm', words.confirm)
  await chat.presses(words.confirm)
  await chat.measures('Food: receipt', words.code)
  const receipt = await playground.control.sees(userId, words.code)
  const text = receipt.caption ?? receipt.text ?? ''
  const [, code = ''] = words.code.exec(text) ?? []
  const owner = Object.keys(owners).find((name) => text.includes(name)) ?? ''
  return { code, owner: owners[owner] ?? '' }
}

async function sell(chat: Chat, words: HeightWords, code: string): Promise<void> {
  await chat.says('/language')
  await chat.presses(words.language)
  await chat.measures('Language chosen', words.languageSet)
  await chat.says('/venue')
  await chat.measures('Venue: card', words.venue)
  await chat.says('/newoffer')
  await chat.presses(words.repeat)
  await chat.measures('Venue: draft', words.publish)
  await chat.presses(words.change)
  await chat.measures('Venue: draft, Change something…', words.deleteDraft)
  await chat.presses(words.deleteDraft)
  await chat.presses(words.deleteDraft)
  await chat.says('/myoffers')
  await chat.measures('Venue: my offers', words.offers)
  await chat.presses(/^O\d+ · /)
  await chat.measures('Venue: manage an offer', words.change)
  await chat.says(`/collect ${code}`)
  await chat.measures('Venue: hand over', words.handedOver)
  await chat.presses(words.handedOver)
  await chat.measures('Venue: handed over', words.done)
  await chat.says('/language')
  await chat.presses(/^English$/)
  await chat.measures('Language chosen', /speak English/)
}

describe.runIf(executablePath)('on a phone', () => {
  beforeAll(async () => {
    playground = sharedPlayground()
    browser = await connectToBrowser()
    await eventually(
      'the demo data',
      async () => (await playground.control.ask('GET', '/control/overview')).demo_data === 'complete' || undefined,
      60_000,
    )
  }, 90_000)
  afterAll(() => browser?.close())

  it('a chat has so much room', async () => {
    await inChat(await someone('en'), 'en', async (_chat, page) => {
      const box = await page.locator('.log').boundingBox()
      expect(Math.round(box?.height ?? 0)).toBeGreaterThanOrEqual(visible)
    })
  })

  it.each(languages)('the screens of both stories are seen whole, in %s', { timeout: 180_000 }, async (language) => {
    const words = heightWords[language]
    const heidi = await someone(language)
    let reserved = { code: '', owner: '' }
    await inChat(heidi, language, async (chat) => {
      await followVouchers(chat, words, rare[language])
      reserved = await reserve(chat, words, heidi)
    })
    const people: readonly { readonly id: number; readonly username: string }[] = await playground.control.ask(
      'GET',
      '/control/users',
    )
    const seller = people.find(({ username }) => username === reserved.owner)
    await inChat(seller?.id ?? 0, language, (chat) => sell(chat, words, reserved.code))
    const tooHigh = [...heights].flatMap(([screen, of]) =>
      !isAside(screen) && (of.get(language) ?? 0) > visible + oneLine ? [`${screen}: ${of.get(language)} px`] : [],
    )
    if (album && language === 'ru') {
      writeFileSync(path.join(docs, 'screen-heights.md'), heightsDocument())
      await album.write(browser, path.join(docs, 'screens'), path.join(docs, 'screen-pictures.md'))
    }
    expect(tooHigh).toEqual([])
  })
})

const docs = path.join(root, 'docs')

function heightsDocument(): string {
  const rows = [...heights].map(([screen, of]) => `| ${screen} | ${of.get('en') ?? '–'} | ${of.get('ru') ?? '–'} |`)
  return `# How high the screens are on a phone

Of a message with its picture and its buttons, in px, on the playground's chat page in Chromium at ${phone.width} × ${phone.height}; a chat shows ${visible} above where one
writes. \`apps/playground/test/heights.test.ts\` fails on a higher one, unless it stands behind a button with “…” or is the list of a venue’s offers; with \`PLAYGROUND_SCREENSHOT=1\` it writes this table. The offers are those of the demo: what
they say of times may take a line more or less on another day.

| screen | English | Russian |
|---|---|---|
${rows.join('\n')}
`
}
