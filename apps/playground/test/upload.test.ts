import { expect, it } from 'vitest'
import { sortOut, toMessages } from '../src/page/upload.ts'

const file = (name: string, type = 'image/png') => new File(['bytes'], name, { type })

async function messages(files: readonly File[]): Promise<readonly object[]> {
  const bodies: object[] = []
  for await (const body of toMessages(files)) bodies.push(body)
  return bodies
}

const sized = (name: string, size: number) => Object.defineProperty(file(name, 'video/mp4'), 'size', { value: size })

it('sends more than ten pictures as several albums', async () => {
  const pictures = Array.from({ length: 12 }, (_, index) => file(`${index}.png`))
  const bodies = await messages(pictures)
  expect(bodies.map((body) => Object(body).album.length)).toEqual([10, 2])
})

it('sends as one album only what one call can carry', async () => {
  const films = [sized('a.mp4', 40_000_000), sized('b.mp4', 40_000_000)]
  expect((await messages(films)).map((body) => Object.keys(body))).toEqual([['video'], ['video']])
  expect(
    (await messages([file('a.png'), file('list.pdf', 'application/pdf')])).map((body) => Object.keys(body)),
  ).toEqual([['photo'], ['document']])
})

it('says which files Telegram does not take, and why', () => {
  const [good, long, empty] = [file('good.png'), sized('long.mp4', 60 * 1024 * 1024), new File([], 'empty.txt')]
  expect(sortOut([good, long, empty])).toEqual({
    sendable: [good],
    refusals: ['“long.mp4” has 60.0 MB; a file may have 50.0 MB.', '“empty.txt” is empty.'],
  })
})

it('keeps the end of a very long name, which says what the file is', async () => {
  const [body] = await messages([file(`${'n'.repeat(220)}.png`)])
  expect(Object(body).photo.filename).toMatch(/^n{196}\.png$/)
})
