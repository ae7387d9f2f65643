import { z } from 'zod'
import { type AnyJob, type Jobs, jobType, onJob, PayloadError } from '../jobs/index.ts'
import type { Events, Subscription } from './types.ts'

/** A subscription and the id of the feature that brings it. */
export interface OwnedSubscription {
  readonly feature: string
  readonly subscription: Subscription
}

const timeoutMs = 60_000
const maxAttempts = 10

/** The subscriber's schema is checked in its own job: a subscriber that does not understand must not stop the emitter. */
const anything: z.ZodType<object> = z.looseObject({})

/** The job that carries one event to one subscriber; its name must not change while entries wait. */
const jobOf = ({ feature, subscription: { event } }: OwnedSubscription) => jobType(`${feature}.on-${event}`, anything)

/** One job per subscription, to be added to the features' jobs. Handlers are tried 10 times, a minute each at most. */
export function createSubscriptionJobs(subscriptions: readonly OwnedSubscription[]): readonly AnyJob[] {
  return subscriptions.map((owned) =>
    onJob(jobOf(owned), {
      timeoutMs,
      maxAttempts,
      async run(stored) {
        const { feature, subscription } = owned
        const parsed = subscription.payload.safeParse(stored)
        if (!parsed.success)
          throw new PayloadError(
            `Feature "${feature}" does not understand event "${subscription.event}": ${z.prettifyError(parsed.error)}. Adapt its schema to the emitter's.`,
          )
        await subscription.handle(parsed.data)
      },
    }),
  )
}

/**
 * The bus between features. Each subscriber gets a job of its own in the emitter's transaction, so a rollback emits nothing
 * and one failing subscriber does not hold up another.
 */
export function createEvents(options: {
  readonly jobs: Jobs
  /** What all features that are switched on subscribe to, read when first needed: they are built after the bus. */
  subscriptions(): readonly OwnedSubscription[]
}): Events {
  let byEvent: ReadonlyMap<string, readonly OwnedSubscription[]> | undefined
  return {
    async emit(tx, event, payload) {
      const parsed = event.payload.safeParse(payload)
      if (!parsed.success)
        throw new Error(
          `The payload of event "${event.name}" does not fit its own schema: ${z.prettifyError(parsed.error)}`,
        )
      if (typeof payload !== 'object' || payload === null)
        throw new Error(`The payload of event "${event.name}" must be an object.`)
      byEvent ??= Map.groupBy(options.subscriptions(), ({ subscription }) => subscription.event)
      for (const owned of byEvent.get(event.name) ?? []) await options.jobs.enqueue(tx, jobOf(owned), payload)
    },
  }
}
