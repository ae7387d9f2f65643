import { Menu } from '@grammyjs/menu'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { BotContext } from '../bot/index.ts'
import { checkBuilt, checkDeclarations, createDeclarations, defineFeature, type Part } from './index.ts'

const personal: Part = { eraseUser: async () => undefined, exportUser: async () => ({}) }
const declare = (id: string, code: string, extra: { readonly env?: z.ZodRawShape } = {}) =>
  defineFeature({
    id,
    code,
    env: extra.env ?? {},
    locales: new URL('file:///nowhere/'),
    build: () => [personal],
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

/** What a feature whose parts are these would be refused for. */
function refuse(parts: readonly Part[], texts: Record<string, string> = {}, missingInRu: readonly string[] = []) {
  const declarations = createDeclarations()
  declarations.add({ id: 'shop', code: 'sh' }, parts, 'on')
  declarations.complete()
  const en = new Set(Object.keys(texts))
  return checkBuilt({
    declarations,
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
    const bot: Part = {
      commands: [command('buy')],
      callbacks: [press('sh.buy')],
      menus: [new Menu<BotContext>('sh-main')],
    }
    expect(refuse([bot, personal], own('shop-title', 'shop-command-buy'))).toEqual([])
  })

  it.each([
    ['a command twice', { commands: [command('buy'), command('buy')] }, 'command "buy" is declared twice'],
    ['a command that Telegram refuses', { commands: [command('Buy now')] }, 'must be 1 to 32 of a-z, 0-9 and _'],
    [
      'a command without its description',
      { commands: [command('buy')] },
      'command /buy needs the text "shop-command-buy"',
    ],
    ['commands without a title', { commands: [command('buy')] }, '/help needs the text "shop-title"'],
    [
      'a home entry without its label',
      { home: { open: async () => undefined } },
      'the home entry needs the text "shop-home"',
    ],
    [
      "a button with another feature's code",
      { callbacks: [press('st.buy')] },
      'callback "st.buy" must start with "sh."',
    ],
    ['a button whose id holds the separator', { callbacks: [press('sh.a:b')] }, 'hold no colon'],
    ['a button twice', { callbacks: [press('sh.x'), press('sh.x')] }, 'callback "sh.x" is declared twice'],
    ['a menu without the code', { menus: [new Menu<BotContext>('main')] }, 'menu "main" must start with "sh-"'],
    [
      'a menu twice',
      { menus: [new Menu<BotContext>('sh-m'), new Menu<BotContext>('sh-m')] },
      'menu "sh-m" is declared twice',
    ],
    [
      'a form with an odd name',
      { conversations: { addShop: { version: 1, run: async () => undefined } } },
      'conversation "addShop" must be kebab-case',
    ],
    ['a job without the id', { jobs: [{ name: 'check' }] }, 'job "check" must start with "shop."'],
    ['a job twice', { jobs: [{ name: 'shop.x' }, { name: 'shop.x' }] }, 'job "shop.x" is declared twice'],
    ['a topic without the id', { topics: [{ id: 'news' }] }, 'topic "news" must start with "shop-"'],
    ['a noun without the id', { nouns: [{ id: 'business', letter: 'B' }] }, 'noun "business" must start with "shop-"'],
    ['an odd letter', { nouns: [{ id: 'shop-b', letter: 'bb' }] }, 'letter "bb" must be one capital letter'],
    [
      'a payment prefix without the code',
      { payments: [{ prefix: 'es-top' }] },
      'payment prefix "es-top" must be "sh", or "sh-" and a word',
    ],
    ['a payment prefix with a colon', { payments: [{ prefix: 'sh:top' }] }, 'payment prefix "sh:top" must be "sh"'],
    [
      'a payment prefix that leaves no room',
      { payments: [{ prefix: `sh-${'x'.repeat(30)}` }] },
      "32 characters at most: an invoice's payload has 128 bytes",
    ],
    [
      'a payment prefix twice',
      { payments: [{ prefix: 'sh' }, { prefix: 'sh' }] },
      'payment prefix "sh" is declared twice',
    ],
    [
      'a letter twice, whatever can be done with its noun',
      {
        nouns: [
          { id: 'shop-a', letter: 'B', cancel: {} },
          { id: 'shop-b', letter: 'B', decide: {} },
        ],
      },
      'noun letter "B" is declared twice',
    ],
    [
      'a noun that is approved with a form which nobody declares',
      { nouns: [{ id: 'shop-d', letter: 'D', decide: { input: { form: 'shop-amount' } } }] },
      'noun "shop-d" is approved with the form "shop-amount", which it does not declare',
    ],
    [
      'a command-line verb twice',
      { cli: [{ name: 'shop:x' }, { name: 'shop:x' }] },
      'command-line verb "shop:x" is declared twice',
    ],
  ])('%s is refused', (_what, part, problem) => {
    const found = refuse([part as unknown as Part, personal])
    expect(found.join('\n')).toContain(problem)
  })

  it("texts under another owner's name, or in one language only, are refused", () => {
    const found = refuse([personal], { 'steps-title': 'shop', 'shop-title': 'shop' }, ['shop-title'])
    expect(found).toEqual([
      'text "steps-title" must start with the id of the feature that ships it: "shop-"',
      'text "shop-title" is missing in ru.ftl',
    ])
  })
  it('that forget the people whom they store something about are refused, whichever part it is', () => {
    expect(refuse([{}, { eraseUser: async () => undefined }])).toEqual([
      'feature "shop": no part has exportUser: /export must show what it stores about people',
    ])
    expect(refuse([{ exportUser: async () => ({}) }])).toEqual([
      'feature "shop": no part has eraseUser: /delete must reach what it stores about people',
    ])
  })

  it('of several parts are one feature: what must be once is counted over all of them', () => {
    const home = { open: async () => undefined }
    expect(
      refuse([{ home, callbacks: [press('sh.x')] }, { home, callbacks: [press('sh.x')] }, personal], own('shop-home')),
    ).toEqual([
      'callback "sh.x" is declared twice: rename one of them',
      'the home entry of feature "shop" is declared twice: rename one of them',
    ])
  })

  it('cannot be read while they are being built', () => {
    const declarations = createDeclarations()
    expect(() => declarations.on).toThrow('build() must not write: features are still being built')
  })
})
