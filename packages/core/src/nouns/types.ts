import type { Decidable } from '../approvals/index.ts'
import type { TextSpec } from '../i18n/index.ts'
import type { MessageContent } from '../notifications/index.ts'

/** How `/cancel P56` cancels things of a kind. */
export interface Cancelling {
  /** What the person can cancel now, for `/cancel` without a number. */
  list(userId: bigint): Promise<readonly { readonly id: bigint; readonly title: string }[]>
  /** Cancels it, or answers with a message whose buttons ask first, where cancelling has a price. @throws AppError for what is not theirs */
  run(userId: bigint, id: bigint): Promise<TextSpec | MessageContent>
}

/** How `/resume O34` sets a thing going again that was paused. */
export interface Resuming {
  /** @throws AppError for what is not theirs, or not paused */
  run(userId: bigint, id: bigint): Promise<MessageContent>
}

/** A kind of thing that people know by a letter and a number (`P56`), and what can be done with it. */
export interface Noun {
  /** `<feature id>-<noun>`, e.g. `marketplace-purchase`. Stored with what waits for a decision. */
  readonly id: string
  /** One capital letter, unique over all features. */
  readonly letter: string
  /** What such a thing is, in a word or two: "Reservation", or for what waits for a decision "New venue". */
  readonly title: TextSpec
  readonly cancel?: Cancelling
  readonly resume?: Resuming
  /** Things of this kind wait for somebody's decision: see `core.approvals`. */
  readonly decide?: Decidable
}
