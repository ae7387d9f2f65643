import { defineCallback, field } from '../bot/index.ts'
import type { AnyForm, AnyStep, Given } from '../forms/index.ts'
import type { TextParam, TextSpec } from '../i18n/index.ts'
import type { ButtonSpec, KeyboardSpec, MessageContent } from '../notifications/index.ts'
import { homeButton } from '../screens/index.ts'
import type { Draft, DraftOffer } from './draft-store.ts'
import { movesOf, summary } from './progress.ts'

const acts = ['back', 'skip', 'next', 'cancel', 'pick', 'edit', 'send', 'resume', 'restart', 'clear'] as const

/** All buttons of forms: which draft, which of its states the button was drawn for, what it does, and an index where needed. */
export const formPressed = defineCallback('co.fm', {
  draft: field.id,
  rev: field.int,
  act: field.oneOf(...acts),
  index: field.int,
})

/** A form with the prefix of its texts. */
export interface NamedForm {
  /** `<feature id>-<name>` */
  readonly id: string
  readonly form: AnyForm
}

type Buttons = (act: (typeof acts)[number], text: TextSpec, index?: number) => ButtonSpec

function buttonsOf({ id, rev }: Pick<Draft, 'id' | 'rev'>): Buttons {
  return (act, text, index = 0) => ({ text, data: formPressed.pack({ draft: id, rev, act, index }) })
}

/** A text of a form, which may say what the form was opened with: `shop-edit-title = Edit offer { $offer }`. */
export function textOf(id: string, { given }: { readonly given: Given }, ...names: readonly string[]): TextSpec {
  return { key: [id, ...names].join('-'), params: given }
}

/** How an option of a step reads. */
export function optionTextOf({ id, form }: NamedForm, draft: { readonly given: Given }, name: string) {
  return (option: string): TextSpec => form.steps[name]?.optionText?.(option) ?? textOf(id, draft, name, option)
}

const nothing = ''

function shown(named: NamedForm, draft: Draft, name: string): TextParam {
  return named.form.steps[name]?.show(draft.progress.values.get(name), optionTextOf(named, draft, name)) ?? nothing
}

/** A text with a line or two above it. */
export const below = (before: TextSpec, screen: TextSpec): TextSpec => ({
  key: 'core-form-below',
  params: { before: { text: before }, screen: { text: screen } },
})

/** Texts below each other. */
export function stacked(texts: readonly (TextSpec | undefined)[]): TextSpec | undefined {
  return texts.reduce((above, text) => (above && text ? below(above, text) : (text ?? above)), undefined)
}

/** What is asked now, or the summary. @param before a line or two above it: a refusal, a notice */
export function currentScreen(named: NamedForm, draft: Draft, before?: TextSpec): MessageContent {
  const step = named.form.steps[draft.progress.step]
  const screen = step ? questionScreen(named, draft, step) : summaryScreen(named, draft)
  return before ? { ...screen, text: below(before, screen.text) } : screen
}

function questionScreen(named: NamedForm, draft: Draft, step: AnyStep): MessageContent {
  const { id, form } = named
  const { step: name, values } = draft.progress
  const fields = Object.keys(form.steps)
  const button = buttonsOf(draft)
  const moves = movesOf(form, draft.progress)
  const nav = (['back', 'skip', 'next'] as const).filter((act) => moves.has(act))
  const labelOf = optionTextOf(named, draft, name)
  const options = (step.options ?? []).map((option, index) => button('pick', labelOf(option), index))
  const text = {
    key: fields.length > 1 ? 'core-form-question' : 'core-form-only-question',
    params: {
      title: { text: textOf(id, draft, 'title') },
      step: fields.indexOf(name) + 1,
      of: fields.length,
      question: { text: textOf(id, draft, name) },
      now: values.has(name)
        ? { text: { key: 'core-form-now', params: { value: shown(named, draft, name) } } }
        : nothing,
    },
  }
  return {
    text,
    keyboard: [
      ...inRows(options),
      ...(nav.length > 0 ? [nav.map((act) => button(act, { key: `core-form-${act}` }))] : []),
      ...(moves.has('clear') ? [[button('clear', { key: 'core-form-clear' })]] : []),
      [button('cancel', { key: 'core-form-cancel' })],
    ],
  }
}

/** Few options stand below each other, many in two columns. */
function inRows(buttons: readonly ButtonSpec[]): KeyboardSpec {
  const columns = buttons.length > 5 ? 2 : 1
  return buttons.flatMap((_, index) => (index % columns === 0 ? [buttons.slice(index, index + columns)] : []))
}

function summaryScreen(named: NamedForm, draft: Draft): MessageContent {
  const { id, form } = named
  const { values } = draft.progress
  const button = buttonsOf(draft)
  const fields = Object.keys(form.steps)
  const lines = fields.map((name) => ({
    key: 'core-form-line',
    params: {
      label: { text: textOf(id, draft, name, 'label') },
      value: values.has(name) ? shown(named, draft, name) : { text: { key: 'core-form-skipped' } },
    },
  }))
  const edit = fields.map((name, index) =>
    button('edit', { key: 'core-form-edit', params: { label: { text: textOf(id, draft, name, 'label') } } }, index),
  )
  return {
    text: { key: 'core-form-summary', params: { title: { text: textOf(id, draft, 'title') }, lines: { lines } } },
    keyboard: [
      [button('send', { key: 'core-form-send' })],
      ...edit.flatMap((_, index) => (index % 2 === 0 ? [edit.slice(index, index + 2)] : [])),
      [button('cancel', { key: 'core-form-cancel' })],
    ],
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
    keyboard: [
      [button('resume', { key: 'core-form-resume' })],
      [button('restart', { key: 'core-form-restart' })],
      [homeButton],
    ],
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
