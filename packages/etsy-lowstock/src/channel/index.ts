export { webhookButton } from './channel.callbacks.ts'
export { createWebhook } from './channel.part.ts'
