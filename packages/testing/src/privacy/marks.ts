import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { schemaDir } from '../database/index.ts'

/** What `/delete` does with the values of a column, as its doc comment says: `@personal erase|pseudonymise|keep(reason)`. */
export type Mark =
  | { readonly kind: 'erase' | 'pseudonymise' }
  | { readonly kind: 'keep'; readonly reason: string }
  /** Something else stands there. */
  | { readonly kind: 'unknown'; readonly text: string }

/** A column as `prisma/schema` declares it. */
export interface SchemaColumn {
  /** The name of its file: `core`, or a feature's id. */
  readonly owner: string
  readonly table: string
  readonly column: string
  /** Prisma's, without `?` and `[]`. */
  readonly type: string
  readonly mark: Mark | undefined
}

/** Every column of every model, with its mark. */
export function readColumns(): readonly SchemaColumn[] {
  return readdirSync(schemaDir)
    .filter((file) => file.endsWith('.prisma'))
    .flatMap((file) => readFile(path.basename(file, '.prisma'), readFileSync(path.join(schemaDir, file), 'utf8')))
}

function readFile(owner: string, text: string): SchemaColumn[] {
  const models = [...text.matchAll(/^model \w+ \{\n([\s\S]*?)^\}/gm)].map(([, body]) => body ?? '')
  return models.flatMap((body) => readModel(owner, body))
}

function readModel(owner: string, body: string): SchemaColumn[] {
  const table = /@@map\("(\w+)"\)/.exec(body)?.[1] ?? ''
  const columns: SchemaColumn[] = []
  let comments: string[] = []
  for (const line of body.split('\n').map((one) => one.trim())) {
    if (line.startsWith('///')) {
      comments.push(line.slice(3).trim())
      continue
    }
    const field = /^(\w+)\s+(BigInt|Int|String|Boolean|DateTime|Json|Bytes)(?:\?|\[\])?(?:\s|$)/.exec(line)
    if (field) {
      const column = /@map\("(\w+)"\)/.exec(line)?.[1] ?? field[1] ?? ''
      columns.push({ owner, table, column, type: field[2] ?? '', mark: readMark(comments) })
    }
    comments = []
  }
  return columns
}

function readMark(comments: readonly string[]): Mark | undefined {
  const text = comments
    .find((line) => line.startsWith('@personal'))
    ?.slice('@personal'.length)
    .trim()
  if (text === undefined) return undefined
  if (text === 'erase' || text === 'pseudonymise') return { kind: text }
  const reason = /^keep\((.{5,})\)$/.exec(text)?.[1]
  return reason === undefined ? { kind: 'unknown', text } : { kind: 'keep', reason }
}
