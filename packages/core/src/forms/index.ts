export { defineForm } from './define-form.ts'
export { formTexts } from './form-texts.ts'
export { ask } from './steps/index.ts'
export type { Place } from './steps/shared.ts'
export type {
  AnyForm,
  AnyStep,
  FinishContext,
  Finished,
  FormsApi,
  Given,
  OpenOptions,
  QuickAnswer,
  QuickHelp,
  Reading,
  Step,
  StepHelp,
} from './types.ts'
