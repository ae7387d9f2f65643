import { fileURLToPath } from 'node:url'
import { locales } from '@bazaar/core/i18n'
import { describe, expect, it } from 'vitest'
import { allTexts as all } from './words/texts.ts'

const file = fileURLToPath(new URL('../../../docs/texts.md', import.meta.url))
/** Telegram's limits by the kind of text that a key's name says it is. */
const limits: readonly (readonly [pattern: RegExp, limit: number, what: string])[] = [
  [/-command-\w+$/, 256, 'description of a command'],
  [/-button-|-home$/, 64, 'label of a button'],
  [/.*/, 4096, 'message'],
]

const cell = (text: string | undefined): string =>
  (text ?? '').replaceAll('|', '\\|').replaceAll('<', '&lt;').replaceAll('\n', '<br>')

function write(): string {
  const sections = all.map(({ id, en, ru }) => {
    const rows = [...en].map(([key, text]) => `| \`${key}\` | ${cell(text)} | ${cell(ru.get(key))} |`)
    return `## ${id}\n\n| key | English | Russian |\n|---|---|---|\n${rows.join('\n')}\n`
  })
  return `# Every text of the bot

Written by a test from the \`locales/\` folders, for reading all of it in one go. \`{ … }\` are parameters and plural forms.
After a change: \`pnpm --filter @bazaar/bot test test/texts-document.test.ts -u\`.

${sections.join('\n')}`
}

describe('the texts', () => {
  it('stand in docs/texts.md as they are', async () => {
    await expect(write()).toMatchFileSnapshot(file)
  })

  it.each(locales)('fit into what Telegram allows, in %s', (locale) => {
    const tooLong = all.flatMap(({ [locale]: texts }) =>
      [...texts].flatMap(([key, text]) => {
        const found = limits.find(([pattern]) => pattern.test(key))
        return found && text.length > found[1]
          ? [`${key}: ${text.length} characters, a ${found[2]} has at most ${found[1]}`]
          : []
      }),
    )
    expect(tooLong).toEqual([])
  })

  it('were all found', () => {
    const written = all[0]?.sources.filter(({ locale }) => locale === 'en').map(({ fluent }) => fluent)
    expect(all[0]?.en.size).toBe(written?.join('\n').match(/^[a-z][\w-]* =/gm)?.length)
  })
})
