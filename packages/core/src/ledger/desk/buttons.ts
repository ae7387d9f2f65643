import { defineCallback, field } from '../../bot/index.ts'
import type { ButtonSpec } from '../../notifications/index.ts'
import { danger } from '../../screens/index.ts'
import { peoplesKinds } from '../core-declaration.ts'

/** Of postings, as finance knows them: `T55`. */
export const postingLetter = 'T'
export const postingId = (id: bigint): string => `${postingLetter}${id}`
/** Of corrections: `J5`. */
export const adjustmentLetter = 'J'
export const adjustmentId = (id: bigint): string => `${adjustmentLetter}${id}`

export const shortfalls = ['refuse', 'receivable'] as const

/** Every kind of button of the desk; the role is checked at each press. */
export const pressed = {
  person: defineCallback('co.ledp', { user: field.id }),
  posting: defineCallback('co.ledt', { id: field.id }),
  askReverse: defineCallback('co.ledr', { id: field.id }),
  reverse: defineCallback('co.ledrf', { id: field.id, shortfall: field.oneOf(...shortfalls) }),
  adjust: defineCallback('co.leda', { user: field.id }),
  adjustIn: defineCallback('co.ledac', { user: field.id, currency: field.word }),
  adjustOf: defineCallback('co.ledak', { user: field.id, currency: field.word, kind: field.oneOf(...peoplesKinds) }),
} as const

export const personButton = (user: bigint, key = 'core-ledger-button-person-back'): ButtonSpec => ({
  text: { key },
  data: pressed.person.pack({ user }),
})

export const postingButton = (id: bigint): ButtonSpec => ({
  text: { key: 'core-ledger-button-posting', params: { id: postingId(id) } },
  data: pressed.posting.pack({ id }),
})

export const postingBack = (id: bigint): ButtonSpec => ({
  text: { key: 'core-ledger-button-posting-back', params: { id: postingId(id) } },
  data: pressed.posting.pack({ id }),
})

export const reverseButton = (id: bigint): ButtonSpec =>
  danger({ text: { key: 'core-ledger-button-reverse' }, data: pressed.askReverse.pack({ id }) })

/** Leads to the question why: red, because what follows cannot be undone. */
export const reverseAs = (id: bigint, shortfall: (typeof shortfalls)[number], name: string): ButtonSpec =>
  danger({ text: { key: `core-ledger-button-reverse-${name}` }, data: pressed.reverse.pack({ id, shortfall }) })
