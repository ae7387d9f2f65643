import { startTestPlatform, type TestPlatform } from '@bazaar/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { marketplace } from '../src/index.ts'
import { buildVenue } from './build.ts'
import { type Person, register, someone } from './business-story.ts'

let platform: TestPlatform
beforeAll(async () => {
  platform = await startTestPlatform({ features: [marketplace], env: { ADMIN_IDS: '501' } })
})
afterAll(() => platform?.stop())

const managing = ['newoffer', 'myoffers', 'publish', 'pause', 'soldout', 'edit']
const working = ['venue', 'collect']
const everybodys = ['browse', 'my_reservations', 'register']

async function starts(name: string, language = 'en'): Promise<Person> {
  const person = someone(platform, name, { language })
  await person.sends('/start')
  await person.sees(/./)
  return person
}

/** Names of the commands that /help lists. */
async function helpOf(person: Person): Promise<readonly string[]> {
  await person.sends('/help')
  const { text } = await person.sees(/What I can do|Что я умею/)
  return [...(text ?? '').matchAll(/^\/([a-z_]+) /gm)].map(([, name]) => name ?? '')
}

const menuOf = ({ id }: Person) => platform.standin.commands(id).map(({ command }) => command)

/** Telegram's menu is written after the answer. */
const menu = (person: Person) => expect.poll(() => menuOf(person), { timeout: 60_000 })

async function hire(owner: Person, worker: Person, label: string): Promise<void> {
  await owner.sends('/venue')
  await owner.sees(/there now/)
  await owner.presses('More…')
  await owner.presses('👥 Staff')
  await owner.sees(/An invite link works once/)
  await owner.presses(label)
  const { text } = await owner.sees(/an invite to/)
  await worker.opens(text?.match(/https:\/\/t\.me\/\S+/)?.[0] ?? '')
  await worker.sees(/asks you to/)
  await worker.presses('🤝 Accept')
  await worker.sees(/\/venue shows what you can do/)
}

describe('somebody without a venue', () => {
  it('is not shown what venues do, by /help or in the menu, not even as the owner of the bot', async () => {
    const anna = await starts('Anna')
    const shown = await helpOf(anna)
    expect(shown).toEqual(expect.arrayContaining(everybodys))
    for (const name of [...managing, ...working]) {
      expect(shown).not.toContain(name)
      expect(menuOf(anna)).not.toContain(name)
    }
    expect(menuOf(anna)).toEqual(expect.arrayContaining(everybodys))
    const otto = someone(platform, 'Otto', { id: 501 })
    await otto.sends('/start')
    await otto.sees(/./)
    const owners = await helpOf(otto)
    expect(owners).toContain('pending')
    expect(owners).not.toContain('newoffer')
    await menu(otto).toContain('pending')
    expect(menuOf(otto)).not.toContain('newoffer')
  })

  it('who writes such a command is refused as ever', async () => {
    const anna = await starts('Anne')
    await anna.sends('/newoffer')
    await anna.sees(/register/)
    await anna.sends('/venue')
    await anna.sees(/You have no venue here yet/)
    await anna.sends('/collect')
    await anna.sees(/venue/)
  })
})

describe('the people of a venue', () => {
  it('are shown them once they have registered, and keep them through a restart', async () => {
    const nadia = await starts('Nadia')
    await register(nadia, { name: 'Nadia’s' })
    expect(await helpOf(nadia)).toEqual(expect.arrayContaining([...managing, ...working, ...everybodys]))
    await menu(nadia).toEqual(expect.arrayContaining([...managing, ...working, ...everybodys]))
    expect(menuOf(nadia)).not.toContain('pending')
    const old = menuOf(nadia)
    await platform.restart()
    expect(menuOf(nadia)).toEqual(old)
  })

  it('are brought up to date when the bot starts, and with Start', async () => {
    const vera = await starts('Вера', 'ru')
    // Start looks for venues beside its answer: one more answer later it has.
    expect(await helpOf(vera)).not.toContain('newoffer')
    await buildVenue(platform.app.core.db, { ownerId: vera.id, name: 'Верина' })
    const boris = await starts('Борис', 'ru')
    expect(await helpOf(boris)).not.toContain('newoffer')
    expect(menuOf(vera)).not.toContain('newoffer')
    await platform.restart()
    await menu(vera).toContain('newoffer')
    expect(platform.standin.commands(vera.id).find(({ command }) => command === 'newoffer')?.description).toMatch(
      /[а-я]/,
    )
    await buildVenue(platform.app.core.db, { ownerId: boris.id, name: 'Борисова' })
    await boris.sends('/start')
    await menu(boris).toContain('newoffer')
    expect(await helpOf(boris)).toContain('newoffer')
  })

  it('as staff see what their part is, and nothing after they left', async () => {
    const owner = await starts('Olga')
    await buildVenue(platform.app.core.db, { ownerId: owner.id, name: 'Olga’s' })
    const [carl, mia] = [await starts('Carl'), await starts('Mia')]
    await hire(owner, carl, '➕ Invite to hand over')
    await hire(owner, mia, '➕ Invite a manager')
    await menu(carl).toEqual(expect.arrayContaining(working))
    expect(await helpOf(carl)).toEqual(expect.arrayContaining(working))
    for (const name of managing) expect(menuOf(carl)).not.toContain(name)
    expect(await helpOf(carl)).not.toContain('newoffer')
    await menu(mia).toEqual(expect.arrayContaining([...managing, ...working]))

    await mia.presses('🏪 Open the venue')
    await mia.sees(/you manage it/)
    await mia.presses('More…')
    await mia.presses('🚪 Stop working here')
    await mia.sees(/To come back/)
    await mia.presses('🚪 Yes, stop')
    await mia.sees(/any more/)
    await menu(mia).not.toContain('venue')
    expect(await helpOf(mia)).not.toContain('newoffer')
  })

  it('lose them with /delete', async () => {
    const dora = await starts('Dora')
    await register(dora, { name: 'Dora’s' })
    await menu(dora).toContain('newoffer')
    await dora.sends('/delete')
    await dora.sees((message) => message.buttons.flat().some(({ text }) => text.includes('Yes, delete everything')))
    await dora.presses('🗑 Yes, delete everything')
    await dora.sees('Everything is deleted')
    await menu(dora).not.toContain('newoffer')
  })
})
