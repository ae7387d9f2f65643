import { expect, it } from 'vitest'
import { createSourceOf } from './start-source.ts'

const sourceOf = createSourceOf([
  { startPayloads: { offer_: { isPublic: true }, invite_: {} } },
  {},
  { startPayloads: { 'pick-up_': {} } },
])

it.each([
  ['offer_34', 'offer_34'],
  ['flyer_7', 'flyer_7'],
  ['marketplace', 'marketplace'],
  ['inviting', 'inviting'],
  ['invite_s3cret', 'invite'],
  ['INVITE_s3cret', 'invite'],
  ['invite_', 'invite'],
  ['pick-up_1-2-a', 'pick-up'],
])('of %s it keeps %s', (payload, kept) => {
  expect(sourceOf(payload)).toBe(kept)
})
