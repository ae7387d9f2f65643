import type { AccountSpec } from './types.ts'

/** Ids that buttons, stories and tests name. */
export const clayThread = {
  userId: 53_000_001,
  shopId: 41_000_001,
  mug: 1_500_000_001,
  tote: 1_500_000_002,
  candle: 1_500_000_003,
  print: 1_500_000_004,
  earrings: 1_500_000_005,
  soapDish: 1_500_000_006,
  plantHanger: 1_500_000_007,
  spoonRest: 1_500_000_008,
}

export const nordlicht = {
  userId: 53_000_002,
  shopId: 41_000_002,
  notebook: 1_500_000_101,
  cards: 1_500_000_102,
  calendar: 1_500_000_103,
}

/** Two sellers: one shop with a bit of everything, and a small one in another currency for whoever links two. */
export const demoAccounts: readonly AccountSpec[] = [
  {
    userId: clayThread.userId,
    login: 'ClayAndThread',
    shop: {
      id: clayThread.shopId,
      name: 'Clay & Thread',
      currency: 'EUR',
      listings: [
        {
          id: clayThread.mug,
          title: 'Speckled stoneware mug',
          price: 2_800,
          products: [
            { values: { Size: 'S' }, sku: 'MUG-S', quantity: 6, price: 2_400 },
            { values: { Size: 'M' }, sku: 'MUG-M', quantity: 5 },
            { values: { Size: 'L' }, sku: 'MUG-L', quantity: 1, price: 3_200 },
          ],
        },
        { id: clayThread.tote, title: 'Linen tote bag, fern print', price: 2_200, quantity: 7, sku: 'TOTE-FERN' },
        { id: clayThread.candle, title: 'Beeswax candle in a clay bowl', price: 1_900, quantity: 12, sku: 'CANDLE-01' },
        { id: clayThread.print, title: 'Lino print “Harbour”, A3', price: 3_500, quantity: 1, hasInventory: false },
        {
          id: clayThread.earrings,
          title: 'Terracotta drop earrings',
          price: 2_600,
          products: [
            { values: { Colour: 'Rust' }, sku: 'EAR-RUST', quantity: 4 },
            { values: { Colour: 'Sage' }, sku: 'EAR-SAGE', quantity: 3 },
            { values: { Colour: 'Ochre' }, sku: 'EAR-OCHRE', quantity: 8 },
          ],
        },
        { id: clayThread.soapDish, title: 'Soap dish with a drain', price: 1_600, quantity: 2, sku: 'SOAP-DISH' },
        { id: clayThread.plantHanger, title: 'Cotton plant hanger', price: 2_900, quantity: 0, sku: 'HANGER' },
        { id: clayThread.spoonRest, title: 'Spoon rest, ocean glaze', price: 1_400, quantity: 9, sku: 'SPOON-REST' },
      ],
    },
  },
  {
    userId: nordlicht.userId,
    login: 'NordlichtPapier',
    shop: {
      id: nordlicht.shopId,
      name: 'Nordlicht Papier',
      currency: 'USD',
      listings: [
        {
          id: nordlicht.notebook,
          title: 'Stitched notebook, northern lights',
          price: 1_800,
          quantity: 15,
          sku: 'NOTE-01',
        },
        { id: nordlicht.cards, title: 'Letterpress cards, set of 6', price: 1_500, quantity: 4, sku: 'CARDS-6' },
        { id: nordlicht.calendar, title: 'Wall calendar, moon phases', price: 2_400, quantity: 3, sku: 'CALENDAR' },
      ],
    },
  },
]
