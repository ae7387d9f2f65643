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

/** Opens the page and collects what no page may do: errors, warnings, requests to anywhere else. */
export async function openPage(browser: Browser, pageUrl: string, hash: string, { colorScheme, ...viewport }: Look) {
  const page = await browser.newPage({ viewport, ...(colorScheme ? { colorScheme } : {}) })
  page.setDefaultTimeout(30_000)
  const problems: string[] = []
  page.on('console', (message) => ['error', 'warning'].includes(message.type()) && problems.push(message.text()))
  page.on('pageerror', (error) => problems.push(error.message))
  page.on('request', (request) => {
    if (!request.url().startsWith(pageUrl)) problems.push(request.url())
  })
  await page.goto(`${pageUrl}/${hash}`)
  return { page, problems }
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
