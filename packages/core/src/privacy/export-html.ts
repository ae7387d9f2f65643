import { escapeHtml } from '../i18n/index.ts'
import { fieldName } from './export-names.ts'
import type { ExportedData } from './privacy.ts'

export interface ExportWords {
  readonly locale: string
  readonly title: string
  readonly intro: string
  readonly nothing: string
  /** An instant as its reader's clock has it. */
  time(iso: string): string
}

const style = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif }
body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem }
table { border-collapse: collapse; margin: .5rem 0; display: block; overflow-x: auto }
th, td { border: 1px solid #8886; padding: .25rem .6rem; text-align: left; vertical-align: top; overflow-wrap: anywhere }
th { font-weight: 600; white-space: nowrap } h2 { margin-top: 2rem; border-bottom: 1px solid #8886 }
.none { opacity: .6 }`

/** One self-contained page that shows an export to people. Everything in it is escaped; it loads and runs nothing. */
export function renderExport({ exported_at, user_id, data }: ExportedData, words: ExportWords): string {
  const sections = Object.entries(data).map(
    ([owner, value]) => `<section><h2>${label(owner, words)}</h2>${render(value, words)}</section>`,
  )
  return `<!doctype html>
<html lang="${escapeHtml(words.locale)}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escapeHtml(words.title)}</title><style>${style}</style></head>
<body><h1>${escapeHtml(words.title)}</h1><p>${escapeHtml(words.intro)}</p>
<p>Telegram ID ${escapeHtml(user_id)}, <time datetime="${escapeHtml(exported_at)}">${escapeHtml(words.time(exported_at))}</time></p>
${sections.join('\n')}
</body></html>
`
}

function render(value: unknown, words: ExportWords): string {
  if (isEmpty(value)) return `<span class="none">${escapeHtml(words.nothing)}</span>`
  if (Array.isArray(value)) return renderList(value, words)
  if (!isRecord(value)) return escapeHtml(isInstant(value) ? words.time(value) : String(value))
  const rows = Object.entries(value).map(
    ([key, inner]) => `<tr><th scope="row">${label(key, words)}</th><td>${render(inner, words)}</td></tr>`,
  )
  return `<table>${rows.join('')}</table>`
}

/** Records become rows under one heading; anything else a plain list. */
function renderList(items: readonly unknown[], words: ExportWords): string {
  const records = items.filter(isRecord)
  if (records.length !== items.length)
    return `<ul>${items.map((item) => `<li>${render(item, words)}</li>`).join('')}</ul>`
  const columns = [...new Set(records.flatMap((record) => Object.keys(record)))]
  const head = columns.map((column) => `<th scope="col">${label(column, words)}</th>`).join('')
  const rows = records.map(
    (record) => `<tr>${columns.map((column) => `<td>${render(record[column], words)}</td>`).join('')}</tr>`,
  )
  return `<table><thead><tr>${head}</tr></thead><tbody>${rows.join('')}</tbody></table>`
}

const label = (key: string, { locale }: ExportWords): string => escapeHtml(fieldName(key, locale))

/** As `Date.toISOString` writes them. */
const isInstant = (value: unknown): value is string =>
  typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/.test(value)

function isEmpty(value: unknown): boolean {
  if (value === null || value === undefined || value === '') return true
  return typeof value === 'object' && Object.keys(value).length === 0
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
