import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

/** Checks one `<owner>.prisma`: its tables carry the owner's name, and its instants a zone. Returns one line per problem. */
function checkSchemaFile(file: string, text: string): readonly string[] {
  const prefix = `${path.basename(file, '.prisma').replaceAll('-', '_')}_`
  const models = [...text.matchAll(/^(model|enum) (\w+) \{\n([\s\S]*?)^\}/gm)]
  return models.flatMap(([, kind, name = '', body = '']) => {
    const table = /@@map\("(\w+)"\)/.exec(body)?.[1]
    const problems: string[] = []
    if (!table?.startsWith(prefix))
      problems.push(
        `schema: ${kind} ${name} in ${file} must map to a name that starts with ${prefix}: @@map("${prefix}…")`,
      )
    for (const line of body.split('\n')) {
      const [field, type] = line.trim().split(/\s+/)
      if (/^DateTime\b/.test(type ?? '') && !line.includes('@db.Timestamptz(3)'))
        problems.push(
          `schema: ${name}.${field} in ${file} needs @db.Timestamptz(3): the default column shifts with the server's zone`,
        )
    }
    return problems
  })
}

/** Checks every schema file of `root`. Returns the problems and how many models were looked at. */
export function checkSchema(root: string): { readonly problems: readonly string[]; readonly models: number } {
  const folder = path.join(root, 'prisma', 'schema')
  const files = readdirSync(folder).filter((name) => name.endsWith('.prisma') && name !== 'main.prisma')
  const read = files.map((name) => ({ name, text: readFileSync(path.join(folder, name), 'utf8') }))
  return {
    problems: read.flatMap(({ name, text }) => checkSchemaFile(`prisma/schema/${name}`, text)),
    models: read.reduce((sum, { text }) => sum + [...text.matchAll(/^model /gm)].length, 0),
  }
}
