import { startTestPlatform, type TestPlatform } from '@bazaar/testing'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createSurveyFeature, newSurvey } from './survey-feature.ts'

/** The form `brief` as a person would describe it: three questions, the second may be skipped. */
interface Model {
  step: number
  editing: boolean
  values: (string | undefined)[]
}

const fields = ['Name', 'Note', 'City']
const change = '✏️ Change something…'
const act = fc.oneof(
  { weight: 5, arbitrary: fc.stringMatching(/^[a-z]{1,12}$/).map((text) => ({ kind: 'say', text }) as const) },
  { weight: 1, arbitrary: fc.constant({ kind: 'say', text: 'x'.repeat(101) } as const) },
  { weight: 2, arbitrary: fc.constantFrom({ kind: 'press', label: '‹ Back' } as const) },
  { weight: 2, arbitrary: fc.constantFrom({ kind: 'press', label: 'Skip' } as const) },
  { weight: 2, arbitrary: fc.constantFrom({ kind: 'press', label: 'Next ›' } as const) },
  { weight: 2, arbitrary: fc.nat(2).map((at) => ({ kind: 'press', label: `✏️ ${fields[at]}` }) as const) },
  { weight: 1, arbitrary: fc.constant({ kind: 'press', label: '✖ Cancel' } as const) },
  { weight: 1, arbitrary: fc.constant({ kind: 'restart' } as const) },
)

const fresh = (): Model => ({ step: 0, editing: false, values: [undefined, undefined, undefined] })
const limits = [20, 100, 20]

function onward(model: Model): void {
  const next = model.editing ? 3 : model.step + 1
  const missing = [0, 2].find((at) => model.values[at] === undefined)
  model.step = next >= 3 && missing !== undefined ? missing : Math.min(next, 3)
  model.editing = next >= 3 && missing !== undefined
}

/** @returns the buttons that the model expects to exist */
function labels({ step, editing, values }: Model): string[] {
  if (step === 3) return ['✅ Send', change, '✖ Cancel']
  return [
    ...(editing || step > 0 ? ['‹ Back'] : []),
    ...(step === 1 ? ['Skip'] : []),
    ...(values[step] === undefined ? [] : ['Next ›']),
    '✖ Cancel',
  ]
}

function press(model: Model, label: string): Model {
  if (label === '✖ Cancel') return fresh()
  if (label.startsWith('✏️')) {
    model.step = fields.findIndex((field) => label.endsWith(field))
    model.editing = true
  } else if (label === '‹ Back') {
    if (model.editing) onward(model)
    else model.step -= 1
  } else {
    if (label === 'Skip') model.values[model.step] = undefined
    onward(model)
  }
  return model
}

const shown = ({ step, values }: Model): RegExp =>
  step === 3
    ? new RegExp(fields.map((field, at) => `${field}: ${values[at] ?? '–'}`).join('\n'))
    : new RegExp(`Step ${step + 1} of 3[\\s\\S]*\\?${values[step] === undefined ? '$' : `\nNow: ${values[step]}$`}`)

let platform: TestPlatform
beforeAll(async () => {
  platform = await startTestPlatform({
    features: [createSurveyFeature(newSurvey())],
    env: { RATE_LIMIT_MAX_REQUESTS: '100000' },
  })
})
afterAll(() => platform?.stop())

it('is where the model is, whatever somebody presses and sends', { timeout: 120_000 }, async () => {
  let people = 0
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 4, maxLength: 18 }), async (acts) => {
      const anna = platform.telegram.user(`Anna ${++people}`)
      let model = fresh()
      await anna.sends('/short')
      let screen = await anna.sees(shown(model))
      for (const one of acts) {
        if (one.kind === 'restart') {
          // Leaves and comes back, the way a person does.
          await anna.sends('/ping')
          await anna.sees(/aside/)
          await anna.sends('/resume')
        } else if (one.kind === 'say') {
          await anna.sends(one.text)
          const limit = limits[model.step]
          if (limit !== undefined && one.text.length <= limit) {
            model.values[model.step] = one.text
            onward(model)
          }
        } else {
          const isField = one.label.startsWith('✏️')
          const exists = labels(model).includes(isField ? change : one.label)
          expect(screen.buttons.flat().some(({ text }) => text === (isField ? change : one.label))).toBe(exists)
          if (!exists) continue
          if (isField) {
            await anna.presses(change, { messageId: screen.message_id })
            screen = await anna.sees(shown(model))
            expect(screen.buttons.flat().map(({ text }) => text)).toEqual([...fields.map((f) => `✏️ ${f}`), '‹ Back'])
          }
          await anna.presses(one.label, { messageId: screen.message_id })
          if (one.label === '✖ Cancel') {
            await anna.sees(/Cancelled/)
            await anna.sends('/short')
          }
          model = press(model, one.label)
        }
        screen = await anna.sees(shown(model))
        expect(screen.buttons.flat().map(({ text }) => text)).toEqual(labels(model))
      }
    }),
    { numRuns: 15 },
  )
})
