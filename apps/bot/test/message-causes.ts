/** How much of each topic one person can cause somebody else, or why it is nobody's doing. A topic that is not here fails the test of docs/messages.md. */
export const messageCauses: Readonly<Record<string, string>> = {
  'core-admin':
    'a role that an owner turns to and fro: the first at once, then one message in 10 minutes with the latest; incidents are nobody’s doing',
  'core-form': 'nobody: a deploy, once',
  'core-payment': 'nobody else: one for each payment of theirs that its feature could not deal with',
  'core-queue': 'one message until whoever may decide has looked, or the queue was empty',
  'core-support':
    'to owners: one message, then one in 10 minutes with the count; five requests of a person at a time. To a person: each answer that an owner wrote',
  'marketplace-business-news':
    'permissions, removals, who came and went, suspensions: the first at once, then one message in 10 minutes with the latest; a moderator’s decision each time that the venue asks for one',
  'marketplace-new-offer':
    'one message of a venue at once, then one in 10 minutes that names what it published meanwhile',
  'marketplace-purchase-listener':
    'one message of a venue at once, then one in 2 minutes with the count and the latest',
  'marketplace-purchase-news':
    'a window that moves: one message a minute later, then one in 5 minutes, with what holds then; at once where it begins or ends within the hour; 20 moves of an offer at most; else once for what happens to a reservation',
  'marketplace-purchase-receipt': 'nobody else: one for each reservation that the person made or took',
  'marketplace-purchase-venue':
    'nobody: one message about what was not confirmed and one about what was not collected of a window; of many reservations it names the first',
  'voucher-tracker-restock': 'nobody: what the person watches is back',
  'voucher-tracker-source': 'nobody: what the person watches changed its address or ended',
}
