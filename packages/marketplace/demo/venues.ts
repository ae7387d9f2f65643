import { bowl, cake, croissants, fruit, greens, loaves, shopFront, sushi } from './draw.ts'

/** One offer of the demo; money in minor units, hours from when the data are made. */
export interface DemoOffer {
  readonly title: string
  readonly description: string
  readonly priceMinor: bigint
  readonly originalPriceMinor: bigint
  readonly quantity: number
  readonly opensInHours: number
  readonly closesInHours: number
  readonly contains: readonly ('gluten' | 'milk' | 'eggs' | 'fish' | 'soy' | 'sesame' | 'nuts')[]
  readonly diet?: 'vegetarian' | 'vegan'
  readonly picture: string
}

export interface DemoVenue {
  /** Username of the persona who owns it. */
  readonly owner: string
  readonly details: {
    readonly name: string
    readonly street: string
    readonly city: string
    readonly postal: string
    readonly place: { readonly latitude: number; readonly longitude: number }
    readonly phone: string
    readonly hours: string
    readonly currency: string
  }
  readonly front: string
  readonly offers: readonly DemoOffer[]
}

/** Around one city, a walk apart. Prices, names and numbers are made up. */
export const venues: readonly DemoVenue[] = [
  {
    owner: 'vera',
    details: {
      name: 'Vera’s Bakery',
      street: 'Linienstraße 40',
      city: 'Berlin',
      postal: '10119',
      place: { latitude: 52.5284, longitude: 13.4068 },
      phone: '+4930901820',
      hours: 'Mon–Sat 7:00–19:00',
      currency: 'EUR',
    },
    front: shopFront('#b5523b', '#ead7c0'),
    offers: [
      {
        title: 'Bread bag',
        description: 'Three loaves of today: rye, spelt and whatever is left.',
        priceMinor: 350n,
        originalPriceMinor: 1100n,
        quantity: 8,
        opensInHours: 1,
        closesInHours: 9,
        contains: ['gluten', 'sesame'],
        diet: 'vegan',
        picture: loaves(),
      },
      {
        title: 'Croissants, five of them',
        description: 'Baked this morning, good until tomorrow.',
        priceMinor: 400n,
        originalPriceMinor: 1250n,
        quantity: 3,
        opensInHours: 0.5,
        closesInHours: 3,
        contains: ['gluten', 'milk', 'eggs'],
        diet: 'vegetarian',
        picture: croissants(),
      },
      {
        title: 'Half a strawberry cake',
        description: 'A cake that nobody called for. For six people.',
        priceMinor: 900n,
        originalPriceMinor: 2400n,
        quantity: 1,
        opensInHours: 2,
        closesInHours: 26,
        contains: ['gluten', 'milk', 'eggs', 'nuts'],
        diet: 'vegetarian',
        picture: cake(),
      },
    ],
  },
  {
    owner: 'kenji',
    details: {
      name: 'Umi Sushi',
      street: 'Torstraße 102',
      city: 'Berlin',
      postal: '10119',
      place: { latitude: 52.5296, longitude: 13.4002 },
      phone: '+4930901821',
      hours: 'daily 12:00–22:00',
      currency: 'EUR',
    },
    front: shopFront('#22577a', '#e3e9ec'),
    offers: [
      {
        title: 'Sushi box, 12 pieces',
        description: 'Salmon, tuna and avocado. Rolled today.',
        priceMinor: 650n,
        originalPriceMinor: 1790n,
        quantity: 6,
        opensInHours: 3,
        closesInHours: 12,
        contains: ['fish', 'soy', 'sesame'],
        picture: sushi(),
      },
      {
        title: 'Vegan maki',
        description: 'Cucumber, avocado and pickled radish.',
        priceMinor: 450n,
        originalPriceMinor: 1190n,
        quantity: 5,
        opensInHours: 3,
        closesInHours: 12,
        contains: ['soy', 'sesame'],
        diet: 'vegan',
        picture: sushi(),
      },
      {
        title: 'Poke bowl',
        description: 'Rice, salmon, mango, edamame.',
        priceMinor: 590n,
        originalPriceMinor: 1390n,
        quantity: 2,
        opensInHours: 1,
        closesInHours: 30,
        contains: ['fish', 'soy', 'sesame'],
        picture: bowl(),
      },
    ],
  },
  {
    owner: 'greta',
    details: {
      name: 'Greta’s Greengrocery',
      street: 'Kastanienallee 12',
      city: 'Berlin',
      postal: '10435',
      place: { latitude: 52.5378, longitude: 13.4102 },
      phone: '+4930901822',
      hours: 'Mon–Fri 8:00–20:00, Sat 8:00–16:00',
      currency: 'EUR',
    },
    front: shopFront('#4d7c3a', '#eef2df'),
    offers: [
      {
        title: 'Fruit crate, 4 kg',
        description: 'Apples, oranges and pears with small marks.',
        priceMinor: 500n,
        originalPriceMinor: 1400n,
        quantity: 10,
        opensInHours: 1,
        closesInHours: 47,
        contains: [],
        diet: 'vegan',
        picture: fruit(),
      },
      {
        title: 'Salad and greens',
        description: 'Four heads of salad, a bundle of herbs.',
        priceMinor: 250n,
        originalPriceMinor: 780n,
        quantity: 7,
        opensInHours: 1,
        closesInHours: 22,
        contains: [],
        diet: 'vegan',
        picture: greens(),
      },
      {
        title: 'Soup vegetables',
        description: 'Enough for a big pot.',
        priceMinor: 200n,
        originalPriceMinor: 620n,
        quantity: 12,
        opensInHours: 1,
        closesInHours: 46,
        contains: [],
        diet: 'vegan',
        picture: greens(),
      },
      {
        title: 'Soup of the day, a litre',
        description: 'Pumpkin and ginger, cooked at noon.',
        priceMinor: 300n,
        originalPriceMinor: 850n,
        quantity: 4,
        opensInHours: 0.25,
        closesInHours: 5,
        contains: ['milk'],
        diet: 'vegetarian',
        picture: bowl(),
      },
    ],
  },
]
