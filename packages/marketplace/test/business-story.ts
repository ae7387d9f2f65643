import type { TestPlatform } from '@bazaar/testing'
import sharp from 'sharp'

export type Person = ReturnType<TestPlatform['telegram']['user']>
type Choice = Parameters<Person['presses']>[0]

/** How long a busy machine may take to answer. */
const patienceMs = 60_000

/** Somebody who waits longer than a test that has the machine to itself. */
export function someone(platform: TestPlatform, ...given: Parameters<TestPlatform['telegram']['user']>): Person {
  const driver = platform.telegram.user(...given)
  return { ...driver, sees: (pattern, wait) => driver.sees(pattern, { withinMs: patienceMs, ...wait }) }
}

/** A button that the person was not shown, or was shown long ago. */
export const unseen = (platform: TestPlatform, person: Person, data: string): Choice => ({
  data: platform.sign(BigInt(person.id), data),
})

/** What a press is refused with: in its answer, or in a message when the answer had to be given before. */
export async function refusalOf(person: Person, choice: Choice): Promise<string> {
  const { text } = await person.presses(choice)
  return text ?? (await person.sees(/./)).text ?? ''
}

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
