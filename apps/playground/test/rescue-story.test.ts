import path from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { root } from '../src/options.ts'
import { executablePath, openPage } from './support/browser.ts'
import type { SeenMessage } from './support/control-client.ts'
import { connectToBrowser, type SharedPlayground, sharedPlayground } from './support/shared-playground.ts'

const desk = { width: 1280, height: 900 }

/** With PLAYGROUND_SCREENSHOT=1 the pictures of the story in docs/ are drawn anew. */
async function shoot(page: Page, name: string): Promise<void> {
  if (!process.env.PLAYGROUND_SCREENSHOT) return
  await page.waitForTimeout(900)
  await page.screenshot({ path: path.join(root, 'docs', `marketplace-${name}.png`) })
}

const owners: Readonly<Record<string, string>> = {
  'Vera’s Bakery': 'vera',
  'Umi Sushi': 'kenji',
  'Greta’s Greengrocery': 'greta',
}

function readReceipt(messages: readonly SeenMessage[]): { readonly code: string; readonly venue: string } {
  const texts = messages.map(({ text, caption }) => text ?? caption ?? '')
  const receipt = texts.findLast((text) => text.includes('Show the code'))
  const [, code = '', venue = ''] = /code: (\d{4})[\s\S]*🏪 ([^,]+),/.exec(receipt ?? '') ?? []
  return { code, venue }
}

describe.runIf(executablePath)('food on the chat page', () => {
  let playground: SharedPlayground
  let browser: Browser
  beforeAll(async () => {
    playground = sharedPlayground()
    browser = await connectToBrowser()
  })
  afterAll(() => browser?.close())

  it('is found, reserved and handed over, by mouse', async () => {
    const { control, pageUrl } = playground
    await expect
      .poll(async () => (await control.ask('GET', '/control/overview')).demo_data, { timeout: 60_000 })
      .toBe('complete')
    const { page, problems, close } = await openPage(browser, pageUrl, '#1001', { ...desk, colorScheme: 'light' })
    const last = (name: string | RegExp) => page.locator('.inline-button', { hasText: name }).last()
    const says = async (text: string) => {
      await page.getByRole('textbox', { name: 'Message', exact: true }).fill(text)
      await page.keyboard.press('Enter')
    }
    await says('/offers')
    await last(/Berlin/).click()
    await last(/1 of 10/).waitFor()
    await shoot(page, 'browse')
    await last('Reserve').click()
    await last('Confirm').waitFor()
    await shoot(page, 'confirm')
    await last('Confirm').click()
    await page
      .locator('.message', { hasText: /Show the code or the picture/ })
      .last()
      .waitFor()
    // The card is the receipt now; nothing has to be closed first.
    expect(await page.getByRole('dialog').count()).toBe(0)
    await shoot(page, 'receipt')

    // The venue's people do not see it: the customer shows it.
    const { code, venue } = readReceipt(await control.fromBot(1001))
    const people: readonly { readonly id: number; readonly username: string }[] = await control.ask(
      'GET',
      '/control/users',
    )
    const owner = people.find(({ username }) => username === owners[venue])
    await page.goto(`${pageUrl}/#${owner?.id}`)
    await page.reload()
    await says(`/collect ${code}`)
    await last('Handed over').waitFor()
    await shoot(page, 'hand-over')
    await last('Handed over').click()
    await page
      .locator('.message', { hasText: /is handed over/ })
      .last()
      .waitFor()
    await control.sees(1001, /^Collected [\s\S]*Enjoy your meal/)
    expect(problems).toEqual([])
    await close()
  })
})
