import type { Tx } from '../db/index.ts'
import { editNotifications } from './edit.ts'
import { type EmitDeps, emitMany } from './emit.ts'
import type { BundledIntent } from './types.ts'

/** A bundle's messages are named by the moment for which they are meant. */
const prefix = 'bundle:'

/** The latest message of a bundle: sent already, or waiting for the end of the window. */
async function findLatest(tx: Tx, { chatId, topic, entity }: BundledIntent) {
  const found = await tx.notification.findFirst({
    where: { chatId, topic, entity, transition: { startsWith: prefix } },
    orderBy: { id: 'desc' },
    select: { id: true, transition: true },
  })
  return found && { id: found.id, due: new Date(found.transition.slice(prefix.length)).getTime() }
}

/** Tells the first at once, and what follows within the window in one later message. */
export async function emitBundled(tx: Tx, deps: EmitDeps, intent: BundledIntent): Promise<void> {
  const { windowMs, more, content, ...rest } = intent
  const { chatId, topic, entity } = rest
  // Of two at once the second must see the first.
  await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtext(${`core:bundle:${topic}:${chatId}:${entity}`}))::text`
  const now = deps.clock.now().getTime()
  const latest = await findLatest(tx, intent)
  if (latest && latest.due > now) {
    // The sender locks a delivery before its notification; in the other order each would wait for the other.
    await tx.$queryRaw`SELECT 1 FROM core_delivery WHERE notification_id = ${latest.id} ORDER BY id FOR UPDATE`
    const { bundled } = await tx.notification.update({
      where: { id: latest.id },
      data: { bundled: { increment: 1 } },
      select: { bundled: true },
    })
    return editNotifications(tx, deps, [{ id: latest.id, content: more(bundled) }])
  }
  const isFirst = !latest || latest.due + windowMs <= now
  const due = new Date(isFirst ? now : latest.due + windowMs)
  await emitMany(tx, deps, [
    {
      ...rest,
      transition: `${prefix}${due.toISOString()}`,
      content: isFirst ? content : more(1),
      notBefore: due,
    },
  ])
}
