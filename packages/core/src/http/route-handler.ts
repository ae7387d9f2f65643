import { createHash } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { AppError } from '../errors/index.ts'
import { makeStorable } from '../i18n/index.ts'
import { type Caller, headerOf } from './access.ts'
import { pageType } from './page.ts'
import { bodyTypes, type RawRequest, type Route } from './route.ts'
import type { Answer } from './route-parts.ts'
import type { Idempotency } from './types.ts'

const idempotencyKey = /^[\x21-\x7e]{1,255}$/

/** A request that was let in: whose it is, and its body as it came. */
export interface Arrived {
  readonly caller: Caller
  readonly raw: Uint8Array
}

type Answered = Awaited<ReturnType<Idempotency['run']>>
export type RouteHandler = (arrived: Arrived, request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>

/** Runs a route, at most once where it is idempotent, and sends what it answers. */
export function createRouteHandler(place: string, route: Route, idempotency: Idempotency): RouteHandler {
  const runOnce = (given: RawRequest, { caller, raw }: Arrived, request: FastifyRequest): Promise<Answered> =>
    idempotency.run(
      {
        key: [nameOf(caller), place, idempotencyKeyOf(request)],
        userId: caller.by === 'api-key' ? caller.userId : undefined,
        request: createHash('sha256').update(`${request.url}\n`).update(raw).digest('base64'),
      },
      (tx) => route.run(given, tx),
    )

  const type = route.page ? pageType : bodyTypes.json
  return async (arrived, request, reply) => {
    const sent = arrived.raw.length === 0 ? undefined : request.body
    const [body, query, params] = makeStorable([sent, request.query, request.params])
    const given = { params, query, body, caller: arrived.caller, correlationId: request.id }
    if (!route.idempotent) return send(reply, await route.run(given, undefined), type)
    const { isFirst, answer } = await runOnce(given, arrived, request)
    if (!isFirst) void reply.header('idempotency-replayed', 'true')
    return send(reply, answer, type)
  }
}

function send(reply: FastifyReply, { status, text }: Answer, type: string): FastifyReply {
  void reply.status(status)
  return text === '' ? reply.send() : reply.type(`${type}; charset=utf-8`).send(text)
}

const nameOf = (caller: Caller): string => (caller.by === 'api-key' ? `user:${caller.userId}` : caller.by)

function idempotencyKeyOf({ headers }: FastifyRequest): string {
  const key = headerOf(headers, 'idempotency-key')
  if (key === undefined || !idempotencyKey.test(key)) throw new AppError('core-http-idempotency-missing', {}, 400)
  return key
}
