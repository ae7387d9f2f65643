import { defineDemo } from '@bazaar/demo-kit'

export const demo = defineDemo({})
