export type { ChatButton, ChatHistory, ChatInvoice, ChatMedia, ChatMessage, ChatPayment } from './chat-types.ts'
export type {
  DeliveryState,
  Fault,
  FaultKind,
  Finding,
  RequestLogEntry,
  SendInstant,
  Stats,
  UpdateLogEntry,
} from './record-types.ts'
export { startStandin } from './standin.ts'
export type {
  AlbumItem,
  BotAccount,
  BotCommand,
  Change,
  ChatInfo,
  FileToSend,
  HistoryQuery,
  MediaToSend,
  MembershipOptions,
  NewBot,
  NewChat,
  NewUser,
  PayOptions,
  PayOutcome,
  PersonEdit,
  PersonMessage,
  Place,
  Point,
  Press,
  PressAnswer,
  SentMessage,
  Standin,
  StandinOptions,
  User,
} from './types.ts'
export type { StandinState } from './world/state.ts'
