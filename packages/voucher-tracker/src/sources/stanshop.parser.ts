import { z } from 'zod'
import { toMinorUnits } from './amount.ts'
import type { Offer, Reading } from './types.ts'

const amount = z.number().transform((rupees, context) => {
  const minor = toMinorUnits(rupees)
  if (minor !== undefined) return minor
  context.addIssue({ code: 'custom', message: `expected an amount above zero that a voucher can have, got ${rupees}` })
  return z.NEVER
})
const price = z.union([amount, z.object({ amount }).transform((wrapped) => wrapped.amount)])

const element = z
  .object({
    value: amount,
    status: z.string(),
    price: price.nullish(),
    quantity: z.number().int().nonnegative().max(1_000_000).nullish().catch(undefined),
  })
  // Something on sale without a price would make an alert that nobody can judge: rather a failure than a guess.
  .refine((one) => one.status !== 'active' || one.price != null, {
    message: 'an active element has no price',
    path: ['price'],
  })

const body = z.object({ inventory: z.object({ stanValueDenomination: z.array(element) }) })

/** A value listed twice is one denomination: on sale when any of its elements is, at the best of their prices. */
function merge(a: Offer, b: Offer): Offer {
  if (a.status !== b.status) return a.status === 'in' ? a : b
  const [best, other] = (a.priceMinor ?? 0n) <= (b.priceMinor ?? 0n) ? [a, b] : [b, a]
  const bothCounted = a.quantity !== undefined && b.quantity !== undefined
  return {
    ...best,
    priceMinor: best.priceMinor ?? other.priceMinor,
    quantity: bothCounted ? a.quantity + b.quantity : undefined,
  }
}

function parseJson(text: string): { readonly value: unknown } | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return { value }
  } catch {
    return undefined
  }
}

/** Reads StanShop's inventory answer. Whatever is not exactly the known shape is a failure, never "nothing there". */
export function parseStanShop(text: string): Reading {
  const json = parseJson(text)
  if (json === undefined) return { kind: 'failed', reason: 'not-json', detail: 'the answer is not JSON' }
  const parsed = body.safeParse(json.value)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    return {
      kind: 'failed',
      reason: 'unknown-shape',
      detail: `${issue?.path.join('.') || 'body'}: ${issue?.message ?? 'unknown shape'}`,
    }
  }
  const offers = new Map<bigint, Offer>()
  for (const one of parsed.data.inventory.stanValueDenomination) {
    const offer: Offer = {
      faceValueMinor: one.value,
      priceMinor: one.price ?? undefined,
      status: one.status === 'active' ? 'in' : 'out',
      quantity: one.quantity ?? undefined,
    }
    const known = offers.get(one.value)
    offers.set(one.value, known === undefined ? offer : merge(known, offer))
  }
  return { kind: 'good', offers: [...offers.values()] }
}
