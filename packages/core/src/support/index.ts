export { createSupport, supportTopic } from './support.ts'
export { type Support, type SupportRequest, supportTopics } from './types.ts'
