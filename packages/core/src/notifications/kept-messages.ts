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
