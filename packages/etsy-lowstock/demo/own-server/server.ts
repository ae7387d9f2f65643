import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'
import { createInbox, type Inbox } from './inbox.ts'
import { renderServer } from './page.ts'
import { secret } from './schema.ts'

const alertsPath = '/alerts'

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject)
      const address = server.address()
      if (address === null || typeof address === 'string') return reject(new Error('The server has no port.'))
      resolve(address.port)
    })
  })
}

/** Saves what somebody pasted. @returns what is said of it */
function save(inbox: Inbox, form: string): string {
  const pasted = secret.safeParse(new URLSearchParams(form).get('secret')?.trim())
  if (!pasted.success) return 'That is no secret: it begins with whsec_.'
  inbox.set({ secret: pasted.data })
  return 'Saved.'
}

/**
 * A seller's own server, on this machine alone: takes alerts at `/alerts`, and shows them on a page.
 * @param wanted its port, so that an address that the bot knows still leads here after a restart; where it is taken, any free one
 */
export async function startOwnServer(wanted: number) {
  const inbox = createInbox()
  let address = ''
  const read = () => ({ address, ...inbox.read() })

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await text(request)
    const { pathname } = new URL(request.url ?? '/', 'http://localhost')
    if (request.method === 'POST' && pathname === alertsPath) {
      response.writeHead(inbox.take(request.headers, body)).end()
      return
    }
    const said = request.method === 'POST' && pathname === '/secret' ? save(inbox, body) : ''
    const status = pathname === '/' || pathname === '/secret' ? 200 : 404
    response.writeHead(status, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' })
    response.end(renderServer(read(), said))
  }

  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.writeHead(400).end())
  })
  const port = await listen(server, wanted).catch(() => listen(server, 0))
  const url = `http://127.0.0.1:${port}`
  address = url + alertsPath
  return {
    url,
    set: inbox.set,
    read,
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
