import type { BotAccount, Standin } from '@bazaar/telegram-standin'
import { createDriver, type NewPerson, type PersonDriver } from '@bazaar/telegram-standin/driver'
import { usualPhoto } from './pictures.ts'

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

/** Begins to register a venue, up to the question for its photos. */
export async function beginVenue(owner: PersonDriver, name: string): Promise<void> {
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
}

/** Registers a venue with a photo of it. Returns its number, e.g. `B1`. */
export async function registerVenue(owner: PersonDriver, name: string): Promise<string> {
  await beginVenue(owner, name)
  await owner.sends({ photo: { bytes: await usualPhoto(), filename: 'front.jpg' } })
  await owner.sees(/So far: 1 photo/)
  await owner.presses('Next ›')
  await owner.sees(/Is everything right/)
  await owner.presses('✅ Send')
  const { text } = await owner.sees(/is sent/)
  return text?.match(/\((B\d+)\)/)?.[1] ?? ''
}
