import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type AsBot, playTheBot } from './support/as-bot.ts'
import { accessibilityProblems, executablePath, type Look, openPage, type Visit } from './support/browser.ts'
import { connectToBrowser, type SharedPlayground, sharedPlayground } from './support/shared-playground.ts'

const docs = fileURLToPath(new URL('../../../docs/', import.meta.url))
const desk = { width: 1280, height: 800 }
const phone = { width: 390, height: 844 }
const looks: readonly (readonly [string, Look])[] = [
  ['desk, light', { ...desk, colorScheme: 'light' }],
  ['desk, dark', { ...desk, colorScheme: 'dark' }],
  ['phone, light', { ...phone, colorScheme: 'light' }],
  ['phone, dark', { ...phone, colorScheme: 'dark' }],
]
let playground: SharedPlayground
let browser: Browser
let groupId: number
let asBot: AsBot

const icon = readFileSync(fileURLToPath(new URL('../../../docs/playground.png', import.meta.url)))
const ask = (method: string, url: string, body?: unknown) => playground.control.ask(method, url, body)
const open = (hash: string, look: Look) => openPage(browser, playground.pageUrl, hash, look)
const write = (page: Page) => page.getByRole('textbox', { name: 'Message', exact: true })

describe.runIf(executablePath)('the whole chat page', () => {
  beforeAll(async () => {
    playground = sharedPlayground()
    browser = await connectToBrowser()
    asBot = await playTheBot(playground)
    const made = { type: 'supergroup', title: 'Flatmates', members: [1001, 1002], bot: 'administrator' }
    groupId = (await ask('POST', '/control/chats', made)).id
  })
  afterAll(() => browser?.close())

  it('leads a newcomer from the welcome to the alert, by mouse', async () => {
    const { page, problems, close } = await open('', desk)
    await page.getByRole('heading', { name: 'Welcome to Bazaar' }).waitFor()
    await page.getByRole('button', { name: /Get a voucher alert/ }).click()
    await page.getByRole('button', { name: 'Start', exact: true }).click()
    const done = page.locator('.story-steps .done')
    // The shelves are empty at the first start.
    await done.nth(1).waitFor()
    await page
      .getByRole('button', { name: /Voucher alerts/ })
      .last()
      .click()
    await page
      .getByRole('button', { name: /Start watching/ })
      .last()
      .click()
    await done.nth(2).waitFor()
    await page.reload()
    await page.getByRole('button', { name: 'Restock the shop' }).click()
    await done.nth(4).waitFor({ timeout: 40_000 })
    await page.locator('.message', { hasText: 'back in stock' }).last().waitFor()
    await page.locator('.story').getByRole('button', { name: 'Sell out' }).click()
    await page.getByRole('button', { name: 'Let the time pass' }).click()
    await done.nth(6).waitFor({ timeout: 40_000 })
    await page
      .getByRole('button', { name: /Watch again/ })
      .last()
      .click()
    await page.getByText('Done!').waitFor()
    expect(problems).toEqual([])
    await close()
  })

  it('leads through a story of two people, by keyboard', async () => {
    const { page, problems, close } = await open('', desk)
    const done = page.locator('.story-steps .done')
    const says = async (text: string) => {
      await write(page).fill(text)
      await page.keyboard.press('Enter')
    }
    const goesTo = async (button: string | RegExp, chat: string) => {
      await page.getByRole('button', { name: button }).press('Enter')
      await page.getByRole('heading', { name: chat, level: 2 }).waitFor()
    }
    await goesTo(/Ask for help/, 'Adam Admin')
    await says('/start')
    await done.nth(0).waitFor()
    await goesTo('Open Anna’s chat', 'Anna')
    await says('/support')
    await page.getByRole('button', { name: 'A question' }).last().press('Enter')
    await done.nth(1).waitFor()
    await says('When do you open?')
    await page.getByRole('button', { name: /Skip/ }).last().press('Enter')
    await page.locator('.inline-button', { hasText: /Send/ }).last().press('Enter')
    await done.nth(2).waitFor()
    await goesTo('Open Adam’s chat', 'Adam Admin')
    await page.locator('.message', { hasText: 'When do you open?' }).waitFor()
    await says('/answer S1 At nine')
    await done.nth(3).waitFor()
    // Not by the story's button: the answer may be there before it is pressed, and then the story is over.
    await goesTo(/^Anna /, 'Anna')
    await page.locator('.message', { hasText: 'At nine' }).waitFor()
    await page.getByText('Done!').waitFor()
    expect(problems).toEqual([])
    await close()
  })

  it('lets several people write in a group, by keyboard', async () => {
    const { page, problems, close } = await open(`#${groupId}:1001`, desk)
    await write(page).focus()
    await page.keyboard.type('Who is at home?')
    await page.keyboard.press('Enter')
    await page.locator('.message.mine', { hasText: 'Who is at home?' }).waitFor()
    await page.getByLabel('You are').selectOption('1002')
    await page.locator('.message.theirs', { hasText: 'Who is at home?' }).waitFor()
    const { messages } = await ask('GET', `/control/users/1002/chat?chat_id=${groupId}`)
    expect(messages.at(-1).sender).toEqual({ id: 1001, name: 'Anna' })
    expect(problems).toEqual([])
    await close()
  })

  it('sends an album, a file, a contact and a place; moves a live place by keyboard; reacts', async () => {
    const { page, problems, close } = await open('#1002', desk)
    const picture = (name: string) => ({ name, mimeType: 'image/png', buffer: icon })
    await page.locator('input[type=file]').setInputFiles([picture('a.png'), picture('b.png')])
    await page.locator('.album-2 img').nth(1).waitFor()
    await page
      .locator('input[type=file]')
      .setInputFiles([{ name: 'list.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF') }])
    await page.getByRole('link', { name: /Download.*list.pdf/ }).waitFor()

    await page.getByRole('button', { name: 'Attach', exact: true }).press('Enter')
    await page.getByRole('button', { name: 'My phone number' }).press('Enter')
    await page.locator('.attachment', { hasText: 'Boris' }).waitFor()
    await page.getByRole('button', { name: 'Attach', exact: true }).press('Enter')
    await page.getByRole('button', { name: 'Location…' }).press('Enter')
    await page.getByRole('button', { name: /Share live/ }).press('Enter')
    const place = page.locator('.message.mine .place').last()
    const before = await place.locator('small').textContent()
    await place.getByRole('button', { name: 'Move north' }).press('ArrowUp')
    await expect.poll(() => place.locator('small').textContent()).not.toBe(before)
    await place.getByRole('button', { name: 'Stop sharing' }).press('Enter')
    await place.getByRole('button', { name: 'Stop sharing' }).waitFor({ state: 'detached' })

    const message = page.locator('.message.mine').last()
    await message.getByRole('button', { name: 'React to this message' }).press('Enter')
    await message.getByRole('button', { name: 'fire' }).press('Enter')
    await message.getByRole('img', { name: 'Reactions: 🔥' }).waitFor()
    expect(problems).toEqual([])
    await close()
  })

  it('shows an invoice with Pay, and the bot’s keyboard', async () => {
    const { page, problems, close } = await open('#1003', phone)
    await playground.control.says(1003, '/start')
    await playground.control.sees(1003, /./)
    const prices = [{ label: 'Listing', amount: 50 }]
    await asBot('sendInvoice', {
      chat_id: 1003,
      title: 'Listing',
      description: 'One week',
      payload: 'x',
      currency: 'XTR',
      prices,
    })
    await page.getByRole('button', { name: /Pay/ }).waitFor()
    const keyboard = [
      [
        { text: 'Share my number', request_contact: true },
        { text: 'Where I am', request_location: true },
      ],
    ]
    await asBot('sendMessage', { chat_id: 1003, text: 'Who and where are you?', reply_markup: { keyboard } })
    await page.getByRole('button', { name: 'Share my number' }).click()
    await page.locator('.message.mine', { hasText: 'Vera' }).waitFor()
    await page.getByRole('button', { name: 'Where I am' }).click()
    await page.locator('.message.mine svg[role=img]').waitFor()
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390)
    expect(problems).toEqual([])
    await close()
  })

  describe('in every look', () => {
    // Each chat is opened once; then its looks change, as when a window is resized and evening comes.
    const opened: Visit[] = []
    beforeAll(async () => {
      for (const hash of ['', '#1001', '#1002', '#1003', `#${groupId}:1001`]) {
        const one = await open(hash, desk)
        opened.push(one)
        await one.page
          .locator(hash === '' ? '.story-offer' : '.message')
          .first()
          .waitFor()
        if (hash === '#1002') await one.page.getByRole('button', { name: 'Commands' }).click()
      }
    })
    afterAll(() => Promise.all(opened.map(({ close }) => close())))

    it.each(looks)(
      'has no serious accessibility finding: %s',
      async (_name, { colorScheme = 'light', ...viewport }) => {
        for (const { page, problems } of opened) {
          await page.setViewportSize(viewport)
          await page.emulateMedia({ colorScheme })
          expect(await accessibilityProblems(page)).toEqual([])
          expect(problems).toEqual([])
        }
      },
    )
  })

  it('looks like its pictures in docs/, which PLAYGROUND_SCREENSHOT=1 draws anew', async () => {
    const shots: readonly (readonly [string, string, Look])[] = [
      ['playground.png', '#1001', { ...desk, colorScheme: 'light' }],
      ['playground-dark.png', `#1001,${groupId}:1002`, { ...desk, colorScheme: 'dark' }],
      ['playground-phone.png', '#1002', { ...phone, colorScheme: 'light' }],
    ]
    for (const [file, hash, look] of shots) {
      const { page, problems, close } = await open(hash, look)
      await page.locator('.message').first().waitFor()
      if (process.env.PLAYGROUND_SCREENSHOT) {
        await page.waitForTimeout(700)
        await page.screenshot({ path: path.join(docs, file) })
      }
      expect(existsSync(path.join(docs, file))).toBe(true)
      expect(problems).toEqual([])
      await close()
    }
  })
})
