import { expect, test } from 'vitest'
import { type Loose, png, setup } from './support.ts'

const inline = (...buttons: Record<string, unknown>[]) => ({ inline_keyboard: [buttons] })

test('paths, tokens and methods', async () => {
  const { standin, bot, call } = await setup()
  const get = async (path: string) => (await fetch(standin.url + path)).json()
  expect(await get('/hello')).toEqual({ ok: false, error_code: 404, description: 'Not Found' })
  expect(await get('/bot1:wrong/getMe')).toEqual({ ok: false, error_code: 401, description: 'Unauthorized' })
  expect(await get('/botabc/getMe')).toEqual({
    ok: false,
    error_code: 401,
    description: 'Unauthorized: invalid token specified',
  })
  expect(await call('getME')).toMatchObject({ ok: true, result: { id: bot.id, is_bot: true } })
  expect(await call('makeCoffee')).toMatchObject({ status: 404, description: 'Not Found: method not found' })
  expect(await call('sendPoll')).toMatchObject({ status: 404, description: 'Not Found: method not found' })
  expect(standin.stats().findings).toEqual([
    { method: 'makeCoffee', kind: 'unknown_method', message: 'there is no such method' },
    { method: 'sendPoll', kind: 'unknown_method', message: 'the stand-in does not implement this method' },
  ])
})

test('edits: unchanged, replaced, keyboards only, and messages with reply keyboards', async () => {
  const { standin, anna, call } = await setup()
  const keyboard = inline({ text: 'Go', callback_data: 'go' })
  const { message_id } = (
    await call('sendMessage', { chat_id: anna, text: '<b>x</b>', parse_mode: 'HTML', reply_markup: keyboard })
  ).result
  const same = {
    chat_id: anna,
    message_id,
    text: 'x',
    entities: [{ type: 'bold', offset: 0, length: 1 }],
    reply_markup: keyboard,
  }
  expect((await call('editMessageText', same)).description).toBe(
    'Bad Request: message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message',
  )
  expect((await call('editMessageReplyMarkup', { chat_id: anna, message_id })).result).not.toHaveProperty('edit_date')
  expect((await call('editMessageText', { ...same, text: 'y' })).result).toMatchObject({
    text: 'y',
    edit_date: expect.any(Number),
  })
  expect((await call('editMessageCaption', { chat_id: anna, message_id, caption: 'z' })).description).toBe(
    'Bad Request: there is no caption in the message to edit',
  )
  const fixed = await call('sendMessage', { chat_id: anna, text: 'x', reply_markup: { keyboard: [[{ text: 'a' }]] } })
  expect(
    (await call('editMessageText', { chat_id: anna, message_id: fixed.result.message_id, text: 'y' })).description,
  ).toBe("Bad Request: message can't be edited")
  expect(standin.stats().findings).toEqual([])
})

test('whoever waits for news of a chat hears of a deletion at once', async () => {
  const { standin, anna, call } = await setup()
  const { message_id } = (await call('sendMessage', { chat_id: anna, text: 'x' })).result
  const { revision } = await standin.history(anna, {})
  const news = standin.history(anna, { since: revision, waitMs: 60_000 })
  await call('deleteMessage', { chat_id: anna, message_id })
  expect((await news).deleted).toEqual([message_id])
}, 10_000)

test('messages can be deleted for 48 hours, answered queries for 150 seconds', async () => {
  let now = 1_700_000_000_000
  const { standin, anna, call } = await setup({ now: () => now })
  const { message_id } = (
    await call('sendMessage', { chat_id: anna, text: 'x', reply_markup: inline({ text: 'Go', callback_data: 'go' }) })
  ).result
  const pressed = standin.press(anna, { messageId: message_id, button: 'Go' })
  const [, update] = (await call('getUpdates')).result
  now += 151_000
  expect((await call('answerCallbackQuery', { callback_query_id: update.callback_query.id })).description).toMatch(
    /^Bad Request: query is too old/,
  )
  now += 48 * 3_600_000
  expect((await call('deleteMessage', { chat_id: anna, message_id })).description).toBe(
    "Bad Request: message can't be deleted",
  )
  await standin.close()
  expect(await pressed).toMatchObject({ answered: false })
})

test('an answered query shows once, a second answer is ignored and noted', async () => {
  const { standin, anna, call } = await setup()
  await call('sendMessage', { chat_id: anna, text: 'x', reply_markup: inline({ text: 'Go', callback_data: 'go' }) })
  const pressed = standin.press(anna, { button: 'Go' })
  const { callback_query } = (await call('getUpdates')).result[1]
  expect(callback_query).toMatchObject({ data: 'go', from: { id: anna }, message: { text: 'x' } })
  await call('answerCallbackQuery', { callback_query_id: callback_query.id, text: 'first' })
  expect(await call('answerCallbackQuery', { callback_query_id: callback_query.id, text: 'second' })).toMatchObject({
    ok: true,
  })
  expect(await pressed).toEqual({ answered: true, text: 'first', showAlert: false, url: null })
  expect(standin.stats().findings).toMatchObject([{ kind: 'misuse' }])
})

test('strict mode notes unknown parameters and badly typed ones; faithful mode is silent', async () => {
  const strict = await setup()
  await strict.call('sendMessage', { chat_id: strict.anna, text: 'x', colour: 'red' })
  await strict.call('sendMessage', {
    chat_id: strict.anna,
    text: 'x',
    reply_markup: inline({ text: 'a', callback_data: 'b', size: 3 }),
  })
  expect(strict.standin.stats().findings).toEqual([
    { method: 'sendMessage', kind: 'unknown_parameter', message: 'unknown parameter "colour"' },
    { method: 'sendMessage', kind: 'bad_parameter', message: expect.stringContaining('size') },
  ])
  expect(strict.standin.requests().at(-2)).toMatchObject({
    method: 'sendMessage',
    status: 200,
    findings: ['unknown parameter "colour"'],
  })
  const faithful = await setup({ mode: 'faithful' })
  await faithful.call('sendMessage', { chat_id: faithful.anna, text: 'x', colour: 'red' })
  expect(faithful.standin.stats().findings).toEqual([])
})

test('groups: privacy mode, channel rights, reactions', async () => {
  const { standin, anna, bot, call } = await setup()
  const ben = standin.createUser({ firstName: 'Ben' }).id
  const group = standin.createChat({ type: 'group', title: 'Crew', members: [anna, ben], bot: 'member' }).id
  const channel = standin.createChat({ type: 'channel', title: 'News', members: [anna], bot: 'member' }).id
  standin.sendMessage(anna, { chatId: group, text: 'just talking' })
  standin.sendMessage(ben, { chatId: group, text: '/status@shop_bot' })
  const kinds = (await call('getUpdates')).result.map(
    (update: Loose) => update.message?.text ?? update.my_chat_member?.new_chat_member.status ?? 'created',
  )
  expect(kinds).toEqual(['/start', 'member', 'created', 'member', '/status@shop_bot'])
  expect((await call('sendMessage', { chat_id: channel, text: 'x' })).description).toBe(
    'Bad Request: need administrator rights in the channel chat',
  )
  expect((await call('getChatMember', { chat_id: group, user_id: anna })).result).toMatchObject({ status: 'creator' })
  expect((await call('getChatMemberCount', { chat_id: group })).result).toBe(3)
  const { message_id } = (await call('sendMessage', { chat_id: anna, text: 'nice' })).result
  await call('getUpdates', { allowed_updates: ['message', 'message_reaction'] })
  standin.react(anna, message_id, '👍')
  const [reaction] = (await call('getUpdates', { offset: -1 })).result
  expect(reaction.message_reaction).toMatchObject({
    user: { id: anna },
    new_reaction: [{ type: 'emoji', emoji: '👍' }],
  })
  expect(bot.username).toBe('shop_bot')
  expect(standin.stats().findings).toEqual([])
})

test('commands per scope and language', async () => {
  const { standin, anna, call } = await setup()
  const ivan = standin.createUser({ firstName: 'Ivan', languageCode: 'ru' }).id
  const commands = (description: string) => [{ command: 'help', description }]
  await call('setMyCommands', { commands: commands('Help') })
  await call('setMyCommands', { commands: commands('Помощь'), language_code: 'ru' })
  await call('setMyCommands', { commands: commands('Only Anna'), scope: { type: 'chat', chat_id: anna } })
  expect(standin.commands(anna)).toEqual(commands('Only Anna'))
  expect(standin.commands(ivan)).toEqual(commands('Помощь'))
  expect((await call('getMyCommands', { language_code: 'ru' })).result).toEqual(commands('Помощь'))
  expect((await call('getMyCommands', { language_code: 'de' })).result).toEqual([])
})

test('typing shows until the next message; copies and forwards keep the content', async () => {
  const { standin, anna, call } = await setup()
  await call('sendChatAction', { chat_id: anna, action: 'typing' })
  expect(standin.typing(anna)).toBe('typing')
  const { message_id } = (await call('sendMessage', { chat_id: anna, text: 'see https://t.me/x #now' })).result
  expect(standin.typing(anna)).toBeNull()
  const copy = await call('copyMessage', { chat_id: anna, from_chat_id: anna, message_id })
  const forward = await call('forwardMessage', { chat_id: anna, from_chat_id: anna, message_id })
  expect(copy.result).toEqual({ message_id: message_id + 1 })
  expect(forward.result).toMatchObject({ text: 'see https://t.me/x #now', forward_origin: { type: 'user' } })
  expect(standin.stats().findings).toEqual([])
})

test('every answer of a photo round trip fits the published schema', async () => {
  const { standin, anna, call } = await setup()
  standin.sendMessage(anna, { photo: { bytes: png(4, 5), filename: 'a.png' }, caption: 'look @shop_bot' })
  const { message } = (await call('getUpdates', { offset: -1 })).result[0]
  expect(message).toMatchObject({
    caption: 'look @shop_bot',
    caption_entities: [{ type: 'mention', offset: 5, length: 9 }],
  })
  expect(message.photo[0]).toMatchObject({ width: 4, height: 5, file_size: 33 })
  const { file_path } = (await call('getFile', { file_id: message.photo[0].file_id })).result
  const bytes = await fetch(`${standin.url}/file/bot${standin.bots()[0]?.token}/${file_path}`).then((r) =>
    r.arrayBuffer(),
  )
  expect(new Uint8Array(bytes)).toEqual(png(4, 5))
  expect((await call('sendPhoto', { chat_id: anna, photo: message.photo[0].file_id })).result.photo).toEqual(
    message.photo,
  )
  expect(standin.stats().findings).toEqual([])
})

test('group upgrades and deleted accounts', async () => {
  const { standin, anna, call } = await setup()
  const group = standin.createChat({ type: 'group', title: 'Crew', members: [anna], bot: 'member' }).id
  const { id } = standin.upgradeChat(group)
  expect(await call('sendMessage', { chat_id: group, text: 'x' })).toMatchObject({
    description: 'Bad Request: group chat was upgraded to a supergroup chat',
    parameters: { migrate_to_chat_id: id },
  })
  expect((await call('sendMessage', { chat_id: id, text: 'x' })).result.chat).toEqual({
    id,
    title: 'Crew',
    type: 'supergroup',
  })
  standin.deactivate(anna)
  expect((await call('sendMessage', { chat_id: anna, text: 'x' })).description).toBe('Forbidden: user is deactivated')
  expect(standin.stats().findings).toEqual([])
})
