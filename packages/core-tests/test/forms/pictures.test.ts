import { startTestPlatform, type TestPlatform } from '@bazaar/testing'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { askForPictures, createAlbum, createAlbumFeature, type Person } from './album-feature.ts'
import { pictures } from './pictures.ts'

const album = createAlbum()
const photo = { photo: { bytes: pictures.png, filename: 'one.png' } }
const asFile = { document: { bytes: pictures.png, filename: 'one.png' } }
const hour = 3_600_000
let platform: TestPlatform
beforeAll(async () => {
  platform = await startTestPlatform({ features: [createAlbumFeature(album)] })
})
afterAll(() => platform?.stop())
beforeEach(() => void Object.assign(album, createAlbum()))

const asked = (): Promise<Person> => askForPictures(platform)

const rowsOf = async ({ id }: Person) =>
  platform.app.core.db.prisma.formFile.findMany({ where: { draft: { userId: BigInt(id) } } })
/** Files that no draft holds any more. */
const left = () => platform.app.core.db.prisma.formFile.findMany({ where: { draftId: null } })
const isThere = async (key: string) => (await platform.app.core.files.get(key)) !== undefined
/** Waits for the hourly sweep. */
const swept = async () => {
  await platform.advance(hour)
  await expect.poll(left).toEqual([])
}

describe('a picture', () => {
  it('that is none is refused, and the refusal says why', async () => {
    const anna = await asked()
    await anna.sends('here it is')
    await anna.sees(/send a picture[\s\S]*Its pictures/)
    await anna.sends({ document: { bytes: pictures.text, filename: 'notes.txt' } })
    await anna.sees(/send a picture/)
    await anna.sends({ document: { bytes: pictures.text, filename: 'fake.png' } })
    await anna.sees(/not a picture that I can read[\s\S]*Its pictures/)
    await anna.sends({ document: { bytes: pictures.png.subarray(0, 50), filename: 'half.png' } })
    await anna.sees(/damaged[\s\S]*Its pictures/)
    expect(await rowsOf(anna)).toEqual([])
  })

  it('is stored at once, as photo or as file, and the feature’s when the form is sent', async () => {
    const anna = await asked()
    await Promise.all([anna.sends(photo), anna.sends(asFile)])
    await anna.sees(/2 photos/)
    await anna.sends(photo)
    await anna.sees(/Its cover/)
    await anna.sends(photo)
    await anna.sees(/Is everything right/)
    expect(await rowsOf(anna)).toHaveLength(8)
    await anna.presses('✅ Send')
    await anna.sees('Stored 3')
    const [{ pictures: taken = [], cover = [] } = {}] = album.finished
    const keys = [...taken, ...cover].flatMap(({ key, thumbKey }) => [key, thumbKey])
    expect(new Set(keys).size).toBe(8)
    await swept()
    for (const key of keys) expect(await isThere(key), key).toBe(true)
  })

  it('too many is refused before it is taken', async () => {
    const anna = await asked()
    for (const count of [1, 2]) {
      await anna.sends(photo)
      await anna.sees(new RegExp(`${count} photo`))
    }
    await anna.sends(photo)
    await anna.sees(/Its cover/)
    await anna.presses('‹ Back')
    await anna.sees(/Its pictures/)
    await anna.sends(photo)
    await anna.sees(/3 photos are enough/)
    expect(await rowsOf(anna)).toHaveLength(6)
  })

  it('of a form that is replaced, cancelled or erased is removed', async () => {
    const anna = await asked()
    await anna.sends(photo)
    await anna.sees(/1 photo/)
    await anna.presses('Next ›')
    await anna.sees(/Its cover/)
    for (const _ of [1, 2]) {
      await anna.sends(photo)
      await anna.sees(/Is everything right/)
      await anna.presses('✏️ Change something…')
      await anna.presses('✏️ Cover')
      await anna.sees(/Its cover/)
    }
    await anna.presses('‹ Back')
    await anna.presses('✅ Send')
    await anna.sees('Stored 1')
    const boris = await asked()
    await boris.sends(photo)
    await boris.sees(/1 photo/)
    await boris.presses('✖ Cancel')
    await boris.sees(/Cancelled/)
    const clara = await asked()
    await clara.sends(photo)
    await clara.sees(/1 photo/)
    const { db } = platform.app.core
    await db.prisma.formDraft.deleteMany({ where: { userId: BigInt(clara.id) } })
    const unwanted = await left()
    // Anna's first cover, Boris's and Clara's pictures, in two sizes each.
    expect(unwanted).toHaveLength(6)
    await swept()
    for (const { key } of unwanted) expect(await isThere(key), key).toBe(false)
    const [{ cover = [] } = {}] = album.finished
    expect(await isThere(cover[0]?.key ?? '')).toBe(true)
  })
})
