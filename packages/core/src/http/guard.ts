import type { IncomingHttpHeaders } from 'node:http'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { AppError } from '../errors/index.ts'
import type { LimitHit } from '../limits/index.ts'
import { type Access, type Caller, headerOf } from './access.ts'
import { bearerOf } from './bearer.ts'
import type { Route } from './route.ts'
import { sameSecret } from './same-secret.ts'
import type { RouteOptions } from './types.ts'

/**
 * So many wrong keys of one address are answered as such; the others only hear that they come too often. It keeps logs and answers short and stops nobody
 * who guesses, because a right key always passes (behind a proxy all have one address): a key must be too long to be guessed.
 */
const guesses = { max: 20, windowMs: 10 * 60_000, onStoreLost: 'refuse' } as const
/** Of each API key, over all routes. */
const keyRule = { max: 60, windowMs: 60_000, onStoreLost: 'refuse' } as const

/** The access rule of one route at work. */
export interface Guard {
  /** Before a byte of the body is read. @throws AppError when the caller may not */
  admit(request: FastifyRequest, reply: FastifyReply): Promise<Caller>
  /**
   * Before the body is parsed. @returns who called, where the signature says more than was known
   * @throws AppError when a signature is wanted and these bytes are not signed
   */
  verify(raw: Uint8Array, headers: IncomingHttpHeaders): Promise<Caller | undefined>
}

type OperatorKey = Extract<Access, { by: 'operator-key' }>
type ApiKey = Extract<Access, { by: 'api-key' }>

const nothingHere = (): AppError => new AppError('core-http-not-found', {}, 404)

export function createGuard(
  id: string,
  place: string,
  { access, limit }: Route,
  { limits, apiKeys }: Pick<RouteOptions, 'limits' | 'apiKeys'>,
): Guard {
  async function keepTo(hits: readonly LimitHit[], reply: FastifyReply): Promise<void> {
    for (const decision of await limits.hitMany(hits)) {
      if (decision.allowed) continue
      const seconds = Math.ceil(decision.retryAfterMs / 1000)
      void reply.header('retry-after', String(seconds))
      throw new AppError('core-http-limited', { seconds }, 429)
    }
  }
  const ofRoute = (caller: string, onStoreLost: 'allow' | 'refuse'): readonly LimitHit[] =>
    limit ? [{ key: `http:${place}:${caller}`, rule: { ...limit, onStoreLost } }] : []
  const guessed = (request: FastifyRequest, reply: FastifyReply): Promise<void> =>
    keepTo([{ key: `http-guess:${request.ip}`, rule: guesses }], reply)

  async function admitOperator(rule: OperatorKey, request: FastifyRequest, reply: FastifyReply): Promise<Caller> {
    const { header, alsoHeaders = [], key } = rule
    if (!key) throw nothingHere()
    const given = [header, ...alsoHeaders].map((name) => headerOf(request.headers, name)).find((value) => value)
    if (given === undefined) throw new AppError('core-http-key-missing', { header }, 401)
    if (!sameSecret(given, key)) {
      await guessed(request, reply)
      throw new AppError('core-http-key-wrong', { header }, 403)
    }
    await keepTo(ofRoute('operator', 'refuse'), reply)
    return { by: 'operator-key' }
  }

  async function admitPerson({ scope, header }: ApiKey, request: FastifyRequest, reply: FastifyReply): Promise<Caller> {
    const given = header === undefined ? bearerOf(request) : headerOf(request.headers, header)
    if (header === undefined) void reply.header('www-authenticate', 'Bearer')
    if (given === undefined)
      throw new AppError('core-http-key-missing', { header: header ?? 'Authorization: Bearer' }, 401)
    const key = await apiKeys.find(given)
    if (!key) {
      await guessed(request, reply)
      throw new AppError('core-http-key-unknown', {}, 401)
    }
    void reply.removeHeader('www-authenticate')
    await keepTo([{ key: `http-key:${key.id}`, rule: keyRule }, ...ofRoute(`key:${key.id}`, 'refuse')], reply)
    const wanted = `${id}.${scope}`
    if (!key.scopes.includes(wanted)) throw new AppError('core-http-scope', { scope: wanted }, 403)
    return { by: 'api-key', userId: key.userId, keyId: key.id }
  }

  return {
    async admit(request, reply) {
      if (access.by === 'operator-key') return admitOperator(access, request, reply)
      if (access.by === 'api-key') return admitPerson(access, request, reply)
      if (access.by === 'signed' && !access.verify) throw nothingHere()
      await keepTo(ofRoute(request.ip, 'allow'), reply)
      return access.by === 'signed' ? { by: 'signed' } : { by: 'public' }
    },
    async verify(raw, headers) {
      if (access.by !== 'signed') return undefined
      const verified = (await access.verify?.(raw, headers)) ?? false
      if (verified === false) throw new AppError('core-http-signature', {}, 401)
      return verified === true ? undefined : { by: 'signed', messageId: verified.messageId }
    },
  }
}
