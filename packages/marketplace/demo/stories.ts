import { type Story, shown } from '@bazaar/demo-kit'
import { smallShopFront } from './picture.ts'

const start = (name: string) => ({
  title: `Say hello as ${name}`,
  hint: `In ${name}’s chat, press Start, or write /start and press Enter.`,
  done: { kind: 'came' } as const,
})

const offer = /🕒 (pick up|забрать) /
const toConfirm = /to pay at the venue|к оплате на месте/
const reserved = /🎟 (your code|ваш код): |enjoy your meal|приятного аппетита/

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
      done: shown(offer, toConfirm, reserved),
    },
    {
      title: 'Choose one',
      hint: 'Turn the pages with › until you like something, then press Reserve.',
      done: shown(toConfirm, reserved),
    },
    {
      title: 'Confirm it',
      hint: 'Press Confirm. The card becomes your receipt: a code, and the same as a QR picture.',
      done: shown(reserved),
    },
    {
      title: 'Let a friend pick it up',
      hint: 'Below the code, press Send to a friend: the link works once. (You can cancel there too; /my_reservations brings the code back to the bottom of the chat.)',
      done: shown(/send this link to the friend|отправьте эту ссылку другу/),
    },
  ],
}

const reservedAtBakery = /(🎟 (your code|ваш код): |enjoy your meal|приятного аппетита).*(\n.*){1,8}🏪 vera’s bakery/
const toHandOver = /to be paid now|к оплате сейчас/
const handedOver = /is handed over|was already collected|p\d+ (уже )?выдана?/

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
      done: shown(/vera’s bakery/, reservedAtBakery),
      action: {
        label: 'Open the link',
        calls: [{ method: 'POST', path: '/control/users/{boris}/messages', body: { text: '/start venue_1' } }],
      },
    },
    {
      title: 'Reserve it as Boris',
      hint: 'In Boris’s chat press one of the offers, then Забронировать (Reserve) and Подтвердить (Confirm). Keep the four digits of the code in mind.',
      person: 'boris',
      done: shown(reservedAtBakery),
    },
    {
      title: 'Enter the code as Vera',
      hint: 'In Vera’s chat write /collect and the four digits, for example /collect 4821.',
      person: 'vera',
      done: shown(toHandOver, handedOver),
    },
    {
      title: 'Hand it over',
      hint: 'Still in Vera’s chat, press Handed over. Then look at Boris’s: he is told. A second try would say that it was collected already.',
      person: 'boris',
      done: shown(/enjoy your meal|приятного аппетита/),
    },
  ],
}

/** What the form asks one after the other; a draft may go on anywhere in it. */
const registering = [
  /where exactly is it|где именно\?/,
  /which phone number|по какому телефону/,
  /when is it open\?|когда открыто\?/,
  /send 1 to 5 photos|отправьте от 1 до 5.фото/,
  /^(opening hours|часы работы): /,
  /we check it and tell you here|мы проверим и сообщим здесь/,
] as const
/** The form came to this question, or is past it. */
const asked = (question: number) => shown(...registering.slice(question))

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
      done: asked(0),
    },
    {
      title: 'Show where it is',
      hint: 'Press this button, or send any place with the paper clip.',
      done: asked(1),
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
      done: asked(3),
    },
    {
      title: 'Send a photo',
      hint: 'Press this button, or attach any picture. Then press Next.',
      done: asked(4),
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
      done: asked(5),
    },
    {
      title: 'Check it as Adam',
      hint: 'In Adam’s chat write /pending, look at the card and press Verify.',
      person: 'adam',
      done: shown(/the owner of b\d+ is told|already approved by|владелец b\d+ получит сообщение|уже одобрено: /),
    },
    {
      title: 'Post the first offer',
      hint: 'In Nadia’s chat press Post an offer now, and answer what it is, the price, how many and until when (in 2 hours). Then press Publish.',
      done: shown(/o\d+ (is on sale|в продаже)/),
    },
  ],
}

export const stories: readonly Story[] = [rescue, handOver, openVenue]
