import { type BotContext, defineCallback, onCallback } from '../bot/index.ts'
import type { Declarations, OwnedPart } from '../feature/index.ts'
import type { TextSpec } from '../i18n/index.ts'
import type { ButtonSpec } from '../notifications/index.ts'
import { sells } from '../payments/index.ts'
import { homeButton, primary } from '../screens/index.ts'
import { openSupport } from './request.form.ts'
import type { Support } from './types.ts'

const writes = defineCallback('co.spay', {})
const writeButton: ButtonSpec = primary({ text: { key: 'core-paysupport-button-write' }, data: writes.pack({}) })

/** In `/paysupport`: opens the form about payments. */
export const onWrite = (support: Support) => {
  const open = openSupport(support, 'paysupport')
  return onCallback(writes, async (ctx) => void (await open(ctx)))
}

/** `/paysupport`: what the features say about the payments of whoever asks, and the way to people. Telegram wants it from bots that sell. */
export async function showPaySupport({ on }: Declarations, ctx: BotContext): Promise<void> {
  if (!sells(on) && !on.some(({ part }) => part.paySupport))
    return ctx.show({ key: 'core-paysupport' }, { keyboard: [[homeButton]] })
  const { person } = ctx
  const said = person ? await Promise.all(on.map((owned) => lineOf(owned, person.id, ctx.log))) : []
  const lines = said.filter((text) => text !== undefined)
  const text: TextSpec =
    lines.length === 0
      ? { key: 'core-paysupport-none' }
      : { key: 'core-paysupport-lines', params: { lines: { lines } } }
  await ctx.show(text, { keyboard: [[writeButton], [homeButton]] })
}

async function lineOf({ id, part }: OwnedPart, userId: bigint, log: BotContext['log']): Promise<TextSpec | undefined> {
  try {
    return await part.paySupport?.(userId)
  } catch (error) {
    // Whoever asks for their money gets at least the way to people.
    log.error({ error, feature: id }, 'A feature could not say what a person paid for')
    return { key: 'core-paysupport-unknown' }
  }
}
