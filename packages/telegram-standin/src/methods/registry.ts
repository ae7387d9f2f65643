import type { MethodEntry, MethodGroup } from './call.ts'
import { callbackMethods } from './callbacks.ts'
import { chatMethods } from './chats.ts'
import { editMethods } from './edits.ts'
import { mediaMethods } from './media.ts'
import { memberMethods } from './members.ts'
import { messageMethods } from './messages.ts'
import { paymentMethods } from './payments.ts'
import { pinMethods } from './pins.ts'
import { placeMethods } from './places.ts'
import { pollingMethods } from './polling.ts'
import { reactionMethods } from './reactions.ts'
import { settingsMethods } from './settings.ts'
import { transferMethods } from './transfers.ts'
import { webhookMethods } from './webhook.ts'

const groups: readonly MethodGroup[] = [
  messageMethods,
  mediaMethods,
  placeMethods,
  transferMethods,
  editMethods,
  callbackMethods,
  pollingMethods,
  webhookMethods,
  settingsMethods,
  chatMethods,
  memberMethods,
  pinMethods,
  reactionMethods,
  paymentMethods,
]

export interface KnownMethod extends MethodEntry {
  readonly name: string
}

const byName = new Map<string, KnownMethod>()
for (const group of groups) {
  for (const [name, entry] of Object.entries(group)) byName.set(name.toLowerCase(), { ...entry, name })
}

/** Finds a method by name in any case, as Telegram does. */
export const findMethod = (name: string): KnownMethod | undefined => byName.get(name.toLowerCase())
