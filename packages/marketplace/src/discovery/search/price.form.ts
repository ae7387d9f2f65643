import { AppError } from '@bazaar/core/errors'
import type { Core } from '@bazaar/core/feature'
import { ask, defineForm, type Step } from '@bazaar/core/forms'
import { money } from '@bazaar/core/i18n'
import { currencyDigits } from '@bazaar/core/numbers'
import { z } from 'zod'
import { key } from '../../text.ts'
import { findSearch } from './search.repository.ts'
import { savedScreen } from './search.screens.ts'

export const priceForm = 'marketplace-search-price'

const highest = 100_000_000n

const amount = z.object({ minor: z.coerce.bigint().min(1n).max(highest), currency: z.string() })
type Amount = z.infer<typeof amount>

/** What people usually set, in whole units; more of them where one buys little. */
const usual = [3n, 5n, 10n, 20n]
const timesUsual: Readonly<Record<string, bigint>> = {
  ...{ RUB: 50n, KZT: 300n, UAH: 20n, INR: 50n, JPY: 100n, TRY: 20n, GEL: 2n, CZK: 20n, HUF: 200n, RSD: 50n },
  ...{ PLN: 3n, SEK: 10n, NOK: 10n, DKK: 5n, AED: 3n, UZS: 5000n, AMD: 300n, BYN: 2n, THB: 20n, KRW: 1000n },
}

/** An amount in the currency that the form was opened with. */
const limitStep: Step<Amount> = {
  isOptional: false,
  hasExample: true,
  schema: amount,
  async read(message, _soFar, help) {
    const { currency = '' } = help.context
    const reading = await ask.money({ currency, min: 1n, max: highest }).read(message, undefined, help)
    return reading.outcome === 'refused' ? reading : { ...reading, value: { minor: reading.value, currency } }
  },
  quick({ context: { currency = 'EUR' } }) {
    const unit = 10n ** BigInt(currencyDigits(currency)) * (timesUsual[currency] ?? 1n)
    return usual.map((count) => ({
      id: String(count * unit),
      text: key('search-price-quick', { price: money(count * unit, currency) }),
    }))
  },
  readQuick: (minor, { context: { currency = 'EUR' } }) => ({
    outcome: 'accepted',
    value: amount.parse({ minor, currency }),
  }),
  show: ({ minor, currency }) => money(minor, currency),
}

/** Asks up to which price a saved search is to tell. */
export const createPriceForm = ({ keyring }: Pick<Core, 'keyring'>) =>
  defineForm({
    name: 'search-price',
    version: 2,
    steps: { limit: limitStep },
    review: 'none',
    async prefill({ tx, userId, given: { search: id = '0' } }) {
      const limit = (await findSearch(tx, keyring, userId, BigInt(id)))?.limit
      return limit ? { limit } : {}
    },
    async finish({ limit: { minor, currency } }, { tx, userId, given }) {
      const { search: id = '0' } = given
      const data = { maxPriceMinor: minor, currency }
      const { count } = await tx.marketplaceSavedSearch.updateMany({ where: { id: BigInt(id), userId }, data })
      const search = count > 0 ? await findSearch(tx, keyring, userId, BigInt(id)) : undefined
      if (!search) throw new AppError('marketplace-discovery-search-unknown', {}, 404)
      return savedScreen(search)
    },
  })
