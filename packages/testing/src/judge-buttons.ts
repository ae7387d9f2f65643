import type { BotAccount, Standin } from '@bazaar/telegram-standin'

type Message = ReturnType<Standin['messages']>['messages'][number]

/** The sign of what deletes for good, in both languages. */
const deleting = '🗑'

/**
 * Watches every message that the bot sends or edits for the rules of buttons: at most one main action, and what deletes for good is red.
 * @returns what broke one, in words; it grows while the bot talks
 */
export function judgeButtons(standin: Standin, { id: botId }: BotAccount): ReadonlySet<string> {
  const found = new Set<string>()
  standin.onChange(({ kind, chatId, revision }) => {
    // In groups the bot shows no screens of its own.
    if ((kind !== 'message' && kind !== 'edit') || chatId < 0) return
    const { messages } = standin.messages(chatId, { botId, since: revision - 1 })
    for (const message of messages) for (const problem of problemsOf(message)) found.add(problem)
  })
  return found
}

function problemsOf({ text, caption, buttons }: Message): readonly string[] {
  const all = buttons.flat()
  const main = all.filter(({ style }) => style === 'primary' || style === 'success')
  const pale = all.filter(({ text: label, style }) => label.startsWith(deleting) && style !== 'danger')
  const where = `in "${(text ?? caption ?? '').slice(0, 60)}"`
  const labelsOf = (some: typeof all) => some.map(({ text: label }) => `[${label}]`).join(' ')
  return [
    ...(main.length > 1 ? [`Several main actions ${where}: ${labelsOf(main)}`] : []),
    ...(pale.length > 0 ? [`What deletes for good is not red ${where}: ${labelsOf(pale)}`] : []),
  ]
}
