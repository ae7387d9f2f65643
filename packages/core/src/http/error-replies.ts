import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { AppError } from '../errors/index.ts'
import { type ErrorShape, houseErrors, type Problem } from './error-shape.ts'
import { securityHeaders } from './request-context.ts'
import { InvalidRequest } from './route-parts.ts'
import type { HttpServerOptions } from './types.ts'

/** Text keys for what fastify itself refuses, by status. */
const keysByStatus = new Map([
  [400, 'core-http-bad-request'],
  [413, 'core-http-too-large'],
  [415, 'core-http-unsupported-type'],
])

/** Fastify's code for a body that is not JSON. */
const notJson = 'FST_ERR_CTP_INVALID_JSON_BODY'

type Refusal = Omit<Problem, 'correlationId'>

function isFastifyRefusal(error: unknown): error is FastifyError & { readonly statusCode: number } {
  if (!(error instanceof Error) || !('code' in error) || !('statusCode' in error)) return false
  const { code, statusCode } = error
  return typeof code === 'string' && code.startsWith('FST_') && typeof statusCode === 'number' && statusCode < 500
}

/** Fastify's mark on what a body's stream threw: the client went away, or was too slow, while it was sending. */
const isClientGone = (error: unknown): boolean =>
  error instanceof Error &&
  'code' in error &&
  (error.code === 'ECONNRESET' || error.code === 'ERR_STREAM_PREMATURE_CLOSE') &&
  'statusCode' in error &&
  error.statusCode === 400

/** The one place that turns errors into HTTP answers; `undefined` = a bug, about which callers learn only the correlation id. */
function describe(error: unknown, text: (error: AppError) => string): Refusal | undefined {
  if (error instanceof AppError) return { status: error.status, key: error.key, message: text(error) }
  if (error instanceof InvalidRequest) {
    return { status: 400, key: 'core-http-invalid', message: error.message, problems: error.problems }
  }
  if (isFastifyRefusal(error)) {
    const key =
      error.code === notJson ? 'core-http-bad-json' : (keysByStatus.get(error.statusCode) ?? 'core-http-refused')
    return { status: error.statusCode, key, message: error.message }
  }
  if (isClientGone(error)) return { status: 400, key: 'core-http-incomplete' }
  return undefined
}

/**
 * Answers what is refused before there is a route, a path that is no path: no hook and no error handler hears of it, and left to itself
 * the framework names itself.
 */
export function refuseUnroutable(message: HttpServerOptions['message']) {
  return (_error: FastifyError, request: FastifyRequest, reply: FastifyReply): void => {
    const error = new AppError('core-http-bad-request', {}, 400)
    const text = message?.({ key: error.key }) ?? error.key
    void reply
      .status(error.status)
      .headers({ ...securityHeaders, 'x-request-id': request.id })
      .send({ error: error.key, message: text, correlationId: request.id })
  }
}

/** Makes the error handler that answers in a shape. */
export type ErrorAnswer = (
  shape: ErrorShape,
) => (error: unknown, request: FastifyRequest, reply: FastifyReply) => FastifyReply

/** Answers in any shape; unexpected errors are logged and counted. */
export function createErrorAnswer(options: HttpServerOptions): ErrorAnswer {
  const { log, onError, message = (text) => text.key } = options
  const text = (error: AppError): string => message({ key: error.key, params: error.params })

  /** What is refused is said; of a bug only the log learns more. */
  function toProblem(error: unknown, request: FastifyRequest): Problem {
    const { id: correlationId, method } = request
    const refusal = describe(error, text)
    const facts = { correlationId, method, route: request.routeOptions.url }
    if (refusal) {
      log.debug({ ...facts, status: refusal.status, code: refusal.key }, 'Request refused')
      return { ...refusal, correlationId }
    }
    log.error({ error, ...facts }, 'Request failed')
    onError?.(error)
    return { status: 500, key: 'core-http-internal', correlationId }
  }

  return (shape) => (error, request, reply) => {
    const problem = toProblem(error, request)
    if (problem.status === 503) void reply.header('retry-after', '5')
    const body = shape.body(problem)
    return reply
      .status(problem.status)
      .type(`${shape.contentType ?? 'application/json'}; charset=utf-8`)
      .send(typeof body === 'string' ? body : JSON.stringify(body))
  }
}

/** Answers errors and unknown routes as `{ error, message, correlationId }`. */
export function useErrorReplies(app: FastifyInstance, errors: ErrorAnswer): void {
  app.setErrorHandler(errors(houseErrors))
  const nothingHere = (request: FastifyRequest, reply: FastifyReply): FastifyReply =>
    reply
      .status(404)
      .send({ error: 'core-http-not-found', message: 'There is nothing here.', correlationId: request.id })
  app.setNotFoundHandler(nothingHere)
  // Before a byte of the body is read: nobody's bytes are held for nothing.
  app.addHook('onRequest', (request, reply, done) => {
    if (request.is404) nothingHere(request, reply)
    else done()
  })
}
