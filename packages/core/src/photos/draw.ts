import { loadSharp } from './load-sharp.ts'

/** One size of a picture, as JPEG without any metadata. */
export interface Rendition {
  readonly bytes: Uint8Array
  readonly width: number
  readonly height: number
}

export interface Drawn {
  readonly large: Rendition
  readonly small: Rendition
}

/** Why a picture could not be drawn: `pixels` over 25 megapixels, `heavy` opening it takes too much memory or work, `broken` anything else. */
export type Undrawn = 'pixels' | 'heavy' | 'broken'

export const maxPixels = 25_000_000
const largeSide = 1280
const smallSide = 320
/** Telegram sends no picture that is more lopsided. */
const longestRatio = 20

/**
 * Draws a picture anew in both sizes; the first frame when it moves. It takes as much memory as whoever made the picture wants, so it runs in
 * a process of its own alone, which watches.
 */
export async function draw(input: Buffer): Promise<Drawn | Undrawn> {
  const sharp = await loadSharp()
  const render = async (from: Buffer, side: number, quality: number) => {
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
    if (header.width * header.height > maxPixels) return 'pixels'
    const large = await render(input, largeSide, 85)
    return { large, small: await render(large.bytes, smallSide, 80) }
  } catch {
    return 'broken'
  }
}

/** What is more lopsided than Telegram takes gets white bars. */
function frameOf({ width, height }: { readonly width: number; readonly height: number }, side: number) {
  if (Math.max(width, height) <= longestRatio * Math.min(width, height))
    return { width: side, height: side, fit: 'inside' } as const
  const long = Math.min(side, Math.max(width, height))
  const short = Math.ceil(long / longestRatio)
  return { width: width > height ? long : short, height: width > height ? short : long, fit: 'contain' } as const
}
