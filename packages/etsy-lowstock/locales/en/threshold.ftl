# Commands
etsy-lowstock-command-threshold = When stock counts as low

# Words
etsy-lowstock-threshold-amount-units = { $value ->
    [one] { $value } piece
   *[other] { $value } pieces
  }
etsy-lowstock-threshold-amount-days = { $value ->
    [one] { $value } day of sales
   *[other] { $value } days of sales
  }
etsy-lowstock-threshold-short-units = { $value ->
    [one] { $value } piece
   *[other] { $value } pieces
  }
etsy-lowstock-threshold-short-days = { $value ->
    [one] { $value } day
   *[other] { $value } days
  }
etsy-lowstock-threshold-from-shop = { $threshold } (the shop’s)
etsy-lowstock-threshold-from-listing = { $threshold } (the listing’s own)
etsy-lowstock-threshold-from-variation = { $threshold } (the variation’s own)

# Of a shop
etsy-lowstock-threshold-shop =
    <b>{ $shop }</b>
    Low means: { $threshold } left, or fewer. A change counts from the next look.

    { $own }

    { etsy-lowstock-notice }
etsy-lowstock-threshold-own-none = It holds for every listing. For another threshold, open a listing in /stock and press “✏️ Set threshold”.
etsy-lowstock-threshold-own =
    Except for
    { $lines }{ $more }
etsy-lowstock-threshold-own-line = • { $name }: { $threshold }
etsy-lowstock-threshold-own-more = {"\u000A"}… and { $more } more
etsy-lowstock-threshold-own-list =
    <b>{ $shop }</b>
    Thresholds that differ from the shop’s. Press one to take it back.

    { $lines }

    { etsy-lowstock-notice }
etsy-lowstock-threshold-which =
    <b>Which shop’s threshold?</b>

    { etsy-lowstock-notice }
etsy-lowstock-threshold-which-set =
    <b>For which shop?</b> Low will mean: { $threshold } left, or fewer.

    { etsy-lowstock-notice }

# Of a listing or a variation
etsy-lowstock-threshold-item =
    <b>{ $name }</b>
    { $shop }
    Low means: { $threshold } left, or fewer. A change counts from the next look.{ $below }

    { etsy-lowstock-notice }
etsy-lowstock-threshold-below = {" "}A variation may have a threshold of its own:
etsy-lowstock-threshold-below-many = {" "}Its variations may have thresholds of their own.
etsy-lowstock-threshold-variations =
    <b>{ $name }</b>
    { $shop }: thresholds of the variations, those with the fewest pieces first. Press one to set another.

    { etsy-lowstock-notice }
etsy-lowstock-threshold-set = From the next look on, low means { $threshold } left, or fewer.
etsy-lowstock-threshold-cleared = The general threshold counts again.

# The form
etsy-lowstock-limit-title = Threshold
etsy-lowstock-limit-value =
    When is stock low? Send how many pieces are left then (4), or days of sales (10 days).

    { etsy-lowstock-notice }
etsy-lowstock-limit-value-example = 10 days

# Buttons
etsy-lowstock-threshold-button-units = { $value }
etsy-lowstock-threshold-button-units-on = ✓ { $value }
etsy-lowstock-threshold-button-days = { $value } days
etsy-lowstock-threshold-button-days-on = ✓ { $value } days
etsy-lowstock-threshold-button-other = ✏️ Set another
etsy-lowstock-threshold-button-clear-listing = ↩️ As the shop
etsy-lowstock-threshold-button-clear-variation = ↩️ As the listing
etsy-lowstock-threshold-button-undo = ↩️ { $name }
etsy-lowstock-threshold-button-own = 📋 See all: { $count }
etsy-lowstock-threshold-button-variations = 📋 See variations: { $total }
etsy-lowstock-threshold-button-variations-back = ‹ Variations
etsy-lowstock-threshold-button-variation = { $name }: { $threshold }
etsy-lowstock-threshold-button-shop = { $name }
etsy-lowstock-threshold-button-back = ‹ Thresholds
etsy-lowstock-threshold-button-listing-back = ‹ Listing

# Refusals
etsy-lowstock-threshold-unread =
    Send a number of pieces from 0 to 9999, or days of sales from 1 to 365, e.g. { $example }

    { etsy-lowstock-notice }
etsy-lowstock-threshold-range = A threshold is 0 to 9999 pieces, or 1 to 365 days of sales.

    { etsy-lowstock-notice }
etsy-lowstock-threshold-owner-only =
    { $shop }: thresholds are set by the shop’s owner. Ask the owner, or turn alerts off for a listing in /stock.

    { etsy-lowstock-notice }
etsy-lowstock-threshold-no-shop =
    There is no shop to set a threshold for. Connect yours with /link.

    { etsy-lowstock-notice }
