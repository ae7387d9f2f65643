import type { Tx } from '@bazaar/core/db'
import type { StockSource } from '../sources/index.ts'

/** A denomination that is on sale at this reading, with its open episode. */
export interface StockedEpisode {
  readonly episodeId: bigint
  readonly faceValueMinor: bigint
  readonly priceMinor: bigint
  readonly quantity: number | undefined
  /** Opened or reopened by this reading. */
  readonly isFresh: boolean
}

/** Who tells followers what a reading changed, in its transaction. */
export interface AlertWriter {
  /** One message per matching subscription; those become ALERTED. */
  raise(tx: Tx, source: StockSource, readingId: bigint, at: Date, episodes: readonly StockedEpisode[]): Promise<void>
  /** Notes on the lines of closed episodes when they went; the strike job then edits the messages. */
  markGone(tx: Tx, episodeIds: readonly bigint[]): Promise<void>
  /** Tells everybody who waits that the shop cannot be read, or can again; once per outage, named by `since`. */
  tellSource(tx: Tx, source: StockSource, news: 'blind' | 'seen-again', since: Date): Promise<void>
}
