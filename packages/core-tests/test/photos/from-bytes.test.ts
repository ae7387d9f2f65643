import { execFile } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs'
import { getPriority, tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { createLocalFiles, type Files } from '@bazaar/core/files'
import { createLogger } from '@bazaar/core/log'
import { createPhotos, type Photos } from '@bazaar/core/photos'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { draw, drawNoise, pngBomb } from './pictures.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'bazaar-photos-'))
/** A usual camera's. */
const twelve = { width: 4000, height: 3000 }
/** As many pixels as are taken. */
const square = { width: 5000, height: 5000 }
const lines: string[] = []
const log = createLogger({ level: 'debug', destination: { write: (line) => void lines.push(line) } })
const download = () => Promise.reject(new Error('nobody sent a file'))
let files: Files
let photos: Photos

beforeAll(() => {
  files = createLocalFiles(folder)
  photos = createPhotos({ files, download, log })
})
afterAll(() => rmSync(folder, { recursive: true }))

async function stored(key: string) {
  const bytes = await files.get(key)
  if (!bytes) throw new Error(`${key} is not stored`)
  return { bytes, ...(await sharp(bytes).metadata()) }
}

async function pixel(bytes: Uint8Array, left: number, top: number): Promise<readonly number[]> {
  return [...(await sharp(bytes).extract({ left, top, width: 1, height: 1 }).removeAlpha().raw().toBuffer())]
}

describe('refuses, and stores nothing', () => {
  it.each([
    ['a text', async () => Buffer.from('hello')],
    ['nothing', async () => Buffer.alloc(0)],
    ['a renamed page', async () => Buffer.from('<html><script>alert(1)</script></html>')],
    ['a drawing that is a program', async () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><rect/></svg>')],
    ['a GIF', async () => draw().gif().toBuffer()],
    ['a TIFF', async () => draw().tiff().toBuffer()],
  ])('%s: not an image', async (_what, make) => {
    await expect(photos.fromBytes(await make(), 'refused')).rejects.toMatchObject({ key: 'core-photo-not-image' })
  })

  it.each([
    [
      'a page behind the first bytes of a JPEG',
      async () => Buffer.from('\xff\xd8\xff<script>alert(1)</script>', 'latin1'),
    ],
    ['a JPEG that was cut', async () => (await drawNoise(600, 400).jpeg().toBuffer()).subarray(0, 20_000)],
    ['a PNG that was cut', async () => (await drawNoise(600, 400).png().toBuffer()).subarray(0, 20_000)],
    ['a WebP that was cut', async () => (await drawNoise(600, 400).webp().toBuffer()).subarray(0, 20_000)],
    ['a PNG with scrambled rows', async () => (await drawNoise(300, 200).png().toBuffer()).fill(0xaa, 5_000, 90_000)],
  ])('%s: damaged', async (_what, make) => {
    await expect(photos.fromBytes(await make(), 'refused')).rejects.toMatchObject({ key: 'core-photo-broken' })
  })

  it('more than 10 MB', async () => {
    const large = Buffer.concat([await draw().jpeg().toBuffer(), Buffer.alloc(10 * 1024 * 1024)])
    await expect(photos.fromBytes(large, 'refused')).rejects.toMatchObject({
      key: 'core-photo-too-large',
      params: { megabytes: 10 },
    })
  })

  it('a bomb, by its header', async () => {
    const bomb = pngBomb(14_000)
    expect(bomb.byteLength).toBeLessThan(700_000)
    await expect(photos.fromBytes(bomb, 'refused')).rejects.toMatchObject({ key: 'core-photo-too-many-pixels' })
    // It is a picture like any other, only too big.
    await photos.fromBytes(pngBomb(1_000), 'fine')
  })

  it.each([
    ['a progressive JPEG of 25 megapixels', () => draw(square).jpeg({ progressive: true })],
    ['one with full colours', () => draw(twelve).jpeg({ progressive: true, chromaSubsampling: '4:4:4' })],
    ['an interlaced PNG of 25 megapixels', () => draw(square).png({ progressive: true })],
    ['one of 16 bits', () => draw(twelve).ensureAlpha(0.5).toColourspace('rgb16').png({ progressive: true })],
    ['what no header tells', () => draw(square).ensureAlpha(0.5).toColourspace('rgb16').png()],
  ])('%s: it takes too much memory to open', async (_what, make) => {
    const heavy = await make().toBuffer()
    expect(heavy.byteLength).toBeLessThan(2_000_000)
    await expect(photos.fromBytes(heavy, 'refused')).rejects.toMatchObject({ key: 'core-photo-too-heavy' })
  })

  it('a folder that is none', async () => {
    await expect(photos.fromBytes(await draw().jpeg().toBuffer(), '../elsewhere')).rejects.toThrow('is no file key')
  })

  it('and leaves nothing behind', () => {
    expect(readdirSync(folder)).not.toContain('refused')
    expect(readdirSync(path.join(folder, '.incoming'))).toEqual([])
  })
})

describe('stores', () => {
  it.each(['jpeg', 'png', 'webp'] as const)('a %s as JPEG in two sizes', async (format) => {
    const photo = await photos.fromBytes(await draw({ width: 3000, height: 2000 }).toFormat(format).toBuffer(), 'a/b')
    expect(photo.key).toMatch(/^a\/b\/[0-9a-f]{32}\.jpg$/)
    expect(photo.thumbKey).toBe(photo.key.replace('.jpg', '-320.jpg'))
    expect(photo).toMatchObject({ width: 1280, height: 853 })
    expect(await stored(photo.key)).toMatchObject({ format: 'jpeg', width: 1280, height: 853, space: 'srgb' })
    expect(await stored(photo.thumbKey)).toMatchObject({ format: 'jpeg', width: 320, height: 213 })
  })

  it('a small one as it is', async () => {
    const photo = await photos.fromBytes(await draw({ width: 200, height: 100 }).png().toBuffer(), 'small')
    expect(photo).toMatchObject({ width: 200, height: 100 })
    expect(await stored(photo.thumbKey)).toMatchObject({ width: 200, height: 100 })
  })

  it('without where and by whom it was taken', async () => {
    const gps = { IFD0: { Artist: 'Anna Secret' }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '51/1 30/1 0/1' } }
    const taken = await draw().withExif(gps).withIccProfile('p3').jpeg().toBuffer()
    expect((await sharp(taken).metadata()).exif?.toString('latin1')).toContain('Anna Secret')
    const photo = await photos.fromBytes(taken, 'clean')
    for (const key of [photo.key, photo.thumbKey]) {
      const { bytes, exif, xmp, iptc, icc } = await stored(key)
      expect([exif, xmp, iptc, icc]).toEqual([undefined, undefined, undefined, undefined])
      expect(Buffer.from(bytes).toString('latin1')).not.toContain('Anna Secret')
    }
  })

  it('the way up that the camera meant', async () => {
    const red = await draw({ width: 300, height: 200, color: 'red' }).png().toBuffer()
    // Taken with the camera turned: red on the left as stored is red on top as meant.
    const turned = await draw({ width: 600, height: 200, color: 'blue' })
      .composite([{ input: red, left: 0, top: 0 }])
      .jpeg()
      .withMetadata({ orientation: 6 })
      .toBuffer()
    const photo = await photos.fromBytes(turned, 'up')
    expect(photo).toMatchObject({ width: 200, height: 600 })
    const { bytes, orientation } = await stored(photo.key)
    expect(orientation).toBeUndefined()
    expect((await pixel(bytes, 100, 100))[0]).toBeGreaterThan(200)
    expect((await pixel(bytes, 100, 500))[2]).toBeGreaterThan(200)
  })

  it('what is transparent on white', async () => {
    const glass = sharp({ create: { width: 50, height: 50, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } } })
    const photo = await photos.fromBytes(await glass.png().toBuffer(), 'glass')
    expect(await pixel((await stored(photo.key)).bytes, 25, 25)).toEqual([255, 255, 255])
  })

  it('what is longer than Telegram takes with bars beside it', async () => {
    const photo = await photos.fromBytes(await draw({ width: 4, height: 4000 }).png().toBuffer(), 'long')
    expect(photo).toMatchObject({ width: 64, height: 1280 })
  })

  it.each([
    ['JPEG', () => drawNoise(4000, 3000).jpeg({ progressive: true, quality: 85 })],
    ['PNG', () => draw(twelve).png({ progressive: true })],
  ])('a %s of a common camera that comes in several passes', async (_what, make) => {
    expect(await photos.fromBytes(await make().toBuffer(), 'passes')).toMatchObject({ width: 1280, height: 960 })
  })

  it('25 megapixels, several at once, and takes none of our memory', async () => {
    const large = await draw(square).png().toBuffer()
    const before = process.memoryUsage.rss()
    const taken = await Promise.all(Array.from({ length: 4 }, () => photos.fromBytes(large, 'many')))
    expect(new Set(taken.map(({ key }) => key)).size).toBe(4)
    expect(process.memoryUsage.rss() - before).toBeLessThan(30_000_000)
  })
})

describe.runIf(process.platform === 'linux')('a process of its own opens it', () => {
  /** The processes of ours that open pictures. */
  function openers(): readonly string[] {
    const children = readFileSync(`/proc/${process.pid}/task/${process.pid}/children`, 'utf8').trim().split(' ')
    return children.filter((pid) => {
      // One that just ended has no files any more.
      try {
        return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('picture-program')
      } catch {
        return false
      }
    })
  }
  /** The one that is in the middle of it. */
  const drawing = (but: ReadonlySet<number> = new Set()) =>
    vi.waitFor(
      () => {
        const pid = openers().find((one) => !but.has(Number(one)) && residentBytes(one) > 120_000_000)
        if (pid === undefined) throw new Error('nothing is drawn yet')
        return Number(pid)
      },
      { timeout: 30_000, interval: 5 },
    )
  const residentBytes = (pid: string) => Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]) * 4096
  const roomy = () => createPhotos({ files, download, log, limits: { growthBytes: 500_000_000, timeMs: 60_000 } })
  const slow = () => draw(square).ensureAlpha(0.5).toColourspace('rgb16').png().toBuffer()

  it('that is handed no secret, is the first to go when memory is short, and gives way to the bot', async () => {
    vi.stubEnv('SECRET_OF_A_TEST', 'secret')
    const photo = roomy().fromBytes(await slow(), 'apart')
    const pid = await drawing()
    expect(readFileSync(`/proc/${pid}/environ`, 'utf8')).not.toContain('secret')
    expect(readFileSync(`/proc/${pid}/oom_score_adj`, 'utf8').trim()).toBe('1000')
    expect(getPriority(pid)).toBeGreaterThan(getPriority(process.pid))
    vi.unstubAllEnvs()
    expect(await photo).toMatchObject({ width: 1280, height: 1280 })
  })

  it('that is the first to go before it takes any memory', async () => {
    const before = new Set(openers())
    const photo = roomy().fromBytes(await draw().jpeg().toBuffer(), 'first')
    const score = await vi.waitFor(
      () => {
        const pid = openers().find((one) => !before.has(one) && readlinkSync(`/proc/${one}/exe`) === process.execPath)
        if (pid === undefined) throw new Error('nothing was started yet')
        return readFileSync(`/proc/${pid}/oom_score_adj`, 'utf8').trim()
      },
      { timeout: 30_000, interval: 1 },
    )
    expect(score).toBe('1000')
    await photo
  })

  it('and may be taken because of others: it is opened in another one', async () => {
    const photo = roomy().fromBytes(await slow(), 'again')
    process.kill(await drawing(), 'SIGKILL')
    expect(await photo).toMatchObject({ width: 1280, height: 1280 })
  })

  it('and may be taken by it, again and again: that picture is refused, the next one is opened', async () => {
    const opener = roomy()
    const refused = expect(opener.fromBytes(await slow(), 'refused')).rejects.toMatchObject({
      key: 'core-photo-too-heavy',
    })
    const killed = new Set<number>()
    for (let taken = 0; taken < 3; taken += 1) {
      const pid = await drawing(killed)
      killed.add(pid)
      process.kill(pid, 'SIGKILL')
    }
    await refused
    expect(lines.join()).toContain('"outcome":"ended"')
    await opener.fromBytes(await draw().jpeg().toBuffer(), 'next')
  })

  it('that goes on with the next one, and is replaced when it went away meanwhile', async () => {
    const opener = roomy()
    const small = await draw().jpeg().toBuffer()
    const before = new Set(openers())
    await opener.fromBytes(small, 'one')
    const [pid, ...others] = openers().filter((one) => !before.has(one))
    expect(others).toEqual([])
    await opener.fromBytes(small, 'two')
    expect(openers().filter((one) => !before.has(one))).toEqual([pid])
    process.kill(Number(pid), 'SIGKILL')
    await opener.fromBytes(small, 'three')
  })

  it('within its time, else nothing is known of it', async () => {
    const impatient = createPhotos({ files, download, log, limits: { growthBytes: 64_000_000, timeMs: 1 } })
    await expect(impatient.fromBytes(await slow(), 'late')).rejects.toMatchObject({ key: 'core-photo-not-now' })
    expect(lines.join()).toContain('was not done in time')
  })

  it('or nobody does, and the bot goes on, when the machine has no room for one', async () => {
    const program = fileURLToPath(new URL('./out-of-files.ts', import.meta.url))
    const { stdout } = await promisify(execFile)('sh', [
      '-c',
      'ulimit -n 64; exec "$0" "$1"',
      process.execPath,
      program,
    ])
    expect(stdout).toBe('core-photo-not-now\nand goes on\n')
  })
})
