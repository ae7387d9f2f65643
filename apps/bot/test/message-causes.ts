/** How much of each topic one person can cause somebody else, or why it is nobody's doing. A topic that is not here fails the test of docs/messages.md. */
export const messageCauses: Readonly<Record<string, string>> = {
  'core-admin':
    'a role that an owner turns to and fro: the first at once, then one message in 10 minutes with the latest; incidents are nobody’s doing',
  'core-form': 'nobody: a deploy, once',
  'core-ledger':
    'nobody: one for each correction or reversal that finance made of the person’s account, and one for each decision about what they asked for',
  'core-payment': 'nobody else: one for each payment of theirs that its feature could not deal with',
  'core-queue': 'one message until whoever may decide has looked, or the queue was empty',
  'core-support':
    'to owners: one message, then one in 10 minutes with the count; five requests of a person at a time. To a person: each answer that an owner wrote',
  'etsy-lowstock-back':
    'stock that the shop’s owner edits: one message for each time that a listing is back, one for all of a look where they are more than three; each chat may turn a listing off',
  'etsy-lowstock-connection':
    'to an owner: who came to the alerts and who went, the first at once, then one message in 10 minutes with the count and the latest. To a chat: one each time that the owner brings it in, lets it go or unlinks the shop, and what Etsy says of the permission is nobody’s doing',
  'etsy-lowstock-due':
    'one for each order that somebody of the shop noted in an alert, on the day that they named; a new date replaces the one before, and what is back by then sends none',
  'etsy-lowstock-low':
    'buyers, and stock or thresholds that the shop’s owner edits: one message of a listing or a variation in 24 hours, one for all of a look where they are more than three; each chat may turn a listing off',
  'etsy-lowstock-sold-out':
    'buyers, and stock that the shop’s owner edits: one message for each time that a listing sells out, once a look at most, one for all of a look where they are more than three; each chat may turn a listing off',
  'etsy-lowstock-webhook':
    'nobody else: the owner’s own server took nothing for a week, or wants nothing any more: once until it is turned on again',
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
  'steps-rewards-card': 'nobody else: the card of the person’s own walk, one for each',
  'steps-rewards-walk':
    'nobody else: the receipt of each walk of theirs, a warning about the weather, and once what a moderator decided or did not in time',
  'voucher-tracker-restock': 'nobody: what the person watches is back',
  'voucher-tracker-source': 'nobody: what the person watches changed its address or ended',
}
