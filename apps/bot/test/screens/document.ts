import { before } from './before.ts'
import type { Counts } from './measured-person.ts'
import type { Measured } from './record.ts'

const none = '–'

function screenRow(now: Measured, name: string): string {
  const [then, today] = [before.screens[name], now.screens[name]]
  return `| ${name} | ${then?.buttons ?? none} | ${today?.buttons ?? none} | ${then?.lines ?? none} | ${today?.lines ?? none} |`
}

const countsCell = (counts: Counts | undefined): string =>
  counts ? `${counts.told} / ${counts.taps} / ${counts.written}` : none

const storyRow = (now: Measured, name: string): string =>
  `| ${name} | ${countsCell(before.stories[name])} | ${countsCell(now.stories[name])} |`

const namesOf = (then: object, today: object): readonly string[] =>
  [...new Set([...Object.keys(then), ...Object.keys(today)])].toSorted((a, b) => (a < b ? -1 : 1))

/** docs/screens.md */
export const screensDocument = (now: Measured): string => `# Screens and stories, counted

Written by a test that walks through the bot as people do, in English. After a change:
\`pnpm --filter @bazaar/bot test test/screens-document.test.ts -u\`. "Before" is the same walk at commit 50b5d5c, on 1 December 2026.
How high the screens are on a phone stands in [screen-heights.md](screen-heights.md).

## Screens

Lines are those of the text as it is written; a phone breaks long ones further. A dash: there was no such screen.

| screen | buttons before | buttons now | lines before | lines now |
|---|---|---|---|---|
${namesOf(before.screens, now.screens)
  .map((name) => screenRow(now, name))
  .join('\n')}

## Stories

New messages of the bot / taps / messages of the person. Edits of a message are no new messages.

| story | before | now |
|---|---|---|
${namesOf(before.stories, now.stories)
  .map((name) => storyRow(now, name))
  .join('\n')}
`
