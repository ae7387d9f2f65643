import { defineCallback, field } from '../bot/index.ts'
import type { AnyStep, QuickAnswer, QuickHelp } from '../forms/index.ts'
import type { TextSpec } from '../i18n/index.ts'
import type { ButtonSpec, KeyboardSpec, MessageContent } from '../notifications/index.ts'
import { danger, homeButton, primary, success } from '../screens/index.ts'
import type { Draft, DraftOffer } from './draft-store.ts'
import { isOnlyQuestion, movesOf, summary } from './progress.ts'
import { below, type NamedForm, optionTextOf, questionText, shownValue, textOf } from './question-text.ts'

const acts = [
  ...(['back', 'skip', 'next', 'cancel', 'pick', 'edit', 'send', 'resume', 'restart', 'clear'] as const),
  'fields',
] as const

/** All buttons of forms: which draft, which of its states the button was drawn for, what it does, and an index where needed. */
export const formPressed = defineCallback('co.fm', {
  draft: field.id,
  rev: field.int,
  act: field.oneOf(...acts),
  index: field.int,
})

/** A ready answer, by its id: what it means is read when it is pressed. */
export const quickPressed = defineCallback('co.fq', { draft: field.id, rev: field.int, id: field.word })
export type QuickPressed = NonNullable<ReturnType<(typeof quickPressed)['unpack']>>

type PressedButton = Extract<ButtonSpec, { readonly data: string }>
type Buttons = (act: (typeof acts)[number], text: TextSpec, index?: number) => PressedButton

function buttonsOf({ id, rev }: Pick<Draft, 'id' | 'rev'>): Buttons {
  return (act, text, index = 0) => ({ text, data: formPressed.pack({ draft: id, rev, act, index }) })
}

/** The way back to a form that waits. */
export const continueButton = (draft: Pick<Draft, 'id' | 'rev'>): PressedButton =>
  buttonsOf(draft)('resume', { key: 'core-form-resume' })

export interface ScreenOptions {
  /** A line or two above it: a refusal, a notice. */
  readonly before: TextSpec | undefined
  readonly help: QuickHelp
}

/** What is asked now, or the summary. */
export async function currentScreen(
  named: NamedForm,
  draft: Draft,
  { before, help }: ScreenOptions,
): Promise<MessageContent> {
  const step = named.form.steps[draft.progress.step]
  const screen = step
    ? questionScreen(named, draft, step, (await step.quick?.(help)) ?? [])
    : summaryScreen(named, draft)
  return before ? { ...screen, text: below(before, screen.text) } : screen
}

function questionScreen(named: NamedForm, draft: Draft, step: AnyStep, quick: readonly QuickAnswer[]): MessageContent {
  const { form } = named
  const button = buttonsOf(draft)
  const moves = movesOf(form, draft.progress)
  const labelOf = optionTextOf(named, draft, draft.progress.step)
  const options = (step.options ?? []).map((option, index) => button('pick', labelOf(option), index))
  const ready = quick.map(({ id, text }) => ({
    text,
    data: quickPressed.pack({ draft: draft.id, rev: draft.rev, id }),
  }))
  const isEmptied = isOnlyQuestion(form) && draft.progress.values.has(draft.progress.step)
  const nameOf = (act: string): string => (act === 'skip' && isEmptied ? 'core-form-empty' : `core-form-${act}`)
  const nav = (['back', 'skip', 'next'] as const)
    .filter((act) => moves.has(act))
    .map((act) => {
      const move = button(act, { key: nameOf(act) })
      if (act === 'next') return primary(move)
      return act === 'skip' && isEmptied ? danger(move) : move
    })
  return {
    text: questionText(named, draft, step),
    keyboard: [
      ...inRows(ready, ready.length > 4 ? 3 : 4),
      ...inRows(options, options.length > 5 ? 2 : 1),
      ...(nav.length > 0 ? [nav] : []),
      ...(moves.has('clear') ? [[danger(button('clear', { key: 'core-form-clear' }))]] : []),
      [button('cancel', { key: 'core-form-cancel' })],
    ],
  }
}

function inRows(buttons: readonly ButtonSpec[], columns: number): KeyboardSpec {
  return buttons.flatMap((_, index) => (index % columns === 0 ? [buttons.slice(index, index + columns)] : []))
}

function summaryScreen(named: NamedForm, draft: Draft): MessageContent {
  const { id, form } = named
  const { values } = draft.progress
  const button = buttonsOf(draft)
  const lines = Object.keys(form.steps).map((name) => ({
    key: 'core-form-line',
    params: {
      label: { text: textOf(id, draft, name, 'label') },
      value: values.has(name) ? shownValue(named, draft, name) : { text: { key: 'core-form-skipped' } },
    },
  }))
  return {
    text: { key: 'core-form-summary', params: { title: { text: textOf(id, draft, 'title') }, lines: { lines } } },
    keyboard: [
      [success(button('send', { key: 'core-form-send' }))],
      [button('fields', { key: 'core-form-fields' })],
      [button('cancel', { key: 'core-form-cancel' })],
    ],
  }
}

/** The summary with its answers to choose from. */
export function fieldsScreen(named: NamedForm, draft: Draft): MessageContent {
  const button = buttonsOf(draft)
  const edit = Object.keys(named.form.steps).map((name, index) =>
    button(
      'edit',
      { key: 'core-form-edit', params: { label: { text: textOf(named.id, draft, name, 'label') } } },
      index,
    ),
  )
  return {
    text: summaryScreen(named, draft).text,
    keyboard: [...inRows(edit, 2), [button('resume', { key: 'core-form-back' })]],
  }
}

/** The form was opened again while its draft is there. */
export function againScreen({ id, form }: NamedForm, draft: Draft): MessageContent {
  const button = buttonsOf(draft)
  const { step, values } = draft.progress
  const answered = Object.keys(form.steps).filter((name) => values.has(name)).length
  return {
    text: {
      key: step === summary ? 'core-form-again-done' : 'core-form-again',
      params: { title: { text: textOf(id, draft, 'title') }, answered, of: Object.keys(form.steps).length },
    },
    keyboard: [[primary(continueButton(draft))], [danger(button('restart', { key: 'core-form-restart' }))]],
  }
}

/** Several drafts wait. */
export function draftsScreen(drafts: readonly DraftOffer[]) {
  return {
    text: { key: 'core-form-drafts' },
    keyboard: [
      ...drafts.map((draft) => [buttonsOf(draft)('resume', textOf(draft.form, draft, 'title'))]),
      [homeButton],
    ],
  } satisfies MessageContent
}

/** The form is gone, and nothing came of it. */
export const closedScreen: MessageContent = { text: { key: 'core-form-closed' }, keyboard: [[homeButton]] }
