import type { Update } from 'grammy/types'
import { makeStorable } from '../i18n/index.ts'
import type { AdmittedUpdate } from './admitted-update.ts'
import type { Dialogue } from './dialogues.ts'
import type { createFreshness } from './freshness.ts'
import type { GiveUp } from './give-up.ts'
import type { Arrival, Inbox } from './inbox.ts'
import type { createRefuse, Refusal } from './intake-limits.ts'
import type { PaymentPhase } from './payment-phase.ts'
import { readUpdate, type UpdateFacts } from './update-facts.ts'

/** An update of ours before its turn. */
export interface Fresh extends Omit<AdmittedUpdate, 'dialogue'> {
  /** What the inbox saw; unknown when it could not be sure. */
  readonly dialogue: Dialogue | undefined
  /** When the inbox was asked, as {@link createFreshness} counts. */
  readonly readAt: number
}

/** What became of an update when it arrived. */
export interface Admitted {
  readonly update: Update
  readonly facts: UpdateFacts
  readonly arrival: Arrival
  readonly refusal: Refusal | undefined
  readonly readAt: number
}

export interface AdmitDeps {
  readonly inbox: Pick<Inbox, 'arrive'>
  readonly payments: Pick<PaymentPhase, 'expect' | 'release'>
  readonly giveUp: Pick<GiveUp, 'end'>
  readonly refuse: ReturnType<typeof createRefuse>
  readonly freshness: Pick<ReturnType<typeof createFreshness>, 'now'>
  /** Of the bot; unknown until Telegram has said it. */
  ownName(): string | undefined
}

/** Records updates and says what is to be done with each. */
export function createAdmit({ inbox, payments, giveUp, refuse, freshness, ownName }: AdmitDeps) {
  /** Two round trips for any number of updates: the inbox, and the limits of the fresh ones. */
  async function admit(updates: readonly Update[]): Promise<readonly Admitted[]> {
    // Here and nowhere else: whatever people write, send or press reaches handlers and tables as texts that can be stored.
    for (const update of updates) cleanTexts(update)
    for (const update of updates) payments.expect(update)
    const readAt = freshness.now()
    const arrivals = await inbox.arrive(updates)
    const settled = await Promise.all(updates.map((update, index) => settleArrival(update, arrivals[index])))
    const facts = updates.map((update) => readUpdate(update, ownName()))
    const refusals = await refuse(facts, (index) => settled[index]?.outcome === 'fresh')
    return updates.map((update, index) => ({
      update,
      facts: facts[index] ?? readUpdate(update),
      arrival: settled[index] ?? { outcome: 'busy' },
      refusal: refusals.get(index),
      readAt,
    }))
  }

  /** Never rejects: what became of one update holds up no other one of its batch. */
  async function settleArrival(update: Update, arrival: Arrival = { outcome: 'busy' }): Promise<Arrival> {
    if (arrival.outcome === 'fresh') return arrival
    payments.release(update)
    if (arrival.outcome !== 'given-up') return arrival
    return { outcome: (await giveUp.end(update)) ? 'done' : 'busy' }
  }

  return admit
}

/** What is ours to handle. */
export function toFresh({ arrival, ...admitted }: Admitted): Fresh[] {
  return arrival.outcome === 'fresh' ? [{ ...admitted, person: arrival.person, dialogue: arrival.dialogue }] : []
}

/** What people wrote can be stored; what a press carries stays as it was signed, checksums of menus included. */
function cleanTexts(update: Update): void {
  const press = update.callback_query
  const data = press?.data
  makeStorable(update)
  if (press && data !== undefined) press.data = data
}
