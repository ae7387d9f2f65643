import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Api, HttpError, InputFile } from 'grammy'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { directCalls } from './direct-calls.ts'
import { createTelegramFetch } from './telegram-fetch.ts'
import { createWire } from './wire.ts'

const wire = createWire()
const asked: { readonly path: string; readonly type: string; readonly body: string }[] = []
const server = createServer(async (request, response) => {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  const body = Buffer.concat(chunks).toString()
  asked.push({ path: request.url ?? '', type: request.headers['content-type'] ?? '', body })
  if (body.includes('drop')) return void request.socket.destroy()
  if (body.includes('refuse'))
    return void response.writeHead(403).end('{"ok":false,"error_code":403,"description":"Forbidden: bot was blocked"}')
  response.end(body.includes('proxy') ? '<html>' : '{"ok":true,"result":{"message_id":7}}')
})
let api: Api
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const apiRoot = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  api = new Api('1:secret', { apiRoot, fetch: createTelegramFetch(wire) })
  api.config.use(directCalls({ token: '1:secret', apiRoot, wire }))
})
afterAll(() => {
  wire.close()
  server.close()
})

it('sends plain calls as JSON, and leaves files to the client', async () => {
  expect(await api.sendMessage(5, 'Привет')).toEqual({ message_id: 7 })
  expect(asked.at(-1)).toEqual({
    path: '/bot1:secret/sendMessage',
    type: 'application/json',
    body: '{"chat_id":5,"text":"Привет"}',
  })
  await api.sendPhoto(5, new InputFile(Buffer.from('x')))
  expect(asked.at(-1)?.type).toContain('multipart/form-data')
})

it('fails as the client does', async () => {
  await expect(api.sendMessage(5, 'refuse')).rejects.toMatchObject({ error_code: 403, method: 'sendMessage' })
  await expect(api.sendMessage(5, 'drop')).rejects.toBeInstanceOf(HttpError)
  const broken = await api.sendMessage(5, 'proxy').catch((error: unknown) => error)
  expect(broken).toBeInstanceOf(HttpError)
  expect(String(broken)).not.toContain('secret')
})
