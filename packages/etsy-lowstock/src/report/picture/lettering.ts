import { fileURLToPath } from 'node:url'
import { escapeHtml } from '@bazaar/core/i18n'
import type { Mask } from './raster.ts'

const regular = fileURLToPath(
  new URL('../../../node_modules/@expo-google-fonts/noto-sans/400Regular/NotoSans_400Regular.ttf', import.meta.url),
)
const bold = fileURLToPath(
  new URL('../../../node_modules/@expo-google-fonts/noto-sans/700Bold/NotoSans_700Bold.ttf', import.meta.url),
)

export interface Lettering {
  /** @param size of the letters, in pixels */
  write(text: string, size: number, weight?: 'regular' | 'bold'): Promise<Mask>
}

/** Reaches above and below all letters: with it in front, all masks of a size have the same height and base line. */
const rod = '|'

export async function createLettering(): Promise<Lettering> {
  const { default: sharp } = await import('sharp')
  const paint = async (text: string, size: number, weight: 'regular' | 'bold'): Promise<Mask> => {
    const [fontfile, font] = weight === 'bold' ? [bold, `Noto Sans Bold ${size}`] : [regular, `Noto Sans ${size}`]
    const { data, info } = await sharp({ text: { text: escapeHtml(text), font, fontfile, dpi: 72 } })
      .toColourspace('b-w')
      .raw()
      .toBuffer({ resolveWithObject: true })
    return { width: info.width, height: info.height, cover: everyFirst(data, info.channels) }
  }
  return {
    async write(words, size, weight = 'regular') {
      const text = words.toWellFormed().replaceAll(/\p{C}/gu, ' ')
      const { width } = await paint(rod, size, weight)
      return withoutLeft(await paint(`${rod}\u2009${text}`, size, weight), width + 1)
    },
  }
}

const everyFirst = (data: Uint8Array, channels: number): Uint8Array =>
  channels === 1 ? data : data.filter((_, index) => index % channels === 0)

function withoutLeft({ width, height, cover }: Mask, cut: number): Mask {
  const left = Math.max(0, width - cut)
  const kept = new Uint8Array(left * height)
  for (let row = 0; row < height; row += 1)
    kept.set(cover.subarray(row * width + cut, row * width + cut + left), row * left)
  return { width: left, height, cover: kept }
}
