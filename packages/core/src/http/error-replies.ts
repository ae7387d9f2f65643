import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod'
import { AppError } from '../errors/index.ts'
import { securityHeaders } from './request-context.ts'
import type { HttpServerOptions } from './types.ts'

/** Text keys for what fastify itself refuses, by status. */
const keysByStatus = new Map([
  [400, 'core-http-bad-request'],
  [413, 'core-http-too-large'],
  [415, 'core-http-unsupported-type'],
])

interface Refusal {
  readonly status: number
  readonly body: { readonly error: string; readonly message?: string; readonly problems?: readonly Problem[] }
}
interface Problem {
  readonly path: string
  readonly message: string
}

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
function describe(error: unknown, message: (key: AppError) => string): Refusal | undefined {
  if (error instanceof AppError) return { status: error.status, body: { error: error.key, message: message(error) } }
  if (hasZodFastifySchemaValidationErrors(error)) {
    const place = error.validationContext ?? 'body'
    const problems = error.validation.map((problem) => ({
      path: `${place}${problem.instancePath.replaceAll('/', '.')}`,
      message: problem.message ?? 'is not valid',
    }))
    return {
      status: 400,
      body: { error: 'core-http-invalid', message: 'The request does not fit its schema.', problems },
    }
  }
  if (isFastifyRefusal(error)) {
    const key = keysByStatus.get(error.statusCode) ?? 'core-http-refused'
    return { status: error.statusCode, body: { error: key, message: error.message } }
  }
  if (isClientGone(error)) return { status: 400, body: { error: 'core-http-incomplete' } }
  // A body that is not JSON: the parser's own message would quote it.
  if (error instanceof SyntaxError && 'statusCode' in error && error.statusCode === 400) {
    return { status: 400, body: { error: 'core-http-bad-json', message: 'The body is not valid JSON.' } }
  }
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

/** Answers errors and unknown routes as `{ error, message, correlationId }`; unexpected ones are logged and counted. */
export function useErrorReplies(app: FastifyInstance, options: HttpServerOptions): void {
  const { log, onError, message = (text) => text.key } = options
  const text = (error: AppError): string => message({ key: error.key, params: error.params })

  function answer(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
    const refusal = describe(error, text)
    const correlationId = request.id
    const { method } = request
    if (refusal !== undefined) {
      log.debug(
        { correlationId, method, route: request.routeOptions.url, status: refusal.status, code: refusal.body.error },
        'Request refused',
      )
      if (refusal.status === 503) void reply.header('retry-after', '5')
      return reply.status(refusal.status).send({ ...refusal.body, correlationId })
    }
    log.error({ error, correlationId, method, route: request.routeOptions.url }, 'Request failed')
    onError?.(error)
    return reply.status(500).send({ error: 'core-http-internal', correlationId })
  }

  app.setErrorHandler(answer)
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
