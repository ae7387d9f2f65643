import type { AnyForm, AnyStep } from '../forms/index.ts'

/** In place of a field: all answers are shown, to be sent or changed. */
export const summary = ''

/** How far somebody is. Pure data: what happens to it is decided here, and nowhere else. */
export interface Progress {
  /** The field that is asked, or {@link summary}. */
  readonly step: string
  /** Entered from the summary: the answer leads back to it. */
  readonly editing: boolean
  readonly values: ReadonlyMap<string, unknown>
}

export type Move =
  /** @property field an earlier question's, whose answer goes on; the one that is asked unless told */
  | { readonly act: 'answer'; readonly field?: string; readonly value: unknown; readonly stays: boolean }
  | { readonly act: 'back' | 'skip' | 'next' | 'clear' }
  | { readonly act: 'edit'; readonly field: string }

/** @param values answers that are there already: what is left to do is to look at them, and to give those that are missing */
export function start(form: AnyForm, values: ReadonlyMap<string, unknown> = new Map()): Progress {
  const first = { step: Object.keys(form.steps)[0] ?? summary, editing: false, values }
  return values.size > 0 && form.review === 'summary' ? settle(form, first) : first
}

export const stepOf = (form: AnyForm, progress: Progress): AnyStep | undefined => form.steps[progress.step]

/** It asks one thing and then ends: there is nothing to go back or on to. */
export const isOnlyQuestion = (form: AnyForm): boolean => form.review === 'none' && Object.keys(form.steps).length === 1

/** What the buttons of this moment may do; the same rule draws them and checks them. */
export function movesOf(form: AnyForm, progress: Progress): ReadonlySet<Exclude<Move['act'], 'answer'>> {
  const step = stepOf(form, progress)
  if (!step) return new Set(['edit'])
  const isFirst = Object.keys(form.steps)[0] === progress.step
  const answered = progress.values.has(progress.step)
  return new Set([
    ...(progress.editing || !isFirst ? (['back'] as const) : []),
    ...(step.isOptional ? (['skip'] as const) : []),
    ...(answered && (step.collects || !isOnlyQuestion(form)) ? (['next'] as const) : []),
    ...(answered && step.collects ? (['clear'] as const) : []),
  ])
}

/** @returns where it leads, or `undefined` when it is not possible now */
export function move(form: AnyForm, progress: Progress, wanted: Move): Progress | undefined {
  if (wanted.act === 'answer') {
    const { field = progress.step } = wanted
    if (field === summary) return undefined
    const answered = { ...progress, values: new Map(progress.values).set(field, wanted.value) }
    return wanted.stays || field !== progress.step ? answered : onward(form, answered)
  }
  if (!movesOf(form, progress).has(wanted.act)) return undefined
  if (wanted.act === 'edit')
    return wanted.field in form.steps ? { ...progress, step: wanted.field, editing: true } : undefined
  if (wanted.act === 'back') return backward(form, progress)
  if (wanted.act === 'next') return onward(form, progress)
  const values = new Map(progress.values)
  values.delete(progress.step)
  return wanted.act === 'clear' ? { ...progress, values } : onward(form, { ...progress, values })
}

function backward(form: AnyForm, progress: Progress): Progress {
  // An edited answer was there before, so the summary is complete; one that had to be asked again may not be.
  if (progress.editing) return settle(form, progress)
  const fields = Object.keys(form.steps)
  return { ...progress, step: fields[fields.indexOf(progress.step) - 1] ?? progress.step }
}

function onward(form: AnyForm, progress: Progress): Progress {
  const fields = Object.keys(form.steps)
  const next = progress.editing ? undefined : fields[fields.indexOf(progress.step) + 1]
  return next === undefined ? settle(form, progress) : { ...progress, step: next }
}

/** The summary, or first whatever is still missing. */
function settle(form: AnyForm, progress: Progress): Progress {
  const missing = missingOf(form, progress)
  return missing === undefined
    ? { ...progress, step: summary, editing: false }
    : { ...progress, step: missing, editing: true }
}

export function missingOf(form: AnyForm, { values }: Progress): string | undefined {
  return Object.entries(form.steps).find(([field, step]) => !step.isOptional && !values.has(field))?.[0]
}

/** Fits answers of an older version to today's steps: what still validates stays, and asking goes on where it makes sense. */
export function adapt(form: AnyForm, { step, editing, values }: Progress): Progress {
  const kept = new Map<string, unknown>()
  for (const [field, value] of values) {
    const parsed = form.steps[field]?.schema.safeParse(value)
    if (parsed?.success && parsed.data !== undefined) kept.set(field, parsed.data)
  }
  const adapted = { step, editing, values: kept }
  if (step in form.steps) return adapted
  return settle(form, adapted)
}
