import { z } from 'zod'

/** What the page watches for; patterns are regular expressions without regard to case. */
const sign = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('said'), pattern: z.string() }).describe('The person wrote it'),
  z
    .object({ kind: z.literal('answered'), pattern: z.string() })
    .describe('The bot wrote it, or edited a message to it'),
  z.object({ kind: z.literal('stock'), there: z.boolean() }).describe('The shop has stock, or none'),
])

/** A button of the step: calls of the control API, one after the other. */
const action = z.object({
  label: z.string(),
  calls: z.array(
    z.object({
      method: z.enum(['POST', 'PUT']),
      path: z.string(),
      body: z.record(z.string(), z.unknown()),
      pause_ms: z.number().default(0).describe('How long to wait afterwards'),
    }),
  ),
})

export const story = z.object({
  id: z.string(),
  title: z.string(),
  about: z.string(),
  person: z.number().int().describe('Whose chat it happens in'),
  steps: z.array(z.object({ title: z.string(), hint: z.string(), done: sign, action: action.optional() })),
})

const shop = '/control/shops/stanshop'
const soldOut = { method: 'PUT' as const, path: shop, body: { denominations: [] } }
const later = (advance_ms: number, pause_ms: number) => ({
  method: 'POST' as const,
  path: '/control/clock',
  body: { advance_ms },
  pause_ms,
})

/** Guided tours: the page checks their steps off by watching the chat. */
export const stories: readonly z.infer<typeof story>[] = [
  {
    id: 'follower',
    title: 'Become a follower',
    about: 'Track a voucher as Anna, then make the shop restock. Two minutes.',
    person: 1001,
    steps: [
      {
        title: 'Say hello to the bot',
        hint: 'In Anna’s chat, press Start, or write /start and press Enter.',
        done: { kind: 'said', pattern: '^/start' },
      },
      {
        title: 'Ask to be told',
        hint: 'Write /track 100 and press Enter. (Or press Start watching under the bot’s answer.)',
        done: { kind: 'answered', pattern: 'tracking|watching .+ at ' },
      },
      {
        title: 'Make the shop restock',
        hint: 'You also play the world. Press this button: the shop now sells a voucher of 100 for 95.',
        done: { kind: 'stock', there: true },
        action: {
          label: 'Restock the shop',
          calls: [
            {
              method: 'PUT',
              path: shop,
              body: { denominations: [{ value: 100, price: 95, status: 'active' }] },
              pause_ms: 0,
            },
          ],
        },
      },
      {
        title: 'Get the alert',
        hint: 'Nothing to do: the bot looks every 15 seconds. Watch the chat.',
        done: { kind: 'answered', pattern: 'back in stock' },
      },
      {
        title: 'Let it sell out again',
        hint: 'Press this button. It also moves the clock on, because the bot believes a sell-out only after two minutes.',
        done: { kind: 'answered', pattern: 'sold out, gone' },
        action: {
          label: 'Sell out',
          calls: [{ ...soldOut, pause_ms: 0 }, later(20_000, 4_000), later(121_000, 4_000), later(31 * 60_000, 0)],
        },
      },
      {
        title: 'Ask for the next one',
        hint: 'The alert is struck through. Press Watch again under it.',
        done: { kind: 'answered', pattern: 'watching for the next|tracking again' },
      },
    ],
  },
  {
    id: 'owner',
    title: 'Look from the owner’s side',
    about: 'Adam owns the bot: see its state without leaving the chat. One minute.',
    person: 1004,
    steps: [
      {
        title: 'Say hello as Adam',
        hint: 'In Adam’s chat, press Start, or write /start and press Enter.',
        done: { kind: 'said', pattern: '^/start' },
      },
      {
        title: 'Open the administration',
        hint: 'Write /admin and press Enter. Only owners get an answer.',
        done: { kind: 'said', pattern: '^/admin' },
      },
      {
        title: 'Ask how everything is',
        hint: 'Write /status_all and press Enter.',
        done: { kind: 'said', pattern: '^/status_all' },
      },
    ],
  },
]
