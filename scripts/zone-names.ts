/**
 * Writes packages/core/src/zones/russian-names.ts from the names of cities in Unicode CLDR. After a new CLDR:
 *
 *   npm pack cldr-dates-full && tar xzf cldr-dates-full-*.tgz package/main/ru/timeZoneNames.json package/package.json
 *   node scripts/zone-names.ts package
 */
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'

const folder = process.argv[2]
if (folder === undefined)
  throw new Error('Say where the unpacked cldr-dates-full is: node scripts/zone-names.ts FOLDER')
const read = (file: string): unknown => JSON.parse(readFileSync(path.join(folder, file), 'utf8'))
const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

function* namesIn(tree: unknown, zone: string): Generator<readonly [zone: string, name: string]> {
  if (!isRecord(tree)) return
  const name = tree.exemplarCity
  if (typeof name === 'string') yield [zone, name]
  else for (const [part, inner] of Object.entries(tree)) yield* namesIn(inner, zone === '' ? part : `${zone}/${part}`)
}

const at = (value: unknown, ...keys: readonly string[]): unknown =>
  keys.reduce((inner: unknown, key) => (isRecord(inner) ? inner[key] : undefined), value)

const zones = at(read('main/ru/timeZoneNames.json'), 'main', 'ru', 'dates', 'timeZoneNames', 'zone')
const version = at(read('package.json'), 'version')
const names = [...namesIn(zones, '')].filter(([zone]) => !zone.startsWith('Etc/'))
const lines = names.map(([zone, name]) => `  '${zone}': '${name}',`)

writeFileSync(
  path.join(import.meta.dirname, '../packages/core/src/zones/russian-names.ts'),
  `/**
 * What the principal places of IANA's time zones are called in Russian. Written by scripts/zone-names.ts from Unicode CLDR ${String(version)}
 * (cldr-dates-full): © Unicode, Inc., under the Unicode License v3, https://www.unicode.org/license.txt
 */
export const russianNames: Readonly<Record<string, string>> = {
${lines.join('\n')}
}
`,
)
