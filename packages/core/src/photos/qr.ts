import { create } from 'qrcode'
import { loadSharp } from './load-sharp.ts'

const quietZone = 4
/** Of the code with its quiet zone, in px. */
const side = 720
/** Width to height of the picture: a square one would fill a phone, and what is said about the code would be out of sight. */
const ratio = 8 / 5
const smallestModule = 4
const white = 255

/** A PNG with the QR code of a text, large enough to be read from another phone's screen. */
export async function drawQr(text: string): Promise<Buffer> {
  const sharp = await loadSharp()
  const { modules } = create(text, { errorCorrectionLevel: 'M' })
  const width = modules.size + 2 * quietZone
  const pixels = Buffer.alloc(width * width, white)
  for (const [index, isDark] of modules.data.entries()) {
    const row = Math.floor(index / modules.size) + quietZone
    if (isDark) pixels[row * width + (index % modules.size) + quietZone] = 0
  }
  // Whole pixels per module: Telegram's own compression blurs the edges enough.
  const scale = Math.max(smallestModule, Math.floor(side / width))
  const margin = Math.round((width * scale * (ratio - 1)) / 2)
  return sharp(pixels, { raw: { width, height: width, channels: 1 } })
    .resize(width * scale, width * scale, { kernel: 'nearest' })
    .extend({ left: margin, right: margin, background: 'white' })
    .toColourspace('b-w')
    .png()
    .toBuffer()
}
