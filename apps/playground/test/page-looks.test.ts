import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type AsBot, playTheBot } from './support/as-bot.ts'
import { accessibilityProblems, executablePath, type Look, openPage } from './support/browser.ts'
import { connectToBrowser, newPerson, type SharedPlayground, sharedPlayground } from './support/shared-playground.ts'

const desk = { width: 1280, height: 800 }
const phone = { width: 390, height: 844 }
let playground: SharedPlayground
let browser: Browser
let asBot: AsBot
let anna: number

const button = (text: string, more: object) => ({ text, ...more })
const say = (text: string, more: object = {}) =>
  asBot('sendMessage', { chat_id: anna, text, parse_mode: 'HTML', ...more })
const rows = (...buttons: object[][]) => ({ reply_markup: { inline_keyboard: buttons } })

/** Opens the chat, and closes it when nothing was wrong with the page. */
async function inChat(look: Look, act: (page: Page) => Promise<void>): Promise<void> {
  const { page, problems, close } = await openPage(browser, playground.pageUrl, `#${anna}`, look)
  await act(page)
  expect(await accessibilityProblems(page)).toEqual([])
  expect(problems).toEqual([])
  await close()
}

const backgroundOf = (page: Page, name: string) =>
  page.evaluate(
    `getComputedStyle([...document.querySelectorAll('.chat button')].find(({ textContent }) => textContent.startsWith('${name}'))).backgroundColor`,
  )

describe.runIf(executablePath)('what Telegram draws since lately', () => {
  beforeAll(async () => {
    playground = sharedPlayground()
    browser = await connectToBrowser()
    anna = await newPerson(playground, 'Annelie')
    await playground.control.says(anna, '/start')
    await playground.control.sees(anna, /./)
    asBot = await playTheBot(playground)
  })
  afterAll(() => browser?.close())

  it('buttons in colours, one that copies, one that cannot be pressed', async () => {
    await say(
      'A card',
      rows(
        [
          button('Reserve', { style: 'success', callback_data: 'x' }),
          button('Cancel', { style: 'danger', callback_data: 'y' }),
        ],
        [
          button('Copy the code', { style: 'primary', copy_text: { text: 'K7-4821' } }),
          button('Collect', { disabled: {} }),
        ],
      ),
    )
    for (const colorScheme of ['light', 'dark'] as const) {
      for (const look of [desk, phone]) {
        await inChat({ ...look, colorScheme }, async (page) => {
          await page.getByRole('button', { name: 'Reserve', exact: true }).waitFor()
          expect(await backgroundOf(page, 'Reserve')).toBe('rgb(35, 122, 67)')
          expect(await backgroundOf(page, 'Cancel')).toBe('rgb(184, 53, 47)')
          expect(await backgroundOf(page, 'Copy the code')).toBe('rgb(31, 116, 189)')
          expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(look.width)
        })
      }
    }
    await inChat(desk, async (page) => {
      await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
      await page.locator('.chat').getByRole('button', { name: 'Copy the code' }).click()
      await page.locator('.toast', { hasText: 'Copied.' }).waitFor()
      expect(await page.evaluate('navigator.clipboard.readText()')).toBe('K7-4821')
      const off = page.locator('.chat').getByRole('button', { name: 'Collect', exact: true })
      expect(await off.getAttribute('aria-disabled')).toBe('true')
      const before = (await playground.control.ask('GET', '/control/stats')).calls
      // Reached by keyboard, left by keyboard, and nothing happens in between.
      await off.focus()
      await page.keyboard.press('Enter')
      await page.keyboard.press('ArrowLeft')
      expect(await page.locator('button:focus').textContent()).toBe('Copy the code')
      expect((await playground.control.ask('GET', '/control/stats')).calls.answerCallbackQuery).toBe(
        before.answerCallbackQuery,
      )
    })
  })

  it('says that it could not copy, and what', async () => {
    await inChat(desk, async (page) => {
      await page.evaluate("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
      await page.locator('.chat').getByRole('button', { name: 'Copy the code' }).click()
      await page.locator('.toast', { hasText: 'K7-4821' }).waitFor()
    })
  })

  it('a keyboard of the bot in colours', async () => {
    const keyboard = [
      [button('Yes', { style: 'success' }), button('My number', { style: 'primary', request_contact: true })],
      [button('No', {})],
    ]
    await say('Well?', { reply_markup: { keyboard } })
    await inChat({ ...phone, colorScheme: 'dark' }, async (page) => {
      await page.getByRole('group', { name: 'Keyboard of the bot' }).getByRole('button', { name: 'Yes' }).waitFor()
      expect(await backgroundOf(page, 'Yes')).toBe('rgb(35, 122, 67)')
    })
    await say('Fine', { reply_markup: { remove_keyboard: true } })
  })

  it('no keyboard once a message took it away, also when that message is deleted', async () => {
    await say('Well?', { reply_markup: { keyboard: [[button('Maybe', {})]] } })
    await inChat(phone, async (page) => {
      const maybe = page.getByRole('group', { name: 'Keyboard of the bot' }).getByRole('button', { name: 'Maybe' })
      await maybe.waitFor()
      const { message_id } = await say('Gone at once', {
        disable_notification: true,
        reply_markup: { remove_keyboard: true },
      })
      await maybe.waitFor({ state: 'detached' })
      await asBot('deleteMessage', { chat_id: anna, message_id })
      await page.locator('.message', { hasText: 'Gone at once' }).waitFor({ state: 'detached' })
      expect(await maybe.count()).toBe(0)
    })
  })

  it('dates by the reader’s clock, relative ones that go on, and the whole of it when pressed', async () => {
    const { clock } = await playground.control.ask('GET', '/control/overview')
    const soon = Math.floor(Date.parse(clock.time) / 1000) + 125
    await say(
      `Ready <tg-time unix="${soon}" format="r">soon</tg-time>, at <tg-time unix="${soon}" format="t">noon</tg-time>`,
    )
    await inChat(phone, async (page) => {
      const ready = page.locator('.message', { hasText: 'Ready' }).last()
      await ready.getByRole('button', { name: /in [12] minutes?/ }).waitFor()
      await playground.control.ask('POST', '/control/clock', { advance_ms: 90_000 })
      await ready.getByRole('button', { name: /in \d+ seconds|now/ }).waitFor()
      const time = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' }).format(soon * 1000)
      await ready.getByRole('button', { name: time }).click()
      await page.locator('.toast', { hasText: new RegExp(`\\d{4} at ${time}`) }).waitFor()
      expect(await ready.locator('time').first().getAttribute('datetime')).toBe(new Date(soon * 1000).toISOString())
    })
  })

  it('a long quotation is folded to three lines and unfolds, a short one has nothing to press', async () => {
    const lines = Array.from({ length: 9 }, (_, n) => `Line ${n + 1} of the small print`).join('\n')
    await say(`<blockquote expandable>${lines}</blockquote>`)
    await say('<blockquote expandable>Short</blockquote>')
    await say('<blockquote>Quoted</blockquote>\nand said')
    await inChat(phone, async (page) => {
      // The line break behind a quotation ends its last line.
      expect(await page.locator('.text', { hasText: 'and said' }).textContent()).toMatch(/^Quotedand said/)
      const quotation = page.locator('blockquote', { hasText: 'small print' })
      const height = async () => (await quotation.boundingBox())?.height ?? 0
      const unfold = page.getByRole('button', { name: 'Show the whole quotation' })
      await unfold.waitFor()
      expect(await unfold.count()).toBe(1)
      const folded = await height()
      await unfold.press('Enter')
      const fold = page.getByRole('button', { name: 'Fold the quotation' })
      await fold.waitFor()
      expect(await height()).toBeGreaterThan(2.5 * folded)
      await quotation.click()
      await unfold.waitFor()
      expect(await height()).toBe(folded)
    })
  })

  it('an effect bursts once as its message comes, and not for whoever wants no motion', async () => {
    await inChat(desk, async (page) => {
      await page.locator('.message', { hasText: 'Short' }).waitFor()
      // It may be over before anybody asks.
      await page.evaluate(`new MutationObserver(() => {
        const pieces = [...document.querySelectorAll('.effect i')]
        window.burst ??= pieces[0] && pieces.map((piece) => getComputedStyle(piece).getPropertyValue('--turn'))
      }).observe(document.body, { childList: true, subtree: true })`)
      await say('Reserved!', { message_effect_id: '5046509860389126442' })
      const message = page.locator('.message', { hasText: 'Reserved!' })
      await message.waitFor()
      const turns = ['0deg', '45deg', '90deg', '135deg', '180deg', '225deg', '270deg', '315deg']
      expect(await page.evaluate('window.burst')).toEqual(turns)
      await message.locator('.effect').waitFor({ state: 'detached' })
      expect(await message.locator('.stamp').textContent()).toContain('🎉')
      await page.reload()
      await message.waitFor()
      expect(await page.locator('.effect').count()).toBe(0)
      await page.emulateMedia({ reducedMotion: 'reduce' })
      await say('Again!', { message_effect_id: '5046509860389126442' })
      await page.locator('.message', { hasText: 'Again!' }).waitFor()
      expect(await page.locator('.effect i').first().isVisible()).toBe(false)
      await page.emulateMedia({ reducedMotion: null })
    })
  })

  it('a Telegram that does not know a colour, for whom it is told to', async () => {
    const { control } = playground
    const red = rows([button('Red', { style: 'danger', callback_data: 'x' })])
    await control.ask('POST', '/control/faults', { kind: 'refuses', what: 'style', chat_id: anna })
    await expect(say('In colour', red)).rejects.toThrow()
    await control.ask('DELETE', '/control/faults')
    await say('In colour', red)
    const { messages } = await control.ask('GET', `/control/users/${anna}/chat`)
    const shown = messages.filter((message: { text: string }) => message.text === 'In colour')
    expect(shown).toMatchObject([{ buttons: [[{ text: 'Red', style: 'danger' }]] }])
  })

  it('a text that becomes a picture, in its place', async () => {
    const { message_id } = await say('Shall I reserve it?', rows([button('Yes', { callback_data: 'z' })]))
    const png = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=='
    const sent = await playground.control.ask('POST', `/control/users/${anna}/messages`, {
      photo: { base64: png, filename: 'a.png' },
    })
    const { messages } = await playground.control.ask('GET', `/control/users/${anna}/chat`)
    const photo = messages.find((message: { message_id: number }) => message.message_id === sent.message_id)
    await inChat(phone, async (page) => {
      const message = page.locator(`[data-message-id="${message_id}"]`)
      await message.getByText('Shall I reserve it?').waitFor()
      const media = { type: 'photo', media: photo.photo.file_id, caption: '4821' }
      await asBot('editMessageMedia', { chat_id: anna, message_id, media })
      await message.locator('img.photo').waitFor()
      await message.getByText('4821').waitFor()
      expect(await message.getByText('Shall I reserve it?').count()).toBe(0)
      expect(await message.getByRole('button', { name: 'Yes' }).count()).toBe(0)
    })
  })
})
