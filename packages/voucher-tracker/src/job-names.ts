export const checkStockJob = 'voucher-tracker.check-stock'
export const strikeAlertsJob = 'voucher-tracker.strike-alerts'
