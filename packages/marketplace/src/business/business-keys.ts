import { foldText } from '../clean-text.ts'

/** What cities are grouped and looked up by. Searches fold what people type the same way. */
export const cityKeyOf = (city: string): string => foldText(city)

export interface Identity {
  readonly name: string
  readonly street: string
  readonly city: string
  readonly postalCode: string
}

const squeeze = (written: string): string => foldText(written).replaceAll(' ', '')

/** Two venues with the same key are one: "Café Zoë, Main St. 5" and "CAFE ZOE, main st 5". */
export function identityKeyOf({ name, street, city, postalCode }: Identity): string {
  return [name, street, postalCode, city].map(squeeze).join('|')
}
