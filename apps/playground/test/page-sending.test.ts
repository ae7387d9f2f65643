import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { executablePath, openPage } from './support/browser.ts'
import { connectToBrowser, newPerson, type SharedPlayground, sharedPlayground } from './support/shared-playground.ts'

const desk = { width: 1280, height: 800 }
let playground: SharedPlayground
let browser: Browser
let wanda: number

const write = (page: Page) => page.getByRole('textbox', { name: 'Message', exact: true })
const toast = (page: Page) => page.locator('.toast')

/** Everything that the person wrote. */
async function written(): Promise<readonly string[]> {
  const { messages } = await playground.control.ask('GET', `/control/users/${wanda}/chat`)
  return messages.filter(({ from }: { from: string }) => from === 'user').map(({ text }: { text: string }) => text)
}

describe.runIf(executablePath)('what is written on the chat page', () => {
  beforeAll(async () => {
    playground = sharedPlayground()
    browser = await connectToBrowser()
    wanda = await newPerson(playground, 'Wanda')
    await newPerson(playground, 'Walter')
  })
  afterAll(() => browser?.close())

  const open = () => openPage(browser, playground.pageUrl, `#${wanda}`, desk)

  it('goes as several messages, in their order, when it is too long for one', async () => {
    const { page, problems, close } = await open()
    const lines = Array.from({ length: 120 }, (_, index) => `${index} ${'long '.repeat(18)}end`)
    await write(page).fill(lines.join('\n'))
    await page.keyboard.press('Enter')
    await write(page).fill('And that was all')
    await page.keyboard.press('Enter')
    await page.locator('.message.mine', { hasText: 'And that was all' }).waitFor()
    expect((await written()).join('\n')).toBe([...lines, 'And that was all'].join('\n'))
    expect(await toast(page).count()).toBe(0)
    expect(await write(page).inputValue()).toBe('')
    expect(problems).toEqual([])
    await close()
  })

  it('is back in its place when it could not be sent, before what was written meanwhile', async () => {
    const { page, close } = await open()
    const typed = Promise.withResolvers<void>()
    await page.route('**/messages', (route) => typed.promise.then(() => route.abort()))
    await write(page).fill('Is anybody there?')
    await page.keyboard.press('Enter')
    await write(page).fill('Hello?')
    typed.resolve()
    await toast(page).filter({ hasText: 'The playground does not answer' }).waitFor()
    await expect.poll(() => write(page).inputValue()).toBe('Is anybody there?\nHello?')
    await page.unroute('**/messages')
    await page.keyboard.press('Enter')
    await page.locator('.message.mine', { hasText: 'Is anybody there?' }).waitFor()
    expect(await write(page).inputValue()).toBe('')
    await close()
  })

  it('keeps the parts of a long text that were not sent', async () => {
    const { page, close } = await open()
    let calls = 0
    await page.route('**/messages', (route) => {
      calls += 1
      return calls === 1 ? route.continue() : route.abort()
    })
    const [first, second] = ['f'.repeat(4_096), 's'.repeat(1_000)]
    await write(page).fill(`${first}${second}`)
    await page.keyboard.press('Enter')
    await expect.poll(() => write(page).inputValue()).toBe(second)
    expect((await written()).at(-1)).toBe(first)
    await page.unroute('**/messages')
    await close()
  })

  it('waits in its chat while one looks into another one, or chooses a command', async () => {
    const { page, problems, close } = await open()
    await write(page).fill('Half a sentence')
    await page.getByRole('button', { name: /^Walter/ }).click()
    await page.getByRole('heading', { name: 'Walter', level: 2 }).waitFor()
    expect(await write(page).inputValue()).toBe('')
    await page.getByRole('button', { name: /^Wanda/ }).click()
    await page.getByRole('heading', { name: 'Wanda', level: 2 }).waitFor()
    expect(await write(page).inputValue()).toBe('Half a sentence')
    await page.getByRole('button', { name: 'Commands' }).click()
    await page.getByRole('group', { name: 'Commands of the bot' }).getByRole('button', { name: /help/ }).click()
    await page.locator('.message.mine', { hasText: '/help' }).waitFor()
    expect(await write(page).inputValue()).toBe('Half a sentence')
    expect(problems).toEqual([])
    await close()
  })

  it('says in words which file cannot be sent, and sends the others', async () => {
    const { page, problems, close } = await open()
    const document = (name: string, text: string) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(text) })
    await page.locator('input[type=file]').setInputFiles([document('empty.txt', ''), document('full.txt', 'words')])
    await toast(page).filter({ hasText: '“empty.txt” is empty.' }).waitFor()
    await page.getByRole('link', { name: /Download.*full.txt/ }).waitFor()
    expect(problems).toEqual([])
    await close()
  })
})
