import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type AsBot, playTheBot } from './support/as-bot.ts'
import { accessibilityProblems, executablePath, openPage } from './support/browser.ts'
import { connectToBrowser, newPerson, type SharedPlayground, sharedPlayground } from './support/shared-playground.ts'

const desk = { width: 1280, height: 800 }
let playground: SharedPlayground
let browser: Browser
let asBot: AsBot
let fay: number

const write = (page: Page) => page.getByRole('textbox', { name: 'Message', exact: true })
const hasFocus = (element: Locator) => expect.poll(() => element.and(element.page().locator(':focus')).count()).toBe(1)
const message = (page: Page, text: string) => page.locator('article', { hasText: text })

/** A message of the bot with two buttons; answers its id. */
async function offers(text: string): Promise<number> {
  const buttons = ['Yes', 'No'].map((answer) => ({ text: `${answer}, ${text}`, callback_data: answer }))
  const sent = await asBot('sendMessage', { chat_id: fay, text, reply_markup: { inline_keyboard: [buttons] } })
  return sent.message_id
}

describe.runIf(executablePath)('the focus on the chat page', () => {
  beforeAll(async () => {
    playground = sharedPlayground()
    browser = await connectToBrowser()
    asBot = await playTheBot(playground)
    fay = await newPerson(playground, 'Fay')
    await newPerson(playground, 'Finn')
    await playground.control.says(fay, '/start')
    await playground.control.sees(fay, /menu|help/i)
    for (let count = 1; count <= 20; count += 1) await offers(`Offer ${count}.`)
  })
  afterAll(() => browser?.close())

  /** Opens the page, and closes it when nothing was wrong with it. */
  async function visit(hash: string, act: (page: Page) => Promise<void>): Promise<void> {
    const { page, problems, close } = await openPage(browser, playground.pageUrl, hash, desk)
    await act(page)
    expect(await accessibilityProblems(page)).toEqual([])
    expect(problems).toEqual([])
    await close()
  }

  it('is where one writes when a chat opens: by its name, from its address, with the browser’s Back', async () => {
    await visit('', async (page) => {
      await page.getByRole('button', { name: /^Fay/ }).press('Enter')
      await hasFocus(write(page))
      await page.keyboard.type('Typed at once')
      await page.keyboard.press('Enter')
      await message(page, 'Typed at once').waitFor()
      await page.reload()
      await hasFocus(write(page))
      await page.getByRole('button', { name: /^Finn/ }).press('Enter')
      await page.getByRole('heading', { name: 'Finn', level: 2 }).waitFor()
      await page.goBack()
      await page.getByRole('heading', { name: 'Fay', level: 2 }).waitFor()
      await hasFocus(write(page))
    })
  })

  it('passes a long chat with one Tab, and goes through it with the arrows', async () => {
    const last = await offers('The last.')
    await visit(`#${fay}`, async (page) => {
      await message(page, 'The last.').waitFor()
      await hasFocus(write(page))
      // Back over the button of the commands, into the log; forward again.
      await page.keyboard.press('Shift+Tab')
      await page.keyboard.press('Shift+Tab')
      await hasFocus(message(page, 'The last.'))
      await page.keyboard.press('Tab')
      await page.keyboard.press('Tab')
      await hasFocus(write(page))
      await page.keyboard.press('Shift+Tab')
      await page.keyboard.press('Shift+Tab')

      await page.keyboard.press('ArrowUp')
      await hasFocus(page.locator('article').nth(-2))
      await page.keyboard.press('Home')
      await hasFocus(page.locator('article').first())
      await page.keyboard.press('End')
      const buttons = message(page, 'The last.').getByRole('button')
      await page.keyboard.press('ArrowRight')
      await page.keyboard.press('ArrowRight')
      await page.keyboard.press('ArrowRight')
      await hasFocus(buttons.nth(2))
      await page.keyboard.press('ArrowLeft')
      await hasFocus(buttons.nth(1))
      // Also from within a message, one Tab leads out of the log.
      await page.keyboard.press('Tab')
      await page.keyboard.press('Tab')
      await hasFocus(write(page))
      await buttons.nth(1).focus()
      await page.keyboard.press('Escape')
      await hasFocus(message(page, 'The last.'))
      await page.keyboard.press('Escape')
      await hasFocus(write(page))
    })
    await asBot('deleteMessage', { chat_id: fay, message_id: last })
  })

  it('stays near when the bot takes away what was pressed', async () => {
    await visit(`#${fay}`, async (page) => {
      const edited = await offers('Edited soon.')
      await page.getByRole('button', { name: 'Yes, Edited soon.' }).focus()
      await asBot('editMessageText', { chat_id: fay, message_id: edited, text: 'Edited now.' })
      await hasFocus(message(page, 'Edited now.'))

      const deleted = await offers('Deleted soon.')
      await page.getByRole('button', { name: 'Yes, Deleted soon.' }).focus()
      await asBot('deleteMessage', { chat_id: fay, message_id: deleted })
      await hasFocus(message(page, 'Edited now.'))

      const keyboard = [[{ text: 'A key' }]]
      await asBot('sendMessage', { chat_id: fay, text: 'Keys.', reply_markup: { keyboard } })
      await page.getByRole('button', { name: 'A key' }).focus()
      await asBot('sendMessage', { chat_id: fay, text: 'No keys.', reply_markup: { remove_keyboard: true } })
      await hasFocus(write(page))
    })
  })

  it('comes back from everything that opens and closes', async () => {
    await visit(`#${fay}`, async (page) => {
      const attach = page.getByRole('button', { name: 'Attach', exact: true })
      await attach.press('Enter')
      await page.getByRole('button', { name: 'Location…' }).press('Enter')
      await page.getByRole('button', { name: 'Send location' }).press('Enter')
      await hasFocus(attach)

      await page.getByRole('button', { name: 'Commands' }).press('Enter')
      await page.getByRole('group', { name: 'Commands of the bot' }).getByRole('button').first().focus()
      await page.keyboard.press('Escape')
      await hasFocus(write(page))

      const react = message(page, 'Offer 20.').getByRole('button', { name: 'React to this message' })
      await react.press('Enter')
      await message(page, 'Offer 20.').getByRole('button', { name: 'heart' }).press('Enter')
      await hasFocus(react)

      const newGroup = page.getByRole('button', { name: 'New group' })
      await newGroup.press('Enter')
      await hasFocus(page.getByLabel('Title'))
      await page.keyboard.press('Escape')
      await hasFocus(newGroup)

      const clear = page.getByRole('button', { name: 'Clear', exact: true })
      await clear.press('Enter')
      await expect.poll(() => clear.getAttribute('aria-busy')).toBe('false')
      await hasFocus(clear)
      await page.getByRole('button', { name: 'Close the panel' }).press('Enter')
      await hasFocus(write(page))
    })
  })

  it('follows from chat to chat: a second one beside, as somebody else in a group, none any more', async () => {
    const made = { type: 'group', title: 'Fay’s friends', members: [fay, 1001], bot: 'member' }
    const { id } = await playground.control.ask('POST', '/control/chats', made)
    await visit(`#${id}:${fay}`, async (page) => {
      await page.getByLabel('You are').focus()
      await page.keyboard.press('ArrowUp')
      await page.getByRole('region', { name: 'as Anna' }).waitFor()
      await hasFocus(page.getByLabel('You are'))

      await page.getByRole('button', { name: 'Open Finn beside the other chat' }).press('Enter')
      const [first, second] = [write(page).nth(0), write(page).nth(1)]
      await second.waitFor()
      await hasFocus(second)
      await page.getByRole('button', { name: 'Close this chat' }).nth(1).press('Enter')
      await second.waitFor({ state: 'detached' })
      await hasFocus(first)
      await page.setViewportSize({ width: 390, height: 844 })
      await page.getByRole('button', { name: 'Back to people' }).press('Enter')
      await hasFocus(page.locator('.person-button').first())
    })
  })

  it('goes with a story from its beginning to its end', async () => {
    await visit('', async (page) => {
      const story = page.getByRole('region', { name: 'Story: Look from the owner’s side' })
      await page.getByRole('button', { name: /Look from the owner’s side/ }).press('Enter')
      await story.waitFor()
      await hasFocus(write(page))
      await page.getByRole('button', { name: 'End the story' }).press('Enter')
      await story.waitFor({ state: 'detached' })
      await hasFocus(write(page))
      // Once more, in the chat that is open already.
      await page.getByRole('button', { name: /Look from the owner’s side/ }).press('Enter')
      await story.waitFor()
      await hasFocus(write(page))
    })
  })

  it('is given up by a click beside everything, and not taken back', async () => {
    await visit(`#${fay}`, async (page) => {
      await hasFocus(write(page))
      await page.getByRole('heading', { name: 'Fay', level: 2 }).click()
      await offers('While nothing has the focus.')
      await message(page, 'While nothing has the focus.').waitFor()
      expect(await page.locator(':focus').count()).toBe(0)
    })
  })
})
