import type { Story, StorySign, WorldButton, WorldButtons } from '@bazaar/demo-kit'
import { z } from 'zod'
import type { IdOf } from '../demo/people.ts'

/** What the page watches for; patterns are regular expressions without regard to case, `^` and `$` at each line. */
const sign = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('came') }).describe('The person has ever written to the bot'),
  z
    .object({ kind: z.literal('answered'), pattern: z.string() })
    .describe('All that the bot wrote since the story began, from top to bottom, shows it'),
  z
    .object({ kind: z.literal('world'), path: z.string(), pattern: z.string() })
    .describe('What GET path answers, as JSON text'),
])

const button = z.object({
  label: z.string(),
  tone: z.enum(['good', 'bad']).optional(),
  calls: z
    .array(
      z.object({
        method: z.enum(['POST', 'PUT', 'DELETE']),
        path: z.string(),
        body: z.looseObject({}).optional(),
        until_asked: z.string().optional().describe('GET path, whose `calls` are to grow afterwards'),
        pause_ms: z.number().describe('How long to wait then'),
      }),
    )
    .describe('Calls of the control API, one after the other'),
})

export const storyShape = z.object({
  id: z.string(),
  title: z.string(),
  about: z.string(),
  person: z.number().int().describe('Whose chat it happens in'),
  steps: z.array(
    z.object({
      title: z.string(),
      hint: z.string(),
      person: z.number().int().describe('Whose chat this step happens in'),
      done: sign,
      action: button.optional(),
    }),
  ),
})

export const buttonsShape = z.object({ title: z.string(), note: z.string().optional(), buttons: z.array(button) })

const toSign = (done: StorySign): z.infer<typeof sign> =>
  done.kind === 'came' ? done : { ...done, pattern: done.pattern.source }

function toButton({ label, tone, calls }: WorldButton, idOf: IdOf): z.infer<typeof button> {
  return {
    label,
    ...(tone === undefined ? {} : { tone }),
    calls: calls.map(({ method, path, body, untilAsked, pauseMs = 0 }) => ({
      method,
      path: path.replaceAll(/\{(\w+)\}/g, (_all, name: string) => String(idOf(name))),
      ...(body === undefined ? {} : { body: { ...body } }),
      ...(untilAsked === undefined ? {} : { until_asked: untilAsked }),
      pause_ms: pauseMs,
    })),
  }
}

export function toStory(story: Story, idOf: IdOf): z.infer<typeof storyShape> {
  const { id, title, about, person, steps } = story
  return {
    id,
    title,
    about,
    person: idOf(person),
    steps: steps.map((step) => ({
      title: step.title,
      hint: step.hint,
      person: idOf(step.person ?? person),
      done: toSign(step.done),
      ...(step.action === undefined ? {} : { action: toButton(step.action, idOf) }),
    })),
  }
}

export const toButtons = ({ title, note, buttons }: WorldButtons, idOf: IdOf): z.infer<typeof buttonsShape> => ({
  title,
  ...(note === undefined ? {} : { note }),
  buttons: buttons.map((one) => toButton(one, idOf)),
})
