import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { executablePath, openPage } from './support/browser.ts'
import { eventually } from './support/control-client.ts'
import { connectToBrowser, type SharedPlayground, sharedPlayground } from './support/shared-playground.ts'

/** A phone on which somebody writes: some 330 px of the chat are left. */
const phone = { width: 390, height: 452 }
/** A line, of which half may be cut off. */
const line = 22

interface Register {
  readonly street: string
  readonly city: string
  readonly postalCode: string
  readonly hours: string
  readonly currency: string
}
const questions: Readonly<Record<'en' | 'ru', Register>> = {
  en: {
    street: 'Street and house number?',
    city: 'Which city?',
    postalCode: 'Postal code?',
    hours: 'When is it open?',
    currency: 'In which currency',
  },
  ru: {
    street: 'Улица и номер дома?',
    city: 'Какой город?',
    postalCode: 'Почтовый индекс?',
    hours: 'Когда открыто?',
    currency: 'В какой валюте',
  },
}

let playground: SharedPlayground
let browser: Browser

/** How far below the top of the chat the newest such words stand, in px; negative = above it. */
const topOf = (page: Page, words: string): Promise<number | null> =>
  page.evaluate(`(() => {
    const log = document.querySelector('.log')
    const walker = document.createTreeWalker(log, NodeFilter.SHOW_TEXT)
    let found = null
    while (walker.nextNode()) {
      const at = walker.currentNode.data.indexOf(${JSON.stringify(words)})
      if (at >= 0) found = [walker.currentNode, at]
    }
    if (!found) return null
    const range = document.createRange()
    range.setStart(found[0], found[1])
    range.setEnd(found[0], found[1] + 1)
    return range.getBoundingClientRect().top - log.getBoundingClientRect().top
  })()`)

describe.runIf(executablePath)('with the keyboard of a phone open', () => {
  beforeAll(async () => {
    playground = sharedPlayground()
    browser = await connectToBrowser()
  })
  afterAll(() => browser?.close())

  it.each(['en', 'ru'] as const)('what is asked stays in sight, in %s', { timeout: 120_000 }, async (language) => {
    const { control, pageUrl } = playground
    const asked = questions[language]
    const { id } = await control.ask('POST', '/control/users', { first_name: 'Kay', language_code: language })
    await control.says(id, '/start')
    await control.sees(id, /./)
    const { page, problems, close } = await openPage(browser, pageUrl, `#${id}`, phone)
    const sees = (words: string) =>
      eventually(`“${words}” in sight`, async () => ((await topOf(page, words)) ?? -line) > -line / 2 || undefined)
    const says = async (text: string, words: string) => {
      await page.getByRole('textbox', { name: 'Message', exact: true }).fill(text)
      await page.keyboard.press('Enter')
      await sees(words)
    }
    await control.says(id, '/register')
    await control.sees(id, /1.(of|из).9/)
    await says('Krume', asked.street)
    await says('5 Main Street', asked.city)
    await says('Berlin', asked.postalCode)
    await control.says(id, '10115')
    await control.sees(id, /5.(of|из).9/)
    await control.ask('POST', `/control/users/${id}/messages`, { location: { latitude: 52.53, longitude: 13.38 } })
    await control.sees(id, /6.(of|из).9/)
    await says('+49 30 901820', asked.hours)
    await says('Mon–Fri 8:00–19:00', asked.currency)
    expect(problems).toEqual([])
    await close()
  })
})
