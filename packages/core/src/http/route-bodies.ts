import type { FastifyInstance, FastifyRequest } from 'fastify'
import { AppError } from '../errors/index.ts'
import { createJsonParser } from './json-body.ts'
import { type BodyType, bodyTypes } from './route.ts'

/** Names that come twice become lists, as in a form with several boxes. As in JSON, a name that would be a prototype is refused. */
function readForm(text: string): object {
  const names = new Map<string, string | string[]>()
  for (const [name, value] of new URLSearchParams(text)) {
    if (name === '__proto__') throw new AppError('core-http-bad-request', {}, 400)
    const before = names.get(name)
    names.set(name, before === undefined ? value : [before, value].flat())
  }
  return Object.fromEntries(names)
}

/**
 * Parsers of a scope: the types that its route accepts, everything else is refused.
 * @param arrived gets the bytes as they came, before anything of them is parsed, and may refuse them
 */
export function useRouteBodies(
  app: FastifyInstance,
  accepts: readonly BodyType[],
  arrived: (request: FastifyRequest, raw: Buffer) => Promise<void>,
): void {
  const parseJson = createJsonParser(app)
  const parsers = {
    json: (request: FastifyRequest, text: string) =>
      new Promise<unknown>((resolve, reject) =>
        parseJson(request, text, (error, body) => (error ? reject(error) : resolve(body))),
      ),
    form: async (_request: FastifyRequest, text: string): Promise<unknown> => readForm(text),
  }
  app.removeAllContentTypeParsers()
  for (const type of accepts)
    app.addContentTypeParser<Buffer>(
      bodyTypes[type],
      { parseAs: 'buffer' },
      async (request: FastifyRequest, raw: Buffer) => {
        await arrived(request, raw)
        return parsers[type](request, raw.toString())
      },
    )
}
