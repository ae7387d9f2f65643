import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { type BotContext, defineCallback, onCallback } from '@bazaar/core/bot'
import { defineFeature, type Feature } from '@bazaar/core/feature'
import type { KeyboardSpec } from '@bazaar/core/notifications'
import { danger, primary, success } from '@bazaar/core/screens'
import { startTestPlatform } from '@bazaar/testing'
import { describe, expect, it } from 'vitest'

const pressed = defineCallback('sh.press', {})
const button = (name: string) => ({ text: { key: `shown-${name}` }, data: pressed.pack({}) })

function localesOf(): URL {
  const folder = mkdtempSync(path.join(tmpdir(), 'bazaar-shown-'))
  const fluent =
    'shown-title = Shown\nshown-home = Shown\nshown-screen = Here it is\nshown-go = Go\nshown-delete = 🗑 Delete\n'
  for (const locale of ['en', 'ru']) writeFileSync(path.join(folder, `${locale}.ftl`), fluent)
  return pathToFileURL(`${folder}/`)
}

/** A bot of one screen. */
const featureWith = (keyboard: KeyboardSpec): Feature =>
  defineFeature({
    id: 'shown',
    code: 'sh',
    env: {},
    locales: localesOf(),
    build: () => [
      {
        home: { open: (ctx: BotContext) => ctx.show({ key: 'shown-screen' }, { keyboard }) },
        callbacks: [onCallback(pressed, async () => undefined)],
        eraseUser: async () => undefined,
        exportUser: async () => ({}),
      },
    ],
  })

/** What the end of a test says about a bot that shows these buttons. */
async function verdictOn(keyboard: KeyboardSpec): Promise<void> {
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

  it('and lets one main action and a red button be', async () => {
    await verdictOn([[primary(button('go')), danger(button('delete'))]])
  })
})
