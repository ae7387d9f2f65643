import { type AnyForm, defineForm, type Step } from '@bazaar/core/forms'
import type { MessageContent } from '@bazaar/core/notifications'
import { z } from 'zod'
import { chooseScreen, handOverScreen, type ToHandOver } from './collecting.screens.ts'
import type { Collecting } from './collecting.service.ts'
import { readCode } from './read-code.ts'

export function foundScreen(matches: readonly ToHandOver[], code: string): MessageContent {
  const [first, ...others] = matches
  return first && others.length === 0 ? handOverScreen(first) : chooseScreen(matches, code)
}

/** What was entered, and which reservations it was the code of then. */
const entered = z.object({ code: z.string(), purchases: z.array(z.string().regex(/^\d+$/)).min(1) })

/** The code is looked up as it is read, so that a wrong one is asked again on the spot. */
function codeStep(collecting: Collecting): Step<z.infer<typeof entered>> {
  return {
    isOptional: false,
    hasExample: true,
    schema: entered,
    async read(message, _soFar, { userId, example }) {
      const code = readCode(message.text ?? '')
      if (code === undefined)
        return { outcome: 'refused', why: { key: 'marketplace-purchase-code-unreadable', params: { example } } }
      const found = await collecting.findByCode(userId, code)
      return { outcome: 'accepted', value: { code, purchases: found.map(({ purchase }) => String(purchase.id)) } }
    },
    show: ({ code }) => code,
  }
}

export function collectForm(collecting: Collecting): AnyForm {
  return defineForm({
    name: 'collect',
    version: 1,
    review: 'none',
    // It is asked below what was handed over before: that stays so.
    isChange: true,
    steps: { code: codeStep(collecting) },
    finish: async ({ code: { code, purchases } }) => foundScreen(await collecting.list(purchases.map(BigInt)), code),
  })
}
