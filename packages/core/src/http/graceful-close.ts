import type { Socket } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'

/** How long a connection that has not sent anything yet may still do so. */
const silentMs = 250

export interface GracefulClose {
  isClosing(): boolean
  close(ms: number): Promise<void>
}

function trackSockets(app: FastifyInstance): ReadonlySet<Socket> {
  const sockets = new Set<Socket>()
  app.server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
  })
  return sockets
}

/** Adds a close that waits for running requests but not for clients which merely keep their connection. */
export function createGracefulClose(app: FastifyInstance): GracefulClose {
  const sockets = trackSockets(app)
  let closing: Promise<void> | undefined
  // An answer given while closing also ends its connection; otherwise it would stay open until its keep-alive timeout.
  app.addHook('onSend', async (_request, reply) => {
    if (closing !== undefined) reply.header('connection', 'close')
  })

  /** Node.js counts a connection as idle only after its first request; load balancers open some in advance. */
  function endSilent(): void {
    for (const socket of sockets) if (socket.bytesRead === 0) socket.destroy()
  }

  async function close(ms: number): Promise<void> {
    const ended = new AbortController()
    const after = (wait: number, act: () => void): Promise<void> =>
      delay(wait, undefined, { signal: ended.signal }).then(act, () => undefined)
    const cuts = [after(Math.min(silentMs, ms), endSilent), after(ms, () => app.server.closeAllConnections())]
    try {
      await app.close()
    } finally {
      ended.abort()
      await Promise.all(cuts)
    }
  }

  return {
    isClosing: () => closing !== undefined,
    close(ms) {
      closing ??= close(ms)
      return closing
    },
  }
}
