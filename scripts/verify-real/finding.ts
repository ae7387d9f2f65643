/** What one outside service said. */
export interface Finding {
  readonly what: string
  readonly state: 'answered' | 'not configured' | 'failed'
  /** What it answered, or what to do. */
  readonly detail: string
}

/** A check that threw has failed; its cure stands beside the reason. */
export async function attempt(what: string, cure: string, check: () => Promise<Finding>): Promise<Finding> {
  try {
    return await check()
  } catch (error) {
    const reason = error instanceof Error ? [error.message, causeOf(error)].filter(Boolean).join(': ') : String(error)
    return { what, state: 'failed', detail: `${reason}. ${cure}` }
  }
}

/** fetch says only "fetch failed"; why is in the cause. */
function causeOf({ cause }: Error): string {
  if (!(cause instanceof Error)) return ''
  return cause.message || ('code' in cause ? String(cause.code) : '')
}
