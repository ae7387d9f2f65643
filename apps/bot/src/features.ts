import { etsyLowstock } from '@bazaar/etsy-lowstock'
import { marketplace } from '@bazaar/marketplace'
import { stepsRewards } from '@bazaar/steps-rewards'
import { voucherTracker } from '@bazaar/voucher-tracker'

/** Every feature of the bot, in the order of the menu. Adding one is one line here. */
export const features = [voucherTracker, marketplace, etsyLowstock, stepsRewards] as const
