import { type Person, redirectUrl, startBot } from './etsy-bot.ts'

export { type Person, redirectUrl }
export const minute = 60_000

/** Sellers with a shop each, one of whom tries everything as a name, and somebody who sells nothing. */
export const sellers = { clay: 53_000_001, paper: 53_000_002, odd: 53_000_003, nobody: 53_000_004 }
const accounts = [
  {
    userId: sellers.clay,
    login: 'Clay',
    shop: { id: 41_000_001, name: 'Clay & Thread', currency: 'EUR', listings: [] },
  },
  { userId: sellers.paper, login: 'Paper', shop: { id: 41_000_002, name: 'Nordlicht', currency: 'USD', listings: [] } },
  {
    userId: sellers.odd,
    login: 'Odd',
    shop: { id: 41_000_003, name: '<b>Bold</b> & "Brave" <script>', currency: 'EUR', listings: [] },
  },
  { userId: sellers.nobody, login: 'Nobody' },
]

/** The bot with an Etsy of its own. */
export const startStory = (env: Readonly<Record<string, string | undefined>> = {}) =>
  startBot({
    etsy: { accounts, redirectUris: [redirectUrl] },
    startAt: new Date('2026-03-02T09:00:00Z'),
    env: { LOG_LEVEL: 'debug', ...env },
  })
export type Story = Awaited<ReturnType<typeof startStory>>

/** Sends /link. @returns the address behind the button to Etsy */
export async function begins(person: Person): Promise<string> {
  person.catchesUp()
  await person.sends('/link')
  const card = await person.sees(/Link your Etsy shop|Подключите магазин на Etsy/)
  const button = card.buttons.flat().find(({ text }) => /Open Etsy|Открыть Etsy/.test(text))
  if (!button?.url) throw new Error('The card leads nowhere.')
  return button.url
}

let visitors = 0

/** Opens the page that Etsy led back to, from an address of one’s own. */
export function visit({ platform }: Story, address: string, remoteAddress = `10.1.${visitors++ % 250}.1`) {
  const { pathname, search } = new URL(address)
  return platform.app.http.app.inject({ url: `${pathname}${search}`, remoteAddress })
}

/** What a seller reads on the page. */
export interface ShownPage {
  readonly body: string
  /** The start payload of the way back. */
  readonly payload: string
  readonly pin: string
}

export function readPage(body: string): ShownPage {
  const payload = /href="https:\/\/t\.me\/bazaar_test_bot\?start=(\w[\w-]*)"/.exec(body)?.[1]
  const pin = /<p class="pin">(\d{6})<\/p>/.exec(body)?.[1]
  if (payload === undefined || pin === undefined) throw new Error(`Not the page of who may finish:\n${body}`)
  return { body, payload, pin }
}

/** From /link to the page that Etsy leads back to. */
export async function authorizes(story: Story, person: Person, user = sellers.clay): Promise<ShownPage> {
  const back = await story.etsy.approve(await begins(person), { user })
  const { statusCode, body } = await visit(story, back)
  if (statusCode !== 200) throw new Error(`The page answers ${statusCode}:\n${body}`)
  return readPage(body)
}

/** A pin that is not this one. */
export const otherThan = (pin: string, step = 1): string => String((Number(pin) + step) % 1_000_000).padStart(6, '0')

export const attemptsOf = ({ platform }: Story, { id }: Person) =>
  platform.app.core.db.prisma.etsyLink.findMany({ where: { userId: BigInt(id) }, orderBy: { id: 'asc' } })
export const shopsOf = ({ platform }: Story, { id }: Person) =>
  platform.app.core.db.prisma.etsyShop.findMany({
    where: { ownerId: BigInt(id) },
    include: { grant: true, chats: true },
  })
