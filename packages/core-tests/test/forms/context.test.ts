import { startTestPlatform, type TestPlatform, tracesOf } from '@bazaar/testing'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createAlbum, createAlbumFeature } from './album-feature.ts'
import { pictures } from './pictures.ts'

const album = createAlbum()
const photo = { photo: { bytes: pictures.png, filename: 'one.png' } }
let platform: TestPlatform
beforeAll(async () => {
  platform = await startTestPlatform({ features: [createAlbumFeature(album)] })
})
afterAll(() => platform?.stop())
beforeEach(() => void Object.assign(album, createAlbum()))

const draftOf = ({ id }: { readonly id: number }) =>
  platform.app.core.db.prisma.formDraft.findFirst({ where: { userId: BigInt(id) }, include: { values: true } })

/** Something that another process does to the draft while this one reads an answer. */
function whileReading(change: () => Promise<unknown>): void {
  album.gate = async () => {
    album.gate = async () => undefined
    await change()
  }
}

describe('the context of a form', () => {
  it('is seen by its steps and its end, also after a restart', async () => {
    const anna = platform.telegram.user('Anna')
    await anna.sends('/edit 34')
    await anna.sees(/What is it for/)
    await platform.restart()
    await anna.sends('the window')
    await anna.sees(/Its pictures/)
    expect(album.reads).toEqual([
      { context: { offer: '34', from: 'command' }, now: platform.clock.now(), timeZone: 'UTC' },
    ])
    await anna.sends(photo)
    await anna.sees(/Its pictures/)
    await anna.presses('Next ›')
    await anna.presses('Skip')
    await anna.presses('✅ Send')
    await anna.sees('Stored 1 for offer 34: the window')
  })

  it('says what whoever cancels is led back to, also after a restart', async () => {
    const anna = platform.telegram.user('Anna')
    await anna.sends('/edit 34')
    await anna.sees(/What is it for/)
    await platform.restart()
    await anna.presses('✖ Cancel')
    const cancelled = await anna.sees(/Cancelled/)
    expect(cancelled.buttons.flat().map(({ text }) => text)).toEqual(['‹ Album', '🏠 Home'])
    await anna.presses('‹ Album')
    await anna.sees('The album')
    await anna.sends('/edit')
    await anna.sees(/What is it for/)
    await anna.presses('✖ Cancel')
    expect((await anna.sees(/Cancelled/)).buttons.flat().map(({ text }) => text)).toEqual(['🏠 Home'])
  })

  it('of another kind begins anew; of the same kind it goes on', async () => {
    const anna = platform.telegram.user('Anna')
    await anna.sends('/edit 34')
    await anna.sees(/What is it for/)
    await anna.sends('the window')
    await anna.sees(/Its pictures/)
    await anna.sends('/edit 34')
    await anna.sees(/An album/)
    await anna.presses('🔄 Start again')
    await anna.sees(/What is it for/)
    await anna.sends('the door')
    await anna.sees(/Its pictures/)
    expect(album.reads.map(({ context }) => context.offer)).toEqual(['34', '34'])
    await anna.sends('/edit 35')
    expect((await anna.sees(/What is it for/)).text).not.toMatch(/So far/)
    await anna.sends('the roof')
    await anna.sees(/Its pictures/)
    await anna.sends('/edit')
    await anna.sees(/What is it for/)
    await anna.sends('nothing')
    await anna.sees(/Its pictures/)
    expect(album.reads.map(({ context }) => context)).toEqual([
      { offer: '34', from: 'command' },
      { offer: '34', from: 'command' },
      { offer: '35', from: 'command' },
      {},
    ])
    expect(await platform.app.core.db.prisma.formDraft.count({ where: { userId: BigInt(anna.id) } })).toBe(1)
  })

  it('is stored where nobody can read it', async () => {
    const anna = platform.telegram.user('Anna')
    await anna.sends('/edit GINGERBREAD')
    await anna.sees(/What is it for/)
    expect((await draftOf(anna))?.context).not.toBeNull()
    expect(await tracesOf(platform.databaseUrl, 'GINGERBREAD')).toEqual({})
  })
})

describe('an answer that takes time to read', () => {
  it('may be refused with a reason of its own', async () => {
    const anna = platform.telegram.user('Anna')
    await anna.sends('/edit')
    await anna.sees(/What is it for/)
    await anna.sends('refuse')
    await anna.sees(/Not refuse, please[\s\S]*What is it for/)
    expect((await draftOf(anna))?.values).toEqual([])
  })

  it('holds no lock on the draft meanwhile, and is read again when the draft changed', async () => {
    const anna = platform.telegram.user('Anna')
    await anna.sends('/edit')
    await anna.sees(/What is it for/)
    const where = { userId: BigInt(anna.id) }
    whileReading(() => platform.app.core.db.prisma.formDraft.updateMany({ where, data: { rev: 7 } }))
    await anna.sends('twice')
    await anna.sees(/Its pictures/)
    expect(album.reads).toHaveLength(2)
    expect(await draftOf(anna)).toMatchObject({ rev: 8, values: [{ field: 'note' }] })
  })

  it('is nobody’s answer any more when the form was left or cancelled', async () => {
    const { prisma } = platform.app.core.db
    const anna = platform.telegram.user('Anna')
    await anna.sends('/edit')
    await anna.sees(/What is it for/)
    const where = { userId: BigInt(anna.id) }
    whileReading(() => prisma.formDraft.updateMany({ where, data: { leftAt: platform.clock.now() } }))
    await anna.sends('too late')
    await anna.sees('You said too late')
    await anna.sends('/resume')
    await anna.sees(/What is it for/)
    whileReading(() => prisma.formDraft.deleteMany({ where }))
    await anna.sends('much too late')
    await anna.sees('You said much too late')
  })
})
