import { createServer, type RequestListener, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, it, vi } from 'vitest'
import { createTelegramCall } from './call.ts'
import { createDownload, type Download, type Downloaded, type DownloadOptions } from './download.ts'
import { createWire } from './wire.ts'

const cleanups: (() => unknown)[] = []
afterEach(async () => {
  for (const cleanup of cleanups.splice(0)) await cleanup()
})

const megabyte = 1024 * 1024
const keep = async (file: Downloaded): Promise<Downloaded> =>
  file.kind === 'bytes' ? { kind: 'bytes', bytes: Buffer.from(file.bytes) } : file

/** Telegram's side: `getFile` names a file with this size, and `serveFile` answers for its bytes. */
async function startFiles(
  fileSize: number | undefined,
  serveFile: RequestListener,
  options?: Partial<DownloadOptions>,
) {
  const server = createServer((request, response) => {
    if (!request.url?.endsWith('/getFile')) return serveFile(request, response)
    const found = { file_id: 'x', file_path: 'photos/1.jpg', file_size: fileSize }
    return response.end(JSON.stringify({ ok: true, result: found }))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const wire = createWire()
  cleanups.push(() => {
    wire.close()
    server.closeAllConnections()
    return new Promise((resolve) => server.close(resolve))
  })
  const apiRoot = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const call = createTelegramCall({ token: '1:x', apiRoot, wire })
  return createDownload({ token: '1:x', apiRoot, call, wire, ...options })
}

function serveBytes(length: number) {
  return (_request: unknown, response: ServerResponse) => {
    response.setHeader('content-length', length)
    response.end(Buffer.alloc(length, 'x'))
  }
}

it('brings small and large files whole', async () => {
  for (const length of [10, 3 * megabyte]) {
    const download = await startFiles(length, serveBytes(length))
    const file = await download('x', 10 * megabyte, keep)
    expect(file.kind === 'bytes' && Buffer.from(file.bytes).equals(Buffer.alloc(length, 'x'))).toBe(true)
  }
})

// What it is read from has as much again.
it('holds a large file once while it comes, and not its pieces beside it', async () => {
  const length = 10 * megabyte
  const piece = Buffer.alloc(megabyte, 'x')
  let most = 0
  const download = await startFiles(length, (_request, response) => {
    response.setHeader('content-length', length)
    const more = (left: number): unknown => {
      most = Math.max(most, process.memoryUsage().arrayBuffers)
      return left === 0 ? response.end() : response.write(piece, () => setImmediate(more, left - 1))
    }
    more(10)
  })
  const before = process.memoryUsage().arrayBuffers
  const file = await download('x', length, async (found) => {
    most = Math.max(most, process.memoryUsage().arrayBuffers)
    return found.kind
  })
  expect(file).toBe('bytes')
  expect(most - before).toBeGreaterThanOrEqual(length)
  expect(most - before).toBeLessThan(2 * length + 2 * megabyte)
})

it('breaks off what is longer than it may be, also when nobody said so before', async () => {
  let sent = 0
  const download = await startFiles(undefined, (_request, response) => {
    const more = () => {
      sent += 65_536
      if (!response.destroyed) response.write(Buffer.alloc(65_536), () => setImmediate(more))
    }
    more()
  })
  expect(await download('x', megabyte, keep)).toEqual({ kind: 'too-large' })
  expect(sent).toBeLessThan(50 * megabyte)
})

it('gives the memory back as soon as it is used', async () => {
  const download = await startFiles(3 * megabyte, serveBytes(3 * megabyte))
  const used = await download('x', 10 * megabyte, async (file) => (file.kind === 'bytes' ? file.bytes : undefined))
  expect(used?.byteLength).toBe(0)
})

it('asks for no file that Telegram calls too large, and takes no more than Telegram named', async () => {
  let asked = 0
  const download = await startFiles(2_000, (_request, response) => {
    asked++
    response.end(Buffer.alloc(5_000))
  })
  expect(await download('x', 1_000, keep)).toEqual({ kind: 'too-large' })
  expect(asked).toBe(0)
  expect(await download('x', 10_000, keep)).toMatchObject({ kind: 'unreachable' })
})

it('fetches no more than there is room for, until who uses it is through', async () => {
  const fetched: ServerResponse[] = []
  const download = await startFiles(
    10 * megabyte,
    (request, response) => {
      fetched.push(response)
      serveBytes(10 * megabyte)(request, response)
    },
    { budgetBytes: 20 * megabyte },
  )
  const people = 16
  let held = 0
  let most = 0
  const ends: (() => void)[] = []
  const use = async (file: Downloaded) => {
    if (file.kind !== 'bytes') return file.kind
    held += file.bytes.byteLength
    most = Math.max(most, held)
    await new Promise<void>((resolve) => ends.push(resolve))
    held -= file.bytes.byteLength
    return file.kind
  }
  const taken = Array.from({ length: people }, () => download('x', 10 * megabyte, use))
  for (let through = 0; through < people; through++) {
    await vi.waitFor(() => expect(ends.length).toBeGreaterThan(through), { timeout: 20_000 })
    // Two are held; nothing else was as much as asked for.
    expect(fetched.length).toBeLessThanOrEqual(through + 2)
    ends[through]?.()
  }
  expect(new Set(await Promise.all(taken))).toEqual(new Set(['bytes']))
  expect(most).toBe(20 * megabyte)
}, 60_000)

it('says that it is busy when there is no room in time, and when enough wait', async () => {
  const download = await startFiles(1_000, serveBytes(1_000), { budgetBytes: 1_000, waitMs: 1 })
  const first = holdOne(download)
  await first.begun
  expect(await download('x', 1_000, keep)).toEqual({ kind: 'busy' })
  first.end()
  expect(await first.ended).toBe('bytes')

  const patient = await startFiles(1_000, serveBytes(1_000), { budgetBytes: 1_000 })
  const held = holdOne(patient)
  await held.begun
  const kinds: string[] = []
  const waiting = Array.from({ length: 150 }, () =>
    patient('x', 1_000, async ({ kind }) => {
      kinds.push(kind)
    }),
  )
  await vi.waitFor(() => expect(kinds).toEqual(Array(134).fill('busy')), { timeout: 20_000 })
  held.end()
  await Promise.all(waiting)
  expect(kinds.filter((kind) => kind === 'bytes')).toHaveLength(16)
})

function holdOne(download: Download) {
  const begun = Promise.withResolvers<void>()
  const end = Promise.withResolvers<void>()
  const ended = download('x', 1_000, async ({ kind }) => {
    begun.resolve()
    await end.promise
    return kind
  })
  return { begun: begun.promise, end: end.resolve, ended }
}
