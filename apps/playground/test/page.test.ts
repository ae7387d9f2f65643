import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { endAll, type PlaygroundProcess, startPlayground, temporaryFolder } from './support/playground-process.ts'

const executablePath = ['chromium', 'chromium-browser', 'google-chrome']
  .map((name) => `/usr/bin/${name}`)
  .find((file) => existsSync(file))
const args =
  '--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync'.split(
    ' ',
  )

const screenshot = fileURLToPath(new URL('../../../docs/playground.png', import.meta.url))

const folder = temporaryFolder()
let playground: PlaygroundProcess
let browser: Browser

describe.runIf(executablePath)('the chat page', () => {
  beforeAll(async () => {
    playground = await startPlayground(folder.dir)
    browser = await chromium.launch({ executablePath: executablePath ?? '', args })
  })
  afterAll(async () => {
    await browser?.close()
    await endAll()
    folder.remove()
  })

  async function open(
    hash: string,
    viewport: { width: number; height: number },
  ): Promise<{ page: Page; problems: string[] }> {
    const page = await browser.newPage({ viewport })
    const problems: string[] = []
    page.on('console', (message) => ['error', 'warning'].includes(message.type()) && problems.push(message.text()))
    page.on('pageerror', (error) => problems.push(error.message))
    // Nothing may be fetched from outside, ever.
    page.on('request', (request) => !request.url().startsWith(playground.pageUrl) && problems.push(request.url()))
    await page.goto(`${playground.pageUrl}/${hash}`)
    return { page, problems }
  }
  const bubbles = (page: Page) => page.locator('.message.theirs .text')

  it('sends, shows the answer, presses a button and shows the edit in place', async () => {
    const { page, problems } = await open('', { width: 1280, height: 800 })
    await page.getByRole('button', { name: /^Anna/ }).click()
    await page.getByRole('textbox', { name: 'Message' }).fill('/start')
    await page.keyboard.press('Enter')
    await bubbles(page).first().waitFor()
    const before = await bubbles(page).last().textContent()
    const buttons = page.locator('.inline-button')
    await buttons.first().waitFor()
    const changes = await playground.control.ask('GET', '/control/users/1001/chat')
    const count = await bubbles(page).count()
    await buttons.first().click()
    const shown = async () => ({ count: await bubbles(page).count(), last: await bubbles(page).last().textContent() })
    await expect.poll(shown).not.toEqual({ count, last: before })
    const after = await playground.control.ask('GET', `/control/users/1001/chat?since=${changes.revision}`)
    expect(after.messages.length).toBeGreaterThan(0)
    expect(problems).toEqual([])
    await page.close()
  })

  it('never turns text into markup', async () => {
    const { page, problems } = await open('#1002', { width: 390, height: 800 })
    const evil = '<img src=x onerror=alert(1)><b>bold</b>'
    await playground.control.says(1002, evil)
    const mine = page.locator('.message.mine .text').last()
    await mine.waitFor()
    expect(await mine.textContent()).toContain(evil)
    expect(await page.locator('.text img').count()).toBe(0)
    expect(problems).toEqual([])
    await page.close()
  })

  it('fits a phone: the list, then the chat with a way back, and nothing wider than the screen', async () => {
    const { page, problems } = await open('', { width: 390, height: 844 })
    await page.getByRole('button', { name: /^Boris/ }).click()
    await page.getByRole('textbox', { name: 'Message' }).waitFor()
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390)
    await page.getByRole('button', { name: 'Back to people' }).click()
    await page.getByRole('button', { name: /^Vera/ }).waitFor()
    expect(problems).toEqual([])
    await page.close()
  })

  it('creates a person, and restocks the shop from its panel', async () => {
    const { page, problems } = await open('#1001', { width: 1280, height: 800 })
    await page.getByRole('button', { name: 'New person' }).click()
    await page.getByLabel('First name').fill('Zoe')
    await page.getByRole('button', { name: 'Create' }).click()
    await page.getByRole('heading', { name: 'Zoe', level: 2 }).waitFor()
    await page.getByRole('button', { name: 'Restock 100 @ 95' }).click()
    await expect
      .poll(async () => (await playground.control.ask('GET', '/control/shops/stanshop')).denominations)
      .toEqual([{ value: 100, price: 95, status: 'active' }])
    expect(problems).toEqual([])
    await page.close()
  })

  it.runIf(process.env.PLAYGROUND_SCREENSHOT)('looks like this', async () => {
    const { control } = playground
    await control.ask('PUT', '/control/shops/stanshop', { denominations: [] })
    await control.ask('POST', '/control/clock', { advance_ms: 20_000 })
    await control.ask('POST', '/control/clock', { advance_ms: 32 * 60_000 })
    for (const id of [1002, 1004]) await control.says(id, '/start')
    const asked = await control.says(1001, '/track 100')
    await control.sees(1001, /tracking/i, asked)
    await control.ask('PUT', '/control/shops/stanshop', { denominations: [{ value: 100, price: 95 }] })
    await control.ask('POST', '/control/clock', { advance_ms: 20_000 })
    await control.sees(1001, /back in stock/i, asked)
    const { page } = await open('#1001', { width: 1280, height: 800 })
    await page.getByText('Back in stock', { exact: false }).last().waitFor()
    await page.waitForTimeout(500)
    await page.screenshot({ path: screenshot })
    await page.close()
  })
})
