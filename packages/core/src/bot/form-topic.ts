import type { Topic } from '../notifications/index.ts'

/** A person's dialogue was dropped by a deploy that changed its steps. */
export const formTopic: Topic = { id: 'core-form', lane: 'alert', errsOn: 'duplicate' }
