import { type TroubleOptions, type TroubleWatch, watchTrouble } from './watch-trouble.ts'

const maxPerMinute = 10

export interface ErrorRateOptions extends Omit<TroubleOptions, 'key' | 'look'> {
  /** Errors in the last minute, e.g. `platformMetrics.errorsPerMinute`. */
  readonly errorsPerMinute: () => number
}

/** Keeps the incident `core:error-rate` open while this process counts more than 10 unexpected errors a minute. */
export function watchErrorRate({ errorsPerMinute, ...options }: ErrorRateOptions): TroubleWatch {
  const look = (): string | null => {
    const rate = errorsPerMinute()
    return rate > maxPerMinute ? `${rate} errors in the last minute` : null
  }
  return watchTrouble({ ...options, key: 'core:error-rate', look })
}
