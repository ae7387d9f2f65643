export type { OutboxLag } from './lag.ts'
export { readOutboxLag } from './lag.ts'
export { createNotifications, type NotificationsOptions } from './notifications.ts'
export { captionLimit, renderKeyboard, type SignKeyboard } from './render.ts'
export { createSender, type Sender } from './sender.ts'
export type { SenderOptions, SenderTiming } from './sender-options.ts'
export type { SendCounts } from './sending-state.ts'
export type {
  BundledIntent,
  ButtonSpec,
  FailReason,
  KeyboardSpec,
  Lane,
  MessageContent,
  MessageEdit,
  NotificationIntent,
  NotificationRef,
  Notifications,
  PhotoSpec,
  Topic,
} from './types.ts'
export { lanes } from './types.ts'
