import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect } from 'vitest'
import type { SharedPlayground } from './shared-playground.ts'

/** Calls the Bot API in the bot's place, for what no feature does yet; answers the call's result. */
// biome-ignore lint/suspicious/noExplicitAny: each test knows what it asked for
export type AsBot = (method: string, body: object) => Promise<any>

export async function playTheBot(playground: SharedPlayground): Promise<AsBot> {
  const { state } = JSON.parse(readFileSync(path.join(playground.dataDir, 'telegram.json'), 'utf8'))
  const { links } = await playground.control.ask('GET', '/control/overview')
  const root = `${new URL(links.Coverage).origin}/bot${state.bots[0].token}`
  return async (method, body) => {
    const response = await fetch(`${root}/${method}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    const answer = Object(await response.json())
    expect(answer).toMatchObject({ ok: true })
    return answer.result
  }
}
