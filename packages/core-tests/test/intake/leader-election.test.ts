import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { electLeader } from '@bazaar/core/intake'
import { createLogger } from '@bazaar/core/log'
import { createTestDatabase, type TestDatabase, waitFor } from '@bazaar/testing'
import { afterAll, beforeAll, expect, it } from 'vitest'

const log = createLogger({ level: 'silent' })
let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase({ empty: true })
})
afterAll(() => database.drop())

/** A network between a process and the database that swallows everything once it is told to, and breaks no connection. */
async function startNetwork(databaseUrl: string) {
  const to = new URL(databaseUrl)
  const sockets = new Set<Socket>()
  let isDown = false
  const server = createServer((near) => {
    const far = connect(Number(to.port), to.hostname)
    const pairs = [
      [near, far],
      [far, near],
    ] as const
    for (const [from, into] of pairs) {
      sockets.add(from)
      from.on('data', (bytes) => void (isDown || into.write(bytes)))
      from.on('error', () => undefined)
      from.on('close', () => void (isDown || into.destroy()))
    }
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = new URL(databaseUrl)
  url.hostname = '127.0.0.1'
  url.port = String((server.address() as AddressInfo).port)
  return {
    url: url.href,
    /** Both ends go on believing in their connection. */
    swallow() {
      isDown = true
    },
    /** What the server's own keepalive does in the end. */
    reset() {
      isDown = false
      for (const socket of sockets) socket.destroy()
    },
    close() {
      this.reset()
      server.close()
    },
  }
}

function candidate(url: string, told: string[], name: string) {
  const onWon = async () => void told.push(`${name} won`)
  return electLeader({
    url,
    name: 'test',
    log,
    retryMs: 50,
    patienceMs: 1_000,
    onWon,
    onLost: () => void told.push(`${name} lost`),
  })
}

it('is noticed as lost when the network falls silent, before the next one has it, and is won again afterwards', async () => {
  const network = await startNetwork(database.url)
  const told: string[] = []
  const first = candidate(network.url, told, 'first')
  await waitFor('the first leads', () => told.includes('first won'))
  const second = candidate(database.url, told, 'second')
  network.swallow()
  await waitFor('the first has noticed', () => told.includes('first lost'))
  expect(told).toEqual(['first won', 'first lost'])
  network.reset()
  await waitFor('the second leads', () => told.includes('second won'))
  await second.stop()
  await waitFor('the first leads again', () => told.length === 4)
  expect(told).toEqual(['first won', 'first lost', 'second won', 'first won'])
  await first.stop()
  network.close()
})
