export { createIsKept, type IsKept } from './kept-messages.ts'
export type { OutboxLag } from './lag.ts'
export { readOutboxLag } from './lag.ts'
export { createNotifications } from './notifications.ts'
export { captionLimit, renderKeyboard } from './render.ts'
export { createSender, type Sender } from './sender.ts'
export type { SenderOptions } from './sender-options.ts'
export type {
  BundledIntent,
  ButtonSpec,
  FailReason,
  KeyboardSpec,
  MessageContent,
  MessageEdit,
  Move,
  NotificationIntent,
  NotificationRef,
  Notifications,
  Onto,
  Topic,
} from './types.ts'
