import { startTestPlatform, type TestPlatform } from '@bazaar/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  detailsOpened,
  editOpened,
  inviteAccepted,
  memberChanged,
  memberRemoved,
  staffOpened,
  venueOpened,
} from '../src/business/callbacks.ts'
import { createNews } from '../src/business/news.ts'
import { marketplace } from '../src/index.ts'
import { createServices } from '../src/services.ts'
import { buildVenue } from './build.ts'
import { type Person, refusalOf, someone, unseen } from './business-story.ts'

const minute = 60_000
const hour = 60 * minute

let platform: TestPlatform
beforeAll(async () => {
  platform = await startTestPlatform({ features: [marketplace] })
})
afterAll(() => platform?.stop())

async function person(name: string, language = 'en'): Promise<Person> {
  const started = someone(platform, name, { language })
  await started.sends('/start')
  await started.sees(/./)
  return started
}

async function venueOf(owner: Person, name: string, state = 'VERIFIED') {
  return buildVenue(platform.app.core.db, { ownerId: owner.id, name, state })
}

/** Presses a button that another person, or nobody, was shown. */
const forges = (one: Person, data: string) => refusalOf(one, unseen(platform, one, data))

async function inviteLink(owner: Person, label = '➕ Invite to hand over'): Promise<string> {
  await owner.sends('/venue')
  await owner.sees(/there now/)
  await owner.presses('More…')
  await owner.presses('👥 Staff')
  await owner.sees(/An invite link works once/)
  await owner.presses(label)
  const { text } = await owner.sees(/an invite to/)
  return text?.match(/https:\/\/t\.me\/\S+/)?.[0] ?? ''
}

async function hire(owner: Person, worker: Person, label?: string): Promise<void> {
  await worker.opens(await inviteLink(owner, label))
  await worker.sees(/asks you to/)
  await worker.presses('🤝 Accept')
  await worker.sees(/\/venue shows what you can do/)
}

const staffOf = (businessId: bigint) =>
  platform.app.core.db.prisma.marketplaceStaff.findMany({
    where: { businessId },
    select: { userId: true, permission: true },
  })

describe('refuses', () => {
  it('a stranger at somebody’s venue', async () => {
    const owner = await person('Olga')
    const venue = await venueOf(owner, 'Olga’s')
    const stranger = await person('Sid')
    const member = { business: venue.id, user: BigInt(stranger.id) }
    for (const data of [
      venueOpened.pack({ business: venue.id }),
      staffOpened.pack({ business: venue.id }),
      memberChanged.pack({ ...member, permission: 'manage' }),
      memberRemoved.pack(member),
      staffOpened.pack({ business: 999_999n }),
    ]) {
      expect(await forges(stranger, data)).toMatch(/not one of your venues/)
    }
    await stranger.sends(`/venue B${venue.id}`)
    await stranger.sees(/not one of your venues/)
    expect(await staffOf(venue.id)).toEqual([])
  })

  it('a collector who wants to manage, and managers who want to hire', async () => {
    const owner = await person('Olga')
    const venue = await venueOf(owner, 'Olga’s second')
    const collector = await person('Carl')
    const manager = await person('Maria')
    await hire(owner, collector)
    await hire(owner, manager, '➕ Invite a manager')
    for (const worker of [collector, manager]) {
      const member = { business: venue.id, user: BigInt(collector.id) }
      for (const data of [
        staffOpened.pack({ business: venue.id }),
        memberChanged.pack({ ...member, permission: 'manage' }),
      ])
        expect(await forges(worker, data)).toMatch(/Only the venue’s owner/)
    }
    await collector.sends('/venue')
    const card = await collector.sees(/you hand over/)
    expect(card.buttons.flat().map(({ text }) => text)).toEqual([
      '🔢 Enter a code',
      '🔔 Tell me of reservations',
      '🚪 Stop working here',
      expect.stringContaining('Home'),
    ])
  })

  it('staff who would change what customers trust: photos, phone and hours are the owner’s', async () => {
    const owner = await person('Olga')
    const venue = await venueOf(owner, 'Olga’s third')
    const manager = await person('Mario')
    await hire(owner, manager, '➕ Invite a manager')
    await manager.sends('/venue')
    const card = await manager.sees(/you manage it/)
    expect(card.buttons.flat().map(({ text }) => text)).not.toContain('✏️ Edit details')
    for (const data of [editOpened.pack({ business: venue.id }), detailsOpened.pack({ business: venue.id })])
      expect(await forges(manager, data)).toMatch(/Only the venue’s owner/)
    // A form that was opened before ends the same way.
    const { registrations } = createServices(platform.app.core, {
      MARKETPLACE_CURRENCY: 'EUR',
      MARKETPLACE_CANCEL_CUTOFF_MINUTES: 120,
    }).business
    const { db } = platform.app.core
    const details = (userId: bigint) => db.tx((tx) => registrations.detailsOf(tx, userId, venue.id))
    const changed = { ...(await details(BigInt(owner.id))), phone: '+4930111111', hours: '24/7', photos: [] } as never
    await expect(db.tx((tx) => registrations.change(tx, BigInt(manager.id), venue.id, changed))).rejects.toMatchObject({
      key: 'marketplace-business-owner-only',
    })
    const row = await db.prisma.marketplaceBusiness.findUnique({ where: { id: venue.id } })
    expect(row).toMatchObject({ openingHours: venue.openingHours, phone: null })
  })

  it('links that are unknown, expired, used, the owner’s own, or for somebody who works there', async () => {
    const owner = await person('Owen')
    const venue = await venueOf(owner, 'Owen’s')
    const ben = await person('Ben')
    for (const payload of ['staff_', 'staff_nonsense', `staff_${'a'.repeat(22)}`, `staff_${'a'.repeat(50)}`]) {
      await ben.opens(payload)
      await ben.sees(/does not work/)
    }
    expect(await forges(ben, inviteAccepted.pack({ token: 'b'.repeat(22) }))).toMatch(/does not work/)
    const own = await inviteLink(owner)
    await owner.opens(own)
    await owner.sees(/is your venue: send this link to somebody else/)
    const old = await inviteLink(owner)
    await ben.opens(old)
    await ben.sees(/asks you to hand over what is reserved/)
    await platform.advance(48 * hour)
    expect(await refusalOf(ben, '🤝 Accept')).toMatch(/expired/)
    await ben.opens(old)
    await ben.sees(/expired/)

    await hire(owner, ben)
    const second = await inviteLink(owner)
    await ben.opens(second)
    await ben.sees(/Owen’s: you work for this venue already/)
    const cleo = await person('Cleo')
    await cleo.opens(second)
    await cleo.sees(/asks you/)
    await cleo.presses('🤝 Accept')
    await cleo.sees(/you now hand over what is reserved/)
    const dora = await person('Dora')
    await dora.opens(second)
    await dora.sees(/used already/)
    expect(await staffOf(venue.id)).toHaveLength(2)
  })

  it('new invites at a venue that is not verified, and crowds', async () => {
    const owner = await person('Otis')
    const waiting = await venueOf(owner, 'Otis’', 'SUSPENDED')
    await owner.sends('/venue')
    await owner.sees(/Suspended/)
    await owner.presses('More…')
    await owner.presses('👥 Staff')
    await owner.sees(/Nobody but you/)
    expect(await refusalOf(owner, '➕ Invite a manager')).toMatch(/is suspended now/)
    const { prisma } = platform.app.core.db
    await prisma.marketplaceBusiness.update({ where: { id: waiting.id }, data: { state: 'VERIFIED' } })
    await prisma.marketplaceStaff.createMany({
      data: Array.from({ length: 30 }, (_, n) => ({
        businessId: waiting.id,
        userId: BigInt(900_000 + n),
        permission: 'collect',
        addedAt: platform.clock.now(),
      })),
    })
    expect(await refusalOf(owner, '➕ Invite a manager')).toMatch(/30 people/)
  })
})

it('ten people with one link: one of them is hired', async () => {
  const owner = await person('Olaf')
  const venue = await venueOf(owner, 'Olaf’s')
  const link = await inviteLink(owner)
  const people = await Promise.all(Array.from({ length: 10 }, (_, n) => person(`Worker ${n}`)))
  for (const one of people) {
    await one.opens(link)
    await one.sees(/asks you/)
  }
  await Promise.all(people.map((one) => one.presses('🤝 Accept')))
  await platform.settle()
  expect(await staffOf(venue.id)).toHaveLength(1)
})

describe('the owner', () => {
  it('hires, promotes, demotes and removes; everybody concerned is told', async () => {
    const owner = await person('Oskar')
    const venue = await venueOf(owner, 'Oskar’s <b>')
    const ben = await person('Ben & Co')
    const link = await inviteLink(owner)
    const accept = inviteAccepted.pack({ token: link.split('staff_')[1] ?? '' })
    await ben.opens(link)
    await ben.sees(/asks you to/)
    await ben.presses('🤝 Accept')
    await ben.sees(/you now hand over what is reserved/)
    // From another device, where the card is still there: the same answer, and no second news.
    await ben.presses(unseen(platform, ben, accept))
    expect(ben.last()?.text).toMatch(/you now hand over what is reserved/)
    await platform.settle()
    expect(owner.botMessages('Oskar’s <b>: Ben & Co has accepted and now hands over what is reserved')).toHaveLength(1)
    await owner.presses('👤 Look at it')
    await owner.sees(/hands over, since/)
    await owner.presses('Let them manage')
    await owner.sees(/manages, since/)
    await platform.settle()
    await ben.sees(/Oskar’s <b>: your part there has changed\. You now manage this venue/)
    await ben.presses('🏪 Open the venue')
    await ben.sees(/you manage it/)
    await owner.presses('Only hand over')
    await owner.sees(/hands over, since/)
    await owner.presses('🗑 Remove')
    await owner.sees(/Nobody but you/)
    await platform.advance(10 * minute)
    await ben.sees(/Oskar’s <b>: you do not work for this venue any more/)
    await ben.sends('/venue')
    await ben.sees(/You have no venue here yet/)
    expect(await staffOf(venue.id)).toEqual([])
    expect(
      await forges(owner, memberChanged.pack({ business: venue.id, user: BigInt(ben.id), permission: 'manage' })),
    ).toMatch(/does not work there any more/)
  })

  it('ends the links that are open', async () => {
    const owner = await person('Orla')
    await venueOf(owner, 'Orla’s')
    const link = await inviteLink(owner)
    await owner.sends('/venue')
    await owner.sees(/there now/)
    await owner.presses('More…')
    await owner.presses('👥 Staff')
    await owner.sees(/1 invite link is open/)
    await owner.presses('✖ End open links (1)')
    await owner.sees(/Nobody but you yet/)
    const ben = await person('Ben')
    await ben.opens(link)
    await ben.sees(/does not work/)
  })
})

it('staff stop by themselves', async () => {
  const owner = await person('Ольга', 'ru')
  await venueOf(owner, 'Пекарня')
  await owner.sends('/venue')
  await owner.sees(/Одобрено/)
  await owner.presses('Ещё…')
  await owner.presses('👥 Сотрудники')
  await owner.sees(/Пока никого/)
  await owner.presses('➕ Позвать управлять')
  const { text } = await owner.sees(/приглашение управлять/)
  const boris = await person('Борис', 'ru')
  await boris.opens(text?.match(/https:\/\/t\.me\/\S+/)?.[0] ?? '')
  await boris.sees(/приглашает вас управлять/)
  await boris.presses('🤝 Принять')
  await boris.sees(/Пекарня: теперь вы управляете этим заведением/)
  await boris.presses('🏪 Открыть заведение')
  await boris.sees(/вы управляете/)
  await boris.presses('Ещё…')
  await boris.presses('🚪 Уйти отсюда')
  await boris.sees(/Чтобы вернуться/)
  await boris.presses('🚪 Да, уйти')
  await boris.sees(/больше не работаете/)
  await platform.advance(10 * minute)
  await owner.sees(/Пекарня: Борис больше не работает/)
})

describe('whoever is told', () => {
  it('hears of a permission that is turned to and fro twice, however often, and of the latest', async () => {
    const [owner, ben] = [await person('Odile'), await person('Ben')]
    await venueOf(owner, 'Odile’s')
    await hire(owner, ben)
    await platform.settle()
    await owner.presses('👤 Look at it')
    for (let turns = 0; turns < 5; turns += 1) {
      await owner.sees(/hands over, since/)
      await owner.presses('Let them manage')
      await owner.sees(/manages, since/)
      await owner.presses('Only hand over')
    }
    await owner.sees(/hands over, since/)
    await platform.settle()
    const told = () => ben.botMessages(/Odile’s: your part there has changed/).map((message) => message.text)
    expect(told()).toEqual([expect.stringContaining('You now manage this venue')])
    await platform.advance(10 * minute)
    expect(told()).toEqual([
      expect.stringContaining('You now manage this venue'),
      expect.stringContaining('You now hand over what is reserved'),
    ])
  })

  it('does not hear of a removal from before they came back', async () => {
    const [owner, ben] = [await person('Orest'), await person('Ben')]
    await venueOf(owner, 'Orest’s')
    const removes = async () => {
      await owner.sends('/venue')
      await owner.sees(/there now/)
      await owner.presses('More…')
      await owner.presses('👥 Staff')
      await owner.sees(/1 person beside you/)
      await owner.presses('Ben · hands over')
      await owner.sees(/since/)
      await owner.presses('🗑 Remove')
      await owner.sees(/Nobody but you/)
    }
    await hire(owner, ben)
    await removes()
    // It has arrived: what the person is told from now on may still be forgotten.
    await ben.sees(/Orest’s: you do not work for this venue/)
    await hire(owner, ben)
    await removes()
    await hire(owner, ben)
    await platform.advance(10 * minute)
    expect(ben.botMessages(/Orest’s: you do not work for this venue/)).toHaveLength(1)
    // Three times hired: the first at once, the others in one message that names the latest.
    expect(owner.botMessages(/^🤝 .+: Ben has accepted/)).toHaveLength(1)
    const more = await owner.sees(
      /^👥 2 more changes among those who work for Orest’s[\s\S]*Ben has accepted and now hands over/,
    )
    expect(more.buttons.flat().map(({ text }) => text)).toEqual(['👥 Staff'])
  })
})

describe('nobody hears', () => {
  it('what a suspension came to, once they manage the venue no more', async () => {
    const [owner, mia, max] = [await person('Otmar'), await person('Mia'), await person('Max')]
    const venue = await venueOf(owner, 'Otmar’s')
    const { prisma } = platform.app.core.db
    const vera = await person('Vera')
    await prisma.roleGrant.create({ data: { userId: BigInt(vera.id), role: 'moderator' } })
    for (const worker of [mia, max]) await hire(owner, worker, '➕ Invite a manager')
    await vera.sends(`/suspend B${venue.id} three customers fell ill`)
    for (const one of [owner, mia, max]) await one.sees(/Otmar’s is suspended/)
    await vera.sends(`/unsuspend B${venue.id}`)
    await vera.sees(/is open again/)
    const [removed, changed] = [mia, max].map(({ id }) => ({ business: venue.id, user: BigInt(id) }))
    if (!removed || !changed) throw new Error('Nobody works there.')
    await owner.presses(unseen(platform, owner, memberRemoved.pack(removed)))
    await owner.presses(unseen(platform, owner, memberChanged.pack({ ...changed, permission: 'collect' })))
    await max.sees(/You now hand over/)
    await platform.advance(10 * minute)
    await owner.sees(/Otmar’s is open again/)
    for (const one of [mia, max]) expect(one.botMessages(/is open again/)).toEqual([])
  })

  it('any news that was forgotten before it was sent, the first neither', async () => {
    const ben = await person('Ben')
    const { notifications, db } = platform.app.core
    const news = createNews({ notifications, clock: platform.clock })
    const userId = BigInt(ben.id)
    await db.tx(async (tx) => {
      for (const name of ['First', 'Second', 'Third'])
        await news.tellLatest(tx, [userId], 77n, 'member', {
          text: { key: 'marketplace-staff-told-removed', params: { name } },
        })
      await news.forget(tx, userId, 77n, 'member')
    })
    await platform.advance(10 * minute)
    expect(ben.botMessages(/First|Second|Third/)).toEqual([])
  })
})

it('only a hash of the link is stored, and rows go a week after it ended', async () => {
  const owner = await person('Ottilie')
  const venue = await venueOf(owner, 'Ottilie’s')
  const token = (await inviteLink(owner)).split('staff_')[1] ?? ''
  const rows = await platform.app.core.db.prisma.marketplaceInvite.findMany({ where: { businessId: venue.id } })
  expect(rows).toHaveLength(1)
  expect(JSON.stringify(rows.map(({ tokenHash }) => tokenHash))).not.toContain(token)
  await platform.advance((48 + 7 * 24 + 2) * hour)
  await expect
    .poll(() => platform.app.core.db.prisma.marketplaceInvite.count({ where: { businessId: venue.id } }))
    .toBe(0)
})
