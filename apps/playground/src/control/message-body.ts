import type { MediaToSend, PersonMessage } from '@bazaar/telegram-standin'
import { z } from 'zod'
import { chatId, mediaUpload, messageId } from './schemas.ts'

export const coordinates = { latitude: z.number().min(-90).max(90), longitude: z.number().min(-180).max(180) }
const fileKinds = [
  'photo',
  'document',
  'video',
  'animation',
  'audio',
  'voice',
  'video_note',
  'sticker',
] as const satisfies readonly (keyof PersonMessage)[]
const kinds = [...fileKinds, 'text', 'album', 'contact', 'location', 'venue'] as const

const files = {
  photo: mediaUpload.optional(),
  document: mediaUpload.optional(),
  video: mediaUpload.optional(),
  audio: mediaUpload.optional(),
}
const caption = z.string().max(1024).optional()
const someContact = z.object({
  phone_number: z.string().min(3).max(32),
  first_name: z.string().min(1).max(64),
  last_name: z.string().max(64).optional(),
})

export const message = z
  .object({
    text: z.string().min(1).max(4096).optional(),
    ...files,
    animation: mediaUpload.optional(),
    voice: mediaUpload.optional(),
    video_note: mediaUpload.optional(),
    sticker: mediaUpload.optional(),
    album: z
      .array(z.object({ ...files, caption }))
      .min(2)
      .max(10)
      .optional(),
    caption,
    contact: z
      .union([z.literal(true), someContact])
      .optional()
      .describe("true: the person's own number"),
    location: z.object({ ...coordinates, live_period: z.number().int().min(60).optional() }).optional(),
    venue: z
      .object({ location: z.object(coordinates), title: z.string().min(1), address: z.string().min(1) })
      .optional(),
    reply_to: messageId.optional(),
    chat_id: chatId,
  })
  .refine(
    (body) => kinds.filter((kind) => body[kind] !== undefined).length === 1,
    `give exactly one of ${kinds.join(', ')}`,
  )

type Upload = z.infer<typeof mediaUpload>
type FileKind = (typeof fileKinds)[number]

/** Without what was not given: to the stand-in, a missing field and `undefined` are not the same. */
export function given<T extends object>(value: T): { [Key in keyof T]?: Exclude<T[Key], undefined> } {
  // Object.fromEntries forgets the keys' types; only undefined values were taken out.
  return Object.fromEntries(Object.entries(value).filter(([, part]) => part !== undefined)) as {
    [Key in keyof T]?: Exclude<T[Key], undefined>
  }
}

function fileOf({ base64, filename, ...details }: Upload): MediaToSend {
  return { ...given(details), bytes: Buffer.from(base64, 'base64'), filename }
}

function filesOf(body: { readonly [Kind in FileKind]?: Upload | undefined }) {
  const sent: { [Kind in FileKind]?: MediaToSend } = {}
  for (const kind of fileKinds) {
    const file = body[kind]
    if (file) sent[kind] = fileOf(file)
  }
  return sent
}

function contactOf(contact: z.infer<typeof message>['contact']): PersonMessage['contact'] {
  if (contact === undefined || contact === true) return contact
  const { last_name, ...named } = contact
  return { ...named, ...given({ last_name }) }
}

/** The call's body as the stand-in wants it. */
export function toMessage(body: z.infer<typeof message>): PersonMessage {
  const { text, caption, venue, location, album } = body
  return {
    ...filesOf(body),
    ...given({ text, caption, venue, chatId: body.chat_id, replyTo: body.reply_to, contact: contactOf(body.contact) }),
    ...(location
      ? {
          location: {
            ...given({ live_period: location.live_period }),
            latitude: location.latitude,
            longitude: location.longitude,
          },
        }
      : {}),
    ...(album ? { album: album.map((item) => ({ ...filesOf(item), ...given({ caption: item.caption }) })) } : {}),
  }
}
