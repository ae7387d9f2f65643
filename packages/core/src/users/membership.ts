import { Composer, type Middleware } from 'grammy'
import type { BotContext } from '../bot/index.ts'
import type { Db, Tx } from '../db/index.ts'
import type { Users } from './types.ts'

export interface MembershipDeps {
  readonly db: Db
  readonly users: Users
  /** Leaving right after /delete must not be remembered. */
  forgetVisitor(userId: bigint, update: { readonly botId: bigint; readonly updateId: bigint }): Promise<void>
  chatMigrated(tx: Tx, oldChatId: bigint, newChatId: bigint): Promise<void>
}

/** Blocking and unblocking in a private chat, and groups that become supergroups. */
export function membershipHandlers({ db, users, forgetVisitor, chatMigrated }: MembershipDeps): Middleware<BotContext> {
  const handlers = new Composer<BotContext>()
  handlers.on('my_chat_member').filter(
    (ctx) => ctx.chat.type === 'private',
    async (ctx, next) => {
      const blocked = ctx.myChatMember.new_chat_member.status === 'kicked'
      const userId = BigInt(ctx.from.id)
      await db.tx((tx) => users.setReachability(tx, userId, blocked ? 'blocked' : 'reachable'))
      if (blocked) await forgetVisitor(userId, { botId: BigInt(ctx.me.id), updateId: BigInt(ctx.update.update_id) })
      await next()
    },
  )
  handlers.on('message:migrate_to_chat_id', async (ctx, next) => {
    await db.tx((tx) => chatMigrated(tx, BigInt(ctx.chat.id), BigInt(ctx.message.migrate_to_chat_id)))
    await next()
  })
  return handlers
}
