import type { PersonDriver } from '@bazaar/telegram-standin/driver'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type AdminHarness, operatorId, startAdmin } from './harness.ts'

let h: AdminHarness
beforeAll(async () => {
  h = await startAdmin()
})
afterAll(() => h?.platform.stop())

const commandsOf = ({ id }: PersonDriver) => h.platform.standin.commands(id)
const menuOf = (person: PersonDriver) => commandsOf(person).map(({ command }) => command)
const eventually = (person: PersonDriver) => expect.poll(() => menuOf(person))

async function change(verb: 'grant' | 'revoke', { id }: PersonDriver, role: string): Promise<void> {
  await h.operator.sends(`/${verb} ${id} ${role}`)
  await h.operator.sees(String(id))
}

it('a stranger’s menu never lists what roles open', async () => {
  const stranger = await h.person('Stranger')
  expect(menuOf(stranger)).toContain('help')
  for (const command of ['pending', 'verify', 'admin', 'grant']) expect(menuOf(stranger)).not.toContain(command)
})

it('an owner’s menu lists everything from the first /start on', async () => {
  await eventually(h.operator).toEqual(expect.arrayContaining(['help', 'pending', 'admin', 'grant']))
})

it('Adam’s menu lists /pending after the grant, in his language, and not after the revoke', async () => {
  const adam = h.platform.telegram.user('Adam', { language: 'ru' })
  await adam.sends('/start')
  await adam.sees('Здравствуйте')
  const before = menuOf(adam)
  expect(before).not.toContain('pending')
  await change('grant', adam, 'moderator')
  await eventually(adam).toContain('pending')
  expect(menuOf(adam)).toEqual(expect.arrayContaining(before))
  expect(menuOf(adam)).not.toContain('grant')
  expect(commandsOf(adam).find(({ command }) => command === 'pending')?.description).toMatch(/[а-я]/)
  await change('grant', adam, 'owner')
  await eventually(adam).toContain('grant')
  await change('revoke', adam, 'owner')
  await eventually(adam).not.toContain('grant')
  expect(menuOf(adam)).toContain('pending')
  await change('revoke', adam, 'moderator')
  await eventually(adam).toEqual(before)
})

it('is brought up to date when the bot starts, also for owners who are new in ADMIN_IDS', async () => {
  const eve = await h.person('Eve')
  expect(menuOf(eve)).not.toContain('grant')
  await h.platform.restart({ ADMIN_IDS: `${operatorId},${eve.id}` })
  await eventually(eve).toContain('grant')
  await h.platform.restart({ ADMIN_IDS: String(operatorId) })
})

it('goes with the person who is erased', async () => {
  const mona = await h.person('Mona')
  const before = menuOf(mona)
  await change('grant', mona, 'support')
  await eventually(mona).not.toEqual(before)
  await mona.sends('/delete')
  await mona.sees('Delete your data?')
  await mona.presses('🗑 Yes, delete everything')
  await mona.sees('Everything is deleted')
  await eventually(mona).toEqual(before)
})

it('is a convenience: a role works although Telegram refuses its menu', async () => {
  const ivan = await h.person('Ivan')
  h.platform.standin.faults.add({ method: 'setMyCommands', kind: '500', times: null })
  try {
    await change('grant', ivan, 'moderator')
    await ivan.sends('/pending')
    await ivan.sees('Nothing waits')
    await expect
      .poll(() => h.platform.logged.some((line) => line.includes('a menu of commands stays as it was')))
      .toBe(true)
  } finally {
    h.platform.standin.faults.clear()
  }
  // The next chance is taken.
  await ivan.sends('/start')
  await eventually(ivan).toContain('pending')
})
