import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type ChildApp, encryptionKeys, spawnApp } from '@bazaar/testing'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type ChannelTest, soldOut, startChannel } from '../channel-harness.ts'
import { isAccepted } from '../webhook-receiver.ts'

let test: ChannelTest
const dataDir = mkdtempSync(path.join(tmpdir(), 'bazaar-webhooks-'))
const workers: ChildApp[] = []

beforeAll(async () => {
  // This process only takes updates in; its clock is a second behind, so that what it writes is due everywhere.
  test = await startChannel({ mode: 'webhook', startAt: new Date(Date.now() - 1_000), env: { ROLE: 'web' } })
})
afterAll(async () => {
  for (const worker of workers) worker.kill()
  await Promise.all(workers.map((worker) => worker.ended))
  await test?.stop()
  rmSync(dataDir, { recursive: true })
})

async function startWorker(): Promise<ChildApp> {
  const worker = spawnApp({
    module: new URL('./features.ts', import.meta.url),
    databaseUrl: test.platform.databaseUrl,
    env: {
      BOT_TOKEN: test.platform.account.token,
      TELEGRAM_API_ROOT: test.platform.standin.url,
      ENCRYPTION_KEYS: encryptionKeys,
      DATA_DIR: dataDir,
      PORT: '0',
      ROLE: 'worker',
      DATABASE_POOL_SIZE: '6',
      ETSY_WEBHOOK_ALLOW_HOSTS: '127.0.0.1',
    },
  })
  workers.push(worker)
  await worker.ready
  return worker
}

it('what a killed worker was sending is sent again by another one, under the same id', {
  timeout: 120_000,
}, async () => {
  const { shop, receiver, secret } = await test.seller('Anna')
  const first = await startWorker()
  // It hears the request out, and answers only when the worker is gone.
  receiver.answers(() => undefined)
  await test.db.tx((tx) => test.channel.tell(tx, shop, [soldOut(), soldOut({ kind: 'back' })]))
  await expect.poll(() => receiver.received.length).toBe(1)
  first.kill()
  await first.ended
  receiver.recovers()
  await startWorker()
  const states = async () => (await test.deliveriesOf(shop.id)).map(({ state }) => state)
  await expect.poll(states, { timeout: 90_000 }).toEqual(['DELIVERED', 'DELIVERED'])
  const [cut, again] = receiver.received
  expect(again).toMatchObject({ id: cut?.id, raw: cut?.raw })
  expect(receiver.types()).toEqual(['stock.sold_out', 'stock.sold_out', 'stock.back'])
  expect(receiver.received.every((request) => isAccepted(request, secret))).toBe(true)
})
