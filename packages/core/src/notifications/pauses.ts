/** Who must wait until when (machine time, milliseconds). */
export interface Pauses {
  /** No message of the outbox to this chat before then: one that is tried again must not be overtaken. What Telegram throttles, the send budget holds. */
  holdChat(chatId: bigint, ms: number): void
  /** 429 for one chat; a second chat's within a second means that the whole bot is too fast. */
  rateLimited(chatId: bigint, ms: number): void
  pauseAll(ms: number): void
  /** No answer from Telegram, or a server error: after five in a row everything waits, longer each time. */
  failed(): void
  succeeded(): void
  /** Milliseconds until sending may go on at all; 0 = now. */
  allMs(): number
  heldChats(): ReadonlyMap<bigint, number>
}

const failuresBeforePause = 5
const longestPauseMs = 30_000

export function createPauses(now: () => number = Date.now): Pauses {
  const chats = new Map<bigint, number>()
  let allUntil = 0
  let failures = 0
  let last429: { chatId: bigint; at: number; until: number } | undefined
  const holdChat = (chatId: bigint, ms: number) => {
    chats.set(chatId, Math.max(chats.get(chatId) ?? 0, now() + ms))
  }
  const pauseAll = (ms: number) => {
    allUntil = Math.max(allUntil, now() + ms)
  }
  return {
    holdChat,
    pauseAll,
    rateLimited(chatId, ms) {
      const until = now() + ms
      if (last429 && last429.chatId !== chatId && now() - last429.at < 1_000) {
        allUntil = Math.max(allUntil, until, last429.until)
      }
      last429 = { chatId, at: now(), until }
    },
    failed() {
      failures++
      if (failures >= failuresBeforePause)
        pauseAll(Math.min(longestPauseMs, 500 * 2 ** (failures - failuresBeforePause)))
    },
    succeeded() {
      failures = 0
    },
    allMs: () => Math.max(0, allUntil - now()),
    heldChats() {
      for (const [chatId, until] of chats) if (until <= now()) chats.delete(chatId)
      return chats
    },
  }
}
