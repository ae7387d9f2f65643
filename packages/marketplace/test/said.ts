import { expect } from 'vitest'

/**
 * What a press said. On a busy machine it may take over 0.9 s, and is then answered silently before its result is there, as in the product:
 * what it did is seen in the chat.
 */
export function expectSaid(
  { answered, text }: { readonly answered: boolean; readonly text: string | null },
  said: string | RegExp,
): void {
  expect(answered).toBe(true)
  if (text !== null) expect(text).toMatch(said)
}
