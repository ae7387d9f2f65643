import { expect, test } from 'vitest'
import { type Loose, setup } from './support.ts'

const kindOf = (update: Loose): string => Object.keys(update).find((name) => name !== 'update_id') ?? ''

/** A supergroup with Anna (who owns it), Ben and the bot as administrator; the bot asks for everything. */
const crew = async (role: 'member' | 'administrator' = 'administrator') => {
  const made = await setup()
  const { standin, anna, call } = made
  const ben = standin.createUser({ firstName: 'Ben' }).id
  const chat = standin.createChat({ type: 'supergroup', title: 'Crew', members: [anna], bot: role }).id
  const allowed_updates = [
    'message',
    'channel_post',
    'edited_channel_post',
    'my_chat_member',
    'chat_member',
    'message_reaction',
    'message_reaction_count',
  ]
  await call('getUpdates', { offset: -1, allowed_updates })
  /** Updates since the last look. */
  let offset = 0
  const look = async (): Promise<Loose[]> => {
    const updates: Loose[] = (await call('getUpdates', { offset })).result
    offset = (updates.at(-1)?.update_id ?? offset - 1) + 1
    return updates
  }
  await look()
  return { ...made, ben, chat, look }
}

test('people come and go: service lines and chat_member', async () => {
  const { standin, anna, ben, chat, call, look } = await crew()
  standin.join(ben, chat)
  const [joined, line] = await look()
  expect(joined.chat_member).toMatchObject({
    from: { id: ben },
    old_chat_member: { status: 'left' },
    new_chat_member: { status: 'member', user: { id: ben } },
  })
  expect(line.message).toMatchObject({ new_chat_members: [{ id: ben }] })
  expect(standin.messages(anna, { chatId: chat }).messages.at(-1)).toMatchObject({
    service: 'new_chat_members',
    service_about: ['Ben'],
  })
  standin.promote(ben, chat, 'administrator')
  expect((await look())[0].chat_member.new_chat_member).toMatchObject({ status: 'administrator' })
  const admins = (await call('getChatAdministrators', { chat_id: chat })).result
  expect(admins.map((admin: Loose) => admin.user.id)).toEqual([anna, ben, standin.bots()[0]?.id])
  standin.promote(ben, chat, 'member')
  standin.leave(ben, chat, { by: anna })
  expect((await look()).map(kindOf)).toEqual(['chat_member', 'chat_member', 'message'])
  expect(() => standin.join(ben, chat)).toThrow('is banned')
  expect((await call('getChatMember', { chat_id: chat, user_id: ben })).result.status).toBe('kicked')
  await call('unbanChatMember', { chat_id: chat, user_id: ben, only_if_banned: true })
  standin.join(ben, chat, { by: anna })
  expect((await call('getChatMemberCount', { chat_id: chat })).result).toBe(3)
  expect(standin.chats()[0]).toMatchObject({ members: [anna, ben], admins: [anna] })
  expect(standin.stats().findings).toEqual([])
})

test('bots ban with rights only, and are told about themselves', async () => {
  const { standin, bot, anna, ben, chat, call, look } = await crew('member')
  standin.join(ben, chat)
  // No administrator: the line about Ben, but no chat_member.
  expect((await look()).map(kindOf)).toEqual(['message'])
  const ban = (user_id: number) => call('banChatMember', { chat_id: chat, user_id })
  expect((await ban(ben)).description).toBe('Bad Request: not enough rights to restrict/unrestrict chat member')
  standin.setBot(chat, 'administrator')
  const [promoted] = await look()
  expect(promoted.my_chat_member).toMatchObject({ from: { id: anna }, new_chat_member: { status: 'administrator' } })
  expect((await ban(anna)).description).toBe("Bad Request: can't remove chat owner")
  expect((await ban(ben)).result).toBe(true)
  expect((await look())[0].chat_member).toMatchObject({ from: { id: bot.id }, new_chat_member: { status: 'kicked' } })
  standin.setBot(chat, 'kicked', { by: anna })
  expect((await look()).map(kindOf)).toEqual(['my_chat_member'])
  expect((await call('sendMessage', { chat_id: chat, text: 'x' })).description).toBe(
    'Forbidden: bot was kicked from the supergroup chat',
  )
  standin.setBot(chat, 'member')
  expect((await look()).map(kindOf)).toEqual(['my_chat_member', 'message'])
  expect((await call('leaveChat', { chat_id: chat })).result).toBe(true)
  expect((await look())[0].my_chat_member).toMatchObject({ from: { id: bot.id }, new_chat_member: { status: 'left' } })
  expect(standin.stats().findings).toEqual([])
})

test('channels: posts and edits of the owner, reactions as numbers', async () => {
  const { standin, anna, ben, call, look } = await crew()
  const channel = standin.createChat({ type: 'channel', title: 'News', members: [anna, ben], bot: 'administrator' }).id
  await look()
  const { messageId } = standin.sendMessage(anna, { chatId: channel, text: 'Hello' })
  standin.editMessage(anna, messageId, { chatId: channel, text: 'Hello all' })
  expect(() => standin.sendMessage(ben, { chatId: channel, text: 'me too' })).toThrow('may not post in channel')
  standin.react(ben, messageId, '🔥', { chatId: channel })
  standin.react(anna, messageId, '🔥', { chatId: channel })
  const [post, edit, , reactions] = await look()
  expect(post.channel_post).toMatchObject({ text: 'Hello', sender_chat: { id: channel } })
  expect(edit.edited_channel_post).toMatchObject({ text: 'Hello all', edit_date: expect.any(Number) })
  expect(reactions.message_reaction_count.reactions).toEqual([{ type: { type: 'emoji', emoji: '🔥' }, total_count: 2 }])
  const own = (await call('sendMessage', { chat_id: channel, text: 'from the bot' })).result
  const forward = await call('forwardMessage', { chat_id: anna, from_chat_id: channel, message_id: own.message_id })
  expect(forward.result.forward_origin).toMatchObject({
    type: 'channel',
    chat: { id: channel },
    message_id: own.message_id,
  })
  expect(standin.stats().findings).toEqual([])
})

test('reactions: of people when asked for, of bots without an update', async () => {
  const { standin, bot, anna, ben, chat, call, look } = await crew()
  standin.join(ben, chat)
  await look()
  const { message_id } = (await call('sendMessage', { chat_id: chat, text: 'Nice?' })).result
  const react = (...reaction: unknown[]) => call('setMessageReaction', { chat_id: chat, message_id, reaction })
  standin.react(anna, message_id, '👍', { chatId: chat })
  standin.react(ben, message_id, '❤️', { chatId: chat })
  standin.react(ben, message_id, null, { chatId: chat })
  expect(
    (await look()).map((update) => [update.message_reaction.user.id, update.message_reaction.new_reaction]),
  ).toEqual([
    [anna, [{ type: 'emoji', emoji: '👍' }]],
    [ben, [{ type: 'emoji', emoji: '❤' }]],
    [ben, []],
  ])
  expect((await react({ type: 'emoji', emoji: '👀' })).result).toBe(true)
  expect(standin.messages(anna, { chatId: chat }).messages.at(-1)?.reactions).toEqual(['👍', '👀'])
  expect(await look()).toEqual([])
  expect((await react()).result).toBe(true)
  expect(standin.messages(anna, { chatId: chat }).messages.at(-1)?.reactions).toEqual(['👍'])
  expect(standin.stats().findings).toEqual([])
  expect((await react({ type: 'emoji', emoji: '🥒' })).description).toBe('Bad Request: REACTION_INVALID')
  expect(bot.id).toBeGreaterThan(0)
})

test('pins: rights, the newest in getChat, lines about them', async () => {
  const { standin, anna, chat, call, look } = await crew('member')
  const first = (await call('sendMessage', { chat_id: chat, text: 'one' })).result.message_id
  const second = (await call('sendMessage', { chat_id: chat, text: 'two' })).result.message_id
  const pin = (message_id: number) => call('pinChatMessage', { chat_id: chat, message_id })
  expect((await pin(first)).description).toBe('Bad Request: not enough rights to manage pinned messages in the chat')
  standin.setBot(chat, 'administrator')
  await look()
  expect((await pin(first)).result).toBe(true)
  standin.pin(anna, second, { chatId: chat })
  expect((await look())[0].message).toMatchObject({ from: { id: anna }, pinned_message: { message_id: second } })
  const pinned = async () => (await call('getChat', { chat_id: chat })).result.pinned_message?.text
  expect(await pinned()).toBe('two')
  await call('unpinChatMessage', { chat_id: chat })
  expect(await pinned()).toBe('one')
  expect(standin.messages(anna, { chatId: chat }).messages.filter((one) => one.pinned)).toMatchObject([{ text: 'one' }])
  await call('deleteMessage', { chat_id: chat, message_id: first })
  expect(await pinned()).toBeUndefined()
  expect((await call('unpinChatMessage', { chat_id: chat })).description).toBe(
    'Bad Request: message to unpin not found',
  )
  expect((await call('unpinAllChatMessages', { chat_id: chat })).result).toBe(true)
  expect(standin.stats().findings).toEqual([])
})

test('two people by themselves: one chat, and the bot hears nothing of it', async () => {
  const { standin, anna, ben, call, look } = await crew()
  const { id } = standin.directChat(anna, ben)
  standin.sendMessage(anna, { text: '/start@shop_bot, look: https://t.me/shop_bot?start=x', chatId: id })
  expect(standin.directChat(ben, anna)).toEqual({ id })
  const [message] = standin.messages(ben, { chatId: id }).messages
  expect(message).toMatchObject({ sender: { name: 'Anna' }, from: 'user' })
  expect(message?.entities.map(({ type }) => type)).toContain('url')
  expect(standin.chats().find((chat) => chat.id === id)).toMatchObject({
    type: 'private',
    title: 'Anna and Ben',
    bots: [],
  })
  expect(await look()).toEqual([])
  expect((await call('sendMessage', { chat_id: id, text: 'x' })).ok).toBe(false)
  const stranger = standin.createUser({ firstName: 'Cleo' }).id
  expect(() => standin.sendMessage(stranger, { text: 'x', chatId: id })).toThrow('is no member')
  expect(() => standin.directChat(anna, anna)).toThrow('needs somebody else')
})

test('deep links: payloads, whole links, and groups', async () => {
  const { standin, anna, chat, look } = await crew()
  standin.start(anna, 'ref_1-A')
  standin.openLink(anna, 'https://t.me/shop_bot?start=x')
  standin.openLink(anna, 'https://t.me/shop_bot')
  standin.setBot(chat, 'left')
  await look()
  standin.start(anna, 'a'.repeat(64))
  standin.openLink(anna, 'https://t.me/shop_bot?startgroup=g1', { chatId: chat })
  expect((await look()).map((update) => update.message?.text ?? kindOf(update))).toEqual([
    `/start ${'a'.repeat(64)}`,
    'my_chat_member',
    'message',
    '/start@shop_bot g1',
  ])
  expect(standin.messages(anna).messages.map((message) => message.text)).toContain('/start ref_1-A')
  for (const payload of ['', 'a'.repeat(65), 'a b', 'é']) {
    expect(() => standin.start(anna, payload), payload).toThrow('A start payload is 1 to 64')
  }
  expect(() => standin.openLink(anna, 'https://t.me/nobody_bot?start=x')).toThrow('There is no bot @nobody_bot')
  expect(standin.stats().findings).toEqual([])
})

test('live locations of people: one edit per move, the last without live_period', async () => {
  let now = 1_700_000_000_000
  const { standin, anna, call } = await setup({ now: () => now })
  const point = (latitude: number) => ({ latitude, longitude: 3 })
  const { messageId } = standin.sendMessage(anna, { location: { ...point(1), live_period: 900 } })
  standin.editMessage(anna, messageId, { location: { ...point(2), heading: 45 } })
  standin.editMessage(anna, messageId, { location: null })
  const [, sent, moved, ended] = (await call('getUpdates')).result
  expect(sent.message.location).toEqual({ ...point(1), live_period: 900 })
  expect(moved.edited_message.location).toEqual({ ...point(2), heading: 45, live_period: 900 })
  expect(ended.edited_message.location).toEqual(point(2))
  const second = standin.sendMessage(anna, { location: { ...point(1), live_period: 60 } }).messageId
  now += 61_000
  expect(() => standin.editMessage(anna, second, { location: point(5) })).toThrow('it has ended')
  expect(standin.stats().findings).toEqual([])
})

test('refused sends are not part of the measured rate', async () => {
  const { standin, anna, call } = await setup()
  await call('sendMessage', { chat_id: anna, text: '' })
  await call('sendMessage', { chat_id: 424_242, text: 'x' })
  standin.faults.add({ kind: '500', method: 'sendMessage' })
  await call('sendMessage', { chat_id: anna, text: 'x' })
  expect(standin.sends()).toEqual([])
  await call('sendMessage', { chat_id: anna, text: 'x' })
  expect(standin.stats().peak_per_second).toBe(1)
})
