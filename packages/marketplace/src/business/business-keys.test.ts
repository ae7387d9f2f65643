import { expect, it } from 'vitest'
import { cityKeyOf, identityKeyOf } from './business-keys.ts'

const zoe = { name: 'Café Zoë', street: 'Main St. 5', city: 'Köln', postalCode: '50667' }

it.each([
  { ...zoe, name: 'CAFE ZOE' },
  { ...zoe, street: 'main st 5', city: 'KOLN' },
  { ...zoe, postalCode: '50 667' },
])('$name, $street, $postalCode $city is the same venue', (other) => {
  expect(identityKeyOf(other)).toBe(identityKeyOf(zoe))
})

it.each([
  { ...zoe, name: 'Café Zoë 2' },
  { ...zoe, street: 'Main St. 50', postalCode: '0667' },
  { ...zoe, city: 'Bonn' },
])('$name, $street, $postalCode $city is another venue', (other) => {
  expect(identityKeyOf(other)).not.toBe(identityKeyOf(zoe))
})

it('groups cities', () => {
  expect(cityKeyOf('Saint-Étienne')).toBe(cityKeyOf('SAINT ETIENNE'))
})
