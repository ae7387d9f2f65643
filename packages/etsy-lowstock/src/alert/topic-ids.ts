export const outTopicId = 'etsy-lowstock-sold-out'
export const lowTopicId = 'etsy-lowstock-low'
export const backTopicId = 'etsy-lowstock-back'
export const dueTopicId = 'etsy-lowstock-due'

export const topicOf = { out: outTopicId, low: lowTopicId, back: backTopicId, due: dueTopicId } as const
