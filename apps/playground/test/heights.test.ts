import { writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { root } from '../src/options.ts'
import { executablePath, openPage } from './support/browser.ts'
import { eventually } from './support/control-client.ts'
import {
  getAlerts,
  invite,
  join,
  linkShop,
  lookAtStock,
  restock,
  restockFromChat,
  unlinkShop,
  useServer,
} from './support/etsy-walk.ts'
import { chatOn, type Look } from './support/phone-chat.ts'
import { createPictureAlbum, type Language } from './support/picture-album.ts'
import {
  followVouchers,
  inTheirLanguage,
  lookAround,
  register,
  reserve,
  sell,
  type Walker,
} from './support/screen-walks.ts'
import { connectToBrowser, type SharedPlayground, sharedPlayground } from './support/shared-playground.ts'
import { walkWords } from './support/walk-words.ts'

const phone = { width: 390, height: 844 }
/** Of a chat on a phone, above where one writes, in px: what is higher cannot be seen whole. */
const visible = 625
/** The demo's times are those of the real clock: on another day, or at another hour, one of them may take a line more. */
const oneLine = 22
const languages = ['en', 'ru'] as const

/** What nobody else waits for, and was not in stock a moment ago. */
const rare = { en: 777, ru: 778 }
/** Behind a button of a main screen: measured, and not judged for its height. */
const isAside = (screen: string): boolean => screen.endsWith('…')

const heights = new Map<string, Map<Language, number>>()
/** A button of one line, in px. */
const buttonHeight = 38
/** Labels that take more, or do not fit beside the others of their row. */
const broken: string[] = []
/** Keyboards with a row that is wider than the message above it. */
const cutOff =
  '[...document.querySelectorAll(".inline-keyboard")].filter((one) => one.scrollWidth > one.clientWidth).map((one) => one.innerText)'
/** With PLAYGROUND_SCREENSHOT=1 the documents and pictures of docs/ are made anew. */
const album = process.env.PLAYGROUND_SCREENSHOT ? createPictureAlbum() : undefined

let playground: SharedPlayground
let browser: Browser

const lookIn =
  (language: Language): Look =>
  async (page, message, screen) => {
    const box = await message.boundingBox()
    const of = heights.get(screen) ?? new Map<Language, number>()
    // A screen that comes again counts where it is highest.
    heights.set(screen, of.set(language, Math.max(of.get(language) ?? 0, Math.round(box?.height ?? 0))))
    for (const button of await message.locator('.inline-button').all())
      if (((await button.boundingBox())?.height ?? 0) > buttonHeight)
        broken.push(`${screen} (${language}): ${await button.textContent()}`)
    for (const keyboard of z.array(z.string()).parse(await page.evaluate(cutOff)))
      broken.push(`${screen} (${language}): ${keyboard}`)
    await album?.take(page, message, screen, language)
  }

/** Lets somebody walk in their chat on a phone. */
async function inChat<T>(
  userId: number,
  language: Language,
  walk: (walker: Walker, page: Page) => Promise<T>,
): Promise<T> {
  const { page, problems, close } = await openPage(browser, playground.pageUrl, `#${userId}`, phone)
  const { control } = playground
  const chat = chatOn(page, lookIn(language))
  const result = await walk({ chat, control, words: walkWords[language], userId }, page)
  expect(problems).toEqual([])
  await close()
  return result
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

async function idOf(wanted: string): Promise<number> {
  const people: readonly { readonly id: number; readonly username: string }[] = await playground.control.ask(
    'GET',
    '/control/users',
  )
  return people.find(({ username }) => username === wanted)?.id ?? 0
}

const tooHigh = (language: Language): readonly string[] =>
  [...heights].flatMap(([screen, of]) =>
    !isAside(screen) && (of.get(language) ?? 0) > visible + oneLine ? [`${screen}: ${of.get(language)} px`] : [],
  )

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
    await inChat(await someone('en'), 'en', async (_walker, page) => {
      const box = await page.locator('.log').boundingBox()
      expect(Math.round(box?.height ?? 0)).toBeGreaterThanOrEqual(visible)
    })
  })

  it.each(languages)('the screens of the core are seen whole, in %s', { timeout: 120_000 }, async (language) => {
    await inChat(await idOf('vera'), language, (walker) => inTheirLanguage(walker, () => lookAround(walker)))
    expect(tooHigh(language)).toEqual([])
    expect(broken).toEqual([])
  })

  it.each(languages)('the screens of both stories are seen whole, in %s', { timeout: 180_000 }, async (language) => {
    const heidi = await someone(language)
    const reserved = await inChat(heidi, language, async (walker) => {
      await followVouchers(walker, rare[language])
      return reserve(walker)
    })
    await inChat(await idOf(reserved.owner), language, (walker) =>
      inTheirLanguage(walker, () => sell(walker, reserved.code)),
    )
    await inChat(heidi, language, async (walker) => {
      await walker.chat.sees('Food: collected', walker.words.collected)
      await register(walker)
    })
    expect(tooHigh(language)).toEqual([])
    expect(broken).toEqual([])
  })

  it.each(languages)('the screens of a shop at Etsy are seen whole, in %s', { timeout: 180_000 }, async (language) => {
    const seller = await someone(language)
    const payload = await inChat(seller, language, async (walker) => {
      await linkShop(walker)
      await getAlerts(walker)
      await lookAtStock(walker)
      await restock(walker)
      await restockFromChat(walker)
      return invite(walker)
    })
    await inChat(await someone(language), language, (walker) => join(walker, payload))
    await inChat(seller, language, async (walker) => {
      await useServer(walker)
      await unlinkShop(walker)
    })
    if (album && language === 'ru') {
      writeFileSync(path.join(docs, 'screen-heights.md'), heightsDocument())
      await album.write(browser, path.join(docs, 'screens'), path.join(docs, 'screen-pictures.md'))
    }
    expect(tooHigh(language)).toEqual([])
    expect(broken).toEqual([])
  })
})

const docs = path.join(root, 'docs')

function heightsDocument(): string {
  const rows = [...heights].map(([screen, of]) => `| ${screen} | ${of.get('en') ?? '–'} | ${of.get('ru') ?? '–'} |`)
  return `# How high the screens are on a phone

Of a message with its picture and its buttons, in px, on the playground's chat page in Chromium at ${phone.width} × ${phone.height}; a chat shows ${visible} above where one
writes. \`apps/playground/test/heights.test.ts\` fails on a higher one, unless it stands behind a button with “…”; with \`PLAYGROUND_SCREENSHOT=1\` it writes this table. The offers are those of the demo: what
they say of times may take a line more or less on another day.

| screen | English | Russian |
|---|---|---|
${rows.join('\n')}
`
}
