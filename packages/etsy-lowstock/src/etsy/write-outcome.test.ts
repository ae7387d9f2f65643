import { expect, it } from 'vitest'
import { outcomeOf } from './write-outcome.ts'

it.each([
  [{ kind: 'too-large', status: 200 }, { kind: 'unknown' }],
  [{ kind: 'http', status: 307 }, { kind: 'unknown' }],
  [{ kind: 'http', status: 408 }, { kind: 'unknown' }],
  [{ kind: 'http', status: 500 }, { kind: 'unknown' }],
  [{ kind: 'timeout' }, { kind: 'unknown' }],
  [{ kind: 'circuit-open' }, undefined],
  [{ kind: 'http', status: 401 }, undefined],
  [{ kind: 'http', status: 403, text: '{"error":"insufficient_scope"}' }, { kind: 'not-allowed' }],
  [
    { kind: 'http', status: 400, text: '{"error":"It&#39;s &lt;b&gt;"}' },
    { kind: 'refused', said: "It's <b>" },
  ],
  [
    { kind: 'http', status: 400, text: 'no JSON' },
    { kind: 'refused', said: '' },
  ],
] as const)('%j is %j', (failure, outcome) => {
  expect(outcomeOf({ ok: false, ...failure })).toEqual(outcome)
})
