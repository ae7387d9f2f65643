import type { TestPlatform } from '@bazaar/testing'

type Person = ReturnType<TestPlatform['telegram']['user']>

const more = ['More…', 'Ещё…']
const change = ['✏️ Change something…', '✏️ Изменить…']
/** What of an offer can be changed. */
const changed = /^(✏️|💰|🔢|🕐|🕕|🏷|📝|📷|⚠️|🌱|👤|🧺|🗑)/u

/** Presses a button of the newest card, also where it stands behind "More…" or "Change something…". */
export async function pressesMore(someone: Person, label: string): Promise<void> {
  const doors = changed.test(label) ? [...change, ...more] : more
  const labelsOf = (message: ReturnType<Person['botMessages']>[number]) =>
    message.buttons.flat().map(({ text }) => text)
  const card = someone.botMessages((one) => [label, ...doors].some((text) => labelsOf(one).includes(text))).at(-1)
  const door = card && !labelsOf(card).includes(label) ? doors.find((text) => labelsOf(card).includes(text)) : undefined
  if (card && door !== undefined) {
    await someone.presses(door, { messageId: card.message_id })
    await someone.sees((message) => labelsOf(message).includes(label))
  }
  await someone.presses(label)
}
