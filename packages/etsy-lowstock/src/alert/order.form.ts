import { defineForm, type Reading, type Step } from '@bazaar/core/forms'
import { z } from 'zod'
import { button } from '../stock-buttons.ts'
import { key } from '../text.ts'
import type { Actions } from './actions.service.ts'
import { alertContent } from './alert.text.ts'
import { alertOpened } from './callbacks.ts'
import { type DueReading, readDue } from './read-due.ts'

const readyDays = [5, 10, 21, 60] as const
const refusals = { past: 'order-due-past', far: 'order-due-far', unclear: 'order-due-unread' } as const

type Help = Parameters<Step<Date>['read']>[2]

const readingOf = (due: DueReading, { example }: Help): Reading<Date> =>
  due.outcome === 'read'
    ? { outcome: 'accepted', value: due.at }
    : { outcome: 'refused', why: key(refusals[due.outcome], { example }) }

const readText = (text: string, help: Help): Reading<Date> =>
  readingOf(readDue(text, { now: help.now, zone: help.timeZone }), help)

/** In so many days, or on a date. */
const dueStep: Step<Date> = {
  isOptional: false,
  hasExample: true,
  schema: z.coerce.date(),
  read: ({ text = '' }, _soFar, help) => readText(text, help),
  quick: () => readyDays.map((days) => ({ id: String(days), text: key('button-in-days', { days }) })),
  readQuick: readText,
  show: (value) => ({ time: value.toISOString(), style: 'date' }),
}

/** When what was ordered is to be there. */
export function orderForm(actions: Actions) {
  return defineForm({
    name: 'order',
    version: 2,
    review: 'none',
    note: key('notice'),
    back: ({ alert }) =>
      alert && /^\d+$/.test(alert) ? button('button-back', alertOpened.pack({ alert: BigInt(alert) })) : undefined,
    steps: { due: dueStep },
    async finish({ due }, { tx, userId, given }) {
      return alertContent(await actions.ordered(tx, BigInt(given.chat ?? 0), userId, BigInt(given.alert ?? 0), due))
    },
  })
}
