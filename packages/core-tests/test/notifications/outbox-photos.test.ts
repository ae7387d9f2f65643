import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createLocalFiles, type Files } from '@bazaar/core/files'
import type { MessageContent, Topic } from '@bazaar/core/notifications'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { draw, readQr } from '../photos/pictures.ts'
import { buildIntent, message, quickTiming } from './outbox-harness.ts'
import { type Call, refuse } from './scripted-telegram.ts'
import { drainAll, outbox, telegram, useOutbox } from './use-outbox.ts'

const failed: string[] = []
const onFailed: Topic['onFailed'] = async (_tx, _ref, reason) => void failed.push(reason)
const topics: readonly Topic[] = [
  { id: 'test-receipt', lane: 'money', errsOn: 'duplicate', onFailed },
  { id: 'test-broadcast', lane: 'broadcast', errsOn: 'loss', onFailed },
]
const folder = mkdtempSync(path.join(tmpdir(), 'bazaar-outbox-photos-'))
const stored = { stored: 'shop/one.jpg' }
const disk = createLocalFiles(folder)
const faults = { unreadable: 0, unreads: 0 }
const files: Files = {
  ...disk,
  async get(key) {
    if (faults.unreadable-- > 0) {
      faults.unreads++
      throw new Error('the disk does not answer')
    }
    return disk.get(key)
  },
}

let picture: Buffer

// Nobody dies here: a busy machine must not lose its leadership.
useOutbox({ topics, files, sender: { timing: { ...quickTiming, leaderTtlMs: 10_000, leaseMs: 20_000 } } })
beforeAll(async () => {
  picture = await draw().jpeg().toBuffer()
})
afterAll(() => rmSync(folder, { recursive: true }))
beforeEach(async () => {
  faults.unreadable = 0
  await files.put(stored.stored, picture, 'image/jpeg')
})
afterEach(() => {
  failed.length = 0
})

type Photo = MessageContent['photo'] | 'none'
const content = (text: string, photo: Photo): MessageContent => ({
  ...message(text),
  ...(photo && photo !== 'none' && { photo }),
})
const emit = (text: string, photo: Photo = stored, topic = 'test-receipt') =>
  outbox.db.tx((tx) => outbox.notifications.emit(tx, buildIntent(topic, text, { content: content(text, photo) })))
const edit = (id: bigint, text: string, photo: Photo = 'none') =>
  outbox.db.tx((tx) => outbox.notifications.edit(tx, id, content(text, photo)))

async function send(text: string, photo: Photo = stored) {
  const { id } = await emit(text, photo)
  await drainAll()
  return id
}
async function knownIds() {
  const { rows } = await outbox.db.pool.query('SELECT bot_id, key, file_id FROM core_telegram_file ORDER BY key')
  return rows
}
const seen = ({ method, payload, file }: Call) => [
  method,
  payload.caption ?? payload.text ?? payload.media ?? '',
  file ? 'upload' : (payload.photo ?? ''),
]

describe('when something is wrong', () => {
  it('a new message has nothing to keep', async () => {
    await expect(emit('x', 'keep')).rejects.toThrow('no picture to keep')
  })

  it('429 is waited for, and the picture is sent once', async () => {
    telegram.script((_call, nth) => (nth === 1 ? refuse.tooMany(1) : undefined))
    await send('a receipt')
    expect(telegram.calls).toHaveLength(2)
    expect((telegram.calls[1]?.at ?? 0) - (telegram.calls[0]?.at ?? 0)).toBeGreaterThan(900)
    expect(telegram.executed.map(seen)).toEqual([['sendPhoto', 'a receipt', 'upload']])
  })

  it('403 and 400 are final', async () => {
    telegram.script((_call, nth) => (nth === 1 ? refuse.blocked : refuse.badRequest('chat not found')))
    await send('to somebody who left')
    await send('to nobody')
    expect(telegram.calls).toHaveLength(2)
    expect(failed).toEqual(['blocked', 'rejected'])
  })

  it('an answer that never comes: receipts go again, broadcasts stay uncertain', async () => {
    telegram.script((_call, nth) => (nth <= 2 ? 'cut-after' : undefined))
    await emit('a broadcast', stored, 'test-broadcast')
    await drainAll()
    expect(failed).toEqual(['uncertain'])
    await send('a receipt')
    expect(telegram.executed.map(seen)).toEqual([
      ['sendPhoto', 'a broadcast', 'upload'],
      ['sendPhoto', 'a receipt', 'upload'],
      ['sendPhoto', 'a receipt', 'upload'],
    ])
  })

  it('Telegram forgot the id: the bytes go again, under a new one', async () => {
    await send('first')
    expect(await knownIds()).toEqual([{ bot_id: '1', key: stored.stored, file_id: 'large-1' }])
    const refusals = { 'large-1': 'wrong file identifier/HTTP URL specified', 'large-3': 'wrong remote file id' }
    for (const [id, reason] of Object.entries(refusals)) {
      telegram.script(({ payload }) => (payload.photo === id ? refuse.badRequest(reason) : undefined))
      await send(reason)
    }
    expect(telegram.calls.map(({ payload }) => payload.photo)).toEqual([
      'attach://photo',
      ...['large-1', 'attach://photo'],
      ...['large-3', 'attach://photo'],
    ])
    expect(await knownIds()).toEqual([{ bot_id: '1', key: stored.stored, file_id: 'large-5' }])
    expect(failed).toEqual([])
  })

  it('a picture that is gone, or that Telegram cannot show, costs nobody the text', async () => {
    await files.remove(stored.stored)
    await send('gone')
    await files.put(stored.stored, Buffer.from('no picture'), 'image/jpeg')
    telegram.script(({ method }) => (method === 'sendPhoto' ? refuse.badRequest('IMAGE_PROCESS_FAILED') : undefined))
    await send('unfit')
    expect(telegram.executed.map(seen)).toEqual([
      ['sendMessage', 'gone', ''],
      ['sendMessage', 'unfit', ''],
    ])
    expect(await knownIds()).toEqual([])
    expect(failed).toEqual([])
  })

  it.each([
    ['removed', () => files.remove(stored.stored)],
    ['replaced', () => files.put(stored.stored, Buffer.from('another'), 'image/jpeg')],
  ])('a picture that is %s while it is sent is not kept', async (_how, change) => {
    telegram.script(() => change().then(() => undefined))
    await send('in flight')
    expect(telegram.executed.map(seen)).toEqual([['sendPhoto', 'in flight', 'upload']])
    expect(await knownIds()).toEqual([])
  })

  it('a disk that does not answer is asked again, before and between calls', async () => {
    faults.unreadable = 1
    await emit('a broadcast', stored, 'test-broadcast')
    await drainAll()
    telegram.script(({ payload }) => (payload.photo === 'large-1' ? refuse.badRequest('wrong file id') : undefined))
    faults.unreadable = 1
    await emit('another', stored, 'test-broadcast')
    await drainAll()
    expect(telegram.executed.map(seen)).toEqual([
      ['sendPhoto', 'a broadcast', 'upload'],
      ['sendPhoto', 'another', 'upload'],
    ])
    expect(failed).toEqual([])
  })

  it('a disk that does not answer keeps nobody else waiting', async () => {
    faults.unreadable = Number.POSITIVE_INFINITY
    outbox.sender.start()
    for (let chat = 1n; chat <= 8n; chat++)
      await outbox.db.tx((tx) =>
        outbox.notifications.emit(
          tx,
          buildIntent('test-receipt', 'a receipt', { chatId: chat, content: content('a receipt', stored) }),
        ),
      )
    await vi.waitFor(() => expect(faults.unreads).toBeGreaterThanOrEqual(16), { timeout: 30_000 })
    await outbox.db.tx((tx) => outbox.notifications.emit(tx, buildIntent('test-receipt', 'a text', { chatId: 9n })))
    // Half of what the outbox pauses for when Telegram does not answer.
    await vi.waitFor(() => expect(telegram.executed.map(seen)).toEqual([['sendMessage', 'a text', '']]), {
      timeout: 15_000,
    })
  })
})

it('uploads a picture once, with caption, buttons and all bytes', async () => {
  const text = `Тест "quotes" & <tags>\r\n--boundary`
  const keyboard = [[{ text: { key: 'test-button' }, data: 'x' }]]
  await outbox.db.tx((tx) =>
    outbox.notifications.emit(
      tx,
      buildIntent('test-receipt', text, { content: { ...content(text, stored), keyboard } }),
    ),
  )
  await drainAll()
  await send('again')
  const [first, second] = telegram.executed
  expect(first?.payload).toEqual({
    chat_id: 1,
    photo: 'attach://photo',
    caption: 'Тест &quot;quotes&quot; &amp; &lt;tags&gt;\r\n--boundary',
    parse_mode: 'HTML',
    reply_markup: { inline_keyboard: [[{ text: 'Again', callback_data: '1|x' }]] },
  })
  expect(first?.file).toMatchObject({ name: 'photo.jpg', type: 'image/jpeg' })
  expect(first?.file?.bytes.equals(picture)).toBe(true)
  expect(second?.payload).toMatchObject({ photo: 'large-1', caption: 'again' })
  expect(second?.file).toBeUndefined()
})

it('cuts a caption to what Telegram shows', async () => {
  await send('x'.repeat(2_000))
  expect(String(telegram.executed[0]?.payload.caption)).toHaveLength(1_024)
})

it('draws QR codes anew each time, and keeps none', async () => {
  const secret = 'PICKUP-7351-ключ'
  await send('your code', { qr: secret })
  await send('your code again', { qr: secret })
  await send('our link', { qrStart: 'offer_12' })
  const drawn = await Promise.all(telegram.executed.map(({ file }) => file && readQr(file.bytes)))
  expect(drawn).toEqual([secret, secret, 'https://t.me/test_bot?start=offer_12'])
  expect(await knownIds()).toEqual([])
})

describe('edits', () => {
  it('keep the picture, change it, make a picture of a text', async () => {
    const id = await send('v1')
    await edit(id, 'v2', 'keep')
    await drainAll()
    await edit(id, 'v3', { qr: 'x' })
    await drainAll()
    const text = await send('words', 'none')
    await edit(text, 'pictured', stored)
    await drainAll()
    expect(telegram.executed.map(seen)).toEqual([
      ['sendPhoto', 'v1', 'upload'],
      ['editMessageCaption', 'v2', ''],
      ['editMessageMedia', { type: 'photo', media: 'attach://photo', caption: 'v3', parse_mode: 'HTML' }, 'upload'],
      ['sendMessage', 'words', ''],
      ['editMessageMedia', { type: 'photo', media: 'large-1', caption: 'pictured', parse_mode: 'HTML' }, ''],
    ])
  })

  it('reach the words, whichever kind the message turned out to be', async () => {
    const photo = await send('photo')
    const text = await send('text', 'none')
    telegram.script(({ method, payload }) => {
      if (method === 'editMessageText' && payload.message_id === 1)
        return refuse.badRequest('there is no text in the message to edit')
      if (method === 'editMessageCaption' && payload.message_id === 2)
        return refuse.badRequest('there is no caption in the message to edit')
      return undefined
    })
    await edit(photo, 'other words')
    await edit(text, 'other words', 'keep')
    await drainAll()
    expect(telegram.executed.slice(2).map(seen)).toEqual([
      ['editMessageCaption', 'other words', ''],
      ['editMessageText', 'other words', ''],
    ])
    expect(failed).toEqual([])
  })

  it('keep the picture of a message that still waits', async () => {
    const { id } = await emit('v1')
    await edit(id, 'v2', 'keep')
    await edit(id, 'v3', 'keep')
    await drainAll()
    expect(telegram.executed.map(seen)).toEqual([['sendPhoto', 'v3', 'upload']])
    await edit(id, 'v4', { qr: 'new' })
    await edit(id, 'v5', 'keep')
    await drainAll()
    expect(telegram.executed[1]).toMatchObject({ method: 'editMessageMedia', payload: { media: { caption: 'v5' } } })
    const words = await emit('words', 'none')
    await edit(words.id, 'still words', 'keep')
    await drainAll()
    expect(telegram.executed.slice(2).map(seen)).toEqual([['sendMessage', 'still words', '']])
  })

  it('wait for a send that is in flight, and keep its picture', async () => {
    let release = () => {}
    telegram.script((_call, nth) =>
      nth === 1 ? new Promise((resolve) => (release = () => resolve(refuse.broken))) : undefined,
    )
    const { id } = await emit('v1')
    outbox.sender.start()
    await vi.waitFor(() => expect(telegram.calls).toHaveLength(1), { timeout: 30_000 })
    await edit(id, 'v2', 'keep')
    release()
    await vi.waitFor(() => expect(telegram.executed).toHaveLength(2), { timeout: 30_000 })
    expect(telegram.executed.map(seen)).toEqual([
      ['sendPhoto', 'v1', 'upload'],
      ['editMessageCaption', 'v2', ''],
    ])
  })
})
