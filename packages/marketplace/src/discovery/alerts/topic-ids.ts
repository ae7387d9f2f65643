export const newOfferTopicId = 'marketplace-new-offer'
