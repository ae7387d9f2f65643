import { Cron } from 'croner'
import type { AnyJob } from './types.ts'

export type Schedule = NonNullable<AnyJob['schedule']>

/** First slot of a job that was never scheduled: intervals start at once, cron texts wait for their minute. */
export function firstDue(schedule: Schedule, now: Date): Date {
  return 'cron' in schedule ? nextCron(schedule.cron, now) : now
}

/**
 * The slot after `now`; slots that were missed while nobody ran are skipped, so a late job runs once and not once per slot.
 * @param dueAt the slot that has just come due; intervals count from it, so they do not drift.
 * @param random 0 to 1, injected for tests.
 */
export function nextDue(schedule: Schedule, dueAt: Date, now: Date, random: () => number): Date {
  if ('cron' in schedule) return nextCron(schedule.cron, now)
  const stepMs = Math.max(1, Math.round(schedule.everyMs * (1 + schedule.jitter * (2 * random() - 1))))
  const next = dueAt.getTime() + stepMs
  return new Date(next > now.getTime() ? next : now.getTime() + stepMs)
}

function nextCron(cron: string, after: Date): Date {
  const next = new Cron(cron, { timezone: 'UTC' }).nextRun(after)
  if (!next) throw new Error(`The cron text "${cron}" never comes due. Correct it, or remove the schedule.`)
  return next
}

/** What is wrong with the declarations, in words for the developer; empty when all is well. Checked at boot. */
export function checkJobs(jobs: readonly AnyJob[]): string[] {
  const problems: string[] = []
  const seen = new Set<string>()
  for (const job of jobs) {
    const problem = (text: string) => problems.push(`Job "${job.name}": ${text}`)
    if (seen.has(job.name)) problem('is declared twice. Give one of them another name.')
    seen.add(job.name)
    if (!/^[a-z0-9-]+\.[a-z0-9.-]+$/.test(job.name)) problem('is not named "<feature id>.<verb-noun>".')
    if (!(job.timeoutMs > 0)) problem('needs a timeoutMs above 0.')
    if (!Number.isInteger(job.maxAttempts) || job.maxAttempts < 1) problem('needs a maxAttempts of 1 or more.')
    if (job.schedule) checkSchedule(job, job.schedule, problem)
  }
  return problems
}

function checkSchedule(job: AnyJob, schedule: Schedule, problem: (text: string) => void): void {
  if (!job.payload.safeParse({}).success) problem('recurs, so its payload schema must accept {}.')
  if (!('cron' in schedule)) {
    if (!(schedule.everyMs > 0)) problem('needs an everyMs above 0.')
    if (!(schedule.jitter >= 0 && schedule.jitter < 1)) problem('needs a jitter from 0 to below 1 (0.1 = ±10 %).')
    return
  }
  try {
    nextCron(schedule.cron, new Date(0))
  } catch (error) {
    problem(`cannot use its cron text: ${error instanceof Error ? error.message : String(error)}`)
  }
}
