export const connectionTopicId = 'etsy-lowstock-connection'
