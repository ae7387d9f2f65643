/** The message with the code. */
export const receiptTopic = 'marketplace-purchase-receipt'
/** What happened to one's own reservation. */
export const newsTopic = 'marketplace-purchase-news'
/** "Pickup starts now", "please confirm": of no use once the reservation is over. */
export const reminderTopic = 'marketplace-purchase-reminder'
/** What venues are told about reservations. */
export const venueTopic = 'marketplace-purchase-venue'
