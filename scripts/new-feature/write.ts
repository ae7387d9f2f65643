import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { type Names, respell } from './names.ts'

const templates = path.resolve(import.meta.dirname, '../templates')

function copyTemplate(template: string, target: string, names: Names, place: (file: string) => string): void {
  const folder = path.join(templates, template)
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const from = path.join(entry.parentPath, entry.name)
    const to = path.join(target, place(respell(path.relative(folder, from), names)))
    mkdirSync(path.dirname(to), { recursive: true })
    writeFileSync(to, respell(readFileSync(from, 'utf8'), names))
  }
}

/** Writes `packages/<id>` and, with `table`, `prisma/schema/<id>.prisma`. @returns what was written, for the person */
export function writePackage(root: string, names: Names, table: boolean): readonly string[] {
  const folder = `packages/${names.id}`
  copyTemplate('feature', root, names, (file) => path.join(folder, file))
  if (!table) return [folder]
  const schema = `prisma/schema/${names.id}.prisma`
  copyTemplate('feature-table', root, names, (file) => (file.startsWith('prisma') ? schema : path.join(folder, file)))
  return [folder, schema]
}

/** Adds the feature to THE list and to the app's dependencies. @throws when the list does not look as it should */
export function registerFeature(root: string, { id, camel }: Names): readonly string[] {
  const list = 'apps/bot/src/features.ts'
  const before = readFileSync(path.join(root, list), 'utf8')
  const after = before.replace(/export const features = \[([^\]]*)\]/, (_all, known: string) => {
    const names = known.split(',').map((name) => name.trim())
    return `export const features = [${[...names, camel].filter((name) => name !== '').join(', ')}]`
  })
  if (after === before) throw new Error(`${list} has no line "export const features = […]": add ${camel} by hand`)
  writeFileSync(path.join(root, list), `import { ${camel} } from '@bazaar/${id}'\n${after}`)

  const manifest = 'apps/bot/package.json'
  const parsed = JSON.parse(readFileSync(path.join(root, manifest), 'utf8'))
  const dependencies = Object.entries({ ...parsed.dependencies, [`@bazaar/${id}`]: 'workspace:*' })
  parsed.dependencies = Object.fromEntries(dependencies.sort(([a], [b]) => (a < b ? -1 : 1)))
  writeFileSync(path.join(root, manifest), `${JSON.stringify(parsed, null, 2)}\n`)
  return [list, manifest]
}

/** What stands in the way of a new feature of these names; empty = nothing. */
export function listConflicts(
  root: string,
  { id, code, snake }: Names,
  known: readonly { readonly id: string; readonly code: string }[],
): readonly string[] {
  const sameCode = known.find((feature) => feature.code === code)
  const taken = known.find((feature) => feature.id === id)
  const nested = known.find((feature) => feature.id.startsWith(`${id}-`) || id.startsWith(`${feature.id}-`))
  return [
    ...(taken ? [`there is a feature "${id}" already`] : []),
    ...(existsSync(path.join(root, 'packages', id)) ? [`packages/${id} exists already`] : []),
    ...(existsSync(path.join(root, 'prisma', 'schema', `${id}.prisma`))
      ? [`prisma/schema/${id}.prisma exists already`]
      : []),
    ...(nested && !taken
      ? [
          `"${id}" and "${nested.id}" begin alike, so their texts and tables (${snake}_…) could not be told apart: choose another name`,
        ]
      : []),
    ...(sameCode ? [`code "${code}" belongs to ${sameCode.id}: choose another with --code`] : []),
    ...(code === 'co' ? ['code "co" belongs to the core: choose another with --code'] : []),
  ]
}
