import { globSync, readFileSync } from 'node:fs'
import { createTexts, loadTextSources, locales } from '@bazaar/core/i18n'
import { describe, expect, it } from 'vitest'

const notice =
  "The term 'Etsy' is a trademark of Etsy, Inc. This application uses the Etsy API but is not endorsed or certified by Etsy, Inc."
const folder = new URL('../locales/', import.meta.url)
const sources = loadTextSources('etsy-lowstock', folder)

/** Said above a question of a form, which brings the notice itself. */
const besideAQuestion = /^etsy-lowstock-webhook-(?:address|secret-told)/

/** Every refusal that the feature's code throws. */
const refusals = globSync(new URL('../src/**/*.ts', import.meta.url).pathname)
  .flatMap((file) => readFileSync(file, 'utf8').match(/(?<=AppError\(')etsy-lowstock-[a-z-]+(?=')/g) ?? [])
  .filter((key) => !besideAQuestion.test(key))

const textOf = (locale: string, key: string): string => {
  const fluent = sources.filter((one) => one.locale === locale).map((one) => one.fluent)
  const found = new RegExp(`^${key} =(.*\\n(?:(?:[ \\t].*)?\\n)*)`, 'm').exec(`${fluent.join('\n')}\n`)
  return found?.[1] ?? ''
}

describe.each(locales)('Etsy’s required notice in %s', (locale) => {
  it('stands in exactly the words that Etsy asks for', () => {
    const texts = createTexts(sources)
    expect(texts.html({ locale, timeZone: 'UTC' }, { key: 'etsy-lowstock-notice' })).toBe(`<i>${notice}</i>`)
  })

  it('stands under every refusal', () => {
    expect(refusals.length).toBeGreaterThan(20)
    const without = refusals.filter((key) => !textOf(locale, key).includes('{ etsy-lowstock-notice }'))
    expect(without).toEqual([])
  })
})
