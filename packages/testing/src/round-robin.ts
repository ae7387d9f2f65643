import { createServer, request } from 'node:http'
import { type Address, listenLocally } from './free-port.ts'

/** A load balancer of the simplest kind, for several webhook processes behind one address. */
export interface RoundRobin extends Address {
  /** Takes effect with the next request. */
  setTargets(urls: readonly string[]): void
  /** Requests passed on so far, by target. */
  readonly served: ReadonlyMap<string, number>
  close(): Promise<void>
}

/** Passes requests on in turn; one that cannot be reached is answered with 502, as real balancers do. */
export async function startRoundRobin(): Promise<RoundRobin> {
  let targets: readonly string[] = []
  let turn = 0
  const served = new Map<string, number>()
  const server = createServer((incoming, answer) => {
    const target = targets[turn++ % Math.max(1, targets.length)]
    const fail = (): void => {
      if (!answer.headersSent) answer.writeHead(502)
      answer.end()
    }
    if (target === undefined) return fail()
    served.set(target, (served.get(target) ?? 0) + 1)
    const passed = request(new URL(incoming.url ?? '/', target), {
      method: incoming.method,
      headers: { ...incoming.headers, connection: 'close' },
    })
    passed.on('response', (response) => {
      answer.writeHead(response.statusCode ?? 502, response.headers)
      response.on('error', fail).pipe(answer)
    })
    passed.on('error', fail)
    incoming.pipe(passed)
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
