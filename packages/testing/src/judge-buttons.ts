import type { BotAccount, Standin } from '@bazaar/telegram-standin'

type Message = ReturnType<Standin['messages']>['messages'][number]

/** The sign of what deletes for good, in both languages. */
const deleting = '🗑'

/** Whether a press cannot be undone, as its declaration says. @param data as it is signed for the chat */
export type IsFinal = (chatId: number, data: string) => boolean

/**
 * Watches every message that the bot sends or edits for the rules of buttons: at most one main action, and what deletes or cannot be undone is red.
 * @returns what broke one, in words; it grows while the bot talks
 */
export function judgeButtons(standin: Standin, { id: botId }: BotAccount, isFinal: IsFinal): ReadonlySet<string> {
  const found = new Set<string>()
  standin.onChange(({ kind, chatId, revision }) => {
    // In groups the bot shows no screens of its own.
    if ((kind !== 'message' && kind !== 'edit') || chatId < 0) return
    const { messages } = standin.messages(chatId, { botId, since: revision - 1 })
    for (const message of messages)
      for (const problem of problemsOf(message, (data) => isFinal(chatId, data))) found.add(problem)
  })
  return found
}

function problemsOf({ text, caption, buttons }: Message, isFinal: (data: string) => boolean): readonly string[] {
  const all = buttons.flat()
  const main = all.filter(({ style }) => style === 'primary' || style === 'success')
  const pale = all.filter(({ style }) => style !== 'danger')
  const deletes = pale.filter(({ text: label }) => label.startsWith(deleting))
  const final = pale.filter(({ callback_data: data }) => data !== null && isFinal(data))
  const where = `in "${(text ?? caption ?? '').slice(0, 60)}"`
  const labelsOf = (some: typeof all) => some.map(({ text: label }) => `[${label}]`).join(' ')
  return [
    ...(main.length > 1 ? [`Several main actions ${where}: ${labelsOf(main)}`] : []),
    ...(deletes.length > 0 ? [`What deletes for good is not red ${where}: ${labelsOf(deletes)}`] : []),
    ...(final.length > 0 ? [`What cannot be undone is not red ${where}: ${labelsOf(final)}`] : []),
  ]
}
