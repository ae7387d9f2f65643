/** The message with the code. */
export const receiptTopic = 'marketplace-purchase-receipt'
/** What happened to one's own reservation. */
export const newsTopic = 'marketplace-purchase-news'
/** Each reservation, to those of the venue's people who asked for it. */
export const listenerTopic = 'marketplace-purchase-listener'
/** What venues are told about reservations. */
export const venueTopic = 'marketplace-purchase-venue'

/** Entities are `<kind>:<id>`. What holds now of a reservation, where only the latest counts. */
export const latestKind = 'latest'
/** What happens to the reservations of one venue. */
export const venueKind = 'venue'
