import { defineFeature } from '@bazaar/core/feature'

/** Walks that are paid out of nothing, or out of one pot. */
export const benchFeature = defineFeature({
  id: 'bench',
  code: 'be',
  env: {},
  locales: new URL('../../locales/', import.meta.url),
  build: () => [
    {
      ledger: {
        accounts: [
          { id: 'bench-issued', nature: 'derived' },
          { id: 'bench-pot', nature: 'stored' },
        ],
        reasons: [
          {
            id: 'bench-walk',
            text: 'bench-title',
            debits: ['bench-issued', 'bench-pot'],
            credits: ['core-wallet', 'bench-pot'],
          },
        ],
      },
      eraseUser: async () => undefined,
      exportUser: async () => ({}),
    },
  ],
})
