import { ask, defineForm, type Step } from '@bazaar/core/forms'
import type { MessageContent } from '@bazaar/core/notifications'
import { z } from 'zod'
import { key } from '../text.ts'
import { viewButton } from './channel.callbacks.ts'
import type { Endpoints, ShopView } from './endpoints.ts'
import type { Requests } from './requests.ts'

export const addressForm = 'etsy-lowstock-webhook-address'

const longest = 1_000

const addressStep = ({ judge }: Pick<Requests, 'judge'>): Step<string> => ({
  isOptional: false,
  hasExample: true,
  schema: z.url().max(3 * longest),
  async read(message, _soFar, help) {
    const reading = await ask.text({ max: longest }).read(message, undefined, help)
    if (reading.outcome !== 'accepted') return reading
    const problem = await judge(reading.value)
    if (!problem) return { outcome: 'accepted', value: new URL(reading.value).href }
    return { outcome: 'refused', why: key(`webhook-address-${problem}`, { example: help.example }) }
  },
  show: (value) => new URL(value).host,
})

export interface AddressFormDeps {
  readonly requests: Pick<Requests, 'judge'>
  readonly endpoints: Pick<Endpoints, 'put'>
  page(shop: ShopView): MessageContent
}

/** Asks where a shop's alerts are to be sent. */
export const createAddressForm = ({ requests, endpoints, page }: AddressFormDeps) =>
  defineForm({
    name: 'webhook-address',
    version: 1,
    steps: { url: addressStep(requests) },
    review: 'none',
    note: key('notice'),
    back: ({ shop }) => (shop && /^\d+$/.test(shop) ? viewButton('back', BigInt(shop), 'page') : undefined),
    async finish({ url }, { tx, userId, given: { shop = '0' } }) {
      return page(await endpoints.put(tx, userId, BigInt(shop), url))
    },
  })
