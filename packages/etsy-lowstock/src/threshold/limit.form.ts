import type { Db } from '@bazaar/core/db'
import { defineForm, type Given, type Reading, type Step } from '@bazaar/core/forms'
import type { ButtonSpec } from '@bazaar/core/notifications'
import { z } from 'zod'
import type { Threshold } from '../stock/index.ts'
import { button, itemThresholdOpened, thresholdsButton } from '../stock-buttons.ts'
import { key } from '../text.ts'
import { itemScreen } from './item.screens.ts'
import { readOwn } from './own.repository.ts'
import { readThreshold } from './read-threshold.ts'
import { readSettings } from './settings.repository.ts'
import { shopScreen } from './shop.screens.ts'
import { thresholdText } from './threshold.words.ts'
import { ownAtOnce, type Thresholds } from './thresholds.service.ts'
import type { Target } from './types.ts'

export const limitForm = 'etsy-lowstock-limit'

const threshold = z.object({ value: z.int(), by: z.enum(['units', 'days']) })
const context = z.object({ level: z.enum(['shop', 'listing', 'variation']), id: z.coerce.bigint() })

/** What the form is opened with. */
export const givenOf = ({ level, id }: Target) => ({ level, id: String(id) })

const limitStep: Step<Threshold> = {
  isOptional: false,
  hasExample: true,
  schema: threshold,
  read({ text = '' }, _soFar, { example }): Reading<Threshold> {
    const value = readThreshold(text)
    return value ? { outcome: 'accepted', value } : { outcome: 'refused', why: key('threshold-unread', { example }) }
  },
  show: (value) => ({ text: thresholdText(value) }),
}

/** Asks for a threshold that is not among the ready answers. */
export const createLimitForm = (thresholds: Thresholds) =>
  defineForm({
    name: 'limit',
    version: 1,
    steps: { value: limitStep },
    review: 'none',
    isChange: true,
    note: key('notice'),
    back: backOf,
    async finish({ value }, { tx, userId, given }) {
      const target = context.parse(given)
      await thresholds.setIn(tx, userId, target, value)
      return screenOf(tx, userId, target)
    },
  })

/** To the threshold that was to be changed. */
function backOf(given: Given): ButtonSpec | undefined {
  const { data } = context.safeParse(given)
  if (!data) return undefined
  const { level, id } = data
  return level === 'shop'
    ? thresholdsButton(id, 'threshold-button-back')
    : button('threshold-button-back', itemThresholdOpened.pack({ level, id }))
}

async function screenOf(
  tx: Pick<Db['prisma'], 'etsyShop' | 'etsyListing' | 'etsyVariation'>,
  userId: bigint,
  target: Target,
) {
  const settings = await readSettings(tx, userId, target)
  if (!settings) throw new Error('It was written in this transaction.')
  return target.level === 'shop' ? shopScreen(settings, await readOwn(tx, target.id, ownAtOnce)) : itemScreen(settings)
}
