import { type BotContext, defineCallback, onCallback } from '@bazaar/core/bot'
import { AppError } from '@bazaar/core/errors'
import { defineFeature, type Feature } from '@bazaar/core/feature'
import { ask, defineForm, type Given, type Step } from '@bazaar/core/forms'
import type { StoredPhoto } from '@bazaar/core/photos'
import type { TestPlatform } from '@bazaar/testing'
import { Composer } from 'grammy'
import { z } from 'zod'
import { localesOf } from '../bot/probe-feature.ts'

const texts = `
album-title = Albums
album-command-edit = Edit
album-command-swap = Swap
album-said = You said { $text }
album-refused = Not { $text }, please
album-done = Stored { $count } for offer { $offer }: { $note }
album-edit-title = An album
album-edit-note = What is it for?
album-edit-note-label = Note
album-edit-pictures = Its pictures?
album-edit-pictures-label = Pictures
album-edit-cover = Its cover?
album-edit-cover-label = Cover
album-swap-title = Another cover
album-swap-cover = Which one?
album-back = ‹ Album
album-front = The album
`

/** Leads back to the offer that the form was opened for. */
const backPressed = defineCallback('al.back', {})

/** What the album's form saw. */
export interface Album {
  readonly reads: { readonly context: Given; readonly now: Date; readonly timeZone: string }[]
  readonly finished: { readonly pictures: readonly StoredPhoto[]; readonly cover: readonly StoredPhoto[] | undefined }[]
  /** What reading waits for. */
  gate: () => Promise<unknown>
}

export const createAlbum = (): Album => ({ reads: [], finished: [], gate: async () => undefined })

/** A step of the feature's own kind, which takes its time. */
const slowNote = (album: Album): Step<string> => ({
  isOptional: false,
  hasExample: false,
  schema: z.string(),
  async read({ text = '' }, _soFar, { context, now, timeZone }) {
    album.reads.push({ context, now, timeZone })
    await album.gate()
    if (text === 'refuse') throw new AppError('album-refused', { text })
    return { outcome: 'accepted', value: text }
  },
  show: (value) => value,
})

const editForm = (album: Album) =>
  defineForm({
    name: 'edit',
    version: 1,
    steps: {
      note: slowNote(album),
      pictures: ask.picture({ max: 3 }),
      cover: ask.optional(ask.picture()),
    },
    back: ({ offer }) => (offer ? { text: { key: 'album-back' }, data: backPressed.pack({}) } : undefined),
    async finish({ note, pictures, cover }, { given }) {
      album.finished.push({ pictures, cover })
      return { text: { key: 'album-done', params: { count: pictures.length, offer: given.offer ?? 'none', note } } }
    },
  })

/** Ends with its only answer. */
const swapForm = (album: Album) =>
  defineForm({
    name: 'swap',
    version: 1,
    review: 'none',
    steps: { cover: ask.picture() },
    async finish({ cover }, { given }) {
      album.finished.push({ pictures: [], cover })
      return {
        text: { key: 'album-done', params: { count: cover.length, offer: given.offer ?? 'none', note: 'cover' } },
      }
    },
  })

/** A feature whose form is opened for something, and takes pictures. */
export function createAlbumFeature(album: Album): Feature {
  const handlers = new Composer<BotContext>()
  handlers.on('message:text', (ctx) => ctx.say({ key: 'album-said', params: { text: ctx.message.text } }))
  return defineFeature({
    id: 'album',
    code: 'al',
    env: {},
    locales: localesOf(texts),
    build: () => [
      {
        forms: [editForm(album), swapForm(album)],
        commands: [
          { name: 'swap', audience: 'everyone', run: (ctx) => ctx.forms.open('album-swap') },
          {
            name: 'edit',
            audience: 'everyone',
            run: (ctx, offer) => ctx.forms.open('album-edit', offer === '' ? {} : { offer, from: 'command' }),
          },
        ],
        callbacks: [onCallback(backPressed, (ctx) => ctx.show({ key: 'album-front' }))],
        handlers,
        eraseUser: async () => undefined,
        exportUser: async () => ({}),
      },
    ],
  })
}

export type Person = ReturnType<TestPlatform['telegram']['user']>

/** A person who is asked for up to three pictures. */
export async function askForPictures(platform: TestPlatform): Promise<Person> {
  const anna = platform.telegram.user('Anna')
  await anna.sends('/edit')
  await anna.sees(/What is it for/)
  await anna.sends('the window')
  await anna.sees(/Its pictures/)
  return anna
}
