import { expect, test } from 'vitest'
import { type Answer, type Loose, png, setup } from './support.ts'

const bytes = (text: string) => new Uint8Array(Buffer.from(text))

/** Calls a method with a multipart body: strings as fields, bytes as files. */
const upload = async (url: string, token: string, method: string, fields: Record<string, string | Uint8Array>) => {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) {
    if (typeof value === 'string') form.set(name, value)
    else form.set(name, new Blob([Buffer.from(value)]), `${name}.bin`)
  }
  const response = await fetch(`${url}/bot${token}/${method}`, { method: 'POST', body: form })
  return (await response.json()) as Answer
}

const kinds: readonly [string, Record<string, string>, Loose, Loose][] = [
  ['video', { duration: '7', width: '640', height: '360' }, { duration: 7, width: 640 }, { duration: 7, height: 360 }],
  ['animation', { duration: '2' }, { mime_type: 'video/mp4', duration: 2 }, { kind: 'animation' }],
  ['audio', { title: 'Song', performer: 'Band' }, { title: 'Song', performer: 'Band', duration: 0 }, { title: 'Song' }],
  ['voice', { duration: '3' }, { duration: 3, mime_type: 'audio/ogg' }, { duration: 3 }],
  ['video_note', { length: '240' }, { length: 240, duration: 0 }, { width: 240 }],
  ['sticker', { emoji: '😀' }, { type: 'regular', is_animated: false, emoji: '😀' }, { emoji: '😀' }],
]

test.each(kinds)('%s: sent, shown, sent again by id, copied and forwarded', async (kind, fields, wire, shown) => {
  const { standin, bot, anna, call } = await setup()
  const method = `send${kind.replace(/(^|_)(\w)/g, (_, __, letter: string) => letter.toUpperCase())}`
  const chat_id = String(anna)
  const sent = await upload(standin.url, bot.token, method, { chat_id, [kind]: bytes(kind), ...fields })
  expect(sent.result[kind]).toMatchObject({ ...wire, file_size: kind.length })
  expect(standin.messages(anna).messages.at(-1)).toMatchObject({ media: { kind, ...shown }, document: null })
  const { file_id } = sent.result[kind]
  const { message_id } = (await call(method, { chat_id: anna, [kind]: file_id })).result
  expect((await call('forwardMessage', { chat_id: anna, from_chat_id: anna, message_id })).result).toMatchObject({
    [kind]: { file_id },
    forward_origin: { type: 'user', sender_user: { id: bot.id } },
  })
  const copy = (await call('copyMessage', { chat_id: anna, from_chat_id: anna, message_id })).result
  expect(copy).toEqual({ message_id: message_id + 2 })
  expect(standin.messages(anna).messages.at(-2)).toMatchObject({ forwarded_from: 'Bot' })
  expect((await call('sendPhoto', { chat_id: anna, photo: file_id })).description).toMatch(
    /^Bad Request: can't use file of type/,
  )
  const { file_path } = (await call('getFile', { file_id })).result
  expect(await (await fetch(`${standin.url}/file/bot${bot.token}/${file_path}`)).text()).toBe(kind)
  expect(standin.stats().findings).toEqual([])
})

test('a video carries the preview that came with it, in its own size', async () => {
  const { standin, bot, anna } = await setup()
  const fields = { chat_id: String(anna), video: bytes('v'), thumbnail: png(32, 18) }
  const { result } = await upload(standin.url, bot.token, 'sendVideo', fields)
  expect(result.video.thumbnail).toMatchObject({ width: 32, height: 18 })
  expect(standin.messages(anna).messages.at(-1)?.media?.thumbnail_id).toBe(result.video.thumbnail.file_id)
})

test('albums of bots: uploads, captions, one id, and they stay albums when they travel', async () => {
  const { standin, bot, anna, call } = await setup()
  const media = JSON.stringify([
    { type: 'photo', media: 'attach://one', caption: '<b>Both</b>', parse_mode: 'HTML' },
    { type: 'video', media: 'attach://two', duration: 5 },
  ])
  const fields = { chat_id: String(anna), media, one: png(6, 4), two: bytes('film') }
  const { result } = await upload(standin.url, bot.token, 'sendMediaGroup', fields)
  expect(result).toMatchObject([
    { photo: [{ width: 6, height: 4 }], caption: 'Both', caption_entities: [{ type: 'bold' }] },
    { video: { duration: 5 } },
  ])
  const [first, second] = result
  expect(first.media_group_id).toMatch(/^\d{10,}$/)
  expect(second).toMatchObject({ media_group_id: first.media_group_id, message_id: first.message_id + 1 })

  const message_ids = [first.message_id, second.message_id]
  const from = { chat_id: anna, from_chat_id: anna }
  const copies = (await call('copyMessages', { ...from, message_ids, remove_caption: true })).result
  expect(copies).toHaveLength(2)
  expect((await call('forwardMessages', { ...from, message_ids: [...message_ids, 9999] })).result).toHaveLength(2)
  const shown = standin.messages(anna).messages.slice(-4)
  expect(shown.map((message) => message.caption)).toEqual([null, null, 'Both', null])
  const groups = shown.map((message) => message.media_group_id)
  expect(new Set([first.media_group_id, ...groups]).size).toBe(3)
  expect(groups[0]).toBe(groups[1])

  // One item alone is sent without an album.
  const alone = await call('sendMediaGroup', {
    chat_id: anna,
    media: [{ type: 'photo', media: first.photo[0].file_id }],
  })
  expect(alone.result).toHaveLength(1)
  expect(alone.result[0]).not.toHaveProperty('media_group_id')
  expect(standin.stats().findings).toEqual([])
})

test('albums of people are several messages under one id', async () => {
  const { standin, anna, call } = await setup()
  const photo = { bytes: png(3, 3), filename: 'a.png' }
  const sent = standin.sendMessage(anna, {
    album: [{ photo, caption: 'Look' }, { photo }, { video: { bytes: bytes('v'), filename: 'v.mp4', duration: 4 } }],
  })
  expect(sent.messageIds).toHaveLength(3)
  expect(sent.messageId).toBe(sent.messageIds[0])
  const updates = (await call('getUpdates')).result.slice(1)
  expect(updates.map((update: Loose) => update.message.message_id)).toEqual(sent.messageIds)
  expect(new Set(updates.map((update: Loose) => update.message.media_group_id)).size).toBe(1)
  expect(updates[2].message.video).toMatchObject({ duration: 4, mime_type: 'video/mp4', file_name: 'v.mp4' })
  expect(() => standin.sendMessage(anna, { album: [{ photo }] })).toThrow('An album has 2 to 10 items')
  expect(standin.stats().findings).toEqual([])
})

test('people send every kind of file, contacts of others and places', async () => {
  const { standin, anna, call } = await setup()
  const file = { bytes: bytes('x'), filename: 'x.ogg' }
  standin.sendMessage(anna, { voice: { ...file, duration: 9 } })
  standin.sendMessage(anna, { sticker: { ...file, filename: 's.webp', emoji: '👍' } })
  standin.sendMessage(anna, { contact: { phone_number: '1555', first_name: 'Ben' } })
  const location = { latitude: 51.5, longitude: -0.1 }
  standin.sendMessage(anna, { venue: { location, title: 'Café', address: '1 High St' } })
  const [, voice, sticker, contact, venue] = (await call('getUpdates')).result.map((update: Loose) => update.message)
  expect(voice.voice).toMatchObject({ duration: 9, mime_type: 'audio/ogg' })
  expect(sticker.sticker).toMatchObject({ emoji: '👍', type: 'regular' })
  expect(contact.contact).toEqual({ phone_number: '1555', first_name: 'Ben' })
  expect(venue).toMatchObject({ location, venue: { title: 'Café', location } })
  expect(standin.stats().findings).toEqual([])
})

test('editMessageMedia replaces content of any kind, and an album keeps its id', async () => {
  const { standin, bot, anna, call } = await setup()
  const { result } = await upload(standin.url, bot.token, 'sendPhoto', {
    chat_id: String(anna),
    photo: png(),
    caption: 'old',
  })
  const { message_id, photo } = result
  const media = { type: 'photo', media: photo[0].file_id, caption: 'old' }
  expect((await call('editMessageMedia', { chat_id: anna, message_id, media })).description).toMatch(
    /message is not modified/,
  )
  const fields = { chat_id: String(anna), message_id: String(message_id), clip: bytes('c') }
  const edited = await upload(standin.url, bot.token, 'editMessageMedia', {
    ...fields,
    media: JSON.stringify({ type: 'video', media: 'attach://clip' }),
  })
  expect(edited.result).toMatchObject({ message_id, video: { file_size: 1 }, edit_date: expect.any(Number) })
  expect(edited.result).not.toHaveProperty('photo')
  expect(edited.result).not.toHaveProperty('caption')
  expect(standin.stats().findings).toEqual([])
})

test('texts become pictures, pictures become no texts, and only words and pictures can be replaced', async () => {
  const { standin, bot, anna, call } = await setup()
  const refusalOf = async (method: string, params: Record<string, unknown>) =>
    (await call(method, { chat_id: anna, ...params })).description
  const { message_id } = (await call('sendMessage', { chat_id: anna, text: 'Words' })).result
  expect(await refusalOf('editMessageCaption', { message_id, caption: 'x' })).toBe(
    'Bad Request: there is no caption in the message to edit',
  )
  const pictured = await upload(standin.url, bot.token, 'editMessageMedia', {
    chat_id: String(anna),
    message_id: String(message_id),
    media: JSON.stringify({ type: 'photo', media: 'attach://one', caption: 'Words' }),
    one: png(4, 4),
  })
  expect(pictured.result).toMatchObject({ message_id, caption: 'Words', photo: [{ width: 4 }] })
  expect(pictured.result).not.toHaveProperty('text')
  const [{ file_id }] = pictured.result.photo
  expect(await refusalOf('editMessageText', { message_id, text: 'Back' })).toBe(
    'Bad Request: there is no text in the message to edit',
  )
  expect((await call('editMessageCaption', { chat_id: anna, message_id, caption: 'Seen' })).result).toMatchObject({
    caption: 'Seen',
    photo: [{ file_id }],
  })

  const media = { type: 'photo', media: file_id }
  const place = (await call('sendLocation', { chat_id: anna, latitude: 1, longitude: 2 })).result.message_id
  expect(await refusalOf('editMessageMedia', { message_id: place, media })).toBe(
    'Bad Request: there is no media in the message to edit',
  )
  expect(await refusalOf('sendPhoto', { photo: 'AgAC.not~an-id' })).toMatch(/wrong remote file identifier specified/)
  expect(await refusalOf('editMessageMedia', { message_id, media: { ...media, media: 'AgACunknown' } })).toMatch(
    /wrong file identifier/,
  )
  expect(standin.stats().findings).toEqual([])
})

test('one refused item refuses the album and names its place; nothing is sent', async () => {
  const { standin, bot, anna } = await setup()
  const media = JSON.stringify([
    { type: 'photo', media: 'attach://one' },
    { type: 'photo', media: 'attach://two' },
  ])
  const fields = { chat_id: String(anna), media, one: png(), two: bytes('no picture') }
  const refused = await upload(standin.url, bot.token, 'sendMediaGroup', fields)
  expect(refused.description).toBe(
    'Bad Request: failed to send message #2 with the error message "IMAGE_PROCESS_FAILED"',
  )
  expect(standin.messages(anna).messages.filter((message) => message.from === 'bot')).toEqual([])
  expect(standin.sends()).toEqual([])
})

test('live locations of bots move, then stand still', async () => {
  let now = 1_700_000_000_000
  const { standin, anna, call } = await setup({ now: () => now })
  const at = (latitude: number) => ({ chat_id: anna, latitude, longitude: 2 })
  const { message_id } = (await call('sendLocation', { ...at(1), live_period: 600, heading: 90 })).result
  expect(standin.messages(anna).messages.at(-1)).toMatchObject({ live_until: now + 600_000, location: { heading: 90 } })
  const move = (latitude: number) => call('editMessageLiveLocation', { ...at(latitude), message_id })
  expect((await move(1.5)).result.location).toEqual({ latitude: 1.5, longitude: 2, live_period: 600 })
  expect((await move(1.5)).description).toMatch(/message is not modified/)
  const copy = (await call('copyMessage', { chat_id: anna, from_chat_id: anna, message_id })).result.message_id
  expect(standin.messages(anna).messages.at(-1)).toMatchObject({ message_id: copy, live_until: null })
  expect((await call('stopMessageLiveLocation', { chat_id: anna, message_id })).result.location).toEqual({
    latitude: 1.5,
    longitude: 2,
  })
  expect((await move(3)).description).toBe("Bad Request: message can't be edited")
  const later = (await call('sendLocation', { ...at(1), live_period: 60 })).result.message_id
  now += 61_000
  expect((await call('stopMessageLiveLocation', { chat_id: anna, message_id: later })).description).toBe(
    "Bad Request: message can't be edited",
  )
  expect(standin.stats().findings).toEqual([])
})

test('venues, contacts and dice travel too', async () => {
  const { standin, anna, call } = await setup()
  const place = { latitude: 1, longitude: 2, title: 'Shop', address: 'High St 1', google_place_id: 'g1' }
  const venue = (await call('sendVenue', { chat_id: anna, ...place })).result
  expect(venue).toMatchObject({ venue: { title: 'Shop', google_place_id: 'g1' }, location: { latitude: 1 } })
  const dice = (await call('sendDice', { chat_id: anna })).result
  expect(dice.dice.value).toBeGreaterThanOrEqual(1)
  expect(dice.dice.value).toBeLessThanOrEqual(6)
  const ids = [venue.message_id, dice.message_id]
  await call('forwardMessages', { chat_id: anna, from_chat_id: anna, message_ids: ids })
  expect(standin.messages(anna).messages.slice(-2)).toMatchObject([{ venue: { title: 'Shop' } }, { dice: dice.dice }])
  expect(standin.stats().findings).toEqual([])
})
