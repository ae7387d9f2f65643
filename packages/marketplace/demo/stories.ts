import type { Story } from '@bazaar/core/demo'
import { smallShopFront } from './picture.ts'

const start = (name: string) => ({
  title: `Say hello as ${name}`,
  hint: `In ${name}’s chat, press Start, or write /start and press Enter.`,
  done: { kind: 'said', pattern: /^\/start/ } as const,
})

/** Three taps from looking to a pickup code. */
const rescue: Story = {
  id: 'rescue',
  title: 'Rescue a bag of food',
  about: 'Anna finds what shops nearby would throw away, and reserves it. One minute.',
  person: 'anna',
  steps: [
    start('Anna'),
    {
      title: 'Look at what there is',
      hint: 'Write /offers and press Enter. (Or in the menu: Surplus food, then Browse offers.) When you are asked where to look, press Berlin.',
      done: { kind: 'answered', pattern: /pick up (now|today|tomorrow|on )|забрать (сейчас|сегодня|завтра)/ },
    },
    {
      title: 'Choose one',
      hint: 'Turn the pages with Next until you like something, then press Reserve.',
      done: { kind: 'answered', pattern: /to pay at the venue|к оплате на месте/ },
    },
    {
      title: 'Confirm it',
      hint: 'Press Confirm. The answer is a code; the receipt with a QR picture comes as a message of its own.',
      done: { kind: 'answered', pattern: /reserved: p\d+|забронировано: p\d+/ },
    },
    {
      title: 'Find it again',
      hint: 'Write /my_reservations and press Enter. You can cancel there; under the receipt, you can send it to a friend.',
      done: { kind: 'answered', pattern: /your reservations|ваши брони/ },
    },
  ],
}

/** Two people: who buys, and who hands over. */
const handOver: Story = {
  id: 'hand-over',
  title: 'Hand a bag over',
  about: 'Boris reserves at Vera’s bakery, Vera hands it over by his code. Two minutes.',
  person: 'vera',
  steps: [
    {
      title: 'Let Boris look into Vera’s bakery',
      hint: 'Press this button: it opens a link that the bakery shared. Boris reads Russian, and so are his texts.',
      person: 'boris',
      done: { kind: 'answered', pattern: /vera’s bakery/ },
      action: {
        label: 'Open the link',
        calls: [{ method: 'POST', path: '/control/users/{boris}/messages', body: { text: '/start venue_1' } }],
      },
    },
    {
      title: 'Reserve it as Boris',
      hint: 'In Boris’s chat press one of the offers, then Забронировать (Reserve) and Подтвердить (Confirm). Keep the four digits of the code in mind.',
      person: 'boris',
      done: { kind: 'answered', pattern: /забронировано: p\d+/ },
    },
    {
      title: 'Enter the code as Vera',
      hint: 'In Vera’s chat write /collect and the four digits, for example /collect 4821.',
      person: 'vera',
      done: { kind: 'answered', pattern: /to be paid now/ },
    },
    {
      title: 'Hand it over',
      hint: 'Still in Vera’s chat, press Handed over. Then look at Boris’s: he is told. A second try would say that it was collected already.',
      person: 'boris',
      done: { kind: 'answered', pattern: /приятного аппетита/ },
    },
  ],
}

/** From nothing to the first offer, with the moderator in between. */
const openVenue: Story = {
  id: 'open-venue',
  title: 'Open a venue of your own',
  about: 'Nadia registers a café, Adam checks it, Nadia posts her first offer. Five minutes.',
  person: 'nadia',
  steps: [
    {
      title: 'Register',
      hint: 'In Nadia’s chat write /register and press Enter. Answer the questions: name, street, city (Berlin), postal code.',
      done: { kind: 'answered', pattern: /where exactly is it/ },
    },
    {
      title: 'Show where it is',
      hint: 'Press this button, or send any place with the paper clip.',
      done: { kind: 'answered', pattern: /which phone number/ },
      action: {
        label: 'Send a place in Berlin',
        calls: [
          {
            method: 'POST',
            path: '/control/users/{nadia}/messages',
            body: { location: { latitude: 52.5321, longitude: 13.4015 } },
          },
        ],
      },
    },
    {
      title: 'Phone, opening hours, currency',
      hint: 'Answer these three: a number with its country code (+49 30 901823), the hours (Mon–Fri 9–18), and press EUR.',
      done: { kind: 'answered', pattern: /send 1 to 5 photos/ },
    },
    {
      title: 'Send a photo',
      hint: 'Press this button, or attach any picture. Then press Next.',
      done: { kind: 'answered', pattern: /opening hours: / },
      action: {
        label: 'Send a picture of the shop',
        calls: [
          {
            method: 'POST',
            path: '/control/users/{nadia}/messages',
            body: { photo: { base64: smallShopFront(), filename: 'shop.png' } },
          },
        ],
      },
    },
    {
      title: 'Send it all',
      hint: 'Look at the summary and press Send.',
      done: { kind: 'answered', pattern: /we check it and tell you here/ },
    },
    {
      title: 'Check it as Adam',
      hint: 'In Adam’s chat write /pending, look at the card and press Verify.',
      person: 'adam',
      done: { kind: 'answered', pattern: /the owner of b\d+ is told/ },
    },
    {
      title: 'Post the first offer',
      hint: 'In Nadia’s chat press Post a deal now, and answer what it is, the price, how many and until when (in 2 hours). Then press Publish.',
      done: { kind: 'answered', pattern: /is on sale/ },
    },
  ],
}

export const stories: readonly Story[] = [rescue, handOver, openVenue]
