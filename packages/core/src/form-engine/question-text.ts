import type { AnyForm, AnyStep, Given } from '../forms/index.ts'
import type { TextParam, TextSpec } from '../i18n/index.ts'
import type { Draft } from './draft-store.ts'
import { isOnlyQuestion, movesOf } from './progress.ts'

/** A form with the prefix of its texts. */
export interface NamedForm {
  /** `<feature id>-<name>` */
  readonly id: string
  readonly form: AnyForm
}

/** A text of a form, which may say what the form was opened with: `shop-edit-title = Edit offer { $offer }`. */
export function textOf(id: string, { given }: { readonly given: Given }, ...names: readonly string[]): TextSpec {
  return { key: [id, ...names].join('-'), params: given }
}

/** How an option of a step reads. */
export function optionTextOf({ id, form }: NamedForm, draft: { readonly given: Given }, name: string) {
  return (option: string): TextSpec => form.steps[name]?.optionText?.(option) ?? textOf(id, draft, name, option)
}

/** How an answer reads. */
export function shownValue(named: NamedForm, draft: Draft, name: string): TextParam {
  return named.form.steps[name]?.show(draft.progress.values.get(name), optionTextOf(named, draft, name)) ?? ''
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

/** The form's name, the answers so far, what is asked now, and what was answered to it before. */
export function questionText(named: NamedForm, draft: Draft, step: AnyStep): TextSpec {
  const { id, form } = named
  const { step: name, values } = draft.progress
  const fields = Object.keys(form.steps)
  const isOnly = isOnlyQuestion(form)
  const title = {
    key: isOnly ? 'core-form-title' : 'core-form-step',
    params: { title: { text: textOf(id, draft, 'title') }, step: fields.indexOf(name) + 1, of: fields.length },
  }
  const soFar = step.collects ? 'core-form-so-far' : 'core-form-now'
  const question = [
    textOf(id, draft, name),
    ...(values.has(name) ? [{ key: soFar, params: { value: shownValue(named, draft, name) } }] : []),
    ...(step.collects && movesOf(form, draft.progress).has('next') ? [{ key: 'core-form-next-hint' }] : []),
  ]
  const answers = isOnly ? [] : answersSoFar(named, draft)
  const lines = (...texts: readonly TextSpec[]): TextSpec => ({
    key: 'core-form-lines',
    params: { lines: { lines: texts } },
  })
  return answers.length > 0 ? below(lines(title, ...answers), lines(...question)) : lines(title, ...question)
}

/** Letters of an answer that is repeated while the next one is asked; the summary shows all. */
const repeatedLetters = 40

/** One line for each answer; on the way back to the summary, which shows them all, none. */
function answersSoFar(named: NamedForm, draft: Draft): readonly TextSpec[] {
  const { step, values, editing } = draft.progress
  if (editing) return []
  const answered = Object.keys(named.form.steps).filter((name) => name !== step && values.has(name))
  return answered.map((name) => ({
    key: 'core-form-answer',
    params: {
      label: { text: textOf(named.id, draft, name, 'label') },
      value: shortened(shownValue(named, draft, name)),
    },
  }))
}

function shortened(value: TextParam): TextParam {
  if (typeof value !== 'string') return value
  const letters = [...value.replaceAll(/\s+/gu, ' ')]
  return letters.length > repeatedLetters ? `${letters.slice(0, repeatedLetters - 1).join('')}…` : letters.join('')
}
