import type { FastifyInstance } from 'fastify'
import { OwnError } from '../errors/index.ts'
import type { Address } from './types.ts'

const reasons = new Map([
  ['EADDRINUSE', 'is taken: another process listens there. Set %PORT to another one'],
  ['EACCES', 'is not for this account: set %PORT to one above 1023'],
  ['EADDRNOTAVAIL', 'is no address of this machine: check %HOST'],
  ['ENOTFOUND', 'is not known: check %HOST'],
])

/** The bot cannot listen; says which variable to change. */
class PortUnusable extends OwnError {
  override readonly name = 'PortUnusable'
}

/** Listens and returns the URL. `prefix` is that of the variables which say where: `OPERATIONS_` or nothing. */
export async function listenAt(app: FastifyInstance, { host, port }: Address, prefix = ''): Promise<string> {
  try {
    return await app.listen({ host, port })
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    const reason = reasons.get(code)?.replace('%', prefix)
    if (reason === undefined) throw error
    throw new PortUnusable(`${host}:${port} ${reason}`, { cause: error })
  }
}
