import sharp, { type Sharp } from 'sharp'

function draw(width: number, height: number): Sharp {
  return sharp({ create: { width, height, channels: 3, background: 'teal' } })
}

function drawNoise(width: number, height: number): Sharp {
  const noise = { type: 'gaussian', mean: 128, sigma: 40 } as const
  return sharp({ create: { width, height, channels: 3, background: 'grey', noise } })
}

/** As large as a phone's camera sends it through Telegram, and as hard to make smaller. */
export const usualPhoto = (): Promise<Buffer> => drawNoise(1280, 960).jpeg().toBuffer()

/** Small files that take up to 200 MB to open. */
export const heavyPictures: Readonly<Record<string, () => Promise<Buffer>>> = {
  'interlaced.png': () => draw(5000, 5000).png({ progressive: true }).toBuffer(),
  'progressive.jpg': () => draw(5000, 5000).jpeg({ progressive: true, chromaSubsampling: '4:4:4' }).toBuffer(),
  'sixteen-bits.png': () => draw(5000, 5000).ensureAlpha(0.5).toColourspace('rgb16').png().toBuffer(),
  // Lossless, and of so many colours that all of it has to be held.
  'lossless.webp': () =>
    drawNoise(1000, 1000).resize(4800, 4800, { kernel: 'nearest' }).webp({ lossless: true, effort: 0 }).toBuffer(),
}

const mostBytes = 10 * 1024 * 1024

/** A photo of twelve megapixels in the largest file that is taken. */
export async function largestFile(): Promise<Buffer> {
  const photo = await drawNoise(4000, 3000).jpeg({ quality: 90 }).toBuffer()
  return Buffer.concat([photo, Buffer.alloc(mostBytes - photo.length)])
}
