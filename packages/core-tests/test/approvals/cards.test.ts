import { startTestPlatform, type TestPlatform } from '@bazaar/testing'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { draw } from '../photos/pictures.ts'
import { createShop } from './shop-feature.ts'

const decided: string[] = []
const photos = new Map<bigint, readonly string[]>()
let platform: TestPlatform
beforeAll(async () => {
  platform = await startTestPlatform({ features: [createShop({ decided, photos })], env: { ADMIN_IDS: '501,502' } })
})
afterAll(() => platform?.stop())
beforeEach(async () => {
  decided.splice(0)
  photos.clear()
  await platform.app.core.db.pool.query('TRUNCATE core_approval CASCADE')
})

type Person = ReturnType<TestPlatform['telegram']['user']>
const admins = new Map<number, Person>()
function admin(name: string, id: number): Person {
  const known = admins.get(id) ?? platform.telegram.user(name, { id })
  admins.set(id, known)
  return known
}
const vera = () => admin('Vera', 501)
const otto = () => admin('Otto', 502)

async function submit(kind: 'business' | 'stall', id: bigint): Promise<void> {
  const { db, approvals } = platform.app.core
  await db.tx((tx) => approvals.submit(tx, `shop-${kind}`, id, 7n))
}

/** The card of a kind, and the messages above it since the command. */
async function openQueue(person: Person, card: string) {
  const before = person.messages().length
  await person.sends('/pending')
  const shown = await person.sees(card)
  // That something waits may be told at any time.
  const above = person
    .messages()
    .slice(before + 1)
    .filter(({ text }) => !text?.startsWith('⏳'))
  return {
    card: shown,
    above: above.slice(
      0,
      above.findIndex(({ message_id }) => message_id === shown.message_id),
    ),
  }
}

describe('pictures of a card', () => {
  const store = async (...colors: string[]) => {
    const stored = []
    for (const color of colors) {
      const bytes = await draw({ width: 40, height: 30, color }).jpeg().toBuffer()
      stored.push((await platform.app.core.photos.fromBytes(bytes, 'shop')).key)
    }
    return stored
  }

  it('are one album above it, uploaded once', async () => {
    photos.set(12n, await store('red', 'green', 'blue'))
    await submit('business', 12n)
    const first = await openQueue(vera(), 'Shop 12 wants in')
    expect(first.above).toHaveLength(3)
    expect(new Set(first.above.map(({ media_group_id }) => media_group_id)).size).toBe(1)
    expect(first.above.every(({ photo }) => photo?.width === 40)).toBe(true)
    const again = await openQueue(otto(), 'Shop 12 wants in')
    expect(again.above.map(({ photo }) => photo?.file_id)).toEqual(first.above.map(({ photo }) => photo?.file_id))
  })

  it('are uploaded again when Telegram does not know them any more', async () => {
    const keys = await store('red', 'green')
    photos.set(12n, keys)
    await submit('business', 12n)
    await openQueue(vera(), 'Shop 12 wants in')
    await platform.app.core.db.pool.query(
      `UPDATE core_telegram_file SET file_id = 'AgACAgIAAxkBAAgone' WHERE key = $1`,
      [keys[0]],
    )
    expect((await openQueue(vera(), 'Shop 12 wants in')).above).toHaveLength(2)
  })

  it('of one are a photo, and of none that are there the card stands alone', async () => {
    const [key = ''] = await store('red')
    photos.set(12n, [key, 'shop/gone.jpg'])
    await submit('business', 12n)
    const one = await openQueue(vera(), 'Shop 12 wants in')
    expect(one.above.map(({ photo, media_group_id }) => [photo !== null, media_group_id])).toEqual([[true, null]])
    await platform.app.core.files.remove(key)
    expect((await openQueue(vera(), 'Shop 12 wants in')).above).toEqual([])
  })
})

describe('the Reject button', () => {
  it('does nothing for others, nor for who lost the role while writing the reason', async () => {
    await submit('business', 12n)
    const { card } = await openQueue(vera(), 'Shop 12 wants in')
    const data = card.buttons[0]?.[1]?.callback_data ?? ''
    const anna = platform.telegram.user('Anna')
    await anna.sends('/start')
    await anna.sees('Hello')
    const own = platform.sign(BigInt(anna.id), data.slice(0, data.lastIndexOf('~')))
    for (const stolen of [data, own])
      expect(await anna.presses({ data: stolen })).toMatchObject({ text: expect.stringContaining('not yours') })
    const { db } = platform.app.core
    await db.prisma.roleGrant.create({ data: { userId: BigInt(anna.id), role: 'moderator' } })
    await openQueue(anna, 'Shop 12 wants in')
    await anna.presses('Reject')
    await anna.sees(/Why is B12 rejected/)
    await db.prisma.roleGrant.deleteMany({ where: { userId: BigInt(anna.id) } })
    await anna.sends('the photos show another shop')
    await anna.sees('not yours')
    expect(decided).toEqual([])
  })

  it('asks for a reason below the card, and rejects with it', async () => {
    await submit('business', 12n)
    await submit('stall', 3n)
    const { card } = await openQueue(vera(), 'Shop 12 wants in')
    await vera().presses('Reject', { messageId: card.message_id })
    const question = await vera().sees(/Why is B12 rejected/)
    expect(question.message_id).not.toBe(card.message_id)
    expect(
      vera()
        .botMessages(/Shop 12 wants in/)
        .at(-1)?.buttons,
    ).toEqual(card.buttons)
    await vera().sends('too bad')
    await vera().sees(/at least 10 characters[\s\S]*Why is B12 rejected/)
    expect(decided).toEqual([])
    await vera().sends('  the photos show another shop ')
    await vera().sees('The owner of B12 is told')
    expect(decided).toEqual(['B12 no by 501: the photos show another shop'])
    const { rows } = await platform.app.core.db.pool.query<Record<string, unknown>>(
      'SELECT actor_id, action, object_kind, object_id, reason, origin FROM core_audit_entry ORDER BY id DESC LIMIT 1',
    )
    expect(rows[0]).toEqual({
      actor_id: '501',
      action: 'approval.rejected',
      object_kind: 'shop-business',
      object_id: '12',
      reason: 'the photos show another shop',
      origin: 'chat',
    })
    // The card that stayed tells what was decided.
    await vera().presses('Approve', { messageId: card.message_id })
    await vera().sees('already rejected by Vera')
    expect(decided).toHaveLength(1)
  })

  it('of another card asks about that one', async () => {
    await submit('business', 12n)
    await submit('stall', 3n)
    await openQueue(vera(), 'Stall 3 wants in')
    const [business, stall] = vera()
      .botMessages(/wants in/)
      .slice(-2)
    await vera().presses('Reject', { messageId: business?.message_id ?? 0 })
    await vera().sees(/Why is B12 rejected/)
    await vera().presses('Reject', { messageId: stall?.message_id ?? 0 })
    await vera().sees(/Why is S3 rejected/)
    await vera().sends('there is no such stall')
    await vera().sees('The owner of S3 is told')
    expect(decided).toEqual(['S3 no by 501: there is no such stall'])
  })

  it('loses against whoever decides while the reason is written', async () => {
    await submit('business', 12n)
    await openQueue(vera(), 'Shop 12 wants in')
    await vera().presses('Reject')
    await vera().sees(/Why is B12 rejected/)
    await otto().sends('/verify B12')
    await otto().sees('Done')
    await vera().sends('the photos show another shop')
    await vera().sees('already approved by Otto')
    expect(decided).toEqual(['B12 yes by 502'])
  })
})
