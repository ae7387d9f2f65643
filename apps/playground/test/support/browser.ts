import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Browser, Page } from 'playwright-core'

export const executablePath = ['chromium', 'chromium-browser', 'google-chrome']
  .map((name) => `/usr/bin/${name}`)
  .find((file) => existsSync(file))
const args =
  '--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync'.split(
    ' ',
  )

export const launchOptions = { executablePath: executablePath ?? '', args }

export interface Look {
  readonly width: number
  readonly height: number
  readonly colorScheme?: 'light' | 'dark'
}

/** Closed pages wait here for the next test: a new one costs the browser four times as much as a new visit does. */
const idle = new WeakMap<Browser, Page[]>()

async function takePage(browser: Browser, { colorScheme, ...viewport }: Look): Promise<Page> {
  const page = idle.get(browser)?.pop() ?? (await browser.newPage())
  page.setDefaultTimeout(30_000)
  await page.setViewportSize(viewport)
  await page.emulateMedia({ colorScheme: colorScheme ?? null })
  return page
}

/** Forgets what the visit left behind, from a document of the same origin without any program: the chat page could write once more. */
async function leavePage(browser: Browser, page: Page, pageUrl: string): Promise<void> {
  page.removeAllListeners()
  await page.goto(`${pageUrl}/control/openapi.json`)
  await page.evaluate('localStorage.clear(); sessionStorage.clear()')
  idle.set(browser, [...(idle.get(browser) ?? []), page])
}

export interface Visit {
  readonly page: Page
  /** What no page may do: errors, warnings, requests to anywhere else. */
  readonly problems: readonly string[]
  /** Ends the visit; the next one finds nothing of it. */
  close(): Promise<void>
}

/** Opens the page as somebody who was never here. */
export async function openPage(browser: Browser, pageUrl: string, hash: string, look: Look): Promise<Visit> {
  const page = await takePage(browser, look)
  const problems: string[] = []
  page.on('console', (message) => ['error', 'warning'].includes(message.type()) && problems.push(message.text()))
  page.on('pageerror', (error) => problems.push(error.message))
  page.on('request', (request) => {
    if (!request.url().startsWith(pageUrl)) problems.push(request.url())
  })
  await page.goto(`${pageUrl}/${hash}`)
  return { page, problems, close: () => leavePage(browser, page, pageUrl) }
}

const axe = readFileSync(fileURLToPath(import.meta.resolve('axe-core')), 'utf8')

/** Serious and critical findings of axe, each with its first element. */
export async function accessibilityProblems(page: Page): Promise<readonly string[]> {
  // Evaluated, not injected as a script: the page's content policy rightly forbids foreign scripts.
  if (!(await page.evaluate('"axe" in window'))) await page.evaluate(axe)
  const found = await page.evaluate('axe.run(document, { resultTypes: ["violations"] })')
  const { violations } = found as {
    violations: { id: string; impact: string; help: string; nodes: { html: string; failureSummary: string }[] }[]
  }
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(
      ({ id, help, nodes }) =>
        `${id}: ${help}: ${nodes.map((node) => node.html.slice(0, 160)).join(' | ')} ${nodes[0]?.failureSummary}`,
    )
}
