import type { MethodEntry, MethodGroup } from './call.ts'
import { callbackMethods } from './callbacks.ts'
import { chatMethods } from './chats.ts'
import { editMethods } from './edits.ts'
import { mediaMethods } from './media.ts'
import { messageMethods } from './messages.ts'
import { pollingMethods } from './polling.ts'
import { settingsMethods } from './settings.ts'
import { webhookMethods } from './webhook.ts'

const groups: readonly MethodGroup[] = [
  messageMethods,
  mediaMethods,
  editMethods,
  callbackMethods,
  pollingMethods,
  webhookMethods,
  settingsMethods,
  chatMethods,
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
