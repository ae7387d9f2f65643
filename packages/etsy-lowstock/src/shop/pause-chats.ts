import type { Prisma, Tx } from '@bazaar/core/db'

/** Whose chats: all of a person's, or one. */
type Whose = Required<Pick<Prisma.EtsyChatWhereInput, 'userId'>> | Required<Pick<Prisma.EtsyChatWhereInput, 'chatId'>>

/** The bot cannot write there any more: nothing is told until somebody comes back. @param at business time; chats that are paused keep theirs */
export async function pauseChats(tx: Pick<Tx, 'etsyChat'>, whose: Whose, at: Date): Promise<void> {
  await tx.etsyChat.updateMany({ where: { ...whose, pausedAt: null }, data: { pausedAt: at } })
}
