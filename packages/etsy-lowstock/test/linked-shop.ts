import { comes, type Person } from './etsy-bot.ts'
import { startStory } from './story-harness.ts'

export type { Person }

/** A seller with two things: one of which there is plenty, and one of which there is little. */
const seller = (userId: number, name: string) => ({
  userId,
  login: `Seller${userId}`,
  shop: {
    ...{ id: userId + 1_000, name, currency: 'EUR' },
    listings: [
      { title: `Mug of ${name}`, price: 2_800, quantity: 9, sku: 'MUG' },
      { title: `Bowl of ${name}`, price: 1_900, quantity: 2, sku: 'BOWL' },
    ],
  },
})

/** The bot and an Etsy of shops of these names. */
export async function startShops(names: readonly string[]) {
  const accounts = names.map((name, index) => seller(60_000_001 + index, name))
  const story = await startStory({ etsy: { accounts } })
  return {
    ...story,
    /** Somebody who has started the bot. */
    person: (name: string, language = 'en'): Promise<Person> => comes(story.platform, name, language),
    link: (owner: Person, shop: string): Promise<bigint> =>
      story.link(owner, accounts.find(({ shop: { name } }) => name === shop)?.userId ?? 0),
  }
}

export type ShopsStory = Awaited<ReturnType<typeof startShops>>

/** A button that the person was not shown, or was shown long ago. @returns what it is refused with */
export async function forges({ platform }: ShopsStory, person: Person, data: string, chatId = person.id) {
  const { text } = await person.presses({ data: platform.sign(BigInt(chatId), data) })
  return text ?? (await person.sees(/./)).text ?? ''
}

export const labels = (message: { readonly buttons: readonly (readonly { readonly text: string }[])[] }) =>
  message.buttons.flat().map(({ text }) => text)
