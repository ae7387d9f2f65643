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

/** What the bot answers to all of this, as it stands in the end. What the person says last comes after everything else. */
async function answersTo(person: Person, send: () => Promise<unknown>, last: RegExp): Promise<readonly string[]> {
  const before = person.botMessages().length
  await send()
  const said = await person.sends('That is all')
  await person.sees(({ message_id, text }) => message_id > said && last.test(text ?? ''))
  return person
    .botMessages()
    .slice(before, -1)
    .map(({ text }) => text ?? '')
}
const wantsPicture = /Please send a picture/

describe('an album', () => {
  it('is answered once where no picture is asked for', async () => {
    const anna = platform.telegram.user('Anna')
    await anna.sends('/support')
    await anna.sees(/What is it about/)
    await anna.sends(photos(3))
    await anna.sends('/menu')
    await anna.sees(/Send \/resume/)
    expect(anna.botMessages(/press one of the buttons[\s\S]*What is it about/)).toHaveLength(1)
  })

  it('says once which of its pictures were refused, and takes the others', async () => {
    const anna = await asked()
    const files = { album: [fake, asFile, fake, asFile] }
    const answers = await answersTo(anna, () => anna.sends(files), wantsPicture)
    expect(answers).toEqual([expect.stringMatching(/^This is not a picture[\s\S]*Its pictures[\s\S]*2 photos$/)])
    expect(answers[0]?.match(/not a picture/g)).toHaveLength(1)
  })

  it('is taken up to the maximum; what is over it is said once and answers no other question', async () => {
    const anna = await asked()
    const answers = await answersTo(anna, () => anna.sends(photos(6)), wantsPicture)
    expect(answers).toEqual([expect.stringMatching(/^3 photos are enough[\s\S]*Its cover\?$/)])
    await anna.presses('Skip')
    await anna.presses('✅ Send')
    await anna.sees('Stored 3')
    expect(album.finished).toEqual([{ pictures: expect.objectContaining({ length: 3 }), cover: undefined }])
  })

  it('gets one answer with all its pictures', async () => {
    const anna = await asked()
    const answers = await answersTo(anna, () => anna.sends(photos(3)), wantsPicture)
    expect(answers).toEqual([expect.stringMatching(/Step 3 of 3\nIts cover\?$/)])
    await anna.sends(photo)
    await anna.sees(/Pictures: 3 photos\nCover: 1 photo/)
  })

  it('for one picture gives its first, also in place of another', async () => {
    const anna = await asked()
    await anna.sends(photos(3))
    await anna.sees(/Its cover/)
    for (const _ of ['first', 'another']) {
      const answers = await answersTo(anna, () => anna.sends(photos(3)), /press “✅ Send”/)
      expect(answers).toEqual([expect.stringMatching(/^One photo is enough[\s\S]*Cover: 1 photo$/)])
      await anna.presses('✏️ Cover')
      await anna.sees(/Its cover/)
    }
  })

  it('that ends the form with its first picture adds to the answer that the rest is not needed', async () => {
    const anna = platform.telegram.user('Anna')
    await anna.sends('/swap')
    await anna.sees(/Which one/)
    const answers = await answersTo(anna, () => anna.sends(photos(4)), /You said That is all/)
    expect(answers).toEqual([expect.stringMatching(/^That was enough[\s\S]*Stored 1 for offer none: cover$/)])
    expect(album.finished).toHaveLength(1)
  })

  it('beside another one, or beside single pictures and texts, loses nothing', async () => {
    const anna = await asked()
    const all = () => Promise.all([anna.sends('now'), anna.sends(photos(2)), anna.sends(photo), anna.sends(photos(2))])
    const answers = await answersTo(anna, all, /press “✅ Send”/)
    expect(answers).toEqual([
      expect.stringMatching(wantsPicture),
      expect.stringMatching(/2 photos$/),
      expect.stringMatching(/Its cover\?$/),
      expect.stringMatching(/^One photo is enough[\s\S]*Pictures: 3 photos\nCover: 1 photo$/),
    ])
  })

  it('whose answer cannot be edited any more is answered again', async () => {
    const anna = await asked()
    platform.standin.faults.add({ method: 'editMessageText', chat_id: anna.id, kind: '400', times: 1 })
    const answers = await answersTo(anna, () => anna.sends(photos(3)), wantsPicture)
    expect(answers).toEqual([expect.stringMatching(/1 photo$/), expect.stringMatching(/Its cover\?$/)])
  })
})
