import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { executablePath, openPage } from './support/browser.ts'
import { connectToBrowser, newPerson, type SharedPlayground, sharedPlayground } from './support/shared-playground.ts'

let playground: SharedPlayground
let browser: Browser
let paula: number

describe.runIf(executablePath)('the chat page', () => {
  beforeAll(async () => {
    playground = sharedPlayground()
    browser = await connectToBrowser()
    paula = await newPerson(playground, 'Paula')
  })
  afterAll(() => browser?.close())

  const open = (hash: string, viewport: { width: number; height: number }) =>
    openPage(browser, playground.pageUrl, hash, viewport)
  const bubbles = (page: Page) => page.locator('.message.theirs .text')

  it('sends, shows the answer, presses a button and shows the edit in place', async () => {
    const { page, problems, close } = await open('', { width: 1280, height: 800 })
    await page.getByRole('button', { name: /^Paula/ }).click()
    await page.getByRole('textbox', { name: 'Message' }).fill('/start')
    await page.keyboard.press('Enter')
    // The greeting comes first; the screen with the buttons is the last thing that /start brings.
    const buttons = page.locator('.inline-button')
    await buttons.first().waitFor()
    const changes = await playground.control.ask('GET', `/control/users/${paula}/chat`)
    const before = await bubbles(page).last().textContent()
    const count = await bubbles(page).count()
    await buttons.first().click()
    const shown = async () => ({ count: await bubbles(page).count(), last: await bubbles(page).last().textContent() })
    await expect.poll(shown).not.toEqual({ count, last: before })
    const after = await playground.control.ask('GET', `/control/users/${paula}/chat?since=${changes.revision}`)
    expect(after.messages.length).toBeGreaterThan(0)
    expect(problems).toEqual([])
    await close()
  })

  it('never turns text into markup', async () => {
    const { page, problems, close } = await open(`#${paula}`, { width: 390, height: 800 })
    const evil = '<img src=x onerror=alert(1)><b>bold</b>'
    await playground.control.says(paula, evil)
    const mine = page.locator('.message.mine .text').last()
    await mine.waitFor()
    expect(await mine.textContent()).toContain(evil)
    expect(await page.locator('.text img').count()).toBe(0)
    expect(problems).toEqual([])
    await close()
  })

  it('fits a phone: the list, then the chat with a way back, and nothing wider than the screen', async () => {
    const { page, problems, close } = await open('', { width: 390, height: 844 })
    await page.getByRole('button', { name: /^Boris/ }).click()
    await page.getByRole('textbox', { name: 'Message' }).waitFor()
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390)
    await page.getByRole('button', { name: 'Back to people' }).click()
    await page.getByRole('button', { name: /^Vera/ }).waitFor()
    expect(problems).toEqual([])
    await close()
  })

  it('goes back and forth between chats with the browser, and stays at a reload', async () => {
    const { page, problems, close } = await open('', { width: 1280, height: 800 })
    const sees = async (...names: readonly string[]) => {
      const titles = page.locator('.chat-title h2')
      await expect.poll(() => titles.allTextContents()).toEqual(names)
    }
    await page.getByRole('button', { name: /^Anna/ }).click()
    await sees('Anna')
    await page.getByRole('button', { name: 'Open Boris beside the other chat' }).press('Enter')
    await sees('Anna', 'Boris')
    await page.getByRole('button', { name: /^Adam/ }).press('Enter')
    await sees('Adam Admin')
    await page.goBack()
    await sees('Anna', 'Boris')
    await page.reload()
    await sees('Anna', 'Boris')
    await page.goBack()
    await sees('Anna')
    await page.goForward()
    await page.goForward()
    await sees('Adam Admin')

    await page.setViewportSize({ width: 390, height: 844 })
    await page.goto(`${playground.pageUrl}/`)
    await page.getByRole('button', { name: /^Boris/ }).click()
    await sees('Boris')
    await page.goBack()
    await page.getByRole('button', { name: /^Vera/ }).click()
    await sees('Vera Venue owner')
    // The page's own way back leaves no entry behind that would lead into the chat again.
    await page.getByRole('button', { name: 'Back to people' }).click()
    await sees()
    await page.goForward()
    await sees('Vera Venue owner')
    expect(problems).toEqual([])
    await close()
  })

  it('creates a person, and restocks the shop from its panel', async () => {
    const { page, problems, close } = await open('#1001', { width: 1280, height: 800 })
    await page.getByRole('button', { name: 'New person' }).click()
    await page.getByLabel('First name').fill('Zoe')
    await page.getByRole('button', { name: 'Create', exact: true }).click()
    await page.getByRole('heading', { name: 'Zoe', level: 2 }).waitFor()
    await page.getByRole('button', { name: 'Restock 100 @ 95' }).click()
    await expect
      .poll(async () => (await playground.control.ask('GET', '/control/shops/stanshop')).denominations)
      .toEqual([{ value: 100, price: 95, status: 'active' }])
    expect(problems).toEqual([])
    await close()
  })
})
