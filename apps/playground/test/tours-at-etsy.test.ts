import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { executablePath, openPage, type Visit } from './support/browser.ts'
import { createTalker, etsyPath } from './support/etsy-seller.ts'
import { connectToBrowser, type SharedPlayground, sharedPlayground } from './support/shared-playground.ts'

const desk = { width: 1280, height: 900 }
const anna = 1001
const patience = { timeout: 60_000 }
/** So long the bot is waited for before the clock moves on to its next look. */
const brief = { timeout: 3_000 }

/** What is on the buttons. */
const labels = {
  en: {
    open: 'Open Etsy',
    order: 'Ordered, due…',
    sevenDays: 'In a week',
    chats: 'Alerts go to…',
    invite: 'Invite colleague',
    send: 'Send the link',
    accept: 'Get the alerts',
    stop: 'Stop their alerts',
    more: 'More…',
    server: 'Your own server',
    add: 'Add an address',
    secret: 'Show the secret',
    test: 'Send a test',
    language: 'English',
    unlink: /Unlink for good/,
    unlinked: /is unlinked/,
  },
  ru: {
    open: 'Открыть Etsy',
    order: 'Заказано, срок…',
    sevenDays: 'Через неделю',
    chats: 'Кому приходят…',
    invite: 'Позвать коллегу',
    send: 'Отправить ссылку',
    accept: 'Получать уведомления',
    stop: 'Больше не уведомлять',
    more: 'Ещё…',
    server: 'Ваш сервер',
    add: 'Добавить адрес',
    secret: 'Показать секрет',
    test: 'Проверить связь',
    language: 'Русский',
    unlink: /Отключить навсегда/,
    unlinked: /Магазин отключён: [\s\S]*удалены/,
  },
} as const

// Named to come late: these stories start Anna’s chat, which the tours of other files begin with.
describe.runIf(executablePath).each(['en', 'ru'] as const)('the stories of a seller at Etsy, in %s', (language) => {
  const words = labels[language]
  let playground: SharedPlayground
  let browser: Browser
  let visit: Visit
  let elif: ReturnType<typeof createTalker>

  beforeAll(async () => {
    playground = sharedPlayground()
    browser = await connectToBrowser()
    const { control } = playground
    await control.ask('PUT', etsyPath, { reset: true })
    await control.ask('PUT', '/control/servers/own', { forget: true })
    const people: readonly { readonly id: number; readonly username: string }[] = await control.ask(
      'GET',
      '/control/users',
    )
    elif = createTalker(control, people.find(({ username }) => username === 'elif')?.id ?? 0)
    if (language === 'ru') await speak(words.language, elif, anna)
    visit = await openPage(browser, playground.pageUrl, '', desk)
  })
  afterAll(async () => {
    await visit.close()
    await elif.says('/unlink')
    await elif.presses(words.unlink)
    await elif.sees(words.unlinked)
    // The files that follow meet them as they are.
    if (language === 'ru') await speak('English', elif, anna)
    await browser.close()
  })

  /** They read the language from now on. */
  async function speak(name: string, ...readers: readonly (number | ReturnType<typeof createTalker>)[]): Promise<void> {
    for (const one of readers) {
      const reader = typeof one === 'number' ? createTalker(playground.control, one) : one
      await reader.says('/start')
      await reader.says('/language')
      await reader.presses(new RegExp(`^${name}$`))
      await reader.sees(name === 'English' ? /speak English/ : /говорю|по-русски|русск/i)
    }
  }
  const says = async (page: Page, text: string) => {
    await page.getByRole('textbox', { name: 'Message', exact: true }).fill(text)
    await page.keyboard.press('Enter')
  }
  const press = (page: Page, label: string) => page.locator('.inline-button', { hasText: label }).last().click(patience)
  const story = (page: Page) => page.getByRole('region', { name: /^Story: / })
  const begins = (page: Page, title: RegExp) => page.locator('.story-offer').filter({ hasText: title }).click()
  /** Waits for it, and lets look after look come. */
  async function until(shown: Locator): Promise<void> {
    const deadline = Date.now() + patience.timeout
    for (;;) {
      const isThere = await shown.waitFor(brief).then(
        () => true,
        () => false,
      )
      if (isThere) return
      if (Date.now() > deadline) throw new Error(`Not seen: ${shown}`)
      await playground.control.ask('POST', '/control/clock', { advance_ms: 16_000 })
    }
  }
  const is = (page: Page, step: string) => until(page.locator('.story-steps .now').filter({ hasText: step }))
  const ends = async (page: Page) => {
    await until(page.getByText('Done!'))
    await story(page).getByRole('button', { name: 'Close' }).click()
    expect(visit.problems).toEqual([])
  }

  it('link a shop, sell the last one, get the alert, “Ordered”', async () => {
    const { page } = visit
    await begins(page, /Never miss a sold-out listing/)
    if (language === 'en') await page.getByRole('button', { name: 'Start', exact: true }).click()
    await is(page, 'Ask to link a shop')
    await says(page, '/link')
    const opening = page.waitForEvent('popup')
    await press(page, words.open)
    const etsy = await opening
    await etsy.getByLabel(/Clay & Thread/).check()
    await etsy.getByRole('button', { name: 'Allow' }).click()
    const digits = await etsy.locator('.pin').textContent()
    await etsy.close()
    await is(page, 'Finish in the chat')
    await says(page, digits ?? '')
    await is(page, 'Sell the last mug')
    await story(page).getByRole('button', { name: 'Sell the last mug, size L' }).click()
    await is(page, 'Order more')
    await press(page, words.order)
    await press(page, words.sevenDays)
    await is(page, 'Let it arrive')
    await story(page).getByRole('button', { name: 'Restock the mugs' }).click()
    await ends(page)
  })

  it('share the alerts, and end it', async () => {
    const { page } = visit
    const toChats = async () => {
      await says(page, '/shops')
      await press(page, 'Clay & Thread')
      await press(page, words.chats)
    }
    await begins(page, /Share a shop’s alerts/)
    await is(page, 'Make a link')
    await toChats()
    await press(page, words.invite)
    await is(page, 'Send it to Anna')
    await press(page, words.send)
    await page.getByRole('dialog').getByRole('button', { name: /^Anna/ }).click()
    await page.locator('.message a', { hasText: 't.me' }).last().click()
    await page.locator('.start-bar').click()
    await is(page, 'Say yes as Anna')
    await press(page, words.accept)
    await is(page, 'Sell something')
    await story(page).getByRole('button', { name: 'Sell every spoon rest' }).click()
    await is(page, 'End it as Elif')
    await page.getByRole('button', { name: /^Elif Etsy/ }).click()
    await toChats()
    await press(page, '👤 Anna')
    await press(page, words.stop)
    await ends(page)
  })

  it('send the alerts to a server of one’s own', async () => {
    const { page } = visit
    await begins(page, /Alerts for a program of your own/)
    await is(page, 'Find it in the chat')
    await says(page, '/shops')
    await press(page, 'Clay & Thread')
    await press(page, words.more)
    await press(page, words.server)
    await is(page, 'Give the address')
    const opening = page.waitForEvent('popup')
    await page.getByRole('link', { name: 'A seller’s own server' }).click()
    const server = await opening
    await press(page, words.add)
    await says(page, (await server.locator('code').textContent()) ?? '')
    await is(page, 'Let the server know the secret')
    await press(page, words.secret)
    const shown = page.locator('.message code', { hasText: /^whsec_/ }).last()
    await server.getByLabel(/Show the secret/).fill((await shown.textContent()) ?? '')
    await server.getByRole('button', { name: 'Save the secret' }).click()
    await is(page, 'Send a test')
    await press(page, `‹ ${words.server}`)
    await press(page, words.test)
    await is(page, 'Sell something')
    await story(page).getByRole('button', { name: 'Sell every spoon rest' }).click()
    await ends(page)
    await server.getByRole('link', { name: 'Look again' }).click()
    await server
      .getByText(/stock\.sold_out/)
      .first()
      .waitFor()
    expect(await server.getByText('The signature is right').count()).toBeGreaterThanOrEqual(2)
    expect(await server.getByText('The signature is wrong').count()).toBe(0)
    await server.close()
  })
})
