export { createAdmission } from './admission.ts'
export {
  type AnyCallback,
  type CallbackType,
  defineCallback,
  field,
  onCallback,
  type PressAnswer,
} from './callback-data.ts'
export { isFor, mayUse, readCommand } from './dispatch-command.ts'
export { createErrorReply } from './error-reply.ts'
export { createInbox, type Inbox } from './inbox.ts'
export { createIntake, type Intake } from './intake.ts'
export { createLanes, type Lanes } from './lanes.ts'
export { contend } from './lease.ts'
export { type MountedSurface, mountBot } from './mount.ts'
export { startPolling } from './polling.ts'
export { createPressAnswers, type PressAnswers } from './press-answers.ts'
export { sayOptions } from './say-options.ts'
export { type CallbackSigner, createCallbackSigner, signCallbackData, signKeyboard } from './signing.ts'
export { createSourceOf, type SourceOf } from './start-source.ts'
export type {
  AllowedUpdate,
  Audience,
  BotContext,
  BotSurface,
  Circle,
  Command,
  CoreFlavor,
  Form,
  FormContext,
  FormConversation,
  HomeEntry,
  SayOptions,
  StartPayload,
} from './types.ts'
export { createUpdateWatch, type UpdateWatch } from './update-watch.ts'
