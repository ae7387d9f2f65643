import { startTestPlatform, type TestPlatform } from '@bazaar/testing'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createTill, type Till } from './till-feature.ts'

type Person = ReturnType<TestPlatform['telegram']['user']>

const till: Till = { decided: [], broken: false }
let platform: TestPlatform
let fay: Person
let finn: Person
let sue: Person
let mona: Person
beforeAll(async () => {
  platform = await startTestPlatform({ features: [createTill(till)], env: { ADMIN_IDS: '501' } })
  fay = await withRole('Fay', 'finance')
  finn = await withRole('Finn', 'finance')
  sue = await withRole('Sue', 'support')
  mona = await withRole('Mona', 'moderator')
})
afterAll(() => platform?.stop())
beforeEach(async () => {
  till.decided.splice(0)
  till.broken = false
  await platform.app.core.db.pool.query('TRUNCATE core_approval, core_queue_notice CASCADE')
})

async function withRole(name: string, role: 'finance' | 'support' | 'moderator'): Promise<Person> {
  const person = platform.telegram.user(name)
  await person.sends('/start')
  await person.sees('Hello')
  await platform.app.core.db.prisma.roleGrant.create({ data: { userId: BigInt(person.id), role } })
  return person
}

let serial = 0n
/** A number of its own for each test, so that what somebody sees is this test's. */
async function submit(kind: 'deposit' | 'note'): Promise<string> {
  serial += 1n
  const { db, approvals } = platform.app.core
  await db.tx((tx) => approvals.submit(tx, `till-${kind}`, serial, 1_000_000n + serial))
  return `${kind === 'deposit' ? 'D' : 'N'}${serial}`
}

/** Approves by the command, and enters the amount. */
async function approves(person: Person, id: string, amount: number) {
  await person.sends(`/verify ${id}`)
  await person.sees(`How much arrived for ${id}`)
  await person.sends(String(amount))
  await person.sees(new RegExp(`Amount: ${amount}`))
  return person.presses('✅ Send')
}

describe('who decides', () => {
  it('sees the own kinds in /pending, and knows nothing of the others', async () => {
    const deposit = await submit('deposit')
    const note = await submit('note')
    await fay.sends('/pending')
    await fay.sees(`/verify ${deposit}`)
    expect(fay.botMessages(note)).toEqual([])
    await sue.sends('/pending')
    await sue.sees(`/verify ${note}`)
    expect(sue.botMessages(deposit)).toEqual([])
    await mona.sends('/pending')
    await mona.sees('Nothing waits for a decision')
    for (const [person, id] of [
      [sue, deposit],
      [mona, deposit],
      [fay, note],
    ] as const) {
      await person.sends(`/verify ${id}`)
      await person.sees(`Nothing with the number ${id} waits`)
      await person.sends(`/reject ${id} this is none of my business`)
      await person.sees(`Nothing with the number ${id} waits`)
    }
    expect(till.decided).toEqual([])
  })

  it('is told that it waits, nobody else', async () => {
    const note = await submit('note')
    await sue.sees(`A note (${note})`)
    await platform.settle()
    for (const person of [fay, finn, mona]) expect(person.botMessages(note)).toEqual([])
  })

  it('is counted in /admin by what is theirs', async () => {
    await submit('deposit')
    await submit('deposit')
    await submit('note')
    const { approvals } = platform.app.core
    expect(await approvals.count(['finance'])).toBe(2)
    expect(await approvals.count(['support'])).toBe(1)
    expect(await approvals.count(['moderator'])).toBe(0)
    expect(await approvals.count(['owner'])).toBe(3)
  })

  it('cannot press what is not theirs, even with a button that is signed for them', async () => {
    const deposit = await submit('deposit')
    await fay.sends('/pending')
    const card = await fay.sees(`/verify ${deposit}`)
    const data = card.buttons[0]?.[0]?.callback_data ?? ''
    const stolen = platform.sign(BigInt(sue.id), data.slice(0, data.lastIndexOf('~')))
    await sue.sends('/help')
    await sue.sees('What I can do')
    await sue.presses({ data: stolen })
    await sue.sees(`Nothing with the number ${deposit} waits`)
    expect(till.decided).toEqual([])
  })
})

describe('four eyes', () => {
  it('need two different people, who enter the same', async () => {
    const id = await submit('deposit')
    await approves(fay, id, 100)
    await fay.sees(`Your approval of ${id} is counted`)
    expect(till.decided).toEqual([])
    await finn.sees(`(${id}) has one approval`)
    // The same person again, by command and by card: nothing more is counted.
    await approves(fay, id, 100)
    await fay.sees(`You approved ${id} before`)
    await fay.sends('/pending')
    const card = await fay.sees(new RegExp(`Deposit ${id.slice(1)} has arrived[\\s\\S]*Approved by Fay`))
    expect(card.buttons.flat().map(({ text }) => text)).toEqual(['Reject'])
    expect(await approves(finn, id, 99)).toMatchObject({ text: expect.stringContaining('with other values') })
    expect(till.decided).toEqual([])
    await finn.sends('/cancel')
    await approves(finn, id, 100)
    await finn.sees(`Done. The owner of ${id} is told`)
    expect(till.decided).toEqual([`${id} with 100 by ${fay.id} and ${finn.id}`])
    await fay.sends(`/verify ${id}`)
    await fay.sees('already approved by Finn')
  })

  it('are kept by the database too', async () => {
    const id = await submit('deposit')
    await approves(fay, id, 100)
    await fay.sees(`Your approval of ${id} is counted`)
    const { pool } = platform.app.core.db
    await expect(
      pool.query(`UPDATE core_approval SET state = 'approved' WHERE kind = 'till-deposit' AND entity_id = $1`, [
        id.slice(1),
      ]),
    ).rejects.toThrow('needs 2 different people')
    await expect(
      pool.query('INSERT INTO core_approval_vote SELECT approval_id, user_id, voted_at FROM core_approval_vote'),
    ).rejects.toThrow('core_approval_vote_pkey')
  })

  it('end with one rejection', async () => {
    const id = await submit('deposit')
    await approves(fay, id, 100)
    await fay.sees(`Your approval of ${id} is counted`)
    await finn.sends(`/reject ${id} the bank knows nothing of it`)
    await finn.sees(`Done. The owner of ${id} is told`)
    expect(till.decided).toEqual([`${id} not, says ${finn.id}: the bank knows nothing of it`])
  })

  it('lose nothing when what follows fails: the second approval is not counted either', async () => {
    const id = await submit('deposit')
    await approves(fay, id, 100)
    await fay.sees(`Your approval of ${id} is counted`)
    till.broken = true
    await approves(finn, id, 100)
    await finn.sees('went wrong')
    till.broken = false
    const { prisma } = platform.app.core.db
    expect(await prisma.approvalVote.count({ where: { approval: { entityId: id.slice(1) } } })).toBe(1)
    expect(await prisma.approval.findFirst({ where: { entityId: id.slice(1) }, select: { state: true } })).toEqual({
      state: 'pending',
    })
    await finn.sends('/cancel')
    await approves(finn, id, 100)
    await finn.sees(`Done. The owner of ${id} is told`)
  })

  it('of two who send at once are both counted, and what follows happens once', async () => {
    const id = await submit('deposit')
    const { approvals } = platform.app.core
    const by = (person: Person) =>
      approvals.approve({ actorId: BigInt(person.id), origin: 'chat', roles: ['finance'] }, 'D', BigInt(id.slice(1)), {
        input: { amount: 7 },
      })
    const outcomes = await Promise.all([by(fay), by(finn), by(fay), by(finn)])
    expect(outcomes.map(({ outcome }) => outcome).toSorted()).toEqual(expect.arrayContaining(['counted', 'decided']))
    expect(till.decided).toHaveLength(1)
  })
  it('whoever mistyped puts it right', async () => {
    const id = await submit('deposit')
    await approves(fay, id, 99)
    await fay.sees(`Your approval of ${id} is counted`)
    expect(await approves(finn, id, 100)).toMatchObject({ text: expect.stringContaining('with other values') })
    await finn.sends('/cancel')
    await approves(fay, id, 100)
    await fay.sees(`Your approval of ${id} is counted`)
    await approves(finn, id, 100)
    await finn.sees(`Done. The owner of ${id} is told`)
    expect(till.decided).toEqual([`${id} with 100 by ${fay.id} and ${finn.id}`])
    // What was entered is the feature's to keep from here on.
    expect(await platform.app.core.db.prisma.approvalVote.count({ where: { input: { not: null } } })).toBe(0)
  })

  it('are not those of somebody who lost the role meanwhile', async () => {
    const id = await submit('deposit')
    const gone = await withRole('Gustav', 'finance')
    await approves(gone, id, 100)
    await gone.sees(`Your approval of ${id} is counted`)
    await platform.app.core.db.prisma.roleGrant.deleteMany({ where: { userId: BigInt(gone.id) } })
    await approves(finn, id, 100)
    await finn.sees(`Your approval of ${id} is counted`)
    expect(till.decided).toEqual([])
    await approves(fay, id, 100)
    await fay.sees(`Done. The owner of ${id} is told`)
    expect(till.decided).toEqual([`${id} with 100 by ${finn.id} and ${fay.id}`])
  })

  it('are not those of whoever sent it', async () => {
    serial += 1n
    const { db, approvals } = platform.app.core
    await db.tx((tx) => approvals.submit(tx, 'till-deposit', serial, BigInt(fay.id)))
    expect(await approves(fay, `D${serial}`, 100)).toMatchObject({
      text: expect.stringContaining('You sent this yourself'),
    })
    await fay.sends('/cancel')
    expect(await approvals.count(['finance'])).toBe(1)
  })

  it('say so when there is no second pair', async () => {
    const id = await submit('deposit')
    const { prisma } = platform.app.core.db
    await prisma.user.updateMany({ where: { id: BigInt(finn.id) }, data: { reachability: 'blocked' } })
    await approves(fay, id, 100)
    await fay.sees('nobody else who may approve can be reached')
    await prisma.user.updateMany({ where: { id: BigInt(finn.id) }, data: { reachability: 'reachable' } })
  })

  it('mean what was looked at, not what was sent anew since', async () => {
    const id = await submit('deposit')
    await fay.sends(`/verify ${id}`)
    await fay.sees(`How much arrived for ${id}`)
    await finn.sends(`/reject ${id} the bank knows nothing of it`)
    await finn.sees(`Done. The owner of ${id} is told`)
    const { db, approvals } = platform.app.core
    await db.tx((tx) => approvals.submit(tx, 'till-deposit', BigInt(id.slice(1)), 7n))
    await fay.sends('100')
    await fay.sees('Amount: 100')
    await fay.presses('✅ Send')
    await fay.sees(`${id} was changed since and waits again`)
    expect(await db.prisma.approvalVote.count()).toBe(0)
  })

  it('see the same in whatever order it was answered', async () => {
    const id = BigInt((await submit('deposit')).slice(1))
    const { approvals } = platform.app.core
    const by = (person: Person, input: object) =>
      approvals.approve({ actorId: BigInt(person.id), origin: 'chat', roles: ['finance'] }, 'D', id, { input })
    expect(await by(fay, { amount: 7, note: 'cash' })).toMatchObject({ outcome: 'counted' })
    expect(await by(fay, { note: 'cash', amount: 7 })).toEqual({ outcome: 'counted-before' })
    await expect(by(finn, { amount: '7' })).rejects.toThrow('expected number')
    expect(await by(finn, { note: 'cash', amount: 7 })).toEqual({ outcome: 'decided' })
  })
})
