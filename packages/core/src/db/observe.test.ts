import { EventEmitter } from 'node:events'
import type { Pool } from 'pg'
import { expect, it } from 'vitest'
import { observePool } from './observe.ts'

/** A connection that, as pg's does, complains about a query while it is busy with another one. */
function createConnection() {
  const answers: (() => void)[] = []
  const state = { isBusy: false, complaints: 0 }
  const query = (sql: string): Promise<string> => {
    if (state.isBusy) state.complaints += 1
    state.isBusy = true
    return new Promise((resolve, reject) => {
      answers.push(() => {
        state.isBusy = false
        if (sql === 'fails') reject(new Error(sql))
        else resolve(sql)
      })
    })
  }
  return { query, state, answer: () => answers.shift()?.() }
}

it('hands queries that come at once to the connection one after the other, also after a failure', async () => {
  const connection = createConnection()
  const pool = new EventEmitter()
  observePool(pool as Pool, { slowMs: 1e9, onSlowQuery: undefined, correlationId: undefined })
  pool.emit('connect', connection)
  const asked = Promise.allSettled(['a', 'fails', 'c'].map((sql) => connection.query(sql)))
  for (let n = 0; n < 3; n += 1) {
    connection.answer()
    await new Promise((resolve) => setImmediate(resolve))
  }
  expect((await asked).map((one) => (one.status === 'fulfilled' ? one.value : 'failed'))).toEqual(['a', 'failed', 'c'])
  expect(connection.state.complaints).toBe(0)
})
