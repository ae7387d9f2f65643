import { defineDemo } from '@bazaar/demo-kit'

export { clayThread, nordlicht } from './etsy/catalogue.ts'
export { startEtsy } from './etsy-standin.ts'

export const demo = defineDemo({})
