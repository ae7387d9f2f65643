import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { type BotContext, defineCallback, field, onCallback } from '@bazaar/core/bot'
import { defineFeature, type Feature } from '@bazaar/core/feature'
import type { KeyboardSpec } from '@bazaar/core/notifications'
import { type Confirmation, danger, defineConfirm, primary, success } from '@bazaar/core/screens'
import { startTestPlatform } from '@bazaar/testing'
import { describe, expect, it } from 'vitest'

const pressed = defineCallback('sh.press', {})
const closed = defineCallback('sh.close', { how: field.oneOf('now', 'ask') }, { isFinal: ({ how }) => how === 'now' })
const button = (name: string) => ({ text: { key: `shown-${name}` }, data: pressed.pack({}) })
const closing = (how: 'now' | 'ask') => ({ text: { key: 'shown-go' }, data: closed.pack({ how }) })
type Confirming = Confirmation<{ readonly how: 'now' | 'ask' }>
type Keyboard = KeyboardSpec | ((confirm: Confirming) => KeyboardSpec)

function localesOf(): URL {
  const folder = mkdtempSync(path.join(tmpdir(), 'bazaar-shown-'))
  const fluent =
    'shown-title = Shown\nshown-home = Shown\nshown-screen = Here it is\nshown-go = Go\nshown-delete = 🗑 Delete\n'
  for (const locale of ['en', 'ru']) writeFileSync(path.join(folder, `${locale}.ftl`), fluent)
  return pathToFileURL(`${folder}/`)
}

/** A bot of one screen. */
const featureWith = (keyboard: Keyboard): Feature =>
  defineFeature({
    id: 'shown',
    code: 'sh',
    env: {},
    locales: localesOf(),
    build({ once, clock }) {
      const confirm = defineConfirm({ once, clock }, closed, async () => ({
        text: { key: 'shown-screen' },
      }))
      const drawn = typeof keyboard === 'function' ? keyboard(confirm) : keyboard
      return [
        {
          home: { open: (ctx: BotContext) => ctx.show({ key: 'shown-screen' }, { keyboard: drawn }) },
          callbacks: [
            onCallback(pressed, async () => undefined),
            typeof keyboard === 'function' ? confirm.callback : onCallback(closed, async () => undefined),
          ],
          eraseUser: async () => undefined,
          exportUser: async () => ({}),
        },
      ]
    },
  })

/** What the end of a test says about a bot that shows these buttons. */
async function verdictOn(keyboard: Keyboard): Promise<void> {
  const platform = await startTestPlatform({ features: [featureWith(keyboard)] })
  const anna = platform.telegram.user('Anna')
  await anna.sends('/start')
  await anna.sees('Here it is')
  await platform.stop()
}

describe('every test of the bot fails on a screen', () => {
  it('with two main actions', async () => {
    const twice = [[primary(button('go'))], [success(button('delete'))]]
    await expect(verdictOn(twice)).rejects.toThrow(/Several main actions in "Here it is": \[Go\]/)
  })

  it('where what deletes for good is not red', async () => {
    await expect(verdictOn([[primary(button('go')), button('delete')]])).rejects.toThrow(/not red.*\[🗑 Delete\]/)
  })

  it('where what cannot be undone is not red, wherever its declaration says so', async () => {
    await expect(verdictOn([[closing('now')]])).rejects.toThrow(/cannot be undone is not red in "Here it is": \[Go\]/)
    const confirmed = (confirm: Confirming) => [[{ text: { key: 'shown-go' }, data: confirm.pack({ how: 'now' }) }]]
    await expect(verdictOn(confirmed)).rejects.toThrow(/cannot be undone is not red/)
    await verdictOn([[danger(closing('now')), closing('ask')]])
  })

  it('and lets one main action and a red button be', async () => {
    await verdictOn([[primary(button('go')), danger(button('delete'))]])
  })
})
