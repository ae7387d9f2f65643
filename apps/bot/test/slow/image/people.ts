import { crc32, deflateSync } from 'node:zlib'
import type { BotAccount, Standin } from '@bazaar/telegram-standin'
import { createDriver, type NewPerson, type PersonDriver } from '@bazaar/telegram-standin/driver'

/** How long half a core of a busy machine may take to answer. */
const patienceMs = 120_000

/** Somebody who waits for a slow machine. */
export function someone(standin: Standin, account: BotAccount, name: string, options?: NewPerson): PersonDriver {
  const driver = createDriver(standin, account).user(name, options)
  return {
    ...driver,
    presses: (button, wait) => driver.presses(button, { timeoutMs: patienceMs, ...wait }),
    sees: (pattern, wait) => driver.sees(pattern, { withinMs: patienceMs, ...wait }),
  }
}

/** As large as a phone's camera sends it through Telegram, and as hard to make smaller. */
function drawPhoto(width = 1280, height = 960): Buffer {
  const rows = Buffer.alloc(height * (1 + width * 3))
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width * 3; x++) rows[y * (1 + width * 3) + 1 + x] = (x ^ y) + ((x * y) % 31)
  const size = Buffer.alloc(13)
  size.writeUInt32BE(width, 0)
  size.writeUInt32BE(height, 4)
  // Eight bits of red, green and blue each.
  size.set([8, 2], 8)
  const signature = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1')
  return Buffer.concat([
    signature,
    chunk('IHDR', size),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(data.length)
  const sum = Buffer.alloc(4)
  sum.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, sum])
}

/** Registers a venue with a photo of it. Returns its number, e.g. `B1`. */
export async function registerVenue(owner: PersonDriver, name: string): Promise<string> {
  const place = { location: { latitude: 52.53, longitude: 13.38 } }
  await owner.sends('/register')
  let step = 0
  for (const answer of [
    name,
    '5 Main Street',
    'Berlin',
    '10115',
    place,
    '+49 30 901820',
    'Mon–Fri 8:00–19:00',
    'EUR',
  ]) {
    await owner.sees(`Step ${++step} of 9`)
    await owner.sends(answer)
  }
  await owner.sees(/Step 9 of 9[\s\S]*photos/)
  await owner.sends({ photo: { bytes: drawPhoto(), filename: 'front.png' } })
  await owner.sees(/So far: 1 photo/)
  await owner.presses('Next ›')
  await owner.sees(/Is everything right/)
  await owner.presses('✅ Send')
  const { text } = await owner.sees(/is sent/)
  return text?.match(/\((B\d+)\)/)?.[1] ?? ''
}
