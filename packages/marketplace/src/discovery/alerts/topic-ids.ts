export const newOfferTopicId = 'marketplace-new-offer'

/** Offers that are told of together. */
export const roundEntity = (offerIds: readonly bigint[]): string => offerIds.join(',')
export const offersOf = (entity: string): readonly bigint[] => entity.split(',').map(BigInt)
