import { constants, crc32, deflateRawSync } from 'node:zlib'
import readCode from 'jsqr'
import sharp from 'sharp'

export interface PictureOptions {
  readonly width?: number
  readonly height?: number
  readonly color?: string
}

/** A picture of one colour. */
export function draw({ width = 400, height = 300, color = 'teal' }: PictureOptions = {}) {
  return sharp({ create: { width, height, channels: 3, background: color } })
}

/** A picture that no format makes small. */
export function drawNoise(width: number, height: number) {
  const noise = { type: 'gaussian', mean: 128, sigma: 60 } as const
  return sharp({ create: { width, height, channels: 3, background: 'grey', noise } })
}

function chunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name), data])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(data.length)
  const sum = Buffer.alloc(4)
  sum.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, sum])
}

/** `count` zeros, deflated. A flushed block stands for itself, so one of them is repeated. */
function deflatedZeros(count: number): Buffer {
  const piece = 1 << 20
  const block = deflateRawSync(Buffer.alloc(piece), { level: 9, finishFlush: constants.Z_FULL_FLUSH })
  const adler = Buffer.alloc(4)
  adler.writeUInt16BE(count % 65_521)
  adler.writeUInt16BE(1, 2)
  const blocks = Array.from({ length: Math.floor(count / piece) }, () => block)
  return Buffer.concat([Buffer.from([0x78, 0xda]), ...blocks, deflateRawSync(Buffer.alloc(count % piece)), adler])
}

/** A black PNG: small as a file, three bytes per pixel once it is decoded. */
export function pngBomb(side: number): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(side, 0)
  header.writeUInt32BE(side, 4)
  header.set([8, 2], 8)
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  const rows = chunk('IDAT', deflatedZeros((side * 3 + 1) * side))
  return Buffer.concat([signature, chunk('IHDR', header), rows, chunk('IEND', Buffer.alloc(0))])
}

/** The text of the QR code in a picture. */
export async function readQr(bytes: Uint8Array): Promise<string | undefined> {
  const { data, info } = await sharp(bytes).ensureAlpha().raw().toBuffer({ resolveWithObject: true })
  return readCode(new Uint8ClampedArray(data), info.width, info.height)?.data
}
