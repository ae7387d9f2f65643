import { createServer, request } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { type Address, listenLocally } from './free-port.ts'

/** A load balancer of the simplest kind, for several webhook processes behind one address. */
export interface RoundRobin extends Address {
  /** Takes effect with the next request. */
  setTargets(urls: readonly string[]): void
  /** Requests passed on so far, by target. */
  readonly served: ReadonlyMap<string, number>
  close(): Promise<void>
}

/**
 * Passes requests on in turn. A connection that breaks before any answer (the target stops listening at that moment) is tried once more at the
 * next target, as balancers do; then it is a 502.
 */
export async function startRoundRobin(): Promise<RoundRobin> {
  let targets: readonly string[] = []
  let turn = 0
  const served = new Map<string, number>()
  const server = createServer((incoming, answer) => {
    const fail = (): void => {
      if (!answer.headersSent) answer.writeHead(502)
      answer.end()
    }
    const pass = (body: Buffer, triesLeft: number): void => {
      const target = targets[turn++ % Math.max(1, targets.length)]
      if (target === undefined) return void fail()
      served.set(target, (served.get(target) ?? 0) + 1)
      const passed = request(new URL(incoming.url ?? '/', target), {
        method: incoming.method,
        headers: { ...incoming.headers, connection: 'close' },
      })
      passed.on('response', (response) => {
        answer.writeHead(response.statusCode ?? 502, response.headers)
        response.on('error', fail).pipe(answer)
      })
      passed.on('error', () => (triesLeft > 0 && !answer.headersSent ? pass(body, triesLeft - 1) : fail()))
      passed.end(body)
    }
    buffer(incoming).then((body) => pass(body, 1), fail)
  })
  const address = await listenLocally(server)
  return {
    ...address,
    served,
    setTargets(urls) {
      targets = urls
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
