export { createAdmission } from './admission.ts'
export { askerOf, callerOf, chatOf, isPrivate, personOf } from './asker.ts'
export {
  type CallbackType,
  defineCallback,
  field,
  isFinal,
  onCallback,
} from './callback-data.ts'
export { isFor, mayUse, readCommand, sayPrivateOnly } from './dispatch-command.ts'
export { createErrorReply } from './error-reply.ts'
export { formTopic } from './form-topic.ts'
export { mountBot } from './mount.ts'
export { pressedIn } from './pressed-in.ts'
export { sayOptions } from './say-options.ts'
export { type CallbackSigner, createCallbackSigner, signCallbackData, signKeyboard } from './signing.ts'
export type {
  AnyCallback,
  Audience,
  BotContext,
  BotSurface,
  Command,
  CoreFlavor,
  Form,
  FormContext,
  FormConversation,
  HomeEntry,
  Owned,
  PressAnswer,
  SayOptions,
  StartPayload,
  StartPlace,
  TargetAudience,
} from './types.ts'
