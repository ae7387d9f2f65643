import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { executablePath, openPage } from './support/browser.ts'
import { eventually } from './support/control-client.ts'
import { connectToBrowser, type SharedPlayground, sharedPlayground } from './support/shared-playground.ts'

const desk = { width: 1280, height: 900 }
const anna = 1001
let playground: SharedPlayground
let browser: Browser

const ask = (method: string, path: string, body?: unknown) => playground.control.ask(method, path, body)

async function says(page: Page, text: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Message', exact: true }).fill(text)
  await page.keyboard.press('Enter')
}

const now = (page: Page) => page.locator('.story-steps .now')
const panel = (page: Page) => page.getByRole('complementary', { name: 'Behind the scenes' })
const story = (page: Page) => page.getByRole('region', { name: /^Story: / })

const shop = '/control/shops/stanshop'

/** The bot has looked at the shop since, and written down what it saw. */
async function untilSeen(): Promise<void> {
  const { calls } = await ask('GET', shop)
  await eventually('a look at the shop', async () => ((await ask('GET', shop)).calls > calls + 1 ? true : undefined))
}

/** The bot believes that the shop is sold out, and has struck every alert of before through. */
async function emptyShelves(): Promise<void> {
  await ask('PUT', shop, { denominations: [] })
  await untilSeen()
  await ask('POST', '/control/clock', { advance_ms: 121_000 })
  await untilSeen()
}

/** The shop has vouchers, and the bot has seen them. */
async function fillShelves(): Promise<void> {
  await ask('PUT', shop, { denominations: [{ value: 100, price: 95, status: 'active' }] })
  await untilSeen()
}

describe.runIf(executablePath)('a guided story, done in another order than told', () => {
  beforeAll(async () => {
    playground = sharedPlayground()
    browser = await connectToBrowser()
  })
  afterAll(() => browser?.close())

  it('of vouchers: by the panel, the shop full too early, Watch again before the shop sells out', async () => {
    await playground.control.says(anna, '/start')
    // Whoever played Anna before may have left her waiting: the full shelves would be an alert to her.
    const asked = await playground.control.says(anna, '/untrack')
    await playground.control.sees(anna, /./, asked)
    await emptyShelves()
    await fillShelves()
    const { page, problems, close } = await openPage(browser, playground.pageUrl, `#${anna}`, desk)
    await page.getByRole('button', { name: /Get a voucher alert/ }).click()
    await now(page).filter({ hasText: 'Begin with empty shelves' }).waitFor()
    await panel(page).getByRole('button', { name: 'Sell out' }).click()
    await now(page).filter({ hasText: 'Ask to be told' }).waitFor()
    await panel(page).getByRole('button', { name: 'Restock 100 @ 95' }).click()
    await says(page, '/track 100')
    // It was no restock for the bot, so no alert comes by itself.
    await now(page).filter({ hasText: 'Get the alert' }).waitFor()
    await story(page).getByRole('button', { name: 'Sell out, let the time pass, restock' }).click()
    await now(page).filter({ hasText: 'Let it sell out again' }).waitFor({ timeout: 60_000 })

    await page
      .getByRole('button', { name: /Watch again/ })
      .last()
      .click()
    await page
      .locator('.message', { hasText: /Back in stock[\s\S]*watching for the next/i })
      .last()
      .waitFor()
    await panel(page).getByRole('button', { name: 'Sell out' }).click()
    await now(page).filter({ hasText: 'Let the bot believe it' }).waitFor()
    await story(page).getByRole('button', { name: 'Let the time pass' }).click()
    await page.getByText('Done!').waitFor({ timeout: 60_000 })
    expect(problems).toEqual([])
    await close()
  })

  it('of a new venue: with a form that was begun before', async () => {
    const people: readonly { readonly id: number; readonly username: string }[] = await ask('GET', '/control/users')
    const nadia = people.find(({ username }) => username === 'nadia')?.id ?? 0
    const sends = async (body: object, question: RegExp) => {
      await ask('POST', `/control/users/${nadia}/messages`, body)
      // The form's one message is edited.
      await playground.control.sees(nadia, question)
    }
    await sends({ text: '/start' }, /./)
    await sends({ text: '/register' }, /what is the venue called/i)
    await sends({ text: 'Nadia’s Café' }, /street and house number/i)
    await sends({ text: 'Rykestraße 1' }, /which city/i)
    await sends({ text: 'Berlin' }, /postal code/i)
    await sends({ text: '10405' }, /where exactly is it/i)
    await sends({ location: { latitude: 52.5321, longitude: 13.4015 } }, /which phone number/i)
    const { page, problems, close } = await openPage(browser, playground.pageUrl, `#${nadia}`, desk)
    await page.getByRole('button', { name: /Open a venue of your own/ }).click()
    await now(page).filter({ hasText: 'Register' }).waitFor()
    await says(page, '/register')
    await page.getByRole('button', { name: 'Continue' }).last().click()
    await now(page).filter({ hasText: 'Phone, opening hours, currency' }).waitFor()
    expect(problems).toEqual([])
    await close()
  })
})
