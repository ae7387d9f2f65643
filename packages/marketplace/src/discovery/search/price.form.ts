import { AppError } from '@bazaar/core/errors'
import type { Core } from '@bazaar/core/feature'
import { ask, defineForm, type Step } from '@bazaar/core/forms'
import { z } from 'zod'
import { findSearch } from './search.repository.ts'
import { savedScreen } from './search.screens.ts'

export const priceForm = 'marketplace-search-price'

const highest = 100_000_000n

/** An amount in the currency that the form was opened with. */
const amount: Step<bigint> = {
  isOptional: false,
  hasExample: true,
  schema: z.coerce.bigint().min(1n).max(highest),
  read(message, soFar, help) {
    const currency = help.context.currency ?? ''
    return ask.money({ currency, min: 1n, max: highest }).read(message, soFar, help)
  },
  show: String,
}

/** Asks up to which price a saved search is to tell. */
export const createPriceForm = ({ keyring }: Pick<Core, 'keyring'>) =>
  defineForm({
    name: 'search-price',
    version: 1,
    steps: { limit: amount },
    review: 'none',
    async finish({ limit }, { tx, userId, given }) {
      const { search: id = '0', currency = '' } = given
      const data = { maxPriceMinor: limit, currency }
      const { count } = await tx.marketplaceSavedSearch.updateMany({ where: { id: BigInt(id), userId }, data })
      const search = count > 0 ? await findSearch(tx, keyring, userId, BigInt(id)) : undefined
      if (!search) throw new AppError('marketplace-discovery-search-unknown', {}, 404)
      return savedScreen(search)
    },
  })
