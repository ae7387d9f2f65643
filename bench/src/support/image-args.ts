import { readFileSync } from 'node:fs'
import { z } from 'zod'

const command = z.tuple([z.literal('node')]).rest(z.string())

/** The arguments that the image gives to Node.js before its program: what is measured runs as it does there. @throws when the Dockerfile has no such CMD */
export function readImageArgs(): readonly string[] {
  const text = readFileSync(new URL('../../../Dockerfile', import.meta.url), 'utf8')
  const [, json] = /^CMD (\[.*\])$/m.exec(text) ?? []
  if (json === undefined) throw new Error('The Dockerfile has no CMD ["node", …, "main.js"].')
  return command.parse(JSON.parse(json)).slice(1, -1)
}
