import { pushBounded } from './guards.ts'
import type { Limiter } from './limits.ts'
import type { Finding, RequestLogEntry, Stats } from './record-types.ts'

const requestBound = 2000
const findingBound = 1000

export interface Recorder {
  call(method: string): void
  finding(finding: Finding): void
  request(entry: RequestLogEntry): void
  requests(): readonly RequestLogEntry[]
  stats(): Stats
  reset(): void
}

export const createRecorder = (limiter: Limiter, log: (line: string) => void): Recorder => {
  let calls: Record<string, number> = {}
  let findings: Finding[] = []
  let requests: RequestLogEntry[] = []
  return {
    call: (method) => {
      calls[method] = (calls[method] ?? 0) + 1
    },
    finding: (finding) => {
      pushBounded(findings, finding, findingBound)
      log(`finding: ${finding.method}: ${finding.message}`)
    },
    request: (entry) => pushBounded(requests, entry, requestBound),
    requests: () => requests,
    stats: () => ({
      calls: { ...calls },
      findings: [...findings],
      peak_per_second: limiter.peakPerSecond(),
      peak_per_chat_per_second: limiter.peakPerChatPerSecond(),
    }),
    reset: () => {
      calls = {}
      findings = []
      requests = []
      limiter.reset()
    },
  }
}
