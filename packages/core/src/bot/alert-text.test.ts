import { describe, expect, it } from 'vitest'
import { createTexts } from '../i18n/index.ts'
import { alertText } from './alert-text.ts'

const reader = { locale: 'en', timeZone: 'UTC' } as const
const texts = createTexts([
  {
    locale: 'en',
    origin: 'en.ftl',
    owner: 'probe',
    fluent: `
probe-short = <b>{ $name }</b> is &amp; stays { $time }.
probe-long =
    <b>{ $name }</b> is yours.

    <i>{ $rest }</i>
probe-only = { $rest }
`,
  },
])
const alert = (key: string, params: Record<string, string | { time: string }>) =>
  alertText(texts.html(reader, { key: `probe-${key}`, params }), 200)

describe('a text as an alert', () => {
  it('has no markup, and says what people typed as they typed it', () => {
    const time = { time: '2026-03-02T09:00:00Z' }
    expect(alert('short', { name: '<b>"Tom" &amp; &lt;Co&gt;', time })).toBe(
      '<b>"Tom" &amp; &lt;Co&gt; is & stays 09:00 UTC.',
    )
  })

  it('is whole where it fits, else without the paragraphs that do not', () => {
    expect(alert('long', { name: 'Moss', rest: 'x'.repeat(100) })).toBe(`Moss is yours.\n\n${'x'.repeat(100)}`)
    expect(alert('long', { name: 'Moss', rest: 'x'.repeat(200) })).toBe('Moss is yours.')
  })

  it('is cut where one paragraph is longer, never within a letter', () => {
    expect(alert('only', { rest: 'x'.repeat(300) })).toBe(`${'x'.repeat(199)}…`)
    expect(alert('only', { rest: `x${'🧵'.repeat(150)}` })).toBe(`x${'🧵'.repeat(99)}…`)
  })
})
