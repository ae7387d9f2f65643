import { createDb, type Db } from '@bazaar/core/db'
import { type AdminNotice, createIncidents, type Incidents, watchErrorRate, watchTrouble } from '@bazaar/core/incidents'
import { createLogger } from '@bazaar/core/log'
import { createFakeClock, createTestDatabase, type FakeClock, type TestDatabase } from '@bazaar/testing'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'

const minute = 60_000
let database: TestDatabase
let db: Db
let clock: FakeClock
let incidents: Incidents
let notices: AdminNotice[]

beforeAll(async () => {
  database = await createTestDatabase()
  db = createDb({ url: database.url, poolSize: 6, applicationName: 'incidents-test' })
})
afterAll(async () => {
  await db.close()
  await database.drop()
})
beforeEach(async () => {
  await db.prisma.incident.deleteMany()
  clock = createFakeClock()
  notices = []
  incidents = createIncidents({ db, clock, notifyAdmins: async (_tx, notice) => void notices.push(notice) })
})

const told = () => notices.map((notice) => `${notice.text.key} ${notice.entity}`)

describe('incidents', () => {
  test('parallel openings tell admins once, and so do parallel closings', async () => {
    const opened = await Promise.all(
      Array.from({ length: 20 }, () => incidents.open(undefined, 'shop', '3 checks failed')),
    )
    expect(opened.filter(Boolean)).toHaveLength(1)
    const closed = await Promise.all(Array.from({ length: 20 }, () => incidents.close(undefined, 'shop')))
    expect(closed.filter(Boolean)).toHaveLength(1)
    expect(told()).toEqual(['core-incident-opened shop', 'core-incident-closed shop'])
    expect(notices[0]).toMatchObject({
      transition: 'opened:2026-01-05T09:00:00.000Z',
      text: { params: { incident: 'shop', detail: '3 checks failed' } },
    })
  })

  test('an incident of a transaction that fails was never there', async () => {
    const failing = db.tx(async (tx) => {
      await incidents.open(tx, 'shop', 'x')
      throw new Error('stop')
    })
    await expect(failing).rejects.toThrow('stop')
    expect(await db.prisma.incident.count()).toBe(0)
    expect(await incidents.open(undefined, 'shop', 'x')).toBe(true)
  })

  test('telling failed: the incident is not open, so the next look tells', async () => {
    const broken = createIncidents({ db, clock, notifyAdmins: () => Promise.reject(new Error('no admins')) })
    await expect(broken.open(undefined, 'shop', 'x')).rejects.toThrow('no admins')
    expect(await incidents.open(undefined, 'shop', 'x')).toBe(true)
  })

  test('flapping is told again only after the throttle time', async () => {
    await incidents.open(undefined, 'shop', 'x')
    await incidents.close(undefined, 'shop')
    clock.advance(9 * minute)
    expect(await incidents.open(undefined, 'shop', 'x')).toBe(false)
    expect(await incidents.close(undefined, 'shop')).toBe(false)
    clock.advance(minute)
    expect(await incidents.open(undefined, 'shop', 'again')).toBe(true)
    expect(told()).toHaveLength(3)
    expect(await incidents.close(undefined, 'never opened')).toBe(false)
  })

  test('no secret in what admins read', async () => {
    await incidents.open(undefined, 'shop', `failed for 123456:${'A'.repeat(35)}`)
    expect(JSON.stringify(notices)).not.toContain('AAAA')
    expect((await db.prisma.incident.findUnique({ where: { key: 'shop' } }))?.detail).toBe('failed for [secret]')
  })
})

test('a process that cannot tell closes nobody’s incident', async () => {
  const log = createLogger({ level: 'silent' })
  const findings: (string | null | undefined)[] = ['blind', undefined, undefined, null]
  const watch = watchTrouble({
    key: 'core:updates',
    look: () => findings.shift(),
    incidents,
    log,
    everyMs: 10 * minute,
  })
  for (let n = 0; n < 3; n += 1) await watch.check()
  expect(told()).toEqual(['core-incident-opened core:updates'])
  await watch.check()
  watch.stop()
  expect(told()).toEqual(['core-incident-opened core:updates', 'core-incident-closed core:updates'])
})

test('more than ten errors a minute are an incident', async () => {
  let rate = 10
  const log = createLogger({ level: 'silent' })
  const watch = watchErrorRate({ errorsPerMinute: () => rate, incidents, log, everyMs: 10 * minute })
  await watch.check()
  expect(told()).toEqual([])
  rate = 11
  await Promise.all([watch.check(), watch.check()])
  await watch.check()
  expect(told()).toEqual(['core-incident-opened core:error-rate'])
  rate = 0
  await watch.check()
  await watch.check()
  watch.stop()
  expect(told()).toEqual(['core-incident-opened core:error-rate', 'core-incident-closed core:error-rate'])
})
