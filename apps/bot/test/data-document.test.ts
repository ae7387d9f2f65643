import { fileURLToPath } from 'node:url'
import { createTexts, loadTextSources } from '@bazaar/core/i18n'
import type { OwnedData, RetentionRule } from '@bazaar/core/privacy'
import { readColumns, type SchemaColumn, startTestPlatform } from '@bazaar/testing'
import { beforeAll, expect, it } from 'vitest'
import { features } from '../src/features.ts'

const file = fileURLToPath(new URL('../../../docs/data.md', import.meta.url))
const columns = readColumns()
let data: readonly OwnedData[]
beforeAll(async () => {
  const platform = await startTestPlatform({ features })
  data = platform.app.declarations.all
  await platform.stop()
})
const texts = createTexts([
  ...loadTextSources('core', new URL('../../../packages/core/locales/', import.meta.url)),
  ...features.flatMap(({ id, locales }) => loadTextSources(id, locales)),
])

/** As /privacy says it. */
function say(owner: string, { id, keepMs }: RetentionRule): string {
  const params = { time: { duration: keepMs / 1000 } }
  return texts.plain({ locale: 'en', timeZone: 'UTC' }, { key: `${owner}-kept-${id}`, params }, 500)
}

function outcome({ mark }: SchemaColumn): string {
  if (mark?.kind === 'keep') return `kept: ${mark.reason}`
  return mark?.kind === 'pseudonymise' ? 'replaced by a number that no account has' : 'erased'
}

function write(): string {
  const retention = data.flatMap(({ id, part }) =>
    (part.retention ?? []).map((rule) => `| \`${rule.table}\` | ${rule.personal ? 'yes' : ''} | ${say(id, rule)} |`),
  )
  const sealed = data.flatMap(({ part }) => (part.sealed ?? []).map(({ table, column }) => `- \`${table}.${column}\``))
  const keyIds = data.flatMap(({ part }) => (part.keyIds ?? []).map(({ table, column }) => `\`${table}.${column}\``))
  const marks = columns.filter(({ mark }) => mark).map((one) => `| \`${one.table}.${one.column}\` | ${outcome(one)} |`)
  return `# Data: what is stored, for how long, and what /delete does

Written by a test from what the code declares: \`retention\` and \`sealed\` of the core and each feature, and the \`@personal\` marks in
\`prisma/schema\`. After a change: \`pnpm --filter @bazaar/bot test test/data-document.test.ts -u\`.

## For how long
The hourly job \`core.prune\` deletes what is older. \`/privacy\` lists what is about people. Everything else is kept until its person sends
\`/delete\`.

| table | about people | what, how long, why |
|---|---|---|
${retention.join('\n')}

## Sealed
These hold AES-256-GCM values under \`ENCRYPTION_KEYS\`; the first character of a key's entry is stored with each value. Names and usernames
are plain: people are looked up by them. So are reasons that admins write; they should hold no private data.

${sealed.join('\n')}

Derived under a key, and of no use without it: what each row's ${keyIds.join(', ')} names.

\`core_key\` holds what each key computes over its own id. Another secret under a known id is refused by everything that opens the database,
also after a backup was restored: put the old secret back, or give the new one a character of its own.

### Replace a key
1. Put a new one in front, \`ENCRYPTION_KEYS=b:<new>,a:<old>\` (\`pnpm bot new-key\` makes one), and restart. New values and buttons use
   \`b\`; what \`a\` sealed and signed still works.
2. \`pnpm bot rotate-keys\` seals everything under \`b\`, in small steps while the bot runs, and says when \`a\` is no longer needed. The nightly
   job \`core.reseal\` does the same. What was derived under \`a\` cannot be derived anew: it is counted until it is over.
3. Take \`a\` out and restart. Buttons that it signed are refused politely from then on. While something still needs a key that is gone, owners
   are told; that alone does not work, everything else does.

## What /delete does
In one transaction: each feature's \`eraseUser\`, also of features that are switched off, then the core's tables. It is refused while a feature's
\`eraseBlockers\` names something that moves. Pictures of forms that were never sent leave the file storage within an hour. Files belong to
the features whose tables name their keys, and go with them; \`core_telegram_file\` (Telegram's ids of stored pictures) holds nothing about
people and loses a row with its file.

| column | after /delete |
|---|---|
${marks.join('\n')}
`
}

it('docs/data.md says what the code does', async () => {
  await expect(write()).toMatchFileSnapshot(file)
})

it('every column of bytes is declared sealed by its owner', () => {
  const bytes = columns.filter(({ type }) => type === 'Bytes').map(({ table, column }) => `${table}.${column}`)
  const declared = data.flatMap(({ part }) => (part.sealed ?? []).map(({ table, column }) => `${table}.${column}`))
  expect(declared.toSorted()).toEqual(bytes.toSorted())
})
