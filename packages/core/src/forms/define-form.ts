import type { Answers, AnyForm, FormSpec, Steps } from './types.ts'

/** Declares a form. List it under `forms` of the surface and open it with `ctx.forms.open('<feature id>-<name>')`. */
export function defineForm<S extends Steps>(spec: FormSpec<S>): AnyForm {
  return {
    name: spec.name,
    version: spec.version,
    steps: spec.steps,
    review: spec.review ?? 'summary',
    isChange: spec.isChange ?? spec.prefill !== undefined,
    prefill: async (context) => (await spec.prefill?.(context)) ?? {},
    note: spec.note,
    back: (given) => spec.back?.(given),
    // Every value was parsed by its step's schema, and every required one is there; TypeScript cannot follow a record built in a loop.
    finish: (answers, context) => spec.finish(answers as Answers<S>, context),
  }
}
