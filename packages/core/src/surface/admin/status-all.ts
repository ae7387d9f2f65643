import type { BotContext } from '../../bot/index.ts'
import type { BuiltFeature } from '../../feature/index.ts'
import type { TextSpec } from '../../i18n/index.ts'
import { homeButton } from '../../screens/index.ts'

/** One section per feature that has something to say about the person. */
export async function statusLines(
  features: readonly BuiltFeature[],
  userId: bigint,
  log: BotContext['log'],
): Promise<readonly TextSpec[]> {
  const found = await Promise.all(
    features.map(async ({ id, status }): Promise<readonly TextSpec[]> => {
      const title = { text: { key: `${id}-title` } }
      try {
        const text = await status(userId)
        return text ? [{ key: 'core-status-line', params: { title, text: { text } } }] : []
      } catch (error) {
        // The other features' lines are worth more than none at all.
        log.error({ error, feature: id }, 'A feature could not say what it does for a person')
        return [{ key: 'core-status-line', params: { title, text: { text: { key: 'core-status-unknown' } } } }]
      }
    }),
  )
  return found.flat()
}

/** `/status_all`: what every feature does for the person who asks. */
export async function sayStatus(features: readonly BuiltFeature[], ctx: BotContext): Promise<void> {
  const lines = ctx.person ? await statusLines(features, ctx.person.id, ctx.log) : []
  const text: TextSpec =
    lines.length === 0 ? { key: 'core-status-none' } : { key: 'core-status-all', params: { lines: { lines } } }
  await ctx.say(text, { keyboard: [[homeButton]] })
}
