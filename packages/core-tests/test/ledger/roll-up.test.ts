import { waitFor } from '@bazaar/testing'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Night, openNight, spend } from './night.ts'

let night: Night
beforeAll(async () => {
  night = await openNight()
  await night.give(1n, 100n)
})
afterAll(() => night?.close())

const balance = (kind: string) =>
  night.one('SELECT core_ledger_balance(id) AS value FROM core_ledger_account WHERE kind = $1', [kind])
const rolled = () => night.one(`SELECT sum(balance) FILTER (WHERE balance < 0) AS value FROM core_ledger_roll_up`)
const close = () => night.watch.closeDays(night.signal)

it('the balance of the system is what was rolled up and what came since', async () => {
  expect(await balance('shop-issued')).toBe('-100')
  await close()
  expect([await rolled(), await balance('shop-issued')]).toEqual(['-100', '-100'])
  await night.give(1n, 5n)
  expect([await rolled(), await balance('shop-issued')]).toEqual(['-100', '-105'])
  await close()
  await close()
  expect([await rolled(), await balance('shop-issued')]).toEqual(['-105', '-105'])
  expect(await night.wrong()).toEqual([])
})

it('waits for what is being posted, so that it is in it; what is posted meanwhile is not lost', async () => {
  const { db, ledger } = night
  const [isOpen, goOn] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  const slow = db.tx(async (tx) => {
    await ledger.post(tx, spend('slow', 1n, 7n))
    isOpen.resolve()
    await goOn.promise
  })
  await isOpen.promise
  const closing = close()
  await waitFor('the close waits', async () => (await waiting()) === '1')
  const behind = db.tx((tx) => ledger.post(tx, spend('behind', 1n, 2n)))
  await waitFor('a posting waits behind it', async () => (await waiting()) === '2')
  goOn.resolve()
  await Promise.all([slow, closing, behind])
  expect(await balance('shop-sold')).toBe('9')
  await close()
  expect(await night.one('SELECT max(balance) AS value FROM core_ledger_roll_up')).toBe('9')
  expect(await night.wrong()).toEqual([])
})

const waiting = () =>
  night.one(`SELECT count(*) AS value FROM pg_locks WHERE NOT granted AND relation = 'core_ledger_posting'::regclass
    AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`)

it('gives way to who goes on posting, and changes nothing then', async () => {
  const impatient = await openNight({ patienceMs: 1 })
  await impatient.give(1n, 1n)
  const [isOpen, goOn] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  const slow = impatient.db.tx(async (tx) => {
    await impatient.ledger.post(tx, spend('slow', 1n, 1n))
    isOpen.resolve()
    await goOn.promise
  })
  await isOpen.promise
  await expect(impatient.watch.closeDays(impatient.signal)).rejects.toMatchObject({ code: '55P03' })
  expect(await impatient.one('SELECT count(*) AS value FROM core_ledger_roll_up')).toBe('0')
  goOn.resolve()
  await slow
  await impatient.close()
})
