/** Where the core itself answers: no feature's route may be there. */
export const corePaths = {
  health: '/health',
  ready: '/ready',
  metrics: '/metrics',
  openApi: '/openapi.json',
  webhook: '/telegram/webhook',
  /** What it was called before. */
  oldWebhook: '/api/webhook',
  cron: '/api/cron',
} as const
