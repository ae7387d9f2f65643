import type { Message } from 'grammy/types'
import { AppError } from '../errors/index.ts'
import type { Reading, StepHelp } from '../forms/index.ts'
import type { TextSpec } from '../i18n/index.ts'
import type { Photos } from '../photos/index.ts'
import type { Album } from './album-store.ts'
import type { FormEngine, Opened } from './engine.ts'
import { optionTextOf, textOf } from './question-text.ts'
import type { QuickPressed } from './screens.ts'

export interface GivenAnswer {
  readonly userId: bigint
  readonly updateId: number
  /** What was written or sent, or which of the ready answers was pressed. */
  readonly by: { readonly message: Message } | { readonly quick: QuickPressed }
  readonly timeZone: string
  plain(text: TextSpec): string
}

/** A draft as the answer found it, and the album that the answer is a further picture of. */
export interface Found {
  readonly opened: Opened
  readonly album: Album | undefined
}

/** An album goes on with the question that it began to answer. */
export const fieldOf = ({ opened, album }: Found): string => album?.step ?? opened.draft.progress.step

/** What the step makes of it; refusals are values. */
export async function readAnswer(
  engine: FormEngine,
  found: Found,
  given: GivenAnswer,
  photos: Photos,
): Promise<Reading<unknown>> {
  const { draft, named } = found.opened
  const name = fieldOf(found)
  const step = named.form.steps[name]
  if (!step) return { outcome: 'refused', why: { key: 'core-form-want-button' } }
  const help: StepHelp = {
    userId: given.userId,
    context: draft.given,
    now: engine.clock.now(),
    timeZone: given.timeZone,
    photos,
    goesOn: found.album?.taken ?? false,
    example: step.hasExample ? { text: textOf(named.id, draft, name, 'example') } : '',
    label: (option) => given.plain(optionTextOf(named, draft, name)(option)),
  }
  try {
    const { by } = given
    if ('message' in by) return await step.read(by.message, draft.progress.values.get(name), help)
    return (await step.readQuick?.(by.quick.id, help)) ?? { outcome: 'refused', why: { key: 'core-form-want-button' } }
  } catch (error) {
    // The question stays on show below it.
    if (error instanceof AppError) return { outcome: 'refused', why: { key: error.key, params: error.params } }
    throw error
  }
}

/** Letters of one line on a phone. */
const lineLetters = 36
/** As many short messages as put a form out of sight. */
export const tall = 4

/** How much a message takes up in the chat, in short messages: with its frame, a line is as high as two further ones. */
export function heightOf({ text }: Message): number {
  if (text === undefined) return tall
  const lines = text.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / lineLetters)), 0)
  return Math.min(tall, Math.ceil((lines + 1) / 2))
}
