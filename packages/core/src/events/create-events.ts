import { z } from 'zod'
import { type AnyJob, defineJob, type Jobs, PayloadError } from '../jobs/index.ts'
import type { Events, Subscription } from './types.ts'

/** A subscription and the id of the feature that brings it. */
export interface OwnedSubscription {
  readonly feature: string
  readonly subscription: Subscription
}

const timeoutMs = 60_000
const maxAttempts = 10

/** The job that carries one event to one subscriber; its name must not change while entries wait. */
export function subscriptionJobName(feature: string, event: string): string {
  return `${feature}.on-${event}`
}

/** One job per subscription, to be added to the features' jobs. Handlers are tried 10 times, a minute each at most. */
export function createSubscriptionJobs(subscriptions: readonly OwnedSubscription[]): readonly AnyJob[] {
  return subscriptions.map(({ feature, subscription }) =>
    defineJob({
      name: subscriptionJobName(feature, subscription.event),
      // The subscriber's schema is checked in its own job: a subscriber that does not understand must not stop the emitter.
      payload: z.looseObject({}),
      timeoutMs,
      maxAttempts,
      async run(stored) {
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
  readonly subscriptions: readonly OwnedSubscription[]
}): Events {
  const jobNames = new Map<string, string[]>()
  for (const { feature, subscription } of options.subscriptions) {
    const names = jobNames.get(subscription.event) ?? []
    names.push(subscriptionJobName(feature, subscription.event))
    jobNames.set(subscription.event, names)
  }
  return {
    async emit(tx, event, payload) {
      const parsed = event.payload.safeParse(payload)
      if (!parsed.success)
        throw new Error(
          `The payload of event "${event.name}" does not fit its own schema: ${z.prettifyError(parsed.error)}`,
        )
      if (typeof payload !== 'object' || payload === null)
        throw new Error(`The payload of event "${event.name}" must be an object.`)
      for (const name of jobNames.get(event.name) ?? []) await options.jobs.enqueue(tx, name, payload)
    },
  }
}
