import type { OfferState } from '../../catalog/index.ts'
import { closeAfterMs } from '../../purchase/index.ts'

/** What happens to an offer at its instants, in this order. */
export type Step = 'ask-reconfirm' | 'start' | 'end-soon' | 'expire' | 'over' | 'close'

/** What a plan is made from. */
export interface ScheduleFacts {
  readonly state: OfferState
  readonly pickupStart: Date
  readonly pickupEnd: Date
  readonly reconfirmAt: Date | null
  readonly remindedStartAt: Date | null
  readonly remindedEndAt: Date | null
  readonly toldOverAt: Date | null
  readonly closedAt: Date | null
}

interface Planned {
  readonly step: Step
  readonly at: Date
  /** Its moment has passed while nobody ran: doing it now would only confuse people. */
  readonly isMissed: boolean
}

const minuteMs = 60_000
const reconfirmMs = 60 * minuteMs
const endSoonMs = 30 * minuteMs

const isOpen = (state: OfferState): boolean => state === 'ACTIVE' || state === 'PAUSED' || state === 'SOLD_OUT'

/** Every step that is still to be done, in the order of their instants. Reservations of an ended offer stay valid, so they are reminded too. */
export function planSteps(facts: ScheduleFacts, now: Date): readonly Planned[] {
  const { state, pickupStart: start, pickupEnd: end } = facts
  if (state === 'DRAFT' || state === 'CANCELLED_BY_VENUE' || facts.closedAt) return []
  const plan: Planned[] = []
  const add = (step: Step, at: number, uselessFrom?: Date) =>
    plan.push({ step, at: new Date(at), isMissed: uselessFrom !== undefined && uselessFrom <= now })
  if (!facts.reconfirmAt) add('ask-reconfirm', start.getTime() - reconfirmMs, start)
  if (!facts.remindedStartAt) add('start', start.getTime(), end)
  // In a short window "it starts, until 18:30" says everything.
  if (!facts.remindedEndAt && end.getTime() - start.getTime() > endSoonMs)
    add('end-soon', end.getTime() - endSoonMs, end)
  if (isOpen(state)) add('expire', end.getTime())
  const closesAt = end.getTime() + closeAfterMs
  if (!facts.toldOverAt) add('over', end.getTime(), new Date(closesAt))
  add('close', closesAt)
  return plan
}

/** The marks of an offer that is published now: nobody has reserved it yet, so what lies behind it concerns nobody. */
export const marksAtPublish = (start: Date, now: Date) => ({
  reconfirmAt: start.getTime() - reconfirmMs <= now.getTime() ? now : null,
  remindedStartAt: start <= now ? now : null,
})

/** The marks after the window moved: what lies ahead again is done again. */
export const marksAfterMove = (facts: ScheduleFacts, now: Date) => ({
  // Who was asked for the old window is asked again for this one.
  reconfirmAt: facts.pickupStart > now ? null : facts.reconfirmAt,
  remindedStartAt: facts.pickupStart > now ? null : facts.remindedStartAt,
  remindedEndAt: facts.pickupEnd.getTime() - endSoonMs > now.getTime() ? null : facts.remindedEndAt,
})
