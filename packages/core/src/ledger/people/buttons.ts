import { defineCallback, field } from '../../bot/index.ts'
import { money } from '../../i18n/index.ts'
import type { ButtonSpec } from '../../notifications/index.ts'

export const walletPressed = defineCallback('co.wal', {})
export const currencyPressed = defineCallback('co.walc', { currency: field.word })

/** Opens the wallet. */
export const walletButton: ButtonSpec = { text: { key: 'core-wallet-button-open' }, data: walletPressed.pack({}) }

/** Shows the history in a currency; it is known by what one has in it. */
export const currencyButton = (currency: string, available: bigint, isChosen: boolean): ButtonSpec => ({
  text: {
    key: isChosen ? 'core-wallet-button-chosen' : 'core-wallet-button-currency',
    params: { amount: money(available, currency) },
  },
  data: currencyPressed.pack({ currency }),
})
