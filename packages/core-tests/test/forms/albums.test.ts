import { startTestPlatform, type TestPlatform } from '@bazaar/testing'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { askForPictures, createAlbum, createAlbumFeature, type Person } from './album-feature.ts'
import { pictures } from './pictures.ts'

const album = createAlbum()
const photo = { photo: { bytes: pictures.png, filename: 'one.png' } }
const asFile = { document: { bytes: pictures.png, filename: 'one.png' } }
const fake = { document: { bytes: pictures.text, filename: 'fake.png' } }
const photos = (count: number) => ({ album: Array.from({ length: count }, () => photo) })
let platform: TestPlatform
beforeAll(async () => {
  platform = await startTestPlatform({ features: [createAlbumFeature(album)] })
})
afterAll(() => platform?.stop())
beforeEach(() => void Object.assign(album, createAlbum()))

const asked = (): Promise<Person> => askForPictures(platform)

/** The bot answers all of this in the form's one message, which says this in the end. What the person says last comes after everything else. */
async function isAnswered(person: Person, send: () => Promise<unknown>, answer: RegExp, last: RegExp): Promise<void> {
  await send()
  await person.sees(answer)
  await person.sends('That is all')
  await person.sees(last)
  expect(person.botMessages()).toHaveLength(1)
}
const wantsPicture = /Please send a picture/

describe('an album', () => {
  it('is answered once where no picture is asked for', async () => {
    const anna = platform.telegram.user('Anna')
    await anna.sends('/support')
    await anna.sees(/What is it about/)
    await anna.sends(photos(3))
    await anna.sends('/menu')
    await anna.sees(/\/resume/)
    expect(anna.botMessages(/What is it about/)).toEqual([
      expect.objectContaining({ text: expect.stringMatching(/press one of the buttons/), buttons: [] }),
    ])
  })

  it('says once which of its pictures were refused, and takes the others', async () => {
    const anna = await asked()
    const files = { album: [fake, asFile, fake, asFile] }
    const once = /^This is not a picture(?![\s\S]*not a picture)[\s\S]*Its pictures[\s\S]*2 photos/
    await isAnswered(anna, () => anna.sends(files), once, wantsPicture)
  })

  it('is taken up to the maximum; what is over it is said once and answers no other question', async () => {
    const anna = await asked()
    await isAnswered(anna, () => anna.sends(photos(6)), /^3 photos are enough[\s\S]*Its cover\?$/, wantsPicture)
    await anna.presses('Skip')
    await anna.presses('✅ Send')
    await anna.sees('Stored 3')
    expect(album.finished).toEqual([{ pictures: expect.objectContaining({ length: 3 }), cover: undefined }])
  })

  it('gets one answer with all its pictures', async () => {
    const anna = await asked()
    await isAnswered(anna, () => anna.sends(photos(3)), /Step 3 of 3[\s\S]*3 photos\n\nIts cover\?$/, wantsPicture)
    await anna.sends(photo)
    await anna.sees(/Pictures: 3 photos\nCover: 1 photo/)
  })

  it('for one picture gives its first, also in place of another', async () => {
    const anna = await asked()
    await anna.sends(photos(3))
    await anna.sees(/Its cover/)
    for (const _ of ['first', 'another']) {
      const answer = /^One photo is enough[\s\S]*Cover: 1 photo$/
      await isAnswered(anna, () => anna.sends(photos(3)), answer, /press “✅ Send”/)
      await anna.presses('✏️ Change something…')
      await anna.presses('✏️ Cover')
      await anna.sees(/Its cover/)
    }
  })

  it('that ends the form with its first picture adds to the answer that the rest is not needed', async () => {
    const anna = platform.telegram.user('Anna')
    await anna.sends('/swap')
    await anna.sees(/Which one/)
    await anna.sends(photos(4))
    await anna.sees(/^That was enough[\s\S]*Stored 1 for offer none: cover$/)
    await anna.sends('That is all')
    await anna.sees('You said That is all')
    expect(anna.botMessages()).toHaveLength(2)
    expect(album.finished).toHaveLength(1)
  })

  it('beside another one, or beside single pictures and texts, loses nothing', async () => {
    const anna = await asked()
    const all = () => Promise.all([anna.sends('now'), anna.sends(photos(2)), anna.sends(photo), anna.sends(photos(2))])
    await isAnswered(anna, all, /^One photo is enough[\s\S]*Pictures: 3 photos\nCover: 1 photo$/, /press “✅ Send”/)
  })

  it('whose answer cannot be edited any more is answered again', async () => {
    const anna = await asked()
    platform.standin.faults.add({ method: 'editMessageText', chat_id: anna.id, kind: '400', times: 1 })
    await isAnswered(anna, () => anna.sends(photos(3)), /3 photos\n\nIts cover\?$/, wantsPicture)
  })
})
