import type { Html, Locale } from '@bazaar/core/i18n'

/** What a page says in one language. */
export interface PageSection {
  readonly locale: Locale
  /** Not escaped. */
  readonly title: string
  readonly text: Html
}

export interface PageContent {
  /** One, or the same in several languages where nobody knows who reads. */
  readonly sections: readonly [PageSection, ...PageSection[]]
  /** Six digits, and what to do with them. */
  readonly pin?: { readonly digits: string; readonly text: Html }
  /** Where the button leads; not escaped. */
  readonly action?: { readonly href: string; readonly label: string }
  /** Etsy’s. */
  readonly notice: Html
}

/** Readable on a phone, in light and in dark. */
export const pageStyle = `
:root { color-scheme: light dark; --ink: #1c1b1a; --soft: #6b6661; --paper: #fbf9f6; --card: #fff; --line: #e5dfd8; --main: #1a6fb5; --onmain: #fff }
@media (prefers-color-scheme: dark) { :root { --ink: #f1eeea; --soft: #a8a29b; --paper: #171615; --card: #22201f; --line: #3a3734; --main: #6bb3ee; --onmain: #0b1a26 } }
* { box-sizing: border-box }
body { margin: 0; padding: 24px 16px; background: var(--paper); color: var(--ink); font: 17px/1.5 system-ui, sans-serif; overflow-wrap: anywhere }
main { max-width: 30rem; margin: 0 auto; padding: 24px; background: var(--card); border: 1px solid var(--line); border-radius: 16px }
section + section { margin-top: 24px; padding-top: 24px; border-top: 1px solid var(--line) }
h1 { margin: 0 0 12px; font-size: 1.4rem; line-height: 1.25 }
p { margin: 0 0 12px }
.action { display: block; margin: 20px 0; padding: 14px 16px; border-radius: 12px; background: var(--main); color: var(--onmain); font-weight: 600; text-align: center; text-decoration: none }
.action:focus-visible { outline: 3px solid var(--ink); outline-offset: 2px }
.pin { margin: 16px 0 0; padding: 12px; border: 1px solid var(--line); border-radius: 12px; font: 600 2.4rem/1.2 ui-monospace, monospace; letter-spacing: .12em; text-align: center; user-select: all; white-space: nowrap }
main > :last-child { margin-bottom: 0 }
footer { max-width: 30rem; margin: 16px auto 0; color: var(--soft); font-size: .8rem }
footer p { margin: 0 }
`

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

const paragraphs = (text: string): string =>
  text
    .split(/\n{2,}/)
    .map((one) => `<p>${one.trim().replaceAll('\n', '<br>')}</p>`)
    .join('\n')

const sectionOf = ({ locale, title, text }: PageSection): string =>
  `<section lang="${locale}">\n<h1>${escaped(title)}</h1>\n${paragraphs(text)}\n</section>`

/** A whole page, with everything escaped that was not yet. */
export function renderPage({ sections, pin, action, notice }: PageContent): string {
  const [{ locale, title }] = sections
  return `<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${escaped(title)}</title>
<style>${pageStyle}</style>
</head>
<body>
<main>
${sections.map(sectionOf).join('\n')}
${action ? `<a class="action" href="${escaped(action.href)}">${escaped(action.label)}</a>` : ''}
${pin ? `${paragraphs(pin.text)}\n<p class="pin">${escaped(pin.digits)}</p>` : ''}
</main>
<footer lang="en">${paragraphs(notice)}</footer>
</body>
</html>
`
}
