import type { Db } from '../db/index.ts'
import type { Topic } from './types.ts'

/** Whether a message of the bot is one that stays readable, by its topic ({@link Topic.isReceipt}). */
export type IsKept = (chatId: number, messageId: number) => Promise<boolean>

export function createIsKept({ pool }: Db, topics: () => readonly Topic[]): IsKept {
  return async (chatId, messageId) => {
    const kept = topics().filter(({ isReceipt }) => isReceipt)
    const { rowCount } = await pool.query(
      'SELECT 1 FROM core_notification WHERE chat_id = $1 AND message_id = $2 AND topic = ANY($3) LIMIT 1',
      [String(chatId), String(messageId), kept.map(({ id }) => id)],
    )
    return (rowCount ?? 0) > 0
  }
}

/**
 * A message of the bot becomes a screen that only presses change: it is nobody's any more, since what is still to be said there would be said over that
 * screen.
 */
export type LetGo = (chatId: number, messageId: number) => Promise<void>

export function createLetGo({ pool }: Pick<Db, 'pool'>): LetGo {
  return async (chatId, messageId) => {
    await pool.query('UPDATE core_notification SET message_id = NULL WHERE chat_id = $1 AND message_id = $2', [
      String(chatId),
      String(messageId),
    ])
  }
}
