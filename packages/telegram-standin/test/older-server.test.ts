import { expect, test } from 'vitest'
import type { Refusable } from '../src/index.ts'
import { png, setup } from './support.ts'

const button = (more: Record<string, unknown>) => ({ reply_markup: { inline_keyboard: [[{ text: 'a', ...more }]] } })
const html = (text: string) => ({ text, parse_mode: 'HTML' })
const v2 = (text: string) => ({ text, parse_mode: 'MarkdownV2' })
const entity = (type: string) => ({
  text: 'x',
  entities: [{ type, offset: 0, length: 1, ...(type === 'date_time' ? { unix_time: 9, date_time_format: 'r' } : {}) }],
})

test.each<[Refusable, Record<string, unknown>, string]>([
  [
    'style',
    button({ style: 'danger', callback_data: 'd' }),
    "can't parse inline keyboard button: Invalid button style specified",
  ],
  [
    'copy_text',
    button({ copy_text: { text: 'c' } }),
    "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
  ],
  [
    'disabled',
    button({ disabled: {} }),
    "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
  ],
  [
    'date_time',
    html('é <tg-time unix="9">x</tg-time>'),
    'can\'t parse entities: Unsupported start tag "tg-time" at byte offset 3',
  ],
  [
    'date_time',
    v2('![x](tg://time?unix=9)'),
    "can't parse entities: Custom emoji entity must contain a tg://emoji URL",
  ],
  ['date_time', entity('date_time'), "can't parse MessageEntity: Unsupported type specified"],
  [
    'expandable_blockquote',
    html('<blockquote expandable>x</blockquote>'),
    'can\'t parse entities: Unsupported attribute "expandable" of the tag "blockquote" at byte offset 0',
  ],
  ['expandable_blockquote', v2('>x||'), "can't parse entities: Can't find end of Spoiler entity at byte offset 2"],
  ['expandable_blockquote', entity('expandable_blockquote'), "can't parse MessageEntity: Unsupported type specified"],
  ['effect', { message_effect_id: '5104841245755180586' }, 'EFFECT_ID_INVALID'],
])('a server without %s refuses what uses it, and nothing else', async (what, params, description) => {
  const { standin, anna, call } = await setup()
  const send = (more: Record<string, unknown> = params) => call('sendMessage', { chat_id: anna, text: 'x', ...more })
  standin.faults.add({ kind: 'refuses', what })
  expect(await send()).toMatchObject({ status: 400, description: `Bad Request: ${description}` })
  expect(await send({ text: 'plain' })).toMatchObject({ ok: true })
  expect(await send()).toMatchObject({ ok: false })
  expect(standin.requests().map((entry) => entry.fault)).toEqual(['refuses', null, 'refuses'])
  standin.faults.clear()
  expect(await send()).toMatchObject({ ok: true })
  expect(standin.stats().findings).toEqual([])
})

test('it refuses as often as told, and only the calls and chats it names', async () => {
  const { standin, anna, call } = await setup()
  const ben = standin.createUser({ firstName: 'Ben' }).id
  standin.sendMessage(ben, { text: '/start' })
  standin.faults.add({ kind: 'refuses', what: 'style', method: 'sendMessage', chat_id: anna, times: 1 })
  const red = button({ style: 'danger', callback_data: 'd' })
  const { result } = await call('sendMessage', { chat_id: ben, text: 'x', ...red })
  expect(result.reply_markup).toEqual(red.reply_markup)
  expect(await call('sendMessage', { chat_id: anna, text: 'x', ...red })).toMatchObject({ ok: false })
  expect(await call('sendMessage', { chat_id: anna, text: 'x', ...red })).toMatchObject({ ok: true })
  expect(() => standin.faults.add({ kind: 'refuses' })).toThrow(/says `what`: one of style, copy_text/)
})

test('a text becomes a picture in place, keeps its id and effect, and never turns back', async () => {
  const { standin, anna, call } = await setup()
  const effect = { message_effect_id: '5104841245755180586' }
  const rows = button({ callback_data: 'd' })
  const { result: sent } = await call('sendMessage', { chat_id: anna, ...html('<b>Old</b>'), ...rows, ...effect })
  const { result: seen } = await call('sendMessage', { chat_id: anna, text: 'other' })
  standin.sendMessage(anna, { photo: { bytes: png(), filename: 'a.png' } })
  const { messages } = standin.messages(anna)
  const media = { type: 'photo', media: messages.at(-1)?.photo?.file_id, caption: '<i>New</i>', parse_mode: 'HTML' }
  const target = { chat_id: anna, message_id: sent.message_id }
  const { result: edited } = await call('editMessageMedia', { ...target, media })
  expect(edited).toMatchObject({
    message_id: sent.message_id,
    caption: 'New',
    caption_entities: [{ type: 'italic', offset: 0, length: 3 }],
    effect_id: effect.message_effect_id,
    photo: [{ width: 2, height: 3 }],
  })
  expect(edited).not.toHaveProperty('text')
  expect(edited).not.toHaveProperty('entities')
  expect(edited).not.toHaveProperty('reply_markup')
  expect(await call('editMessageText', { ...target, text: 'Old' })).toMatchObject({
    description: 'Bad Request: there is no text in the message to edit',
  })
  standin.faults.add({ kind: 'refuses', what: 'text_to_media' })
  const again = { chat_id: anna, message_id: seen.message_id, media }
  expect(await call('editMessageMedia', again)).toMatchObject({
    description: 'Bad Request: there is no media in the message to edit',
  })
  expect(await call('editMessageMedia', { ...target, media: { ...media, caption: 'Newer' } })).toMatchObject({
    ok: true,
  })
  expect(standin.stats().findings).toEqual([])
})
