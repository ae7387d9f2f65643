import type { FastifyReply, FastifyRequest } from 'fastify'
import { AppError } from '../errors/index.ts'
import { sameSecret } from './same-secret.ts'

/** What a request brings as `Authorization: Bearer …`. A secret in the address is never looked at: addresses are logged on the way. */
export const bearerOf = (request: FastifyRequest): string | undefined =>
  /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '')?.[1]

/** Lets nobody pass without this secret, before anything of a body is read. */
export const requireBearer =
  (secret: string) =>
  async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    if (sameSecret(bearerOf(request), secret)) return
    void reply.header('www-authenticate', 'Bearer')
    throw new AppError('core-http-unauthorized', {}, 401)
  }
