import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { type Books, openBooks } from '../ledger/books.ts'
import { judgeWork } from './ledger-judge.ts'

const root = fileURLToPath(new URL('../../../..', import.meta.url))
const file = fileURLToPath(new URL('ledger-process.ts', import.meta.url))

/** Runs a process until it has done so many names. @returns those that it said are done */
async function runAndKill(url: string, first: readonly number[], count: number): Promise<readonly string[]> {
  const child = spawn(process.execPath, [file, url, ...first.map(String)], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const closed = once(child, 'close')
  const done: string[] = []
  for await (const line of createInterface({ input: child.stdout })) {
    done.push(line)
    if (done.length === count) child.kill('SIGKILL')
  }
  await closed
  expect(child.signalCode).toBe('SIGKILL')
  return done
}

it('kill -9, 20 times, in the middle of postings: all that was acknowledged is there, once, and was told', async () => {
  const books: Books = await openBooks(3)
  try {
    const acknowledged: string[] = []
    const next = [0, 0, 0, 0]
    for (let life = 0; life < 20; life += 1) {
      // Whoever comes next begins with what was not acknowledged: some of it is done already.
      for (const name of await runAndKill(books.url, next, 20 + life)) {
        const [lane = 0, number = 0] = name.split('-').map(Number)
        acknowledged.push(name)
        next[lane] = number + 1
      }
    }
    expect(acknowledged.length).toBeGreaterThan(400)
    await expect
      .poll(() =>
        books.one(
          `SELECT count(*) AS value FROM pg_stat_activity WHERE application_name = 'outbox-test' AND datname = current_database()`,
        ),
      )
      .toBe('0')
    await judgeWork(books.db, acknowledged)
  } finally {
    await books.close()
  }
})
