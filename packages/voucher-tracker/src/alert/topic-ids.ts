export const restockTopicId = 'voucher-tracker-restock'
export const sourceTopicId = 'voucher-tracker-source'
