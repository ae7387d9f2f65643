import { Menu } from '@grammyjs/menu'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { BotContext, BotSurface } from '../bot/index.ts'
import { type BuiltFeature, checkBuilt, checkDeclarations, defineFeature } from './index.ts'

const nothing = { eraseUser: async () => undefined, exportUser: async () => ({}) }
const declare = (id: string, code: string, extra: { readonly env?: z.ZodRawShape } = {}) =>
  defineFeature({
    id,
    code,
    env: extra.env ?? {},
    locales: new URL('file:///nowhere/'),
    services: () => ({}),
    ...nothing,
  })

describe('declarations', () => {
  it('that fit together pass', () => {
    const env = { SHOP_KEY: z.string(), SHOP_WINDOW_SIZE: z.string() }
    expect(checkDeclarations([declare('shop-window', 'sw', { env }), declare('steps', 'st')])).toEqual([])
  })

  it('that do not are listed, each with its cure', () => {
    const found = checkDeclarations([
      declare('Shop', 'shp', { env: { KEY: z.string() } }),
      declare('steps', 'st'),
      declare('steps', 'co'),
      declare('core', 'cx'),
    ])
    expect(found).toEqual(
      expect.arrayContaining([
        'feature id "steps" is declared twice: rename one of them',
        'feature id "core" is declared twice: rename one of them',
        'feature code "co" is declared twice: rename one of them',
        'feature id "Shop" is not kebab-case: use letters, digits and single dashes',
        'feature "Shop": code "shp" must be two lower-case letters',
        expect.stringMatching(/^feature "Shop": variable KEY must start with/),
      ]),
    )
  })
})

/** What two features built on `parts` would be refused for. */
function refuse(parts: Partial<BuiltFeature>, texts: Record<string, string> = {}, missingInRu: readonly string[] = []) {
  const surface: BotSurface = parts.bot ?? {}
  const feature = {
    ...{ jobs: [], topics: [], approvals: [], cancellables: [], resumables: [], cli: [], subscriptions: [] },
    ...parts,
    id: 'shop',
    code: 'sh',
  } as unknown as BuiltFeature
  const en = new Set(Object.keys(texts))
  return checkBuilt({
    features: [feature],
    surfaces: [{ id: 'shop', code: 'sh', surface }],
    textKeys: new Map([
      ['en', en],
      ['ru', new Set([...en].filter((key) => !missingInRu.includes(key)))],
    ]),
    textOwners: new Map(Object.entries(texts)),
  })
}

const command = (name: string) => ({ name, audience: 'everyone', run: async () => undefined }) as const
const press = (id: string) => ({ id, handle: async () => undefined })
const own = (...keys: string[]) => Object.fromEntries(keys.map((key) => [key, 'shop']))

describe('built features', () => {
  it('that fit together pass', () => {
    const bot: BotSurface = {
      commands: [command('buy')],
      callbacks: [press('sh.buy')],
      menus: [new Menu<BotContext>('sh-main')],
    }
    expect(refuse({ bot }, own('shop-title', 'shop-command-buy'))).toEqual([])
  })

  it.each([
    ['a command twice', { bot: { commands: [command('buy'), command('buy')] } }, 'command "buy" is declared twice'],
    [
      'a command that Telegram refuses',
      { bot: { commands: [command('Buy now')] } },
      'must be 1 to 32 of a-z, 0-9 and _',
    ],
    [
      'a command without its description',
      { bot: { commands: [command('buy')] } },
      'command /buy needs the text "shop-command-buy"',
    ],
    ['commands without a title', { bot: { commands: [command('buy')] } }, '/help needs the text "shop-title"'],
    [
      'a home entry without its label',
      { bot: { home: { open: async () => undefined } } },
      'the home entry needs the text "shop-home"',
    ],
    [
      "a button with another feature's code",
      { bot: { callbacks: [press('st.buy')] } },
      'callback "st.buy" must start with "sh."',
    ],
    ['a button whose id holds the separator', { bot: { callbacks: [press('sh.a:b')] } }, 'hold no colon'],
    ['a button twice', { bot: { callbacks: [press('sh.x'), press('sh.x')] } }, 'callback "sh.x" is declared twice'],
    [
      'a menu without the code',
      { bot: { menus: [new Menu<BotContext>('main')] } },
      'menu "main" must start with "sh-"',
    ],
    [
      'a menu twice',
      { bot: { menus: [new Menu<BotContext>('sh-m'), new Menu<BotContext>('sh-m')] } },
      'menu "sh-m" is declared twice',
    ],
    [
      'a form with an odd name',
      { bot: { conversations: { addShop: { version: 1, run: async () => undefined } } } },
      'conversation "addShop" must be kebab-case',
    ],
    ['a job without the id', { jobs: [{ name: 'check' }] }, 'job "check" must start with "shop."'],
    ['a job twice', { jobs: [{ name: 'shop.x' }, { name: 'shop.x' }] }, 'job "shop.x" is declared twice'],
    ['a topic without the id', { topics: [{ id: 'news' }] }, 'topic "news" must start with "shop-"'],
    [
      'an approval kind without the id',
      { approvals: [{ kind: 'business', letter: 'B' }] },
      'approval kind "business" must start with "shop-"',
    ],
    ['an odd letter', { approvals: [{ kind: 'shop-b', letter: 'bb' }] }, 'letter "bb" must be one capital letter'],
    [
      'a letter twice',
      {
        approvals: [
          { kind: 'shop-a', letter: 'B' },
          { kind: 'shop-b', letter: 'B' },
        ],
      },
      'approval letter "B" is declared twice',
    ],
    [
      'a command-line verb twice',
      { cli: [{ name: 'shop:x' }, { name: 'shop:x' }] },
      'command-line verb "shop:x" is declared twice',
    ],
  ])('%s is refused', (_what, parts, problem) => {
    const found = refuse(parts as unknown as Partial<BuiltFeature>)
    expect(found.join('\n')).toContain(problem)
  })

  it("texts under another owner's name, or in one language only, are refused", () => {
    const found = refuse({}, { 'steps-title': 'shop', 'shop-title': 'shop' }, ['shop-title'])
    expect(found).toEqual([
      'text "steps-title" must start with the id of the feature that ships it: "shop-"',
      'text "shop-title" is missing in ru.ftl',
    ])
  })
})
