import type { Tx } from '@bazaar/core/db'
import type { Counter } from '@bazaar/core/metrics'
import type { NotificationIntent, Notifications } from '@bazaar/core/notifications'
import type { StockSource } from '../sources/index.ts'
import type { AlertWriter, StockedEpisode } from '../stock/index.ts'
import { alertContent } from './alert.text.ts'
import { restockTopicId, sourceTopicId } from './topic-ids.ts'

interface Armed {
  readonly id: bigint
  readonly chat_id: bigint
  readonly user_id: bigint | null
  readonly arming: number
  readonly faces: readonly bigint[]
  readonly owed: boolean
}

/** One message: a subscription with what it is told. */
interface Match {
  readonly to: Armed
  readonly episodes: readonly StockedEpisode[]
}

interface Context {
  readonly tx: Tx
  readonly source: StockSource
  readonly readingId: bigint
  readonly at: Date
}

/** Rows and messages per statement. */
const chunkSize = 1_000

function concerns(to: Armed, episode: StockedEpisode): boolean {
  return (to.owed || episode.isFresh) && (to.faces.length === 0 || to.faces.includes(episode.faceValueMinor))
}

/** ARMED -> ALERTED for everybody whom the reading concerns, in one statement that also locks them. */
function alertArmed({ tx, source, at }: Context, episodes: readonly StockedEpisode[]): Promise<readonly Armed[]> {
  const faces = episodes.map((one) => one.faceValueMinor)
  const fresh = episodes.map((one) => one.isFresh)
  return tx.$queryRaw<Armed[]>`
    UPDATE voucher_tracker_subscription s SET state = 'ALERTED', alerted_at = ${at}
    WHERE s.source_id = ${source.id} AND s.state = 'ARMED' AND EXISTS (
      SELECT 1 FROM unnest(${faces}::bigint[], ${fresh}::boolean[]) AS e (face, fresh)
      WHERE (s.owed OR e.fresh) AND (cardinality(s.faces) = 0 OR e.face = ANY (s.faces)))
    RETURNING s.id, s.chat_id, s.user_id, s.arming, s.faces, s.owed`
}

/**
 * Claims the lines. The unique (subscription, episode, arming) is what keeps a restock from being told twice: "Watch again" during an
 * episode earns another alert when that episode reopens, hence the arming in it. Only lines that were claimed here are sent.
 */
async function claimLines(context: Context, matches: readonly Match[]): Promise<readonly Match[]> {
  const { tx, readingId, at } = context
  const lines = matches.flatMap(({ to, episodes }) => episodes.map((episode) => ({ to, episode })))
  const claimed = await tx.$queryRaw<{ subscription_id: bigint; episode_id: bigint }[]>`
    INSERT INTO voucher_tracker_alert (subscription_id, episode_id, arming, reading_id, price_minor, quantity, created_at)
    SELECT l.*, ${at} FROM (SELECT * FROM unnest(
      ${lines.map(({ to }) => to.id)}::bigint[], ${lines.map(({ episode }) => episode.episodeId)}::bigint[],
      ${lines.map(({ to }) => to.arming)}::int[], ${lines.map(() => readingId)}::bigint[],
      ${lines.map(({ episode }) => episode.priceMinor)}::bigint[], ${lines.map(({ episode }) => episode.quantity ?? null)}::int[])) AS l
    ON CONFLICT DO NOTHING RETURNING subscription_id, episode_id`
  const keys = new Set(claimed.map((row) => `${row.subscription_id}:${row.episode_id}`))
  return matches
    .map(({ to, episodes }) => ({ to, episodes: episodes.filter((one) => keys.has(`${to.id}:${one.episodeId}`)) }))
    .filter((match) => match.episodes.length > 0)
}

function toIntent({ source, readingId, at }: Context, { to, episodes }: Match): NotificationIntent {
  const lines = episodes.map((one) => ({ ...one, currency: source.currency, gone: undefined }))
  const content = alertContent({
    shop: source.name,
    shopUrl: source.shopUrl,
    subscriptionId: to.id,
    readingId,
    seenAt: at,
    lines,
    isWatching: false,
    answer: undefined,
  })
  return {
    topic: restockTopicId,
    chatId: to.chat_id,
    ...(to.user_id !== null && { userId: to.user_id }),
    entity: `sub:${to.id}:arming:${to.arming}`,
    transition: `reading:${readingId}`,
    content,
  }
}

/** Writes alerts in the transaction of the reading that causes them. */
export function createAlertWriter(notifications: Notifications, alerted: Counter): AlertWriter {
  async function send(context: Context, matches: readonly Match[]): Promise<void> {
    const claimed = await claimLines(context, matches)
    const sent = await notifications.emitMany(
      context.tx,
      claimed.map((match) => toIntent(context, match)),
    )
    await context.tx.$executeRaw`
      UPDATE voucher_tracker_alert a SET notification_id = n.notification_id
      FROM unnest(${claimed.map(({ to }) => to.id)}::bigint[], ${sent.map((one) => one.id)}::bigint[]) AS n (subscription_id, notification_id)
      WHERE a.subscription_id = n.subscription_id AND a.reading_id = ${context.readingId}`
    alerted.inc({ source: context.source.id }, claimed.length)
  }

  return {
    async raise(tx, source, readingId, at, episodes) {
      const context = { tx, source, readingId, at }
      const armed = episodes.length === 0 ? [] : await alertArmed(context, episodes)
      for (let start = 0; start < armed.length; start += chunkSize) {
        const matches = armed
          .slice(start, start + chunkSize)
          .map((to) => ({ to, episodes: episodes.filter((one) => concerns(to, one)) }))
        await send(context, matches)
      }
      // Whoever was owed news of the present stock has had it now, or there was none.
      await tx.$executeRaw`
        UPDATE voucher_tracker_subscription SET owed = false WHERE source_id = ${source.id} AND owed AND state IN ('ARMED', 'ALERTED')`
    },

    async markGone(tx, episodeIds) {
      await tx.$executeRaw`
        UPDATE voucher_tracker_alert a SET gone_after = e.gone_after, gone_before = e.gone_before
        FROM voucher_tracker_episode e
        WHERE e.id = ANY (${episodeIds}::bigint[]) AND a.episode_id = e.id AND a.gone_before IS NULL`
    },

    async tellSource(tx, source, news, since) {
      const waiting = await tx.voucherSubscription.findMany({
        where: { sourceId: source.id, state: 'ARMED' },
        orderBy: { id: 'asc' },
      })
      for (let start = 0; start < waiting.length; start += chunkSize) {
        const intents = waiting.slice(start, start + chunkSize).map((one) => ({
          topic: sourceTopicId,
          chatId: one.chatId,
          ...(one.userId !== null && { userId: one.userId }),
          entity: `source:${source.id}`,
          transition: `${news}:${since.toISOString()}`,
          content: {
            text: {
              key: `voucher-tracker-source-${news}`,
              params: { shop: source.name, since: { time: since.toISOString(), style: 'datetime' as const } },
            },
          },
        }))
        await notifications.emitMany(tx, intents)
      }
    },
  }
}
