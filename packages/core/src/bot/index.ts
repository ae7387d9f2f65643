export { type AnyCallback, type CallbackType, defineCallback, field, onCallback, type PressAnswer } from './callback-data.ts'
export type {
  Audience,
  BotContext,
  BotSurface,
  Command,
  CoreFlavor,
  Form,
  FormContext,
  FormConversation,
  HomeEntry,
  SayOptions,
} from './types.ts'
