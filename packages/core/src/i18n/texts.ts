import { FluentBundle, FluentResource, type FluentVariable } from '@fluent/bundle'
import { zoneWords } from '../zones/index.ts'
import { formatDistance, formatDuration, formatMoney } from './format.ts'
import { escapeHtml, trimHtml } from './html.ts'
import { storable } from './storable.ts'
import { formatTime, timeEntity } from './times.ts'
import { type Html, type Locale, locales, type Reader, type TextParam, type TextSpec, type Texts } from './types.ts'

/** One Fluent source of one language, with the place it came from (for error messages). */
export interface TextSource {
  readonly locale: Locale
  readonly origin: string
  /** The feature that ships it, or `core`. */
  readonly owner?: string
  readonly fluent: string
}

/**
 * Builds the renderer from all sources of all features.
 * @throws when a source does not parse or a key exists twice, naming the file
 */
export function createTexts(
  sources: readonly TextSource[],
): Texts & { readonly keys: ReadonlyMap<Locale, ReadonlySet<string>>; readonly owners: ReadonlyMap<string, string> } {
  const bundles = new Map(locales.map((locale) => [locale, buildBundle(locale, sources)]))
  const keys = new Map(locales.map((locale) => [locale, new Set(bundles.get(locale)?._messages.keys())]))

  function pattern(reader: Reader, spec: TextSpec, mode: Mode): string {
    const bundle = bundles.get(reader.locale)
    const message = bundle?.getMessage(spec.key)
    if (!bundle || !message?.value)
      throw new Error(
        `The text "${spec.key}" has no "${reader.locale}" version: add it to the feature's locales/${reader.locale}.ftl`,
      )
    const errors: Error[] = []
    const rendered = bundle.formatPattern(message.value, renderParams(reader, spec.params ?? {}, mode), errors)
    if (errors[0]) throw new Error(`The text "${spec.key}" (${reader.locale}) cannot be rendered: ${errors[0].message}`)
    return rendered
  }

  function renderParams(
    reader: Reader,
    params: Readonly<Record<string, TextParam>>,
    mode: Mode,
  ): Record<string, FluentVariable> {
    const rendered: Record<string, FluentVariable> = {}
    for (const [name, value] of Object.entries(params)) rendered[name] = renderParam(reader, value, mode)
    return rendered
  }

  function renderParam(reader: Reader, value: TextParam, mode: Mode): FluentVariable {
    if (typeof value === 'number') return value
    if (typeof value === 'string') return mode === 'html' ? escapeHtml(value) : value
    if ('money' in value) return formatMoney(reader, value.money[0], value.money[1])
    if ('time' in value) return mode === 'html' ? timeEntity(reader, value) : formatTime(reader, value)
    if ('clockOf' in value) return zoneWords(value.clockOf, reader.locale)
    if ('duration' in value) return formatDuration(reader, value.duration)
    if ('distance' in value) return formatDistance(reader, value.distance)
    if ('text' in value) return pattern(reader, value.text, mode)
    return value.lines.map((line) => pattern(reader, line, mode)).join('\n')
  }

  const owners = new Map(
    sources.flatMap(({ owner, fluent }) =>
      owner === undefined ? [] : keysOf(fluent).map((key) => [key, owner] as const),
    ),
  )

  return {
    keys,
    owners,
    // The brand says that every parameter went through `escapeHtml` above.
    html: (reader, spec, limit = 4096) => trimHtml(pattern(reader, spec, 'html'), limit) as Html,
    plain: (reader, spec, limit = 64) => trimPlain(pattern(reader, spec, 'plain'), limit),
  }
}

type Mode = 'html' | 'plain'

/** What a source means to declare; a broken entry is skipped by the parser without a word. */
function keysOf(fluent: string): readonly string[] {
  return fluent.match(/^[a-zA-Z][\w-]*(?=\s*=)/gm) ?? []
}

function buildBundle(locale: Locale, sources: readonly TextSource[]): FluentBundle {
  const bundle = new FluentBundle(locale, { useIsolating: false })
  for (const source of sources.filter((one) => one.locale === locale)) {
    const resource = new FluentResource(source.fluent)
    const broken = keysOf(source.fluent).find((key) => !resource.body.some((entry) => entry.id === key))
    if (broken) throw new Error(`${source.origin}: the text "${broken}" is not valid Fluent`)
    for (const error of bundle.addResource(resource)) throw new Error(`${source.origin}: ${error.message}`)
  }
  return bundle
}

function trimPlain(text: string, limit: number): string {
  const clean = storable(text)
  if (clean.length <= limit) return clean
  let cut = ''
  for (const letter of clean) {
    if (cut.length + letter.length > limit - 1) break
    cut += letter
  }
  return `${cut}…`
}
