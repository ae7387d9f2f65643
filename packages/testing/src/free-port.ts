import { createServer, type Server } from 'node:net'

export interface Address {
  readonly url: string
  readonly port: number
}

/** Listens on a free port of 127.0.0.1. */
export async function listenLocally(server: Server): Promise<Address> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  const address = server.address()
  if (typeof address !== 'object' || address === null) throw new Error('No free port was given.')
  return { url: `http://127.0.0.1:${address.port}`, port: address.port }
}

/** A port that was free a moment ago, for servers that must know their address before they listen. */
export async function findFreePort(): Promise<number> {
  const server = createServer()
  const { port } = await listenLocally(server)
  await new Promise((resolve) => server.close(resolve))
  return port
}
