import type { Message, Person, Price } from './api.ts'

const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' })
const precise = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' })
const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long' })
const full = new Intl.DateTimeFormat('en-GB', {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
})

export const timeOf = (seconds: number) => clock.format(seconds * 1000)
export const preciseTime = (ms: number) => precise.format(ms)
export const fullTime = (ms: number) => full.format(ms)
export const dayOf = (seconds: number) => day.format(seconds * 1000)

/** A moment in a list: the time when it is of the same day as `now`, else the day. */
export const shortDate = (seconds: number, now: number) =>
  dayOf(seconds) === dayOf(now / 1000) ? timeOf(seconds) : dayOf(seconds).replace(/ (\w{3}).*/, ' $1')

export const nameOf = (person: Person) => [person.first_name, person.last_name].filter(Boolean).join(' ')

/** One or two letters for the avatar. */
export const initials = (name: string) =>
  name
    .split(/\s+/)
    .slice(0, 2)
    .map((word) => [...word][0] ?? '')
    .join('')
    .toUpperCase()

/** Which of the avatar colours somebody has; the same for ever. */
export const toneOf = (id: number) => Math.abs(id) % 7

export function duration(ms: number): string {
  if (ms === 0) return 'real time'
  const minutes = Math.round(ms / 60_000)
  const parts = [
    [Math.floor(minutes / 1440), 'd'],
    [Math.floor((minutes % 1440) / 60), 'h'],
    [minutes % 60, 'min'],
  ] as const
  const shown = parts.filter(([count]) => count > 0).map(([count, unit]) => `${count} ${unit}`)
  return `${shown.slice(0, 2).join(' ') || `${Math.round(ms / 1000)} s`} ahead`
}

/** Telegram's amounts: whole Stars, or the smallest unit of a currency. */
export function priceOf({ currency, total_amount }: Price): string {
  if (currency === 'XTR') return `⭐ ${total_amount}`
  const format = new Intl.NumberFormat('en-GB', { style: 'currency', currency })
  return format.format(total_amount / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2))
}

export function lengthOf(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, '0')}`
}

/** A service line in words. */
export function serviceText(message: Message): string {
  const who = message.sender.name
  const about = message.service_about.join(', ')
  if (message.payment) {
    return message.payment.kind === 'paid'
      ? `You paid ${priceOf(message.payment)}`
      : `${priceOf(message.payment)} came back to you`
  }
  switch (message.service) {
    case 'group_chat_created':
    case 'supergroup_chat_created':
      return `${who} created the group`
    case 'channel_chat_created':
      return 'Channel created'
    case 'new_chat_members':
      return about === who ? `${who} joined` : `${who} added ${about}`
    case 'left_chat_member':
      return about === who ? `${who} left` : `${who} removed ${about}`
    case 'pinned_message':
      return `${who} pinned a message`
    case 'migrated':
      return 'The group became a supergroup'
    default:
      return (message.service ?? '').replaceAll('_', ' ')
  }
}
