import { approveForm, decidable } from '@bazaar/core/approvals'
import { defineFeature, type Feature } from '@bazaar/core/feature'
import { ask } from '@bazaar/core/forms'
import { z } from 'zod'
import { localesOf } from '../bot/probe-feature.ts'

const texts = `
till-title = Till
till-deposit = A deposit
till-deposit-card = Deposit { $id } has arrived?
till-note = A note
till-note-card = Note { $id } is read?
till-amount-title = Deposit { $id }
till-amount-amount = How much arrived for { $id }?
till-amount-amount-label = Amount
till-amount-amount-example = 100
`

/** What was decided, noted inside the deciding transaction. */
export interface Till {
  readonly decided: string[]
  /** Makes the last approval fail, so that its transaction rolls back. */
  broken: boolean
}

/** Deposits `D`, which two different people of finance approve with the amount that arrived; notes `N`, which one of support does. */
export function createTill(till: Till): Feature {
  return defineFeature({
    id: 'till',
    code: 'ti',
    env: {},
    locales: localesOf(texts),
    build: (core) => [
      {
        forms: [
          approveForm(core, { name: 'amount', version: 1, steps: { amount: ask.number({ min: 1, max: 1_000_000 }) } }),
        ],
        nouns: [
          {
            id: 'till-deposit',
            letter: 'D',
            title: { key: 'till-deposit' },
            decide: decidable({
              by: 'finance',
              people: 2,
              input: { form: 'till-amount', schema: z.object({ amount: z.number(), note: z.string().optional() }) },
              card: async (id) => ({ key: 'till-deposit-card', params: { id: String(id) } }),
              async onApproved(_tx, id, { approvers, input: { amount } }) {
                till.decided.push(`D${id} with ${amount} by ${approvers.join(' and ')}`)
                if (till.broken) throw new Error('the till is stuck')
              },
              onRejected: async (_tx, id, { actorId, reason }) => {
                till.decided.push(`D${id} not, says ${actorId}: ${reason}`)
              },
            }),
          },
          {
            id: 'till-note',
            letter: 'N',
            title: { key: 'till-note' },
            decide: {
              by: 'support',
              card: async (id) => ({ key: 'till-note-card', params: { id: String(id) } }),
              onApproved: async (_tx, id, { actorId }) => void till.decided.push(`N${id} by ${actorId}`),
              onRejected: async () => undefined,
            },
          },
        ],
        eraseUser: async () => undefined,
        exportUser: async () => ({}),
      },
    ],
  })
}
