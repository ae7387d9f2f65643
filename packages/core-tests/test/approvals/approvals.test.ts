import { startTestPlatform, type TestPlatform } from '@bazaar/testing'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createShop } from './shop-feature.ts'

const decided: string[] = []
let platform: TestPlatform
beforeAll(async () => {
  platform = await startTestPlatform({
    features: [createShop({ decided })],
    env: { ADMIN_IDS: '501,502' },
    startAt: new Date('2026-01-05T09:00:00Z'),
  })
})
afterAll(() => platform?.stop())
beforeEach(async () => {
  decided.splice(0)
  await platform.app.core.db.pool.query('TRUNCATE core_approval CASCADE')
})

const people = new Map<string, ReturnType<TestPlatform['telegram']['user']>>()
function person(name: string, id?: number) {
  const known = people.get(name) ?? platform.telegram.user(name, id === undefined ? {} : { id })
  people.set(name, known)
  return known
}
const vera = () => person('Vera', 501)
const otto = () => person('Otto', 502)

async function submit(kind: 'business' | 'stall', id: bigint): Promise<void> {
  const { db, approvals } = platform.app.core
  await db.tx((tx) => approvals.submit(tx, `shop-${kind}`, id, 7n))
}

async function audited() {
  const { rows } = await platform.app.core.db.pool.query<Record<string, unknown>>(
    `SELECT actor_id, action, object_kind, object_id, reason, origin FROM core_audit_entry ORDER BY id DESC LIMIT 1`,
  )
  return rows[0]
}

describe('refusals', () => {
  it('a stranger is told that there is no such command', async () => {
    await submit('business', 12n)
    for (const command of ['/pending', '/verify B12', '/reject B12 the photos show another shop']) {
      await person('Anna').sends(command)
      await person('Anna').sees('I don’t know this command')
    }
    expect(decided).toEqual([])
  })

  it('a number with a sign that cannot be stored', async () => {
    await submit('business', 12n)
    for (const command of ['/verify B12\0', '/verify \uD800']) {
      await vera().sends(command)
      await vera().sees('Send the number to approve')
    }
    expect(decided).toEqual([])
  })

  it('a missing or odd number, a missing or short reason, an unknown number: nothing changes', async () => {
    await submit('business', 12n)
    for (const [command, answer] of [
      ['/verify', 'Send the number to approve'],
      ['/verify twelve', 'Send the number to approve'],
      ['/verify B12 now', 'Send the number to approve'],
      ['/reject', 'Send the number and the reason'],
      ['/reject B12', 'at least 10 characters'],
      ['/reject B12 too bad', 'at least 10 characters'],
      ['/verify B13', 'Nothing with the number B13 waits'],
      ['/verify X12', 'Nothing with the number X12 waits'],
      [`/verify B${'9'.repeat(18)}`, 'waits for a decision'],
    ] as const) {
      await vera().sends(command)
      await vera().sees(answer)
    }
    expect(decided).toEqual([])
  })

  it('a forwarded or stolen button does not work', async () => {
    await submit('business', 12n)
    await vera().sends('/pending')
    const card = await vera().sees('Shop 12 wants in')
    const data = card.buttons[0]?.[0]?.callback_data ?? ''
    await person('Anna').sends('/help')
    await person('Anna').sees('What I can do')
    expect(await person('Anna').presses({ data })).toMatchObject({ text: expect.stringContaining('not yours') })
    // Even one that is signed for her own chat.
    const own = platform.sign(BigInt(person('Anna').id), data.slice(0, data.lastIndexOf('~')))
    expect(await person('Anna').presses({ data: own })).toMatchObject({ text: expect.stringContaining('not yours') })
    expect(decided).toEqual([])
  })
})

describe('decisions', () => {
  it('list what waits, oldest first, with a button that approves', async () => {
    await submit('business', 12n)
    await submit('stall', 3n)
    await submit('business', 12n)
    await vera().sends('/pending')
    await vera().sees('Stall 3 wants in')
    const cards = vera()
      .botMessages(/wants in/)
      .slice(-2)
    expect(cards.map(({ text }) => text?.split('\n')[0])).toEqual(['Shop 12 wants in', 'Stall 3 wants in'])
    expect(cards[0]?.text).toContain('/verify B12')
    expect(await vera().presses('Approve', { messageId: cards[0]?.message_id ?? 0 })).toMatchObject({ answered: true })
    await vera().sees('The owner of B12 is told')
    expect(decided).toEqual([`B12 yes by ${vera().id}`])
    await vera().sends('/pending')
    await vera().sees('Stall 3 wants in')
    expect(await audited()).toMatchObject({
      actor_id: '501',
      action: 'approval.approved',
      object_kind: 'shop-business',
      object_id: '12',
      origin: 'chat',
    })
  })

  it('take letters of either case, and a bare number while it means one kind', async () => {
    await submit('business', 12n)
    await submit('stall', 12n)
    await vera().sends('/verify 12')
    await vera().sees('Put the letter before it (B, S)')
    await vera().sends('/verify b12')
    await vera().sees('Done. The owner of B12 is told.')
    // The other one is decided, so this number means what waits.
    await vera().sends('/reject 12   the stall\0 is not there')
    await vera().sees('Done. The owner of 12 is told.')
    expect(decided).toEqual(['B12 yes by 501', 'S12 no by 501: the stall\uFFFD is not there'])
    expect(await audited()).toMatchObject({
      action: 'approval.rejected',
      object_kind: 'shop-stall',
      reason: 'the stall\uFFFD is not there',
    })
  })

  it('of two admins at once: the first wins, and the second is told who and when', async () => {
    for (const admin of [vera(), otto()]) {
      await admin.sends('/start')
      await admin.sees('Hello')
    }
    for (let round = 20n; round < 30n; round += 1n) {
      await submit('business', round)
      await Promise.all([
        vera().sends(`/verify B${round}`),
        otto().sends(`/reject B${round} the photos show another shop`),
      ])
      const answers = await Promise.all([vera(), otto()].map((admin) => admin.sees(/Done|already/)))
      const texts = answers.map(({ text }) => text ?? '')
      expect(texts.filter((text) => text.startsWith('Done'))).toHaveLength(1)
      const second = texts.find((text) => text.includes('already'))
      expect(second).toMatch(/already (approved by Vera|rejected by Otto) on 5 Jan, 09:00 UTC/)
      expect(decided.filter((line) => line.startsWith(`B${round} `))).toHaveLength(1)
    }
    const { rows } = await platform.app.core.db.pool.query<{ n: number }>(
      `SELECT count(*)::int AS n FROM core_audit_entry WHERE object_id::int BETWEEN 20 AND 29`,
    )
    expect(rows[0]?.n).toBe(10)
  })

  it('may be asked for again after a rejection', async () => {
    await submit('business', 40n)
    await vera().sends('/reject B40 the photos show another shop')
    await vera().sees('Done')
    await submit('business', 40n)
    await otto().sends('/verify B40')
    await otto().sees('Done')
    expect(decided).toHaveLength(2)
  })
})

describe('the queue', () => {
  it('takes three of a kind from one person, also of several at once', async () => {
    const { db, approvals } = platform.app.core
    const send = (kind: string, id: bigint, by = 7n) => db.tx((tx) => approvals.submit(tx, `shop-${kind}`, id, by))
    const sent = await Promise.allSettled(Array.from({ length: 12 }, (_, n) => send('business', BigInt(60 + n))))
    expect(sent.filter(({ status }) => status === 'fulfilled')).toHaveLength(3)
    const [first] = await approvals.list(['moderator'], 1)
    expect(await db.prisma.approval.count({ where: { state: 'pending' } })).toBe(3)
    await expect(approvals.requireRoom('shop-business', 7n)).rejects.toMatchObject({
      key: 'core-approval-many',
      params: { count: 3, ids: expect.stringMatching(/^B6\d, B\d+, B\d+$/) },
    })
    // What waits already, other kinds and other people are not concerned; nor is the person, once one is decided.
    await send('business', first?.entityId ?? 0n)
    await send('stall', 60n)
    await send('business', 90n, 8n)
    await vera().sends(`/verify B${first?.entityId}`)
    await vera().sees('Done')
    await send('business', 91n)
  })

  it('decides about what its card showed: not about what was sent anew since', async () => {
    await submit('business', 95n)
    await otto().sends('/pending')
    await otto().sees('B95')
    await vera().sends('/reject B95 the photos show another shop')
    await vera().sees('Done')
    await submit('business', 95n)
    await otto().presses('Approve')
    await otto().sees('B95 was changed since and waits again: /pending')
    const states = await platform.app.core.db.prisma.approval.findMany({ orderBy: { id: 'asc' } })
    expect(states.map(({ state }) => state)).toEqual(['rejected', 'pending'])
    expect(decided).toEqual([expect.stringContaining('B95 no')])
  })
})

describe('roles', () => {
  it('that are granted open the commands at once, and taken away close them', async () => {
    const { adminAction, users } = platform.app.core
    const otto = { actorId: 501n, origin: 'chat' } as const
    const maria = person('Maria')
    await maria.sends('/pending')
    await maria.sees('I don’t know this command')
    const object = { kind: 'user', id: String(maria.id) }
    await adminAction(otto, async (tx) => ({
      value: await users.grant(tx, BigInt(maria.id), 'moderator', otto.actorId),
      did: { action: 'role.granted', object, after: { role: 'moderator' } },
    }))
    await maria.sends('/pending')
    await maria.sees('Nothing waits')
    await adminAction(otto, async (tx) => ({
      value: await users.revoke(tx, BigInt(maria.id), 'moderator'),
      did: { action: 'role.revoked', object, before: { role: 'moderator' } },
    }))
    await maria.sends('/pending')
    await maria.sees('I don’t know this command')
  })
})
