import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Browser, Locator, Page } from 'playwright-core'
import sharp from 'sharp'
import type { Look } from './browser.ts'

export type Language = 'en' | 'ru'

interface Tile {
  readonly title: string
  readonly language: Language
  readonly look: Look
}

const phone = { width: 390, height: 844 }
const desk = { width: 1280, height: 900 }
/** Each language is seen on both kinds of screens, and in light and dark. */
const tiles: readonly Tile[] = [
  { title: 'Phone, English, light', language: 'en', look: { ...phone, colorScheme: 'light' } },
  { title: 'Phone, Russian, dark', language: 'ru', look: { ...phone, colorScheme: 'dark' } },
  { title: 'Desk, English, dark', language: 'en', look: { ...desk, colorScheme: 'dark' } },
  { title: 'Desk, Russian, light', language: 'ru', look: { ...desk, colorScheme: 'light' } },
]

/** They lie above the chat for a moment. The page's content policy forbids a style sheet of our own. */
const hideToasts = 'document.querySelector(".toast-place").style.visibility = "hidden"'

/** The pictures of screens in docs/, taken while somebody walks through them. */
export interface PictureAlbum {
  /** Takes the message in each look of the language; the page is a phone's again afterwards. */
  take(page: Page, message: Locator, screen: string, language: Language): Promise<void>
  /** One sheet for each screen, and the page that shows them all; what was there before goes. */
  write(browser: Browser, folder: string, document: string): Promise<void>
}

export function createPictureAlbum(): PictureAlbum {
  const taken = new Map<string, Map<Tile, Buffer>>()
  return {
    async take(page, message, screen, language) {
      const of = taken.get(screen) ?? new Map<Tile, Buffer>()
      taken.set(screen, of)
      await page.evaluate(hideToasts)
      for (const tile of tiles.filter((one) => one.language === language)) {
        await wear(page, tile.look)
        of.set(tile, await message.screenshot())
      }
      await wear(page, phone)
    },
    async write(browser, folder, document) {
      rmSync(folder, { recursive: true, force: true })
      mkdirSync(folder, { recursive: true })
      const page = await browser.newPage({ viewport: { width: 2000, height: 1000 } })
      for (const [screen, of] of taken) {
        await page.setContent(sheetHtml(of))
        const sheet = await page.locator('main').screenshot()
        await sharp(sheet)
          .webp({ quality: 80 })
          .toFile(path.join(folder, fileOf(screen)))
      }
      await page.close()
      writeFileSync(document, documentOf([...taken.keys()], path.basename(folder)))
    },
  }
}

async function wear(page: Page, { colorScheme, ...viewport }: Look): Promise<void> {
  await page.setViewportSize(viewport)
  await page.emulateMedia({ colorScheme: colorScheme ?? null })
}

const fileOf = (screen: string): string =>
  `${screen
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')}.webp`

function sheetHtml(of: ReadonlyMap<Tile, Buffer>): string {
  const figures = tiles.flatMap((tile) => {
    const picture = of.get(tile)
    if (!picture) return []
    const source = `data:image/png;base64,${picture.toString('base64')}`
    return [`<figure><figcaption>${tile.title}</figcaption><img src="${source}"></figure>`]
  })
  return `<style>
    body { margin: 0; font: 14px sans-serif; color: #444; background: #fff }
    main { display: inline-flex; gap: 16px; padding: 12px; align-items: start }
    figure { margin: 0 } figcaption { margin-bottom: 8px } img { display: block }
  </style><main>${figures.join('')}</main>`
}

function documentOf(screens: readonly string[], folder: string): string {
  const parts = screens.map((screen) => `## ${screen}\n\n![${screen}](${folder}/${fileOf(screen)})\n`)
  return `# The screens in pictures

Taken from the playground's chat page in Chromium, by the walk that also measures [how high they are](screen-heights.md): each language on a phone and on a
desk, in light and in dark. \`PLAYGROUND_SCREENSHOT=1\` with \`apps/playground/test/heights.test.ts\` draws them anew.

${parts.join('\n')}`
}
