import swagger from '@fastify/swagger'
import fastify, { type FastifyError } from 'fastify'
import {
  hasZodFastifySchemaValidationErrors,
  jsonSchemaTransform,
  serializerCompiler,
  validatorCompiler,
  type ZodTypeProvider,
} from 'fastify-type-provider-zod'
import { behindRoutes } from './behind.routes.ts'
import { chatRoutes } from './chat.routes.ts'
import type { Control, ControlServer } from './context.ts'
import { demoRoutes } from './demo.routes.ts'
import { ControlError } from './errors.ts'
import { groupRoutes } from './groups.routes.ts'
import { checkCaller } from './guard.ts'
import { messageRoutes } from './messages.routes.ts'
import { operationsRoutes } from './operations.routes.ts'
import { overviewRoutes } from './overview.routes.ts'
import { pageRoutes } from './page.routes.ts'
import { paymentRoutes } from './payments.routes.ts'
import { peopleRoutes } from './people.routes.ts'
import { problem } from './schemas.ts'
import { telegramRoutes } from './telegram.routes.ts'
import { walkRoutes } from './walk.routes.ts'
import { worldRoutes } from './world.routes.ts'

/** A 50 MB document, which is Telegram's own limit, grows by a third as base64. */
const bodyLimit = 70 * 1024 * 1024

function refusal(error: FastifyError | Error): {
  readonly status: number
  readonly error: string
  readonly message: string
} {
  if (error instanceof ControlError) return { status: error.status, error: error.code, message: error.message }
  if (hasZodFastifySchemaValidationErrors(error)) {
    const problems = error.validation.map(
      (issue) => `${issue.instancePath.replaceAll('/', '.').slice(1) || 'the body'}: ${issue.message ?? 'is wrong'}`,
    )
    return { status: 400, error: 'malformed', message: problems.join('; ') }
  }
  const status = 'statusCode' in error && typeof error.statusCode === 'number' ? error.statusCode : 500
  if (status < 500) return { status, error: 'malformed', message: error.message }
  return { status: 500, error: 'failed', message: error.message }
}

/** The control API and the chat page. Not listening yet. */
export async function createControlServer(control: Control): Promise<ControlServer> {
  const server = fastify({
    bodyLimit,
    forceCloseConnections: true,
    routerOptions: { maxParamLength: 300 },
  }).withTypeProvider<ZodTypeProvider>()
  server.setValidatorCompiler(validatorCompiler)
  server.setSerializerCompiler(serializerCompiler)
  server.setErrorHandler((error: FastifyError, _request, reply) => {
    const { status, ...body } = refusal(error)
    if (status === 500) console.error(error)
    return reply.code(status).send(body)
  })
  server.setNotFoundHandler((request, reply) =>
    reply.code(404).send({
      error: 'not-found',
      message: `There is no ${request.method} ${request.url}; see /control/openapi.json.`,
    }),
  )
  // `POST …/block` has no body, and many clients name JSON all the same.
  server.addContentTypeParser('application/json', { parseAs: 'string' }, (request, body, parsed) => {
    if (body === '') return parsed(null, undefined)
    void server.getDefaultJsonParser('error', 'error')(request, body.toString(), parsed)
  })
  server.addHook('onRoute', ({ schema }) => {
    if (schema && !schema.hide) schema.response = { '4xx': problem, ...Object(schema.response) }
  })
  server.addHook('onRequest', async (request) => checkCaller(request.headers))

  const info = {
    title: 'Bazaar playground',
    description: 'Plays people, Telegram and the world around the bot.',
    version: '1.0.0',
  }
  await server.register(swagger, { openapi: { info }, transform: jsonSchemaTransform })
  // Routes must be added after the plugin that collects them is ready.
  await server.register(async (scope) => {
    const typed = scope.withTypeProvider<ZodTypeProvider>()
    for (const routes of [
      peopleRoutes,
      messageRoutes,
      chatRoutes,
      groupRoutes,
      paymentRoutes,
      telegramRoutes,
      walkRoutes,
      worldRoutes,
      behindRoutes,
      overviewRoutes,
      operationsRoutes,
      demoRoutes,
    ]) {
      routes(typed, control)
    }
    pageRoutes(typed, control.page)
    typed.get('/control/openapi.json', { schema: { hide: true } }, () => server.swagger())
  })
  return server
}
