import { type AnyCallback, callerOf, onCallback } from '@bazaar/core/bot'
import { type AnyForm, ask, defineForm } from '@bazaar/core/forms'
import type { Noun } from '@bazaar/core/nouns'
import { key } from '../../text.ts'
import { appealOpened } from '../purchase.callbacks.ts'
import { type Appeals, appealKind } from './appeals.service.ts'

export function appealForm(appeals: Appeals): AnyForm {
  return defineForm({
    name: 'appeal',
    version: 1,
    steps: { reason: ask.text({ min: 10, max: 1000 }) },
    finish: ({ reason }, { tx, userId }) => appeals.submit(tx, userId, reason),
  })
}

export function appealCallbacks(appeals: Appeals): readonly AnyCallback[] {
  return [
    onCallback(appealOpened, async (ctx) => {
      await appeals.requireBlocked(callerOf(ctx))
      await ctx.forms.open('marketplace-appeal')
    }),
  ]
}

export function appealNoun(appeals: Appeals): Noun {
  return {
    id: appealKind,
    letter: 'A',
    title: key('appeal-waits'),
    decide: {
      by: 'moderator',
      card: appeals.card,
      onApproved: (tx, id) => appeals.grant(tx, id),
      onRejected: (tx, id, { reason }) => appeals.refuse(tx, id, reason),
    },
  }
}
