import { formatText } from '../entities/index.ts'
import { listOrNone, userFinder } from '../methods/formatted.ts'
import type { AlbumItem, MediaToSend, PersonMessage } from '../types.ts'
import type { WireMessage } from '../wire.ts'
import { storeFile } from '../world/files.ts'
import { mediaContent } from '../world/media.ts'
import type { FileKind, Person } from '../world/state.ts'
import type { World } from '../world/world.ts'

export type Shown = Partial<WireMessage>

const fileKinds = ['photo', 'document', 'video', 'animation', 'audio', 'voice', 'video_note', 'sticker'] as const

/** What a person types, with the entities that Telegram finds in it. */
export const written = (world: World, value: string) => {
  const { text, entities } = formatText(value, '', undefined, userFinder(world))
  return { text, entities: listOrNone(entities) }
}

const fileContent = (world: World, kind: FileKind, file: MediaToSend): Shown => {
  const { bytes, filename, width, height, duration, title, performer, emoji } = file
  const stored = storeFile(world, {
    kind,
    bytes,
    filename,
    width,
    height,
    details: { duration, title, performer, emoji },
  })
  return mediaContent(world, stored)
}

const captioned = (world: World, shown: Shown, caption: string | undefined): Shown => {
  if (caption === undefined) return shown
  const { text, entities } = written(world, caption)
  return { ...shown, caption: text, caption_entities: entities }
}

const fileOf = (message: AlbumItem | PersonMessage): readonly [FileKind, MediaToSend] | null => {
  const given: Partial<Record<FileKind, MediaToSend>> = message
  for (const kind of fileKinds) {
    const file = given[kind]
    if (file !== undefined) return [kind, file]
  }
  return null
}

const contactOf = (person: Person, contact: NonNullable<PersonMessage['contact']>) => {
  const { first_name, last_name, id } = person.user
  return contact === true ? { phone_number: person.phone, first_name, last_name, user_id: id } : contact
}

/** What a message of a person shows. */
export const contentBy = (world: World, person: Person, message: PersonMessage | AlbumItem): Shown => {
  const file = fileOf(message)
  if (file !== null) return captioned(world, fileContent(world, file[0], file[1]), message.caption)
  if ('text' in message && message.text !== undefined) {
    const shown = written(world, message.text)
    if (shown.text === '') throw new Error('A person cannot send an empty text.')
    return shown
  }
  if ('contact' in message && message.contact !== undefined) return { contact: contactOf(person, message.contact) }
  if ('venue' in message && message.venue !== undefined) {
    return { venue: message.venue, location: message.venue.location }
  }
  if ('location' in message && message.location !== undefined) return { location: message.location }
  throw new Error(`Nothing to send: give one of text, ${fileKinds.join(', ')}, contact, location, venue or album.`)
}
