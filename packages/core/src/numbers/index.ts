export { currencyDigits, isCurrency, isUnit, type OwnUnit, ownUnitOf, stars } from './currency.ts'
export { type AmountReading, currencyIn, readAmount, readQuantity } from './read-amount.ts'
export { readId, type WrittenId } from './read-id.ts'
