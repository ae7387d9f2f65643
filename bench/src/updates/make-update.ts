const firstNames = ['Anna', 'Boris', 'Chiara', 'Дарья', 'Egor', 'Fatima', 'Göran', 'Hana']
const languages = ['en', 'ru', 'de', 'it']

/** One `/bench` of one person in their private chat, as Telegram writes it. */
export function makeUpdate(
  id: number,
  user: number,
): { readonly id: number; readonly chatId: number; readonly json: string } {
  const chatId = 100_000_000 + user
  const names = {
    first_name: firstNames[user % firstNames.length],
    last_name: `Example ${user}`,
    username: `person_${user}`,
  }
  const json = JSON.stringify({
    update_id: id,
    message: {
      message_id: id,
      from: { id: chatId, is_bot: false, ...names, language_code: languages[user % languages.length] },
      chat: { id: chatId, ...names, type: 'private' },
      date: 1_790_000_000 + id,
      text: '/bench',
      entities: [{ offset: 0, length: 6, type: 'bot_command' }],
    },
  })
  return { id, chatId, json }
}
