import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type AsBot, playTheBot } from './support/as-bot.ts'
import { accessibilityProblems, executablePath, openPage } from './support/browser.ts'
import { connectToBrowser, newPerson, type SharedPlayground, sharedPlayground } from './support/shared-playground.ts'

const desk = { width: 1280, height: 900 }
const phone = { width: 390, height: 844 }
const bot = 'bazaar_playground_bot'
let playground: SharedPlayground
let browser: Browser
let asBot: AsBot
let linus: number
let lena: number

const title = (page: Page) => page.locator('.chat-title h2')
const message = (page: Page, text: string | RegExp) => page.locator('.message', { hasText: text }).last()

async function written(userId: number): Promise<readonly string[]> {
  const { messages } = await playground.control.ask('GET', `/control/users/${userId}/chat`)
  return messages.filter(({ from }: { from: string }) => from === 'user').map(({ text }: { text: string }) => text)
}

describe.runIf(executablePath)('Telegram’s own links on the chat page', () => {
  beforeAll(async () => {
    playground = sharedPlayground()
    browser = await connectToBrowser()
    asBot = await playTheBot(playground)
    linus = await newPerson(playground, 'Linus')
    lena = await newPerson(playground, 'Lena')
    for (const person of [linus, lena]) {
      await playground.control.says(person, '/start')
      await playground.control.sees(person, /./)
    }
  })
  afterAll(() => browser?.close())

  /** Opens the page, and closes it when it led nowhere else and nothing was wrong with it. */
  async function visit(hash: string, look: typeof desk, act: (page: Page) => Promise<void>): Promise<void> {
    const { page, problems, close } = await openPage(browser, playground.pageUrl, hash, look)
    const elsewhere: string[] = []
    page.on('popup', (popup) => elsewhere.push(popup.url()))
    await act(page)
    expect(await accessibilityProblems(page)).toEqual([])
    expect([...problems, ...elsewhere]).toEqual([])
    await close()
  }

  it('start the bot in the chat of whoever pressed them, by a button of its own', async () => {
    const inline_keyboard = [[{ text: 'Look', url: `tg://resolve?domain=${bot}&start=offer_999999` }]]
    const text = `See https://t.me/${bot}?start=venue_999999 or <a href="https://t.me/${bot}">the bot</a>.`
    await asBot('sendMessage', { chat_id: linus, text, parse_mode: 'HTML', reply_markup: { inline_keyboard } })
    await visit(`#${linus}`, desk, async (page) => {
      const start = page.getByRole('button', { name: 'Start', exact: true })
      await message(page, 'See https')
        .getByRole('link', { name: /venue_999999/ })
        .press('Enter')
      await start.press('Enter')
      await expect.poll(() => written(linus)).toContain('/start venue_999999')
      await expect
        .poll(() => page.getByRole('textbox', { name: 'Message', exact: true }).and(page.locator(':focus')).count())
        .toBe(1)
      await message(page, 'See https').getByRole('link', { name: 'Look' }).click()
      await start.click()
      await expect.poll(() => written(linus)).toContain('/start offer_999999')
      await message(page, 'See https').getByRole('link', { name: 'the bot' }).click({ button: 'middle' })
      expect(await start.count()).toBe(0)
    })
  })

  it('lead nowhere else: what is not played here is said', async () => {
    const text = 'https://t.me/durov_elsewhere and https://t.me/+invitation'
    await asBot('sendMessage', { chat_id: linus, text })
    await visit(`#${linus}`, phone, async (page) => {
      await message(page, 'durov').getByRole('link').first().click({ button: 'right' })
      await page.evaluate('new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))')
      expect(await page.locator('.toast').count()).toBe(0)
      await message(page, 'durov').getByRole('link').first().click()
      await page.locator('.toast', { hasText: `only links to @${bot} lead on` }).waitFor()
      await message(page, 'durov').getByRole('link').last().click()
      await page.locator('.toast', { hasText: 'not played here' }).waitFor()
    })
  })

  it('send a reservation to a friend, who takes it over', async () => {
    await expect
      .poll(async () => (await playground.control.ask('GET', '/control/overview')).demo_data, { timeout: 60_000 })
      .toBe('complete')
    await visit(`#${linus}`, phone, async (page) => {
      const press = (name: string | RegExp) => page.locator('.inline-button', { hasText: name }).last().click()
      await page.getByRole('textbox', { name: 'Message', exact: true }).fill('/offers')
      await page.keyboard.press('Enter')
      await press(/Berlin/)
      await press('More…')
      await press(/Share/)
      await page.getByRole('dialog', { name: 'Send to somebody' }).getByRole('button', { name: 'Cancel' }).click()
      await press('To the list')
      await press('Reserve')
      await press('Confirm')
      await message(page, /Show the code or the picture/).waitFor()
      await press('Send to a friend')
      await press('Choose a friend')
      const chooser = page.getByRole('dialog', { name: 'Send to somebody' })
      expect(await accessibilityProblems(page)).toEqual([])
      await chooser.getByRole('button', { name: 'Lena', exact: true }).click()

      await expect.poll(() => title(page).textContent()).toBe('Linus and Lena')
      expect(await page.locator('.chat-title p').textContent()).toBe('without the bot')
      expect(await page.getByRole('button', { name: 'Commands' }).count()).toBe(0)
      await message(page, /friend_/)
        .getByRole('link')
        .click()
      await expect.poll(() => title(page).textContent()).toBe('Lena')
      await page.getByRole('button', { name: 'Start', exact: true }).click()
      await press(/Take/)
      await playground.control.sees(lena, /^🎟 Your code: \d{4}/)
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(phone.width)
    })
    // The bot hears nothing of what people write to each other.
    const updates: readonly { update: { message?: { chat: { id: number } } } }[] = await playground.control.ask(
      'GET',
      '/control/updates',
    )
    expect(
      updates.filter(({ update }) => (update.message?.chat.id ?? 1) < 0 && JSON.stringify(update).includes('friend_')),
    ).toEqual([])
  })
})
