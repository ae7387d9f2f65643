import { create, toBuffer } from 'qrcode'

const quietZone = 4
const side = 720
const smallestModule = 4

/** A PNG with the QR code of a text, large enough to be read from another phone's screen. */
export function drawQr(text: string): Promise<Buffer> {
  const options = { errorCorrectionLevel: 'M' } as const
  const modules = create(text, options).modules.size + 2 * quietZone
  // Whole pixels per module: Telegram's own compression blurs the edges enough.
  const scale = Math.max(smallestModule, Math.floor(side / modules))
  return toBuffer(text, { ...options, margin: quietZone, scale })
}
