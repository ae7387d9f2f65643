export { sweepDraftFiles } from './draft-photos.ts'
export { createForms, type Forms } from './forms.ts'
export { holdFloor } from './show-turn.ts'
