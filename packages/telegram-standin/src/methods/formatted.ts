import { type FindUser, formatText, type Parsed } from '../entities/index.ts'
import { badRequest } from '../errors.ts'
import { flag, json, text } from '../params/values.ts'
import type { WireEntity, WireMessage } from '../wire.ts'
import type { World } from '../world/world.ts'
import type { Call } from './call.ts'

const maxText = 4096
const maxCaption = 1024

export const userFinder =
  (world: World): FindUser =>
  (id) =>
    world.people.get(id)?.user ?? world.bots.get(id)?.user

// Telegram counts characters (code points); UTF-16 length is an upper bound, so most texts need no exact count.
export const tooLong = (value: string, limit: number): boolean => value.length > limit && [...value].length > limit

const read = (call: Call, name: string, entities: string): Parsed => {
  const source = text(call.params, name)
  if (source === '') return { text: '', entities: [] }
  const explicit = json(call.params, entities, `can't parse ${entities} JSON object`)
  return formatText(source, text(call.params, 'parse_mode'), explicit, userFinder(call.world), call.refuses)
}

export const messageText = (call: Call): Parsed => {
  const parsed = read(call, 'text', 'entities')
  if (parsed.text === '') throw badRequest('message text is empty')
  if (tooLong(parsed.text, maxText)) throw badRequest('message is too long')
  return parsed
}

export const captionOf = (call: Call): Parsed => {
  const parsed = read(call, 'caption', 'caption_entities')
  if (tooLong(parsed.text, maxCaption)) throw badRequest('message caption is too long')
  return parsed
}

export const listOrNone = (entities: readonly WireEntity[]): readonly WireEntity[] | undefined =>
  entities.length === 0 ? undefined : entities

/** Caption and looks that the kinds of media share, as a message shows them. */
export const captioned = (call: Call): Partial<WireMessage> => {
  const { text: caption, entities } = captionOf(call)
  return {
    ...(caption === '' ? {} : { caption, caption_entities: listOrNone(entities) }),
    ...(flag(call.params, 'has_spoiler') ? { has_media_spoiler: true } : {}),
    ...(flag(call.params, 'show_caption_above_media') ? { show_caption_above_media: true } : {}),
  }
}

export const requiredText = (call: Call, name: string): string => {
  const value = text(call.params, name)
  if (value === '') throw badRequest(`parameter "${name}" is required`)
  return value
}
