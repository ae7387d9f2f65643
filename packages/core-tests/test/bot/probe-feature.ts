import { createHash, randomUUID } from 'node:crypto'
import { mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { tmpdir, userInfo } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { type BotContext, defineCallback, field, onCallback } from '@bazaar/core/bot'
import { AppError } from '@bazaar/core/errors'
import { defineFeature, type Feature } from '@bazaar/core/feature'
import { Menu } from '@grammyjs/menu'
import { Composer } from 'grammy'

/** Texts of a test's feature, the same in both languages unless told. Named by their content, so that runs do not pile up folders. */
export function localesOf(en: string, ru: string = en): URL {
  const name = createHash('sha256').update(`${en}\0${ru}`).digest('hex').slice(0, 16)
  const folder = path.join(tmpdir(), `bazaar-texts-${userInfo().uid}`, name)
  mkdirSync(folder, { recursive: true })
  for (const [locale, text] of Object.entries({ en, ru })) {
    // In one piece: another process may be reading the same texts.
    const written = path.join(folder, `${locale}.${randomUUID()}`)
    writeFileSync(written, text)
    renameSync(written, path.join(folder, `${locale}.ftl`))
  }
  return pathToFileURL(`${folder}/`)
}

/** What the probe saw and what it is told to do. */
export interface Probe {
  /** One line per handler that ran. */
  readonly ran: string[]
  /** `reachable 5`, `unreachable 5`: from inside the transaction. */
  readonly hooks: string[]
  /** What a slow handler waits for. */
  gate: Promise<void>
  /** Makes the hooks throw, so that their transaction rolls back. */
  failHooks: boolean
  /** Changes the fingerprint of the probe's menu. */
  menuVersion: number
}

export const createProbe = (): Probe => ({
  ran: [],
  hooks: [],
  gate: Promise.resolve(),
  failHooks: false,
  menuVersion: 1,
})

const en = `
probe-title = Probe
probe-home = Probe something
probe-opened = Probe is open
probe-command-buttons = Show all buttons
probe-command-here = Works in groups
probe-command-tell = Writes to somebody else
probe-buttons = Buttons
probe-press = { $name }
probe-done = Done { $name }
probe-no = No, { $why }
probe-menu = A menu
probe-here = Here in { $where }
probe-said = You said { $text }
probe-command-probemenu = Show a menu
`
const ru = en.replace('Probe is open', 'Проба открыта').replace('You said', 'Вы сказали')

const press = defineCallback('pr.press', { what: field.oneOf('quick', 'slow', 'fail', 'refuse', 'silent') })
const kinds = ['quick', 'slow', 'fail', 'refuse', 'silent'] as const

const quickButton = {
  text: { key: 'probe-press', params: { name: 'quick' } },
  data: press.pack({ what: 'quick' }),
}

/** A feature with every kind of button, a menu, a group command and hooks, for testing the core. */
export function createProbeFeature(probe: Probe = createProbe()): Feature {
  return defineFeature({
    id: 'probe',
    code: 'pr',
    env: {},
    locales: localesOf(en, ru),
    build() {
      const menu = buildMenu(probe)
      return [
        {
          userReachable: (_tx, id) => hook(probe, `reachable ${id}`),
          userUnreachable: (_tx, id) => hook(probe, `unreachable ${id}`),
          home: { open: (ctx: BotContext) => ctx.show({ key: 'probe-opened' }) },
          commands: [
            { name: 'buttons', audience: 'everyone', run: showButtons },
            { name: 'probemenu', audience: 'everyone', run: (ctx) => ctx.say({ key: 'probe-menu' }, { markup: menu }) },
            {
              name: 'here',
              audience: 'group',
              run: (ctx) =>
                ctx.say({ key: 'probe-here', params: { where: ctx.chat?.type ?? '?' } }, { keyboard: [[quickButton]] }),
            },
            { name: 'tell', audience: 'everyone', run: (ctx, args) => ctx.api.sendMessage(Number(args), 'psst') },
          ],
          menus: [menu],
          callbacks: [onCallback(press, (ctx, { what }) => pressed(probe, ctx, what))],
          handlers: echo(probe),
          updates: ['channel_post', 'message_reaction', 'inline_query'],
          eraseUser: async () => undefined,
          exportUser: async () => ({}),
        },
      ]
    },
  })
}

async function hook(probe: Probe, line: string): Promise<void> {
  probe.hooks.push(line)
  if (probe.failHooks) throw new Error('the hook failed')
}

function showButtons(ctx: BotContext): Promise<unknown> {
  const keyboard = kinds.map((what) => [
    { text: { key: 'probe-press', params: { name: what } }, data: press.pack({ what }) },
  ])
  return ctx.say({ key: 'probe-buttons' }, { keyboard })
}

async function pressed(probe: Probe, _ctx: BotContext, what: (typeof kinds)[number]) {
  probe.ran.push(what)
  if (what === 'slow') await probe.gate
  if (what === 'fail') throw new Error('wires are crossed')
  if (what === 'refuse') throw new AppError('probe-no', { why: '<b>rules</b>' })
  return what === 'silent' ? undefined : { toast: { key: 'probe-done', params: { name: what } } }
}

function buildMenu(probe: Probe): Menu<BotContext> {
  return new Menu<BotContext>('pr-menu', {
    fingerprint: () => `v${probe.menuVersion}`,
    onMenuOutdated: async (ctx) => {
      await ctx.answerCallbackQuery({ text: 'outdated' })
      await ctx.editMessageText(`A menu, version ${probe.menuVersion}`)
      ctx.menu.update()
    },
  }).text('Act', (ctx) => {
    probe.ran.push('menu')
    return ctx.reply('acted')
  })
}

function echo(probe: Probe): Composer<BotContext> {
  const handlers = new Composer<BotContext>()
  handlers.on('message:text', async (ctx) => {
    probe.ran.push(ctx.message.text)
    if (ctx.message.text.startsWith('quiet')) return
    await ctx.say({ key: 'probe-said', params: { text: ctx.message.text } })
  })
  return handlers
}
