import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type AsBot, playTheBot } from './support/as-bot.ts'
import { accessibilityProblems, executablePath, openPage } from './support/browser.ts'
import { connectToBrowser, newPerson, type SharedPlayground, sharedPlayground } from './support/shared-playground.ts'

let anna: number
let adam: number
const desk = { width: 1280, height: 800 }
const phone = { width: 390, height: 844 }
let playground: SharedPlayground
let browser: Browser
let asBot: AsBot

const ask = (method: string, url: string, body?: unknown) => playground.control.ask(method, url, body)
const write = (page: Page) => page.getByRole('textbox', { name: 'Message', exact: true })

/** Opens a chat, and closes it when nothing was wrong with the page. */
async function inChat(hash: string, look: typeof desk, act: (page: Page) => Promise<void>): Promise<void> {
  const { page, problems, close } = await openPage(browser, playground.pageUrl, hash, look)
  await act(page)
  expect(await accessibilityProblems(page)).toEqual([])
  expect(problems).toEqual([])
  await close()
}

async function sendInvoice(title: string): Promise<void> {
  const prices = [{ label: title, amount: 50 }]
  await asBot('sendInvoice', { chat_id: anna, title, description: 'One week', payload: title, currency: 'XTR', prices })
}

/** The bot's answer to the next person who pays. */
async function answerPayment(verdict: object): Promise<void> {
  const updates = await asBot('getUpdates', { timeout: 20, allowed_updates: ['pre_checkout_query'] })
  const { update_id, pre_checkout_query } = updates.at(-1)
  await asBot('answerPreCheckoutQuery', { pre_checkout_query_id: pre_checkout_query.id, ...verdict })
  await asBot('getUpdates', { offset: update_id + 1, timeout: 0 })
}

/** A second of film, made by the browser itself: it plays what it records. */
async function recordFilm(page: Page): Promise<Buffer> {
  const base64 = await page.evaluate(`new Promise((resolve) => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 64, height: 48 })
    const pen = canvas.getContext('2d')
    const recorder = new MediaRecorder(canvas.captureStream(20), { mimeType: 'video/webm' })
    recorder.ondataavailable = ({ data }) => {
      const reader = new FileReader()
      reader.onload = () => resolve(reader.result.split(',')[1])
      reader.readAsDataURL(data)
    }
    let frame = 0
    const timer = setInterval(() => {
      pen.fillStyle = frame % 2 ? 'teal' : 'orange'
      pen.fillRect(0, 0, 64, 48)
      frame += 1
      if (frame < 20) return
      clearInterval(timer)
      recorder.stop()
    }, 50)
    recorder.start()
  })`)
  return Buffer.from(String(base64), 'base64')
}

describe.runIf(executablePath)('what a chat can hold', () => {
  beforeAll(async () => {
    playground = sharedPlayground()
    browser = await connectToBrowser()
    anna = await newPerson(playground, 'Annika')
    adam = await newPerson(playground, 'Adrian')
    await playground.control.says(anna, '/start')
    await playground.control.sees(anna, /./)
    asBot = await playTheBot(playground)
  })
  afterAll(() => browser?.close())

  it('pays an invoice by keyboard, and says why the bot refused another', async () => {
    // No feature sells anything yet, so the test answers in the bot's place.
    await ask('POST', '/control/bot', { action: 'stop' })
    await asBot('getUpdates', { timeout: 0, allowed_updates: ['pre_checkout_query'] })
    await inChat(`#${anna}`, desk, async (page) => {
      await sendInvoice('Listing')
      const consent = answerPayment({ ok: true })
      await page.getByRole('button', { name: /Pay.*50/ }).press('Enter')
      await consent
      await page.getByText('You paid ⭐ 50').waitFor()
      expect(await page.getByRole('button', { name: 'Paid ✓' }).isDisabled()).toBe(true)

      await sendInvoice('Banner')
      const refusal = answerPayment({ ok: false, error_message: 'Sold out a minute ago' })
      await page.getByRole('button', { name: /Pay.*50/ }).click()
      await refusal
      await page.locator('.toast', { hasText: 'Sold out a minute ago' }).waitFor()
      expect(await page.getByRole('button', { name: /Pay.*50/ }).isEnabled()).toBe(true)
    })
    await ask('POST', '/control/bot', { action: 'start' })
  })

  it('plays a film, by keyboard', async () => {
    await inChat(`#${anna}`, desk, async (page) => {
      const film = { name: 'film.webm', mimeType: 'video/webm', buffer: await recordFilm(page) }
      await page.locator('input[type=file]').setInputFiles([film])
      const video = page.locator('.message.mine video')
      await video.waitFor()
      expect(await video.getAttribute('controls')).not.toBeNull()
      await video.focus()
      await page.keyboard.press('Space')
      await expect.poll(() => page.evaluate('document.querySelector("video").currentTime')).toBeGreaterThan(0)
      await page.getByRole('link', { name: /Download.*film.webm/ }).waitFor()
    })
  })

  it('shows a channel: its posts to everybody, a composer to its administrators only', async () => {
    const made = { type: 'channel', title: 'Bazaar news', members: [adam, anna], bot: 'administrator' }
    const { id } = await ask('POST', '/control/chats', made)
    await inChat(`#${id}:${adam}`, desk, async (page) => {
      await write(page).fill('We are open')
      await page.keyboard.press('Enter')
      await page.locator('.message', { hasText: 'We are open' }).waitFor()
    })
    await asBot('sendMessage', { chat_id: id, text: 'New: vouchers' })
    await inChat(`#${id}:${anna}`, phone, async (page) => {
      await page.locator('.message', { hasText: 'We are open' }).waitFor()
      await page.locator('.message', { hasText: 'New: vouchers' }).waitFor()
      await page.getByText('Only administrators write in this channel.').waitFor()
      expect(await write(page).count()).toBe(0)
      expect(await page.getByRole('button', { name: 'Attach' }).count()).toBe(0)
    })
    expect(
      await playground.control.call('POST', `/control/users/${anna}/messages`, { text: 'Me too', chat_id: id }),
    ).toMatchObject({ status: 400 })
  })

  it('says what the keys of the bot’s keyboard share, and shares it, by keyboard', async () => {
    const keyboard = [
      [
        { text: 'My number', request_contact: true },
        { text: 'Here I am', request_location: true },
      ],
      [{ text: 'Not now' }],
    ]
    await asBot('sendMessage', { chat_id: anna, text: 'Who and where?', reply_markup: { keyboard } })
    await inChat(`#${anna}`, phone, async (page) => {
      const keys = page.getByRole('group', { name: 'Keyboard of the bot' })
      await keys.getByRole('button', { name: 'Here I am shares your location' }).waitFor()
      expect(await keys.locator('svg').count()).toBe(2)
      expect(await keys.getByRole('button', { name: 'Not now', exact: true }).locator('svg').count()).toBe(0)

      await write(page).focus()
      const isOnNumber = () => page.locator('button:focus', { hasText: 'My number' }).count()
      // Commands, text, keyboard, attachment and the idle Send come before it.
      for (let stops = 0; stops < 6 && (await isOnNumber()) === 0; stops += 1) await page.keyboard.press('Tab')
      await page.keyboard.press('Enter')
      await page.locator('.message.mine .attachment', { hasText: 'Annika' }).waitFor()
      await page.keyboard.press('Tab')
      await page.keyboard.press('Space')
      await page.locator('.message.mine .place').waitFor()
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(phone.width)
    })
    const { messages } = await ask('GET', `/control/users/${anna}/chat`)
    expect(messages.find((message: { contact: unknown }) => message.contact)?.contact.first_name).toBe('Annika')
  })
})
