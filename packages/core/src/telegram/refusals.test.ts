import { expect, it } from 'vitest'
import { refusals } from './refusals.ts'

it.each([
  [
    'Bad Request: message is not modified: specified new message content and reply markup are exactly the same as a current content',
    ['notModified'],
  ],
  ['Bad Request: there is no text in the message to edit', ['otherKind']],
  ['Bad Request: there is no caption in the message to edit', ['otherKind']],
  ['Bad Request: there is no media in the message to edit', ['otherKind', 'noMedia']],
  ['Bad Request: There is no media in the message to edit', ['otherKind', 'noMedia']],
  ['Bad Request: message to edit not found', ['uneditable']],
  ["Bad Request: message can't be edited", ['uneditable']],
  ['Bad Request: MESSAGE_ID_INVALID', ['uneditable']],
  ["Bad Request: message can't be deleted for everyone", ['undeletable']],
  ['Bad Request: message to delete not found', ['notThere']],
  ['Bad Request: message is too long', []],
])('%s', (words, kinds) => {
  expect(Object.entries(refusals).flatMap(([kind, pattern]) => (pattern.test(words) ? [kind] : []))).toEqual(kinds)
})
