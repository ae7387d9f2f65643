import type { Role } from '@bazaar/core/users'
import type { PersonDriver } from '@bazaar/telegram-standin/driver'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type AdminHarness, labels, startAdmin } from './harness.ts'

let bench: AdminHarness
let anna: PersonDriver
beforeAll(async () => {
  bench = await startAdmin()
  anna = await bench.person('Anna')
})
afterAll(() => bench?.platform.stop())

const commands: Readonly<Record<string, readonly Role[]>> = {
  '/admin': ['support', 'moderator', 'finance', 'owner'],
  '/user 1': ['support', 'moderator', 'owner'],
  '/grant 1 support': ['owner'],
  '/revoke 1 support': ['owner'],
}

/** Unsigned data of every button of the administration, and who may press it. */
const buttons: Readonly<Record<string, readonly Role[]>> = {
  'co.adm:0': ['support', 'moderator', 'finance', 'owner'],
  'co.adm:1': ['support', 'moderator', 'finance', 'owner'],
  'co.adm:2': ['support', 'moderator', 'owner'],
  'co.adm:3': ['moderator', 'finance', 'owner'],
  'co.adm:4': ['support', 'owner'],
  'co.adm:5': ['support', 'owner'],
  'co.adm:6': ['owner'],
  'co.adm:7': ['support', 'finance', 'owner'],
  'co.amsg:0:1': ['support', 'owner'],
  'co.amsg:1:1': ['support', 'owner'],
  'co.ajob:0:1': ['owner'],
  'co.ajob:1:1': ['owner'],
  'co.aunc:0:1:1': ['support', 'owner'],
  'co.afail:0:1:1': ['support', 'owner'],
  'co.adead:0:1:1': ['owner'],
  'co.ainc:0:1:1': ['support', 'finance', 'owner'],
  'co.user:1': ['support', 'moderator', 'owner'],
  'co.role:1:0:0': ['owner'],
  'co.rolok:1:0:0:0': ['owner'],
}
const refusal = /not yours|do not have the role/
const all = ['support', 'moderator', 'finance', 'owner'] as const

describe('a stranger', () => {
  it.each(Object.keys(commands))('gets the answer of an unknown command to %s', async (command) => {
    await anna.sends('/nonsense')
    const unknown = await anna.sees('I don’t know this command')
    await anna.sends(command)
    expect((await anna.sees('I don’t know this command')).text).toBe(unknown.text)
  })

  it.each(Object.keys(buttons))('is refused by the button %s, even with a good signature', async (data) => {
    const before = anna.messages().length
    const signed = bench.platform.sign(BigInt(anna.id), data)
    expect(await anna.presses({ data: signed })).toMatchObject({
      showAlert: true,
      text: expect.stringMatching(refusal),
    })
    expect(anna.messages()).toHaveLength(before)
  })
})

describe.each(all)('the role %s', (role) => {
  let person: PersonDriver
  beforeAll(async () => {
    person = await bench.person(`Somebody of ${role}`, role)
  })

  it.each(Object.entries(commands))('and the command %s', async (command, allowed) => {
    await person.sends(command)
    const answer = await person.sees(/./)
    expect(/don’t know this command/.test(answer.text ?? '')).toBe(!allowed.includes(role))
  })

  it.each(Object.entries(buttons))('and the button %s', async (data, allowed) => {
    const signed = bench.platform.sign(BigInt(person.id), data)
    const { text } = await person.presses({ data: signed })
    expect(refusal.test(text ?? '')).toBe(!allowed.includes(role))
  })

  it('sees what it may in /admin, and no more', async () => {
    await person.sends('/admin')
    const home = await person.sees('Administration')
    const lines: Readonly<Record<string, readonly Role[]>> = {
      'Nothing waits for a decision': ['moderator', 'finance', 'owner'],
      'No message waits': ['support', 'owner'],
      'No task has stopped': ['owner'],
      'No incident is open': ['support', 'finance', 'owner'],
      'People:': ['support', 'moderator', 'owner'],
      'The shelf': all,
    }
    for (const [line, allowed] of Object.entries(lines))
      expect([line, home.text?.includes(line)]).toEqual([line, allowed.includes(role)])
    expect(labels(home).some((label) => label.startsWith('Stopped tasks'))).toBe(role === 'owner')
    expect(labels(home).some((label) => label.startsWith('Decisions'))).toBe(
      ['moderator', 'finance', 'owner'].includes(role),
    )
  })

  it('is gone at the next update when it was taken away: command and old buttons', async () => {
    await person.sends('/admin')
    const home = await person.sees('Administration')
    await bench.strip(person, role)
    for (const label of labels(home).filter((one) => !one.includes('Home'))) {
      const answer = await person.presses(label, { messageId: home.message_id })
      expect(answer).toMatchObject({ showAlert: true, text: expect.stringMatching(refusal) })
    }
    await person.sends('/admin')
    await person.sees('I don’t know this command')
  })
})

it('grants nothing in groups', async () => {
  const group = bench.platform.telegram.group('Team', [bench.operator])
  await bench.operator.in(group).sends('/admin')
  await bench.operator.in(group).sees('only in a private chat')
})

it('refuses what it cannot read, and says how to ask', async () => {
  for (const [command, answer] of [
    ['/user', 'for example /user Anna'],
    ['/user Nobody At All', 'Nobody was found for “Nobody At All”'],
    ['/user 424242', 'Nobody was found'],
    ['/grant', 'for example /grant 12345'],
    ['/grant 5 king', 'for example /grant 12345'],
    ['/grant Anna moderator', 'for example /grant 12345'],
    ['/grant 424242 moderator', 'do not know this person'],
    ['/revoke', 'for example /revoke 12345'],
  ] as const) {
    await bench.operator.sends(command)
    await bench.operator.sees(answer)
  }
  expect(await bench.audit('role.granted')).toHaveLength(0)
})
