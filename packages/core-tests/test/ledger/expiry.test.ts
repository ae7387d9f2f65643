import { afterAll, beforeEach, expect, it } from 'vitest'
import { refusal } from './books.ts'
import { holdOf, type Night, openNight, sold, spend } from './night.ts'

let night: Night | undefined
const hourMs = 3_600_000
let user = 0n
beforeEach(async () => {
  night ??= await openNight()
  night.expired.length = 0
  night.emitted.length = 0
  night.onExpired = async () => undefined
  night.lock = async () => undefined
  user += 1n
  await night.give(user, 100n)
})
afterAll(() => night?.close())

const get = (): Night => night ?? expect.fail()
const hold = async (key: string) => {
  const { db, ledger } = get()
  return (await db.tx((tx) => ledger.hold(tx, holdOf(get(), key, user, 10n)))).id
}
const expire = () => get().watch.expireHolds(get().signal)
const stateOf = (id: bigint) => get().one('SELECT state AS value FROM core_ledger_hold WHERE id = $1', [String(id)])

it('holds end when they have run out, oldest first, and their feature is told once', async () => {
  const { clock, expired, emitted, available } = get()
  const first = await hold('1')
  clock.advance(60_000)
  const second = await hold('2')
  clock.advance(hourMs - 60_001)
  await expire()
  expect(expired).toEqual([])
  clock.advance(60_001)
  await Promise.all([expire(), expire()])
  await expire()
  expect(expired.map(({ id }) => id).toSorted()).toEqual([first, second])
  expect(expired[0]).toMatchObject({ key: 'shop:order:1', entity: 'G1' })
  expect(emitted).toEqual(['core.ledger-hold-expired', 'core.ledger-hold-expired'])
  expect(await available(user)).toBe(100n)
  expect(await stateOf(first)).toBe('expired')
})

it('one whose feature throws stays open until it does not, and holds up nobody', async () => {
  const { clock, expired } = get()
  const [bad, good] = [await hold('3'), await hold('4')]
  get().onExpired = async (tx, { id }) => {
    await tx.$executeRaw`INSERT INTO core_incident (key, opened_at, detail) VALUES (${`shop:${id}`}, now(), 'told')`
    if (id === bad) throw new Error('the shop is closed')
  }
  clock.advance(hourMs)
  await expire()
  expect([await stateOf(bad), await stateOf(good)]).toEqual(['open', 'expired'])
  // Nothing of the try stays.
  expect(await get().openIncidents()).toEqual([`shop:${good}`])
  clock.advance(300_001)
  expect(await get().wrong()).toEqual(['I7'])
  get().onExpired = async () => undefined
  await expire()
  expect(expired.map(({ id }) => id)).toEqual([good, bad])
  expect(await get().wrong()).toEqual([])
})

it('a capture at the instant itself comes too late, however both meet', async () => {
  const { db, ledger, clock, expired } = get()
  const id = await hold('5')
  clock.advance(hourMs)
  const [captured] = await Promise.all([refusal(db.tx((tx) => ledger.capture(tx, id, sold))), expire()])
  expect([captured, expired.length, await stateOf(id)]).toEqual(['core-ledger-hold-expired', 1, 'expired'])
})

it('what was captured or released in time is not told', async () => {
  const { db, ledger, clock, expired } = get()
  const [captured, released] = [await hold('6'), await hold('7')]
  clock.advance(hourMs - 1)
  await db.tx((tx) => ledger.capture(tx, captured, sold))
  await db.tx((tx) => ledger.release(tx, released))
  clock.advance(1)
  await expire()
  expect(expired).toEqual([])
})

it('many that run out, are captured and are spent at one instant end once each, and nobody waits in a circle', async () => {
  const { db, ledger, clock, expired, available } = get()
  const ids: bigint[] = []
  for (let n = 0; n < 10; n += 1) ids.push(await hold(`many-${n}`))
  clock.advance(hourMs)
  const spent = ids.map((_, n) => refusal(db.tx((tx) => ledger.post(tx, spend(`many-spent-${n}`, user, 10n)))))
  const captured = ids.map((id) => refusal(db.tx((tx) => ledger.capture(tx, id, sold))))
  await Promise.all([expire(), expire(), ...spent])
  expect(new Set(await Promise.all(captured))).toEqual(new Set(['core-ledger-hold-expired']))
  expect(new Set(await Promise.all(spent))).toEqual(new Set(['done']))
  expect(expired.map(({ id }) => id).toSorted()).toEqual(ids.toSorted())
  expect(await available(user)).toBe(0n)
  expect(await get().wrong()).toEqual([])
})

it('the rows of its feature are locked before the books, as by everybody else', async () => {
  const { db, ledger, clock, expired, one } = get()
  await db.pool.query(`INSERT INTO core_incident (key, opened_at, detail) VALUES ('shop:row', now(), 'a row')`)
  const lockRow: Night['lock'] = (tx) =>
    tx.$queryRaw`SELECT FROM core_incident WHERE key = 'shop:row' FOR UPDATE`.then()
  const id = await hold('locked')
  get().lock = lockRow
  clock.advance(hourMs)
  let expiring: Promise<void> = Promise.resolve()
  await db.tx(async (tx) => {
    await lockRow(tx, { id, key: '', entity: '' })
    expiring = expire()
    const waits = `SELECT count(*) AS value FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()`
    await expect.poll(() => one(waits), { timeout: 10_000 }).toBe('1')
    await ledger.release(tx, id)
  })
  await expiring
  expect([await stateOf(id), expired]).toEqual(['released', []])
})
