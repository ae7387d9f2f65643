import type { Locator, Page } from 'playwright-core'

/** One chat on a phone, whose screens are looked at. */
export interface PhoneChat {
  says(text: string): Promise<void>
  presses(label: RegExp): Promise<void>
  /** Looks at the newest message with such words or buttons, once its picture is there. */
  sees(screen: string, shows: RegExp): Promise<void>
}

/** What is done with each screen that somebody comes by. */
export type Look = (page: Page, message: Locator, screen: string) => Promise<void>

const isDrawn = 'Promise.all([...document.images].map((image) => image.decode().catch(() => undefined)))'

export const chatOn = (page: Page, look: Look): PhoneChat => ({
  async says(text) {
    await page.getByRole('textbox', { name: 'Message', exact: true }).fill(text)
    await page.keyboard.press('Enter')
  },
  presses: (label) => page.locator('.inline-button', { hasText: label }).last().click(),
  async sees(screen, shows) {
    const message = page.locator('article.message.theirs', { hasText: shows }).last()
    await message.waitFor()
    await page.evaluate(isDrawn)
    await look(page, message, screen)
  },
})
