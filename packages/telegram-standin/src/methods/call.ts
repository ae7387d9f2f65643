import type { CallParams } from '../params/values.ts'
import type { Finding, Refusable } from '../record-types.ts'
import type { Webhooks } from '../webhook/delivery.ts'
import type { Bot } from '../world/state.ts'
import type { World } from '../world/world.ts'

/** One Bot API call on its way through a method. */
export interface Call {
  readonly world: World
  readonly bot: Bot
  /** The method's name as the schema spells it. */
  readonly method: string
  readonly params: CallParams
  readonly webhooks: Webhooks
  /** Whether a fault plays a server that does not know this. Asked only where a call uses it: each refusal counts. */
  readonly refuses: (what: Refusable) => boolean
  /** Registers what to do when the client goes away while the call waits. */
  readonly onGone: (listener: () => void) => void
  /** Strict mode: records something that Telegram would let pass silently. */
  readonly note: (kind: Finding['kind'], message: string) => void
}

/** A result with the `description` that Telegram adds to some successful answers. */
export class Described {
  readonly result: unknown
  readonly description: string

  constructor(result: unknown, description: string) {
    this.result = result
    this.description = description
  }
}

/** Returns the `result` of the answer, or throws an `ApiError`. */
export type Method = (call: Call) => unknown

export interface MethodEntry {
  readonly run: Method
  /** `accepted`: answers like Telegram but changes nothing that anybody could see. */
  readonly effect: 'full' | 'accepted'
}

export type MethodGroup = Readonly<Record<string, MethodEntry>>

export const full = (run: Method): MethodEntry => ({ run, effect: 'full' })
export const accepted = (run: Method): MethodEntry => ({ run, effect: 'accepted' })
