import type { TextParam, TextSpec } from '@bazaar/core/i18n'
import type { ButtonSpec, MessageContent } from '@bazaar/core/notifications'
import { primary } from '@bazaar/core/screens'
import { answerAlert, watchAgain } from '../callbacks.ts'
import { byDiscount, type StockLine, stockLine } from '../stock-lines.ts'

/** It was there at `after` and not any more at `before`. */
export interface Gone {
  readonly after: Date
  readonly before: Date
}

export interface AlertLine extends StockLine {
  readonly gone: Gone | undefined
}

/** Everything that an alert message shows, now or later. */
export interface AlertView {
  readonly shop: string
  readonly shopUrl: string
  readonly subscriptionId: bigint
  readonly readingId: bigint
  readonly seenAt: Date
  readonly lines: readonly AlertLine[]
  /** The person waits for the next restock. */
  readonly isWatching: boolean
  readonly answer: 'got' | 'missed' | undefined
}

const minuteMs = 60_000
const dayMs = 24 * 60 * minuteMs

/**
 * Between the two readings, never an invented minute: within one minute "at", else "between … and …". Two readings a day apart need their
 * dates; the zone stands once, behind the second.
 */
function span({ after, before }: Gone): Record<'span', TextParam> {
  const isLong = before.getTime() - after.getTime() >= dayMs
  const isOneMinute = Math.floor(after.getTime() / minuteMs) === Math.floor(before.getTime() / minuteMs)
  const at: TextParam = { time: before.toISOString() }
  if (isOneMinute) return { span: { text: { key: 'voucher-tracker-span-at', params: { at } } } }
  const until: TextParam = { time: before.toISOString(), style: isLong ? 'datetime' : 'time', isReading: true }
  const from: TextParam = { time: after.toISOString(), style: isLong ? 'datetime' : 'clock', isReading: true }
  return { span: { text: { key: 'voucher-tracker-span-between', params: { after: from, before: until } } } }
}

function lineText(line: AlertLine, showSpan: boolean): TextSpec {
  const text = stockLine(line)
  if (line.gone === undefined) return text
  if (!showSpan) return { key: 'voucher-tracker-line-gone', params: { line: { text } } }
  return { key: 'voucher-tracker-line-gone-between', params: { line: { text }, ...span(line.gone) } }
}

/** From the earliest to the latest of the readings; `undefined` while something is still there. */
function allGone(lines: readonly AlertLine[]): Gone | undefined {
  const gone = lines.flatMap((line) => line.gone ?? [])
  if (gone.length < lines.length || gone.length === 0) return undefined
  return {
    after: new Date(Math.min(...gone.map((one) => one.after.getTime()))),
    before: new Date(Math.max(...gone.map((one) => one.before.getTime()))),
  }
}

/** The question of a sold out alert stays until it is answered, and its thanks stay, whatever else is pressed. */
function answerLine({ answer }: AlertView): TextSpec {
  return { key: answer === undefined ? 'voucher-tracker-alert-ask' : `voucher-tracker-answered-${answer}` }
}

function nextLine(view: AlertView): readonly TextSpec[] {
  if (view.isWatching) return [{ key: 'voucher-tracker-alert-watching' }]
  return view.answer === 'missed' ? [{ key: 'voucher-tracker-alert-again' }] : []
}

function footer(view: AlertView, soldOut: boolean): readonly TextSpec[] {
  if (soldOut) return [answerLine(view), ...nextLine(view)]
  if (view.isWatching) return nextLine(view)
  return [{ key: 'voucher-tracker-alert-why', params: { seen: { time: view.seenAt.toISOString() } } }]
}

function buttons(view: AlertView, soldOut: boolean): readonly (readonly ButtonSpec[])[] {
  const { subscriptionId: subscription, readingId: reading } = view
  const open = primary({ text: { key: 'voucher-tracker-button-shop' }, url: view.shopUrl })
  const watch: ButtonSpec = {
    text: { key: 'voucher-tracker-button-again' },
    data: watchAgain.pack({ subscription, reading }),
  }
  // Neither answer to the question is the main one, nor is what stands below it.
  const again = soldOut && view.answer !== undefined ? primary(watch) : watch
  const got: ButtonSpec = {
    text: { key: 'voucher-tracker-button-got' },
    data: answerAlert.pack({ subscription, reading, answer: 'got' }),
  }
  const missed: ButtonSpec = {
    text: { key: 'voucher-tracker-button-missed' },
    data: answerAlert.pack({ subscription, reading, answer: 'missed' }),
  }
  const rows = [soldOut ? (view.answer === undefined ? [got, missed] : []) : [open], view.isWatching ? [] : [again]]
  return rows.filter((row) => row.length > 0)
}

/** The alert as it reads now: fresh, partly gone or sold out. */
export function alertContent(view: AlertView): MessageContent {
  const gone = allGone(view.lines)
  // One span for all stands in the headline; several different ones stand behind their lines.
  const spans = new Set(
    view.lines.map((line) => line.gone && `${line.gone.after.getTime()}-${line.gone.before.getTime()}`),
  )
  const lines = byDiscount(view.lines).map((line) => lineText(line, gone === undefined || spans.size > 1))
  const soldOut = gone !== undefined
  return {
    text: {
      key: soldOut ? 'voucher-tracker-alert-sold-out' : 'voucher-tracker-alert',
      params: { shop: view.shop, lines: { lines }, footer: { lines: footer(view, soldOut) }, ...(gone && span(gone)) },
    },
    keyboard: buttons(view, soldOut),
  }
}
