import type { ChatMessage } from '@bazaar/telegram-standin'
import type { PersonDriver } from '@bazaar/telegram-standin/driver'
import { startTestPlatform, type TestPlatform, waitFor } from '@bazaar/testing'
import sharp from 'sharp'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { createGalleryFeature, type Exhibit, exhibits } from './gallery-feature.ts'
import { draw, readQr } from './pictures.ts'

let platform: TestPlatform
let pictures: Readonly<Record<'One' | 'Two', Buffer>>

beforeAll(async () => {
  platform = await startTestPlatform({ features: [createGalleryFeature()] })
  pictures = {
    One: await draw({ width: 100, height: 80, color: 'red' }).jpeg().toBuffer(),
    Two: await draw({ width: 90, height: 120, color: 'blue' }).jpeg().toBuffer(),
  }
})
afterAll(() => platform?.stop())
beforeEach(async () => {
  const { files } = platform.app.core
  await files.put(exhibits.One.stored, pictures.One, 'image/jpeg')
  await files.put(exhibits.Two.stored, pictures.Two, 'image/jpeg')
})

const isPicture = (what: Exhibit) => what !== 'Text' && what !== 'Gone'

async function expectShown(message: ChatMessage, what: Exhibit, words = `Shown ${what}`) {
  if (!isPicture(what)) return expect(message).toMatchObject({ text: words, caption: null, photo: null })
  expect(message).toMatchObject({ text: null, caption: words })
  const bytes = platform.standin.file(message.photo?.file_id ?? '')
  if (what === 'One' || what === 'Two') expect(Buffer.from(bytes ?? []).equals(pictures[what])).toBe(true)
  else
    expect(bytes && (await readQr(bytes))).toBe(
      what === 'Qr' ? exhibits.Qr.qr : 'https://t.me/bazaar_test_bot?start=offer_12',
    )
  return undefined
}

describe('ctx.say', () => {
  it.each(['Text', 'One', 'Gone', 'Qr', 'Link'] as const)('%s', async (what) => {
    const anna = platform.telegram.user('Anna')
    await anna.sends(`/say ${what}`)
    const message = await anna.sees(`Shown ${what}`)
    await expectShown(message, what)
    expect(message.buttons.flat()).toHaveLength(12)
  })

  it('logs a picture that is gone by its key', async () => {
    const anna = platform.telegram.user('Anna')
    await anna.sends('/say Gone')
    await anna.sees('Shown Gone')
    expect(platform.logged.some((line) => line.includes('gallery/gone.jpg') && line.includes('is gone'))).toBe(true)
  })
})

describe('a picture whose chat Telegram throttles', () => {
  /** Somebody whose picture waits: it was refused once, and nothing of it is known to Telegram. */
  async function waiting(bytes: Buffer) {
    const anna = platform.telegram.user('Anna')
    await platform.app.core.files.put(exhibits.One.stored, bytes, 'image/jpeg')
    platform.standin.faults.add({ method: 'sendPhoto', chat_id: anna.id, kind: '429', retry_after: 6 })
    await anna.sends('/say One')
    await waitFor('it was refused', () => platform.standin.faults.list().length === 0)
    return anna
  }

  it('is read when it goes out: what waits holds none of its bytes', async () => {
    const anna = await waiting(pictures.Two)
    await platform.app.core.files.put(exhibits.One.stored, pictures.One, 'image/jpeg')
    await expectShown(await anna.sees('Shown One', { withinMs: 60_000 }), 'One')
  })

  it('costs nobody the words when it went away meanwhile', async () => {
    const anna = await waiting(pictures.One)
    await platform.app.core.files.remove(exhibits.One.stored)
    await expectShown(await anna.sees('Shown One', { withinMs: 60_000 }), 'Gone', 'Shown One')
  })
})

describe('ctx.show', () => {
  const kinds: readonly Exhibit[] = ['Text', 'One', 'Two', 'Gone', 'Qr']
  const pairs = kinds.flatMap((before) => kinds.map((after) => [after, before] as const))

  it.each(pairs)('%s over %s', async (after, before) => {
    const anna = platform.telegram.user('Anna')
    await anna.sends(`/say ${before}`)
    const old = await anna.sees(`Shown ${before}`)
    expect(await anna.presses(after)).toMatchObject({ answered: true })
    // The very same message again is no change that anybody could see.
    const same = after === before && after !== 'Qr'
    const shown = same ? anna.last() : await anna.sees(`Shown ${after}`)
    if (!shown) throw new Error('nothing is shown')
    await expectShown(shown, after)
    const replaced = isPicture(before) && !isPicture(after)
    expect(shown.edited).toBe(!replaced && !same)
    expect(shown.message_id === old.message_id).toBe(!replaced)
    // Either way one screen is left.
    expect(anna.botMessages(/^Shown/)).toHaveLength(1)
  })

  it.each(['Text', 'One', 'Gone'] as const)('%s twice in one press changes the same screen', async (what) => {
    const anna = platform.telegram.user('Anna')
    await anna.sends('/say Two')
    await anna.sees('Shown Two')
    await anna.presses(`Twice ${what}`)
    await expectShown(await anna.sees(`Again ${what}`), what, `Again ${what}`)
    expect(anna.botMessages(/Shown|Again/)).toHaveLength(1)
  })

  it('leaves an old picture that cannot be deleted any more', async () => {
    const anna = platform.telegram.user('Anna')
    await anna.sends('/say One')
    await anna.sees('Shown One')
    platform.standin.faults.add({ kind: '400', method: 'deleteMessage', description: "message can't be deleted" })
    expect(await anna.presses('Text')).toMatchObject({ answered: true })
    await anna.sees('Shown Text')
    expect(anna.botMessages(/^Shown/)).toHaveLength(2)
  })

  it('sends anew what cannot be edited any more', async () => {
    const anna = platform.telegram.user('Anna')
    await anna.sends('/say One')
    await anna.sees('Shown One')
    platform.standin.faults.add({ kind: '400', method: 'editMessageMedia', description: "message can't be edited" })
    await anna.presses('Two')
    await expectShown(await anna.sees('Shown Two'), 'Two')
  })
})

describe('a server that makes no picture of a text', () => {
  const calls = ({ id }: PersonDriver) =>
    platform.standin
      .requests()
      .filter(({ method, chatId }) => chatId === id && /Photo|Media|delete/.test(method))
      .map(({ method, status }) => `${method} ${status}`)

  it('gets the picture as a new message, one screen is left, and it is not asked again', async () => {
    await platform.restart()
    platform.standin.faults.add({ kind: 'refuses', what: 'text_to_media' })
    const anna = platform.telegram.user('Anna')
    for (const first of [true, false]) {
      await anna.sends('/say Text')
      const { message_id } = await anna.sees('Shown Text')
      const before = calls(anna).length
      expect(await anna.presses('One')).toMatchObject({ answered: true })
      const shown = await anna.sees('Shown One')
      await expectShown(shown, 'One')
      expect(shown.message_id).not.toBe(message_id)
      await platform.settle()
      await vi.waitFor(() =>
        expect(calls(anna).slice(before)).toEqual([
          ...(first ? ['editMessageMedia 400'] : []),
          ...['sendPhoto 200', 'deleteMessage 200'],
        ]),
      )
      expect(anna.botMessages('Shown Text')).toEqual([])
    }
    expect(anna.botMessages('Shown One')).toHaveLength(2)
    // A picture still becomes another one in place.
    const { message_id } = anna.last() ?? expect.fail('nothing is there')
    await anna.presses('Two')
    expect((await anna.sees('Shown Two')).message_id).toBe(message_id)
    platform.standin.faults.clear()
    await platform.restart()
  })
})

describe('Telegram keeps what was sent once', () => {
  it('a picture is uploaded once, whoever sees it and whichever way', async () => {
    const [anna, ben] = [platform.telegram.user('Anna'), platform.telegram.user('Ben')]
    await anna.sends('/say One')
    const first = await anna.sees('Shown One')
    await ben.sends('/say Text')
    await ben.sees('Shown Text')
    await ben.presses('One')
    const second = await ben.sees('Shown One')
    expect(second.photo?.file_id).toBe(first.photo?.file_id)
    await platform.restart()
    await ben.sends('/say One')
    expect((await ben.sees('Shown One')).photo?.file_id).toBe(first.photo?.file_id)
  })

  it.each(['AgACAgIAAxk-from-another-bot', 'not~base64'])('and forgets an id that it refuses: %s', async (wrong) => {
    const anna = platform.telegram.user('Anna')
    await anna.sends('/say One')
    await anna.sees('Shown One')
    const { pool } = platform.app.core.db
    await pool.query(`UPDATE core_telegram_file SET file_id = $1 WHERE key = $2`, [wrong, exhibits.One.stored])
    await anna.sends('/say Text')
    await anna.sees('Shown Text')
    await anna.presses('One')
    const shown = await anna.sees('Shown One')
    await expectShown(shown, 'One')
    const { rows } = await pool.query('SELECT file_id FROM core_telegram_file WHERE key = $1', [exhibits.One.stored])
    expect(rows).toEqual([{ file_id: shown.photo?.file_id }])
  })

  it('but not what was replaced or removed', async () => {
    const anna = platform.telegram.user('Anna')
    await anna.sends('/say One')
    await anna.sees('Shown One')
    const { files } = platform.app.core
    await files.put(exhibits.One.stored, pictures.Two, 'image/jpeg')
    await anna.sends('/say One')
    const replaced = platform.standin.file((await anna.sees('Shown One')).photo?.file_id ?? '')
    expect(Buffer.from(replaced ?? []).equals(pictures.Two)).toBe(true)
    await files.remove(exhibits.One.stored)
    await anna.sends('/say One')
    expect(await anna.sees('Shown One')).toMatchObject({ photo: null })
  })
})

describe('other ways', () => {
  it('rewrites words and pictures of any message', async () => {
    const anna = platform.telegram.user('Anna')
    await anna.sends('/say One')
    const { message_id } = await anna.sees('Shown One')
    await anna.sends(`/rewrite ${message_id}`)
    const words = await anna.sees('Other words')
    expect(words).toMatchObject({ message_id, caption: 'Other words', photo: { width: 100 } })
    await anna.sends(`/rewrite ${message_id} Two`)
    await expectShown(await anna.sees('Other words'), 'Two', 'Other words')
    await anna.sends(`/rewrite ${message_id} Gone`)
    // Its picture cannot be taken away; the words are what matters.
    await platform.settle()
    expect(anna.botMessages('Other words')).toMatchObject([{ message_id, photo: { width: 90 } }])
  })

  it('shows the picture of what is done once, and the same one again', async () => {
    const anna = platform.telegram.user('Anna')
    await anna.sends('/buy')
    const { message_id, buttons } = await anna.sees('A ticket?')
    const press = buttons[0]?.[0]?.callback_data ?? ''
    await anna.presses('Yes')
    await expectShown(await anna.sees('Your ticket'), 'Qr', 'Your ticket')
    const again = await anna.presses({ data: press }, { messageId: message_id })
    expect(again).toMatchObject({ answered: true })
    expect(anna.botMessages('Your ticket')).toHaveLength(1)
  })

  it('shows pictures in dialogues, also those that are resumed', async () => {
    const anna = platform.telegram.user('Anna')
    await anna.sends('/tour')
    await expectShown(await anna.sees('Where to?'), 'One', 'Where to?')
    await anna.sends('Paris')
    await expectShown(await anna.sees('Where to?'), 'Qr', 'Where to?')
    await platform.restart()
    await anna.sends('Rome')
    await expectShown(await anna.sees('You went to Paris, Rome'), 'Two', 'You went to Paris, Rome')
    expect(anna.botMessages('Where to?')).toHaveLength(2)
  })
})

describe('core.photos.take', () => {
  it('takes a photo, and a picture that was sent as a file', async () => {
    const anna = platform.telegram.user('Anna')
    const bytes = await draw({ width: 2000, height: 1000 }).png().toBuffer()
    await anna.sends({ photo: { bytes, filename: 'a.png' } })
    expect(await anna.sees('Taken 1280 x 640')).toMatchObject({ photo: { width: 1280, height: 640 } })
    await anna.sends({ document: { bytes, filename: 'a.png' } })
    const { photo } = await anna.sees('Taken 1280 x 640')
    expect(await sharp(platform.standin.file(photo?.file_id ?? '')).metadata()).toMatchObject({ format: 'jpeg' })
  })

  it('says why it does not take something', async () => {
    const anna = platform.telegram.user('Anna')
    const sends = (bytes: Uint8Array) => anna.sends({ document: { bytes, filename: 'a.jpg' } })
    await sends(Buffer.from('hello'))
    await anna.sees('not a picture that I can read')
    await sends((await draw({ width: 800, height: 800 }).jpeg().toBuffer()).subarray(0, 900))
    await anna.sees('This picture is damaged')
    // The size is known before anything is fetched; over 20 MB Telegram gives nothing out.
    for (const megabytes of [11, 21]) {
      await sends(Buffer.alloc(megabytes * 1024 * 1024))
      await anna.sees('This file has more than 10 MB')
    }
    platform.standin.faults.add({ kind: '500', method: 'getFile' })
    await sends(pictures.One)
    await anna.sees('could not be fetched from Telegram just now')
  })
})
