import { describe, expect, it } from 'vitest'
import { createLogger } from '../log/index.ts'
import { createMetrics } from '../metrics/index.ts'
import { createPlainForms, type FormEnd } from './plain-forms.ts'
import type { Wire } from './wire.ts'

const sent = { status: 200, headers: {}, body: Buffer.from('{}') }
const wire: Wire = { send: async () => sent, close: () => undefined }

/** A server that refuses what `refuse` says, and what it was asked. */
function start(refuse: (payload: object) => string | undefined) {
  let now = 0
  const metrics = createMetrics()
  const lines: string[] = []
  const log = createLogger({ level: 'warn', destination: { write: (line) => void lines.push(line) } })
  const forms = createPlainForms({ log, metrics, now: () => now })
  const watched = forms.watch(wire)
  const asked: object[] = []
  const call = (payload: object, isReplay = false): Promise<FormEnd> =>
    forms.call(
      payload,
      async (form): Promise<FormEnd> => {
        asked.push(form)
        if (!isReplay) await watched.send('', {})
        const refusal = refuse(form)
        return refusal === undefined ? 'done' : { refusal }
      },
      (end) => end,
    )
  const later = (ms: number) => {
    now += ms
  }
  return { call, asked, lines, later, metrics, forms }
}

const day = 24 * 3_600_000
const has = (payload: object, part: string) => JSON.stringify(payload).includes(part)
const inline = (...rows: object[][]) => ({ reply_markup: { inline_keyboard: rows } })
const open = { text: 'Open', callback_data: 'o' }

const noStyle = (payload: object) =>
  has(payload, '"style"') ? "can't parse inline keyboard button: Invalid button style specified" : undefined
const noDates = (payload: object) =>
  has(payload, '<tg-time') ? 'can\'t parse entities: Unsupported start tag "tg-time" at byte offset 3' : undefined
const textButtons = "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"

describe('what the server refuses', () => {
  it('goes in a plain form, and is asked for again after a day', async () => {
    const { call, asked, lines, later, metrics } = start(noStyle)
    const red = { text: 'x', ...inline([{ ...open, style: 'danger' }]) }
    const plain = { text: 'x', ...inline([open]) }
    expect(await call(red)).toBe('done')
    expect(await call(red)).toBe('done')
    expect(asked).toEqual([red, plain, plain])
    later(day - 1)
    await call(red)
    later(1)
    await call(red)
    expect(asked.slice(3)).toEqual([plain, red, plain])
    expect(lines).toHaveLength(2)
    expect((await metrics.render()).body).toContain('telegram_plain_total{kind="style"} 4')
  })

  it('may be several things at once', async () => {
    const { call, asked } = start((payload) => noStyle(payload) ?? noDates(payload))
    const payload = {
      text: 'Until <tg-time unix="9" format="t">19:30</tg-time>',
      parse_mode: 'HTML',
      ...inline([{ ...open, style: 'primary' }]),
    }
    expect(await call(payload)).toBe('done')
    expect(asked).toHaveLength(3)
    await call(payload)
    expect(asked[3]).toEqual({ text: 'Until 19:30', parse_mode: 'HTML', ...inline([open]) })
    expect(asked).toHaveLength(4)
  })

  it('is not held against what it has nothing to do with', async () => {
    const { call, asked, lines } = start(() => 'message is too long')
    const payload = inline([{ ...open, style: 'danger' }])
    expect(await call(payload)).toEqual({ refusal: 'message is too long' })
    expect(asked).toEqual([payload])
    expect(lines).toEqual([])
  })

  it('is known only when the plain form helped', async () => {
    const { call, asked, lines } = start(() => textButtons)
    const payload = inline([{ text: 'Copy', copy_text: { text: '4821' } }])
    expect(await call(payload)).toEqual({ refusal: textButtons })
    expect(await call(payload)).toEqual({ refusal: textButtons })
    expect(asked).toHaveLength(4)
    expect(lines).toEqual([])
  })

  it('is nothing new in the answers of a replay, which are followed all the same', async () => {
    const { call, asked, lines } = start(noStyle)
    const red = inline([{ ...open, style: 'danger' }])
    expect(await call(red, true)).toBe('done')
    expect(asked).toHaveLength(2)
    expect(lines).toEqual([])
    await call(red)
    expect(asked.slice(2)).toEqual([red, inline([open])])
    // What is known by now does not change how a replay goes.
    const { call: again, asked: answers } = start((payload) =>
      answers.length === 1 ? 'button style' : noStyle(payload),
    )
    await again(red, true)
    expect(answers).toHaveLength(2)
  })
})

describe('plain forms', () => {
  const plainOf = async (refusal: string, payload: object) => {
    const { call, asked } = start(() => (asked.length === 1 ? refusal : undefined))
    await call(payload)
    return asked[1]
  }

  it('buttons that do nothing go, and rows that are left empty', async () => {
    const copy = { text: 'Copy', copy_text: { text: '4821' } }
    const off = { text: 'Opens at 20:00', disabled: {} }
    const rows = inline([open, copy], [off], [copy, off])
    expect(await plainOf(textButtons, rows)).toEqual(inline([open]))
    expect(await plainOf(textButtons, inline([off]))).toEqual(inline())
  })

  it('reply keyboards lose their colours, and keep the rest', async () => {
    const keyboard = [['No', { text: 'My number', request_contact: true, style: 'success' }]]
    expect(
      await plainOf('Invalid button style specified', { reply_markup: { keyboard, resize_keyboard: true } }),
    ).toEqual({
      reply_markup: { keyboard: [['No', { text: 'My number', request_contact: true }]], resize_keyboard: true },
    })
  })

  it('captions of media are words too', async () => {
    const media = {
      type: 'photo',
      media: 'attach://photo',
      caption: '<b>A <tg-time unix="1">x</tg-time></b> &lt;tg-time&gt;',
      parse_mode: 'HTML',
    }
    const plain = { ...media, caption: '<b>A x</b> &lt;tg-time&gt;' }
    const refusal = 'Unsupported start tag "tg-time" at byte offset 0'
    expect(await plainOf(refusal, { chat_id: 1, media })).toEqual({ chat_id: 1, media: plain })
    expect(await plainOf(refusal, { media: [media, { type: 'photo', media: 'x' }] })).toEqual({
      media: [plain, { type: 'photo', media: 'x' }],
    })
  })

  it('quotations stay, unfolded; entities too', async () => {
    const html = { text: '<blockquote expandable>a</blockquote>', parse_mode: 'HTML' }
    const refusal = 'Unsupported attribute "expandable" of the tag "blockquote"'
    expect(await plainOf(refusal, html)).toEqual({ ...html, text: '<blockquote>a</blockquote>' })
    const place = { offset: 0, length: 1 }
    const entities = [
      { type: 'bold', ...place },
      { type: 'expandable_blockquote', ...place },
      { type: 'date_time', ...place, unix_time: 9, date_time_format: 'r' },
    ]
    expect(await plainOf('Unsupported type specified', { text: 'a', entities })).toEqual({
      text: 'a',
      entities: [
        { type: 'bold', ...place },
        { type: 'blockquote', ...place },
      ],
    })
  })

  it('effects are left out', async () => {
    const plain = await plainOf('EFFECT_ID_INVALID', { text: 'a', message_effect_id: '1' })
    expect(JSON.parse(JSON.stringify(plain))).toEqual({ text: 'a' })
  })
})
