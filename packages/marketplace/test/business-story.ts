import type { TestPlatform } from '@bazaar/testing'
import sharp from 'sharp'

export type Person = ReturnType<TestPlatform['telegram']['user']>

/** A picture of one colour, as somebody sends it. */
export async function picture(background = 'tan') {
  const bytes = await sharp({ create: { width: 640, height: 480, channels: 3, background } })
    .jpeg()
    .toBuffer()
  return { photo: { bytes, filename: 'front.jpg' } }
}

/** What somebody answers; the rest is ordinary. */
export interface Answers {
  readonly name: string
  readonly street?: string
}

/** Answers every question up to the summary, in English. */
export async function fillIn(person: Person, { name, street = '5 Main Street' }: Answers): Promise<void> {
  await person.sends('/register')
  await person.sees(/Step 1 of 9[\s\S]*called/)
  await person.sends(name)
  await person.sees(/Step 2 of 9[\s\S]*Street/)
  await person.sends(street)
  await person.sees(/Step 3 of 9[\s\S]*city/)
  await person.sends('Berlin')
  await person.sees(/Step 4 of 9[\s\S]*Postal code/)
  await person.sends('10115')
  await person.sees(/Step 5 of 9[\s\S]*Send a location/)
  await person.sends({ location: { latitude: 52.53, longitude: 13.38 } })
  await person.sees(/Step 6 of 9[\s\S]*phone number/)
  await person.sends('+49 30 901820')
  await person.sees(/Step 7 of 9[\s\S]*open/)
  await person.sends('Mon–Fri 8:00–19:00')
  await person.sees(/Step 8 of 9[\s\S]*currency/)
  await person.presses('EUR')
  await person.sees(/Step 9 of 9[\s\S]*photos/)
  await person.sends(await picture())
  await person.sees(/So far: 1 photo/)
  await person.presses('Next ›')
  await person.sees(/Is everything right/)
}

/** A venue that waits for moderators. Returns its number, e.g. `B12`. */
export async function register(person: Person, answers: Answers): Promise<string> {
  await fillIn(person, answers)
  await person.presses('✅ Send')
  const { text } = await person.sees(/is sent/)
  return text?.match(/\((B\d+)\)/)?.[1] ?? ''
}
