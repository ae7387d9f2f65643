import { describe, expect, test } from 'vitest'
import { setup } from './support.ts'

const inline = (...buttons: Record<string, unknown>[]) => ({ inline_keyboard: [buttons] })

describe("refusals in Telegram's words", () => {
  const texts: readonly [string, string, Record<string, unknown>, string][] = [
    ['no chat', 'sendMessage', { text: 'x' }, 'Bad Request: chat_id is empty'],
    ['unknown chat', 'sendMessage', { chat_id: 99, text: 'x' }, 'Bad Request: chat not found'],
    ['no text', 'sendMessage', { text: '   ', chat_id: 'anna' }, 'Bad Request: message text is empty'],
    ['long text', 'sendMessage', { chat_id: 'anna', text: 'x'.repeat(4097) }, 'Bad Request: message is too long'],
    [
      'parse mode',
      'sendMessage',
      { chat_id: 'anna', text: 'x', parse_mode: 'BB' },
      'Bad Request: unsupported parse_mode',
    ],
    [
      'markup JSON',
      'sendMessage',
      { chat_id: 'anna', text: 'x', reply_markup: '{' },
      "Bad Request: can't parse reply keyboard markup JSON object",
    ],
    [
      'text button',
      'sendMessage',
      { chat_id: 'anna', text: 'x', reply_markup: inline({ text: 'a' }) },
      'Bad Request: text buttons are unallowed in the inline keyboard',
    ],
    [
      '65 bytes',
      'sendMessage',
      { chat_id: 'anna', text: 'x', reply_markup: inline({ text: 'a', callback_data: 'é'.repeat(33) }) },
      'Bad Request: BUTTON_DATA_INVALID',
    ],
    [
      'upi link',
      'sendMessage',
      { chat_id: 'anna', text: 'x', reply_markup: inline({ text: 'a', url: 'upi://pay' }) },
      "Bad Request: inline keyboard button URL 'upi://pay' is invalid: Unsupported URL protocol",
    ],
    [
      'huge markup',
      'sendMessage',
      {
        chat_id: 'anna',
        text: 'x',
        reply_markup: inline(
          ...Array.from({ length: 200 }, (_, i) => ({ text: 'b'.repeat(40), callback_data: `${i}` })),
        ),
      },
      'Bad Request: reply markup is too long',
    ],
    [
      'reply to nothing',
      'sendMessage',
      { chat_id: 'anna', text: 'x', reply_parameters: { message_id: 77 } },
      'Bad Request: message to be replied not found',
    ],
    [
      'edit nothing',
      'editMessageText',
      { chat_id: 'anna', message_id: 77, text: 'x' },
      'Bad Request: message to edit not found',
    ],
    ['edit what?', 'editMessageText', { text: 'x' }, 'Bad Request: message identifier is not specified'],
    [
      "edit a person's",
      'editMessageText',
      { chat_id: 'anna', message_id: 1, text: 'x' },
      "Bad Request: message can't be edited",
    ],
    [
      'delete nothing',
      'deleteMessage',
      { chat_id: 'anna', message_id: 77 },
      'Bad Request: message to delete not found',
    ],
    [
      'old query',
      'answerCallbackQuery',
      { callback_query_id: '1' },
      'Bad Request: query is too old and response timeout expired or query ID is invalid',
    ],
    ['no photo', 'sendPhoto', { chat_id: 'anna' }, 'Bad Request: there is no photo in the request'],
    [
      'bad file id',
      'sendPhoto',
      { chat_id: 'anna', photo: 'zzz' },
      'Bad Request: wrong file identifier/HTTP URL specified',
    ],
    [
      'long caption',
      'sendPhoto',
      { chat_id: 'anna', photo: 'zzz', caption: 'x'.repeat(1025) },
      'Bad Request: message caption is too long',
    ],
    [
      'bad command',
      'setMyCommands',
      { commands: [{ command: 'Stop!', description: 'x' }] },
      'Bad Request: BOT_COMMAND_INVALID',
    ],
    [
      'bad action',
      'sendChatAction',
      { chat_id: 'anna', action: 'dancing' },
      'Bad Request: wrong parameter action in request',
    ],
    [
      'bad webhook',
      'setWebhook',
      { url: 'ftp://x.y' },
      'Bad Request: bad webhook: An HTTPS URL must be provided for webhook',
    ],
    [
      'bold without end',
      'sendMessage',
      { chat_id: 'anna', text: 'é*x', parse_mode: 'MarkdownV2' },
      "Bad Request: can't parse entities: Can't find end of Bold entity at byte offset 2",
    ],
    [
      'reserved',
      'sendMessage',
      { chat_id: 'anna', text: 'a.b', parse_mode: 'MarkdownV2' },
      "Bad Request: can't parse entities: Character '.' is reserved and must be escaped with the preceding '\\'",
    ],
    [
      'open tag',
      'sendMessage',
      { chat_id: 'anna', text: 'é<b', parse_mode: 'HTML' },
      "Bad Request: can't parse entities: Unclosed start tag at byte offset 2",
    ],
    [
      'unknown tag',
      'sendMessage',
      { chat_id: 'anna', text: 'é<x>', parse_mode: 'HTML' },
      'Bad Request: can\'t parse entities: Unsupported start tag "x" at byte offset 2',
    ],
    [
      'no end tag',
      'sendMessage',
      { chat_id: 'anna', text: '<b>x', parse_mode: 'HTML' },
      'Bad Request: can\'t parse entities: Can\'t find end tag corresponding to start tag "b"',
    ],
    [
      'wrong end tag',
      'sendMessage',
      { chat_id: 'anna', text: '<b>x</i>', parse_mode: 'HTML' },
      'Bad Request: can\'t parse entities: Unmatched end tag at byte offset 4, expected "</b>", found "</i>"',
    ],
  ]
  test.each(texts)('%s', async (_, method, params, description) => {
    const { anna, call } = await setup()
    const chat = params.chat_id === 'anna' ? { chat_id: anna } : {}
    expect(await call(method, { ...params, ...chat })).toMatchObject({
      status: 400,
      ok: false,
      error_code: 400,
      description,
    })
  })
})
