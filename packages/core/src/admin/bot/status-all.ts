import type { BotContext } from '../../bot/index.ts'
import type { Declarations } from '../../feature/index.ts'
import type { TextSpec } from '../../i18n/index.ts'
import { homeButton } from '../../screens/index.ts'

/** One section per feature that has something to say about the person. */
export async function statusLines(
  { on }: Declarations,
  userId: bigint,
  log: BotContext['log'],
): Promise<readonly TextSpec[]> {
  const sections = [...Map.groupBy(on, ({ id }) => id)].map(async ([id, owned]): Promise<readonly TextSpec[]> => {
    const title = { text: { key: `${id}-title` } }
    try {
      const said = await Promise.all(owned.map(({ part }) => part.status?.(userId)))
      const lines = said.filter((text) => text !== undefined)
      return lines.length > 0 ? [{ key: 'core-status-line', params: { title, text: { lines } } }] : []
    } catch (error) {
      // The other features' lines are worth more than none at all.
      log.error({ error, feature: id }, 'A feature could not say what it does for a person')
      return [{ key: 'core-status-line', params: { title, text: { text: { key: 'core-status-unknown' } } } }]
    }
  })
  return (await Promise.all(sections)).flat()
}

/** `/status_all`: what every feature does for the person who asks. */
export async function sayStatus(declarations: Declarations, ctx: BotContext): Promise<void> {
  const lines = ctx.person ? await statusLines(declarations, ctx.person.id, ctx.log) : []
  const text: TextSpec =
    lines.length === 0 ? { key: 'core-status-none' } : { key: 'core-status-all', params: { lines: { lines } } }
  await ctx.say(text, { keyboard: [[homeButton]] })
}
