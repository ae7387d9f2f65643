import type { PersonDriver } from '@bazaar/telegram-standin/driver'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type AdminHarness, labels, startAdmin } from './harness.ts'

const withOwners = (adminIds?: string) => {
  let bench: AdminHarness | undefined
  const start = async () => {
    bench = await startAdmin(adminIds)
    return bench
  }
  return { start, stop: () => bench?.platform.stop() }
}

describe('/user', () => {
  const { start, stop } = withOwners()
  let bench: AdminHarness
  let operator: PersonDriver
  beforeAll(async () => {
    bench = await start()
    operator = bench.operator
  })
  afterAll(stop)

  it('finds by number, @username and part of a name, which may hold any sign', async () => {
    const { telegram } = bench.platform
    const anna = telegram.user('Anna', { lastName: '100%_Smith', username: 'Anna_S' })
    await anna.sends('/start flyer_7')
    await anna.sees('Hello')
    for (const query of [String(anna.id), '@anna_s', '100%_', 'anna 100', 'NNA_s']) {
      await operator.sends(`/user ${query}`)
      const card = await operator.sees('Anna 100%_Smith @Anna_S')
      expect(card.text).toContain(`ID: ${anna.id}`)
      expect(card.text).toContain('Messages: reach this person')
      expect(card.text).toContain('Roles: none')
      expect(card.text).toContain('Language: English')
      expect(card.text).toContain('Came by: flyer_7')
      expect(card.text).toMatch(/First seen: .+ UTC/)
      expect(card.text).toContain(`Two orders of ${anna.id}`)
    }
    await operator.sends('/user %')
    await operator.sees('Anna 100%_Smith')
    await operator.sends('/user 0_Smi')
    await operator.sees('Nobody was found')
    for (const query of ['\0', 'an\0na', '@an\0na', '\uD800']) {
      await operator.sends(`/user ${query}`)
      await operator.sees('Nobody was found')
    }
    expect((await bench.audit('user.viewed')).at(-1)).toMatchObject({
      actor_id: String(operator.id),
      object_id: String(anna.id),
    })
  })

  it('lists several, each behind a button, and says when there are more', async () => {
    for (let n = 0; n < 10; n++) await bench.person(`Boris ${n} <i>`)
    await operator.sends('/user boris')
    const list = await operator.sees('More than 8 people found')
    expect(labels(list).filter((label) => label.startsWith('Boris'))).toHaveLength(8)
    const [first = ''] = labels(list)
    await operator.presses(first)
    const card = await operator.sees(/ID: \d+/)
    expect(card.message_id).toBe(list.message_id)
    expect(card.text).toMatch(/^Boris \d <i>/)
  })

  it('shows moderators the name and how to reach somebody, and no buttons for roles', async () => {
    const moderator = await bench.person('Max', 'moderator')
    const carl = await bench.person('Carl')
    await moderator.sends(`/user ${carl.id}`)
    const card = await moderator.sees('Carl')
    expect(card.text).toContain('Messages: reach')
    expect(card.text).not.toMatch(/Language|First seen|Came by|Two orders/)
    expect(labels(card).some((label) => label.startsWith('➕'))).toBe(false)
  })
})

describe('roles', () => {
  const { start, stop } = withOwners()
  let bench: AdminHarness
  let operator: PersonDriver
  let anna: PersonDriver
  beforeEach(async () => {
    bench = await start()
    operator = bench.operator
    anna = await bench.person('Anna')
  })
  afterEach(stop)

  const openCard = async (who: PersonDriver, person: PersonDriver) => {
    await who.sends(`/user ${person.id}`)
    return who.sees(`ID: ${person.id}`)
  }

  it('are granted after a question, work at the next update, and are taken away again', async () => {
    await openCard(operator, anna)
    await operator.presses('➕ Give: moderator')
    const question = await operator.sees('Anna (1001): give the role')
    expect(question.text).toContain('Moderators decide')
    expect(await bench.audit('role.granted')).toHaveLength(0)
    const presses = await Promise.all(
      [1, 2].map(() => operator.presses('Yes, give the role', { messageId: question.message_id })),
    )
    // A press that waits for another is answered silently after a second.
    expect(presses.filter(({ text }) => text === `Done: ${anna.id} now has the role “moderator”.`)).toHaveLength(1)
    const card = await operator.sees('• moderator')
    expect(await bench.audit('role.granted')).toHaveLength(1)
    expect(labels(card)).toContain('➖ Take away: moderator')
    await bench.platform.settle()
    await anna.sees('You have a new role in this bot: moderator')
    await anna.sends('/admin')
    await anna.sees('Administration')

    await operator.presses('➖ Take away: moderator')
    await operator.sees('Anna')
    await operator.presses('Yes, take it away')
    await operator.sees('Roles: none')
    await anna.sends('/admin')
    await anna.sees('I don’t know this command')
    const actor = { actor_id: String(operator.id), origin: 'chat', object_kind: 'user', object_id: String(anna.id) }
    expect(await bench.audit('role.granted')).toMatchObject([
      { ...actor, before: { roles: [] }, after: { roles: ['moderator'] }, reason: null },
    ])
    expect(await bench.audit('role.revoked')).toMatchObject([
      { ...actor, before: { roles: ['moderator'] }, after: { roles: [] } },
    ])
  })

  it('that come and go are told at once, and then as they are in the end', async () => {
    for (const _ of [1, 2, 3]) {
      await operator.sends(`/grant ${anna.id} support helps on weekends`)
      await operator.sees('now has the role “support”')
      await operator.sends(`/revoke ${anna.id} support`)
      await operator.sees('no longer has the role “support”')
      await bench.platform.advance(1_000)
    }
    await bench.platform.advance(10 * 60_000)
    await anna.sees('You no longer have the role support')
    expect(anna.botMessages(/in this bot/).map(({ text }) => text)).toEqual([
      expect.stringContaining('You have a new role in this bot: support'),
      expect.stringContaining('You no longer have the role support'),
    ])
  })

  it('are not changed by a question that was asked before a later change', async () => {
    await openCard(operator, anna)
    await operator.presses('➕ Give: support')
    const old = await operator.sees('Anna (1001): give the role')
    const data = old.buttons.flat()[0]?.callback_data ?? ''
    await operator.sends(`/grant ${anna.id} support helps on weekends`)
    await operator.sees('now has the role “support”')
    await operator.sends(`/revoke ${anna.id} support`)
    await operator.sees('no longer has the role “support”')
    expect(await operator.presses({ data })).toMatchObject({ text: expect.stringContaining('have changed since') })
    expect(await bench.audit('role.granted')).toMatchObject([{ reason: 'helps on weekends' }])
    await anna.sends('/admin')
    await anna.sees('I don’t know this command')
  })

  it('of the configured owner cannot be taken away here, and the text says why', async () => {
    const second = await bench.person('Second', 'owner')
    const card = await openCard(second, operator)
    expect(card.text).toContain('• owner, by the configuration')
    expect(await second.presses('➖ Take away: owner')).toMatchObject({
      showAlert: true,
      text: expect.stringContaining('ADMIN_IDS'),
    })
    await second.sends(`/revoke ${operator.id} owner`)
    await second.sees('ADMIN_IDS')
    expect(await bench.audit('role.revoked')).toHaveLength(0)
  })
})

describe('two owners without a configured one', () => {
  const { start, stop } = withOwners('')
  let bench: AdminHarness
  beforeEach(async () => {
    bench = await start()
  })
  afterEach(stop)

  it('cannot remove each other at once, nor the last one itself', async () => {
    const [one, two] = [await bench.person('One', 'owner'), await bench.person('Two', 'owner')]
    await Promise.all([one.sends(`/revoke ${two.id} owner`), two.sends(`/revoke ${one.id} owner`)])
    await Promise.all([
      one.sees(/no longer has the role|do not have the role|don’t know/),
      two.sees(/no longer has the role|do not have the role|don’t know/),
    ])
    const { rows } = await bench.platform.app.core.db.pool.query<{ user_id: string }>(
      `SELECT user_id FROM core_role_grant WHERE role = 'owner'`,
    )
    expect(rows).toHaveLength(1)
    const last = String(one.id) === rows[0]?.user_id ? one : two
    await last.sends(`/revoke ${last.id} owner`)
    await last.sees('the last owner')
    expect(await bench.audit('role.revoked')).toHaveLength(1)
  })

  it('may step down one by one, and see their card no more', async () => {
    const [one] = [await bench.person('One', 'owner'), await bench.person('Two', 'owner')]
    await one.sends(`/user ${one.id}`)
    await one.sees('ID:')
    await one.presses('➖ Take away: owner')
    await one.sees('take the role “owner” away')
    await one.presses('Yes, take it away')
    await one.sees(`Done: ${one.id} no longer has the role “owner”`)
    await one.sends('/admin')
    await one.sees('I don’t know this command')
  })
})

describe('/status_all', () => {
  const { start, stop } = withOwners()
  let bench: AdminHarness
  beforeAll(async () => {
    bench = await start()
  })
  afterAll(stop)

  it('says what every feature does for the person who asks', async () => {
    const anna = await bench.person('Anna')
    await anna.sends('/status_all')
    const status = await anna.sees('What I do for you')
    expect(status.text).toContain(`Shop\nTwo orders of ${anna.id}`)
    bench.spy.broken = true
    await anna.sends('/status_all')
    await anna.sees('This cannot be shown right now')
    bench.spy.broken = false
  })
})
