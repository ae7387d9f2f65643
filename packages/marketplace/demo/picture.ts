import { crc32, deflateSync } from 'node:zlib'

const side = 240

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const framed = Buffer.alloc(body.length + 8)
  framed.writeUInt32BE(data.length, 0)
  body.copy(framed, 4)
  framed.writeUInt32BE(crc32(body), body.length + 4)
  return framed
}

/** A small picture of a shop front, for a story's button that sends one. Made without a library, because stories are read at every start. */
export function smallShopFront(): string {
  const rows = Array.from({ length: side }, (_, y) => {
    const row = Buffer.alloc(1 + side * 3)
    for (let x = 0; x < side; x += 1) row.set(colourAt(x, y), 1 + x * 3)
    return row
  })
  const header = Buffer.from([0, 0, 0, side, 0, 0, 0, side, 8, 2, 0, 0, 0])
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  const parts = [chunk('IHDR', header), chunk('IDAT', deflateSync(Buffer.concat(rows))), chunk('IEND', Buffer.alloc(0))]
  return Buffer.concat([signature, ...parts]).toString('base64')
}

function colourAt(x: number, y: number): readonly [number, number, number] {
  const isAwning = y > 60 && y < 100 && x > 20 && x < 220
  const isDoor = y > 130 && x > 150 && x < 195
  const isWindow = y > 120 && y < 185 && x > 40 && x < 135
  if (isAwning) return Math.floor(x / 20) % 2 === 0 ? [181, 82, 59] : [255, 248, 236]
  if (isDoor) return [91, 70, 54]
  if (isWindow) return [207, 232, 243]
  return y > 50 && x > 20 && x < 220 ? [234, 215, 192] : [168, 213, 229]
}
