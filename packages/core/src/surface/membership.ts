import { Composer, type Middleware } from 'grammy'
import type { BotContext } from '../bot/index.ts'
import type { Db, Tx } from '../db/index.ts'
import type { Users } from '../users/index.ts'

export interface MembershipDeps {
  readonly db: Db
  readonly users: Users
  chatMigrated(tx: Tx, oldChatId: bigint, newChatId: bigint): Promise<void>
}

/** Blocking and unblocking in a private chat, and groups that become supergroups. */
export function membershipHandlers({ db, users, chatMigrated }: MembershipDeps): Middleware<BotContext> {
  const handlers = new Composer<BotContext>()
  handlers.on('my_chat_member').filter(
    (ctx) => ctx.chat.type === 'private',
    async (ctx, next) => {
      const blocked = ctx.myChatMember.new_chat_member.status === 'kicked'
      await db.tx((tx) => users.setReachability(tx, BigInt(ctx.from.id), blocked ? 'blocked' : 'reachable'))
      await next()
    },
  )
  handlers.on('message:migrate_to_chat_id', async (ctx, next) => {
    await db.tx((tx) => chatMigrated(tx, BigInt(ctx.chat.id), BigInt(ctx.message.migrate_to_chat_id)))
    await next()
  })
  return handlers
}
