import { describe, expect, test } from 'vitest'
import { setup } from './support.ts'

const inline = (...buttons: Record<string, unknown>[]) => ({ inline_keyboard: [buttons] })

const photo = { type: 'photo', media: 'x' }
const price = { label: 'Tea', amount: 5 }
const invoice = { title: 'Tea', description: 'A cup', payload: 'p', currency: 'XTR', prices: [price] }

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
      "Bad Request: can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
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
    ...['http://localhost:8080/x', 'https://localhost', 'shop', 'http://[::1]:8080/', 'https://me@intranet:81'].map(
      (url): [string, string, Record<string, unknown>, string] => [
        `link to ${url}`,
        'sendMessage',
        { chat_id: 'anna', text: 'x', reply_markup: inline({ text: 'a', url }) },
        `Bad Request: inline keyboard button URL '${url}' is invalid: Wrong HTTP URL`,
      ],
    ),
    [
      'insecure web app',
      'sendMessage',
      { chat_id: 'anna', text: 'x', reply_markup: inline({ text: 'a', web_app: { url: 'http://localhost:3000' } }) },
      "Bad Request: inline keyboard button Web App URL 'http://localhost:3000' is invalid: Only HTTPS links are allowed",
    ],
    [
      'web app nowhere',
      'sendMessage',
      {
        ...{ chat_id: 'anna', text: 'x' },
        reply_markup: { keyboard: [[{ text: 'a', web_app: { url: 'https://localhost/app' } }]] },
      },
      "Bad Request: keyboard button Web App URL 'https://localhost/app' is invalid: Wrong HTTP URL",
    ],
    [
      'insecure login',
      'sendMessage',
      { chat_id: 'anna', text: 'x', reply_markup: inline({ text: 'a', login_url: { url: 'http://example.com/in' } }) },
      "Bad Request: inline keyboard button login URL 'http://example.com/in' is invalid: Only HTTPS links are allowed",
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
      'copy what is gone',
      'copyMessages',
      { chat_id: 'anna', from_chat_id: 'anna', message_ids: [76, 77] },
      'Bad Request: there are no messages to forward',
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
    ['no video', 'sendVideo', { chat_id: 'anna' }, 'Bad Request: there is no video in the request'],
    ['no video note', 'sendVideoNote', { chat_id: 'anna' }, 'Bad Request: there is no video note in the request'],
    ['no media', 'sendMediaGroup', { chat_id: 'anna' }, 'Bad Request: parameter "media" is required'],
    ['media JSON', 'sendMediaGroup', { chat_id: 'anna', media: '[' }, "Bad Request: can't parse media JSON object"],
    ['media object', 'sendMediaGroup', { chat_id: 'anna', media: {} }, 'Bad Request: expected an Array of InputMedia'],
    ['empty album', 'sendMediaGroup', { chat_id: 'anna', media: [] }, 'Bad Request: there are no messages to send'],
    [
      'long album',
      'sendMediaGroup',
      { chat_id: 'anna', media: Array.from({ length: 11 }, () => photo) },
      'Bad Request: too many messages to send as an album',
    ],
    [
      'mixed album',
      'sendMediaGroup',
      { chat_id: 'anna', media: [photo, { type: 'document', media: 'y' }] },
      "Bad Request: document can't be mixed with other media types",
    ],
    [
      'animation in an album',
      'sendMediaGroup',
      { chat_id: 'anna', media: [{ type: 'animation', media: 'x' }] },
      'Bad Request: can\'t parse InputMedia: type "animation" can\'t be used in sendMediaGroup',
    ],
    [
      'sticker in an album',
      'sendMediaGroup',
      { chat_id: 'anna', media: [{ type: 'sticker', media: 'x' }] },
      'Bad Request: can\'t parse InputMedia: type "sticker" is unsupported',
    ],
    [
      'part not attached',
      'sendMediaGroup',
      { chat_id: 'anna', media: [{ type: 'photo', media: 'attach://x' }] },
      "Bad Request: can't parse InputMedia: media not found",
    ],
    [
      'no phone number',
      'sendContact',
      { chat_id: 'anna', first_name: 'x' },
      'Bad Request: parameter "phone_number" is required',
    ],
    ['no latitude', 'sendLocation', { chat_id: 'anna', longitude: 1 }, 'Bad Request: latitude is empty'],
    [
      'live for 5 s',
      'sendLocation',
      { chat_id: 'anna', latitude: 1, longitude: 1, live_period: 5 },
      'Bad Request: wrong live location period specified',
    ],
    [
      'move nothing',
      'editMessageLiveLocation',
      { chat_id: 'anna', message_id: 77, latitude: 1, longitude: 1 },
      'Bad Request: message to edit not found',
    ],
    [
      'copy nothing',
      'copyMessage',
      { chat_id: 'anna', from_chat_id: 'anna', message_id: 77 },
      'Bad Request: message to copy not found',
    ],
    [
      'forward nothing',
      'forwardMessage',
      { chat_id: 'anna', from_chat_id: 'anna', message_id: 77 },
      'Bad Request: message to forward not found',
    ],
    [
      'copy unsorted',
      'copyMessages',
      { chat_id: 'anna', from_chat_id: 'anna', message_ids: [2, 1] },
      'Bad Request: message identifiers must be in a strictly increasing order',
    ],
    ['delete what?', 'deleteMessages', { chat_id: 'anna' }, 'Bad Request: message identifiers are not specified'],
    [
      'react to nothing',
      'setMessageReaction',
      { chat_id: 'anna', message_id: 77, reaction: [] },
      'Bad Request: message to react not found',
    ],
    [
      'reaction type',
      'setMessageReaction',
      { chat_id: 'anna', message_id: 1, reaction: [{ type: 'paid' }] },
      "Bad Request: can't parse ReactionType: invalid reaction type specified",
    ],
    ['pin nothing', 'pinChatMessage', { chat_id: 'anna', message_id: 77 }, 'Bad Request: message to pin not found'],
    ['ban whom?', 'banChatMember', { chat_id: 'anna' }, 'Bad Request: invalid user_id specified'],
    [
      'ban in private',
      'banChatMember',
      { chat_id: 'anna', user_id: 1001 },
      "Bad Request: chat member status can't be changed in private chats",
    ],
    [
      'unban in private',
      'unbanChatMember',
      { chat_id: 'anna', user_id: 1001 },
      'Bad Request: method is available for supergroup and channel chats only',
    ],
    [
      'no title',
      'sendInvoice',
      { chat_id: 'anna', ...invoice, title: '' },
      'Bad Request: parameter "title" is required',
    ],
    [
      'prices JSON',
      'sendInvoice',
      { chat_id: 'anna', ...invoice, prices: '[' },
      "Bad Request: can't parse prices JSON object",
    ],
    [
      'two prices in Stars',
      'sendInvoice',
      { chat_id: 'anna', ...invoice, prices: [price, price] },
      'Bad Request: STARS_INVOICE_INVALID',
    ],
    [
      'tips in Stars',
      'sendInvoice',
      { chat_id: 'anna', ...invoice, max_tip_amount: 5 },
      'Bad Request: STARS_INVOICE_INVALID',
    ],
    [
      'no provider',
      'sendInvoice',
      { chat_id: 'anna', ...invoice, currency: 'EUR' },
      'Bad Request: PAYMENT_PROVIDER_INVALID',
    ],
    [
      'long payload',
      'sendInvoice',
      { chat_id: 'anna', ...invoice, payload: 'é'.repeat(65) },
      'Bad Request: INVOICE_PAYLOAD_INVALID',
    ],
    [
      'nothing to pay',
      'createInvoiceLink',
      { ...invoice, prices: [{ label: 'x', amount: 0 }] },
      'Bad Request: CURRENCY_TOTAL_AMOUNT_INVALID',
    ],
    [
      'old checkout',
      'answerPreCheckoutQuery',
      { pre_checkout_query_id: '1', ok: true },
      'Bad Request: query is too old and response timeout expired or query ID is invalid',
    ],
    [
      'refund nothing',
      'refundStarPayment',
      { user_id: 1001, telegram_payment_charge_id: 'x' },
      'Bad Request: CHARGE_ID_INVALID',
    ],
  ]
  test.each(texts)('%s', async (_, method, params, description) => {
    const { anna, call } = await setup()
    const chats = ['chat_id', 'from_chat_id'].filter((name) => params[name] === 'anna').map((name) => [name, anna])
    expect(await call(method, { ...params, ...Object.fromEntries(chats) })).toMatchObject({
      status: 400,
      ok: false,
      error_code: 400,
      description,
    })
  })
})
