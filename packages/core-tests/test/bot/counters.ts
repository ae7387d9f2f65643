import type { App } from '@bazaar/core/app'

/** The sum of one counter over all its labels. */
export async function readCounter(app: App, name: string): Promise<number> {
  const { body } = await app.core.metrics.render()
  const lines = body.split('\n').filter((line) => line.startsWith(`${name}{`) || line.startsWith(`${name} `))
  return lines.reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0)
}
