import type { Tx } from '@bazaar/core/db'
import type { MessageContent, MessageEdit } from '@bazaar/core/notifications'
import type { StockSource } from '../sources/index.ts'
import { type AlertView, alertContent } from './alert.text.ts'

/** One alert message: the lines of one subscription and reading. */
export interface MessageKey {
  readonly subscriptionId: bigint
  readonly readingId: bigint
}

export function findLines(
  tx: Pick<Tx, 'voucherAlert'>,
  where: MessageKey | { notificationId: bigint | { in: bigint[] } },
) {
  const include = { subscription: true, episode: { include: { denomination: true } } }
  return tx.voucherAlert.findMany({ where, include, orderBy: { id: 'asc' } })
}
export type Line = Awaited<ReturnType<typeof findLines>>[number]

function goneOf({ goneAfter, goneBefore }: Line): AlertView['lines'][number]['gone'] {
  return goneAfter && goneBefore ? { after: goneAfter, before: goneBefore } : undefined
}

/** The message of these lines as it reads now. */
export function drawAlert(sources: readonly StockSource[], lines: readonly Line[]): MessageContent | undefined {
  const [first] = lines
  const source = sources.find((one) => one.id === first?.subscription.sourceId)
  if (first === undefined || source === undefined) return undefined
  const { answer } = first
  return alertContent({
    shop: source.name,
    shopUrl: source.shopUrl,
    subscriptionId: first.subscriptionId,
    readingId: first.readingId,
    seenAt: first.createdAt,
    lines: lines.map((line) => ({
      faceValueMinor: line.episode.denomination.faceValueMinor,
      currency: line.episode.denomination.currency,
      priceMinor: line.priceMinor,
      quantity: line.quantity ?? undefined,
      gone: goneOf(line),
    })),
    isWatching: first.subscription.state === 'ARMED',
    answer: answer === 'got' || answer === 'missed' ? answer : undefined,
  })
}

/** Many messages at once: their lines are read at once. */
export function drawAlerts(sources: readonly StockSource[], lines: readonly Line[]): readonly MessageEdit[] {
  return [...Map.groupBy(lines, (line) => line.notificationId)].flatMap(([id, own]) => {
    const content = drawAlert(sources, own)
    return id === null || content === undefined ? [] : [{ id, content }]
  })
}
