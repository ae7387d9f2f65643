import { z } from 'zod'
import type { Demo, DemoSpec, Outside, OutsideSpec, Seed, SeedWorld, StorySign } from './types.ts'

/** What was made here: what a module exports is a demo when it is one of these. */
const made = new WeakSet<object>()

export function defineDemo(spec: DemoSpec): Demo {
  const demo: Demo = { personas: [], stories: [], outside: [], buttons: [], environment: {}, ...spec }
  made.add(demo)
  return demo
}

export const isDemo = (value: unknown): value is Demo => typeof value === 'object' && value !== null && made.has(value)

/**
 * The sign of a step: the chat shows one of these. Beside what the step brings, name what comes only after it (the next question of a form, the
 * card after it was confirmed): whoever is faster, or begins in the middle, is not held up.
 */
export const shown = (...patterns: readonly RegExp[]): StorySign => ({
  kind: 'answered',
  pattern: new RegExp(patterns.map(({ source }) => source).join('|')),
})

/** @param env the feature's variables, as its declaration has them */
export function defineSeed<Env extends z.ZodRawShape>(
  env: Env,
  fill: (world: SeedWorld<z.infer<z.ZodObject<Env>>>) => Promise<void>,
): Seed {
  return ({ settings, ...world }) => fill({ ...world, settings: z.object(env).parse(settings) })
}

/** Closes the types of a stand-in's answers over it, so that stand-ins of every kind fit into one list. */
export function defineOutside<Answer extends z.ZodType<object>, State extends z.ZodType<object>>(
  spec: OutsideSpec<Answer, State>,
): Outside {
  return {
    ...spec,
    async start(bot) {
      const running = await spec.start(bot)
      return { ...running, set: (answer) => running.set(spec.answer.parse(answer)) }
    },
  }
}
