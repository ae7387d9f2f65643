import { pushBounded } from './guards.ts'
import type { SendInstant } from './record-types.ts'

// Telegram's published (not exact) limits. Single chats tolerate short bursts: so many sends may come at once before 1/s applies.
const globalPerSecond = 30
const perChatBurst = 3
const groupPerMinute = 20
const logBound = 100_000

interface Window {
  readonly instants: number[]
  head: number
  peak: number
}

const createWindow = (): Window => ({ instants: [], head: 0, peak: 0 })

/** Drops instants that left the window and returns how many remain. */
const slide = (window: Window, now: number, span: number): number => {
  while (window.head < window.instants.length && (window.instants[window.head] ?? now) <= now - span) window.head += 1
  if (window.head > 256 && window.head * 2 > window.instants.length) {
    window.instants.splice(0, window.head)
    window.head = 0
  }
  return window.instants.length - window.head
}

const record = (window: Window, now: number): void => {
  window.instants.push(now)
  window.peak = Math.max(window.peak, slide(window, now, 1000))
}

interface ChatMeter {
  readonly second: Window
  readonly minute: Window
  tokens: number
  filledAt: number
}

export interface Limiter {
  /** Returns the seconds to wait when limits are enforced and this send is over them, else null. */
  admit(chatId: number, isGroup: boolean): number | null
  /** Counts a send that succeeded. */
  sent(chatId: number, method: string): void
  peakPerSecond(): number
  peakPerChatPerSecond(): number
  sends(chatId?: number): readonly SendInstant[]
  reset(): void
}

const groupWait = (meter: ChatMeter, now: number): number | null => {
  if (slide(meter.minute, now, 60_000) < groupPerMinute) return null
  const oldest = meter.minute.instants[meter.minute.head] ?? now
  return Math.max(1, Math.ceil((oldest + 60_000 - now) / 1000))
}

const refill = (meter: ChatMeter, now: number): void => {
  meter.tokens = Math.min(perChatBurst, meter.tokens + (now - meter.filledAt) / 1000)
  meter.filledAt = now
}

export const createLimiter = (mode: 'off' | 'measure' | 'enforce'): Limiter => {
  let all = createWindow()
  let admitted = createWindow()
  let chats = new Map<number, ChatMeter>()
  let log: SendInstant[] = []
  let chatPeak = 0
  const meterOf = (chatId: number, now: number): ChatMeter => {
    const known = chats.get(chatId)
    if (known !== undefined) return known
    const meter = { second: createWindow(), minute: createWindow(), tokens: perChatBurst, filledAt: now }
    chats.set(chatId, meter)
    return meter
  }
  const refuse = (meter: ChatMeter, isGroup: boolean, now: number): number | null => {
    if (slide(admitted, now, 1000) >= globalPerSecond) return 1
    refill(meter, now)
    if (meter.tokens < 1) return 1
    return isGroup ? groupWait(meter, now) : null
  }
  return {
    admit: (chatId, isGroup) => {
      if (mode !== 'enforce') return null
      const now = Date.now()
      const meter = meterOf(chatId, now)
      const wait = refuse(meter, isGroup, now)
      if (wait !== null) return wait
      meter.tokens -= 1
      if (isGroup) meter.minute.instants.push(now)
      record(admitted, now)
      return null
    },
    sent: (chatId, method) => {
      if (mode === 'off') return
      const now = Date.now()
      const meter = meterOf(chatId, now)
      record(all, now)
      record(meter.second, now)
      chatPeak = Math.max(chatPeak, meter.second.peak)
      pushBounded(log, { at: now, chatId, method }, logBound)
    },
    peakPerSecond: () => all.peak,
    peakPerChatPerSecond: () => chatPeak,
    sends: (chatId) => (chatId === undefined ? log : log.filter((entry) => entry.chatId === chatId)),
    reset: () => {
      all = createWindow()
      admitted = createWindow()
      chats = new Map()
      log = []
      chatPeak = 0
    },
  }
}
