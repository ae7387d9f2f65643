import type { FastifyInstance, FastifyRequest } from 'fastify'
import { AppError } from '../errors/index.ts'

/** Telegram's deepest update has some 20 levels; thousands would overflow the stack of whatever walks the value later. */
const maxDepth = 100

const quote = 34
const backslash = 92

/** Whether arrays and objects of a JSON text are nested deeper than `limit`. One pass, nothing allocated. */
function isDeeperThan(json: string, limit: number): boolean {
  let depth = 0
  let inText = false
  for (let at = 0; at < json.length; at++) {
    const code = json.charCodeAt(at)
    if (inText) {
      if (code === backslash) at++
      else if (code === quote) inText = false
    } else if (code === quote) inText = true
    else if (code === 91 || code === 123) {
      depth++
      if (depth > limit) return true
    } else if (code === 93 || code === 125) depth--
  }
  return false
}

type Done = (error: Error | null, body?: unknown) => void

/** Reads JSON: refuses deep nesting and `__proto__` keys, and takes an empty body as none. */
export function createJsonParser(app: FastifyInstance): (request: FastifyRequest, text: string, done: Done) => void {
  const parse = app.getDefaultJsonParser('error', 'error')
  return (request, text, done) => {
    if (text === '') done(null, undefined)
    else if (isDeeperThan(text, maxDepth)) done(new AppError('core-http-bad-json', {}, 400))
    else void parse(request, text, done)
  }
}

/** Replaces fastify's JSON parser. */
export function useSafeJson(app: FastifyInstance): void {
  const parse = createJsonParser(app)
  app.removeContentTypeParser('application/json')
  app.addContentTypeParser<string>('application/json', { parseAs: 'string' }, parse)
}
