export const restockTopicId = 'voucher-tracker-restock'
export const sourceTopicId = 'voucher-tracker-source'
export const cardTopicId = 'voucher-tracker-card'
