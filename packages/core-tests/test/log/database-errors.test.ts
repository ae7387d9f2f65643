import { inspect } from 'node:util'
import { createDb, type Db } from '@bazaar/core/db'
import { createLogger, safeMessage } from '@bazaar/core/log'
import { createTestDatabase, type TestDatabase } from '@bazaar/testing'
import { afterAll, beforeAll, expect, it } from 'vitest'

/** What somebody wrote: a name, a phone number, a code. Quotes and line breaks are theirs too. */
const canary = `Zoë "Kanari" it's\n    at home (+34 600 773 177:4821:7)`
const parts = ['Zoë', 'Kanari', 'home', '773', '4821']

let database: TestDatabase
let db: Db
beforeAll(async () => {
  database = await createTestDatabase()
  db = createDb({ url: database.url, poolSize: 2, applicationName: 'test' })
  await db.pool.query(`CREATE TABLE canary (id int PRIMARY KEY, name text UNIQUE, n int NOT NULL CHECK (n > 0))`)
  await db.pool.query(`CREATE FUNCTION raise_canary(text) RETURNS void LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'no %', $1 USING DETAIL = $1, HINT = $1; END $$`)
  await db.pool.query('INSERT INTO canary VALUES (1, $1, 1)', [canary])
  await db.prisma.incident.create({ data: { key: canary, openedAt: new Date(0), detail: canary } })
})
afterAll(async () => {
  await db?.close()
  await database?.drop()
})

/** Each fails, and in which library. */
const cases: Readonly<Record<string, () => Promise<unknown>>> = {
  'pg: a value that does not fit': () => db.pool.query('SELECT $1::int', [canary]),
  'pg: unique, with its detail': () => db.pool.query('INSERT INTO canary VALUES (2, $1, 1)', [canary]),
  'pg: not null, with the row': () => db.pool.query('UPDATE canary SET n = NULL'),
  'pg: a check, with the row': () => db.pool.query('UPDATE canary SET n = 0'),
  'pg: raised in a function': () => db.pool.query('SELECT raise_canary($1)', [canary]),
  'Prisma: unique': () => db.prisma.incident.create({ data: { key: canary, openedAt: new Date(0), detail: canary } }),
  // What is wrong on purpose is hidden from the compiler.
  'Prisma: arguments of another shape': () => db.prisma.incident.findMany({ where: { [canary]: canary } as never }),
  'Prisma: a raw query': () => db.prisma.$queryRaw`SELECT ${canary}::int`,
  'Prisma: within a transaction': () => db.tx((tx) => tx.$executeRawUnsafe('SELECT raise_canary($1)', canary)),
}

async function caught(work: () => Promise<unknown>): Promise<unknown> {
  try {
    await work()
  } catch (error) {
    return error
  }
  throw new Error('This should have thrown.')
}

function logged(error: unknown, pretty: boolean): string {
  const lines: string[] = []
  const log = createLogger({ level: 'debug', pretty, destination: { write: (line) => void lines.push(line) } })
  log
    .child({ error })
    .error({ error, nested: { err: error, ...(error instanceof Error ? { list: [error] } : {}) } }, 'failed')
  return lines.join('')
}

it.each(Object.entries(cases))(
  '%s: nothing of people enters the log, or what is stored about it',
  async (name, work) => {
    const error = await caught(work)
    const written = [logged(error, false), logged(error, true), safeMessage(error)]
    for (const part of parts)
      expect(
        written.filter((text) => text.includes(part)),
        part,
      ).toEqual([])
    // Else this would prove nothing. Prisma itself leaves the value out of one kind.
    if (name !== 'Prisma: unique') expect(inspect(error, { depth: 8, showHidden: true })).toContain('Zoë')
  },
)

const record = async (name: string) =>
  JSON.parse(logged(await caught(cases[name] ?? (async () => undefined)), false)).error

it('what helps stays: kinds, codes and names of ours', async () => {
  expect(await record('pg: unique, with its detail')).toMatchObject({
    code: '23505',
    table: 'canary',
    constraint: 'canary_name_key',
    message: 'duplicate key value violates unique constraint "canary_name_key"',
  })
  expect(await record('pg: a value that does not fit')).toMatchObject({
    code: '22P02',
    message: '(error 22P02: its message is left out)',
  })
  expect(await record('Prisma: unique')).toMatchObject({
    type: 'PrismaClientKnownRequestError',
    code: 'P2002',
    model: 'Incident',
    cause: { cause: { kind: 'UniqueConstraintViolation', originalCode: '23505' } },
  })
})
