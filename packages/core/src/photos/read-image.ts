import type { Metadata } from 'sharp'
import { AppError } from '../errors/index.ts'
import { loadSharp } from './load-sharp.ts'

/** One size of a picture, as JPEG without any metadata. */
export interface Rendition {
  readonly bytes: Uint8Array
  readonly width: number
  readonly height: number
}

export const maxBytes = 10 * 1024 * 1024
const maxPixels = 25_000_000
/** Most pictures are decoded row by row; what has to be held whole may take this much memory. */
const maxHeldBytes = 100_000_000
const largeSide = 1280
const smallSide = 320
/** Telegram sends no picture that is more lopsided. */
const longestRatio = 20

const formats: readonly ((bytes: Buffer) => boolean)[] = [
  (bytes) => bytes.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff])),
  (bytes) => bytes.subarray(0, 8).equals(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])),
  (bytes) => bytes.toString('latin1', 0, 4) === 'RIFF' && bytes.toString('latin1', 8, 12) === 'WEBP',
]

/** Checks a picture and draws it anew in both sizes; the first frame when it moves. @throws AppError */
export async function readImage(bytes: Uint8Array): Promise<{ readonly large: Rendition; readonly small: Rendition }> {
  if (bytes.byteLength > maxBytes) throw new AppError('core-photo-too-large', { megabytes: maxBytes / 1024 / 1024 })
  const input = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (!formats.some((matches) => matches(input))) throw new AppError('core-photo-not-image')
  const sharp = await loadSharp()
  const draw = async (from: Buffer, side: number, quality: number): Promise<Rendition & { bytes: Buffer }> => {
    const image = sharp(from, { failOn: 'error', limitInputPixels: maxPixels })
    const { autoOrient } = await image.metadata()
    const { data, info } = await image
      .autoOrient()
      .flatten({ background: 'white' })
      .resize({ ...frameOf(autoOrient, side), background: 'white', withoutEnlargement: true })
      .toColourspace('srgb')
      .jpeg({ quality })
      .toBuffer({ resolveWithObject: true })
    return { bytes: data, width: info.width, height: info.height }
  }
  try {
    // Reads the header alone.
    const header = await sharp(input, { limitInputPixels: false }).metadata()
    if (header.width * header.height > maxPixels || heldBytes(header) > maxHeldBytes)
      throw new AppError('core-photo-too-many-pixels', { megapixels: maxPixels / 1_000_000 })
    const large = await draw(input, largeSide, 85)
    return { large, small: await draw(large.bytes, smallSide, 80) }
  } catch (error) {
    if (error instanceof AppError) throw error
    throw new AppError('core-photo-broken', {}, 409, { cause: error })
  }
}

const coefficients: Readonly<Record<string, number>> = { '4:2:0': 1.5, '4:2:2': 2, '4:4:4': 3 }

/** What a decoder keeps of a picture that comes in several passes. */
function heldBytes({ format, isProgressive, width, height, channels, depth, chromaSubsampling }: Metadata): number {
  if (!isProgressive) return 0
  if (format === 'jpeg') return width * height * 2 * (coefficients[chromaSubsampling ?? ''] ?? channels)
  return width * height * channels * (depth === 'ushort' ? 2 : 1)
}

/** What is more lopsided than Telegram takes gets white bars. */
function frameOf({ width, height }: { readonly width: number; readonly height: number }, side: number) {
  if (Math.max(width, height) <= longestRatio * Math.min(width, height))
    return { width: side, height: side, fit: 'inside' } as const
  const long = Math.min(side, Math.max(width, height))
  const short = Math.ceil(long / longestRatio)
  return { width: width > height ? long : short, height: width > height ? short : long, fit: 'contain' } as const
}
