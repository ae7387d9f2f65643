# Commands
etsy-lowstock-command-stock = Stock of your Etsy shop

# Stock of a shop
etsy-lowstock-stock-shops =
    <b>Which shop’s stock?</b>

    { etsy-lowstock-notice }
etsy-lowstock-stock-shops-named =
    <b>Which shop’s stock?</b>
    { $more } more shops have “{ $name }” in their names. To see them, send /stock and more of the name.

    { etsy-lowstock-notice }
etsy-lowstock-stock-picture =
    <b>{ $shop }</b>: { $looked }
    { $totals }

    { etsy-lowstock-notice }
etsy-lowstock-stock =
    <b>{ $shop }</b>: { $looked }
    { $totals }

    { $list }

    { etsy-lowstock-notice }
etsy-lowstock-stock-looked = looked { $at }, every { $every } now
etsy-lowstock-stock-looking = the first look is on its way
etsy-lowstock-stock-disconnected = ⏸ alerts are paused, this is the stock of { $at }
etsy-lowstock-stock-never-looked = ⏸ alerts are paused, and I have not looked yet
etsy-lowstock-stock-totals = On sale { $onSale }, 🪫 low { $low }, 🚫 sold out { $out }{ $hidden ->
    [0] {""}
   *[other] , hidden { $hidden }
  }
etsy-lowstock-stock-empty = Nothing is on sale or sold out here.
etsy-lowstock-stock-line-out = { $at }. 🚫 { $title } — { $what }{ $quiet }
etsy-lowstock-stock-line-low = { $at }. 🪫 { $title } — { $what }{ $quiet }
etsy-lowstock-stock-line-ordered = { $at }. 📦 { $title } — { $what }{ $quiet }
etsy-lowstock-stock-line-fine = { $at }. { $title } — { $what }{ $quiet }
etsy-lowstock-stock-line-quiet = {" "}🔕
etsy-lowstock-stock-out = sold out since { $since }
etsy-lowstock-stock-lasts = { $left }{ $days }
etsy-lowstock-stock-ordered = due { $due }
etsy-lowstock-stock-left = { $count } left
etsy-lowstock-stock-none-left = sold out
etsy-lowstock-stock-days = , ≈ { $days }
etsy-lowstock-stock-variation = { $name }: { $count }
etsy-lowstock-stock-two = { $first }; { $second }
etsy-lowstock-stock-worst = { $first }; +{ $more }

# A listing
etsy-lowstock-stock-card =
    <b>{ $title }</b>
    { $shop }: { $state }

    { $pieces }{ $quiet }

    { etsy-lowstock-notice }
etsy-lowstock-stock-card-out = 🚫 sold out since { $since }
etsy-lowstock-stock-card-low = 🪫 { $count } left, low
etsy-lowstock-stock-card-low-some = 🪫 { $count } left, low in some variations
etsy-lowstock-stock-card-fine = { $count } left
etsy-lowstock-stock-card-hidden = not on sale since { $since }
etsy-lowstock-stock-card-ordered = 📦 ordered, due { $due }
etsy-lowstock-stock-card-never = {"\u000A"}🔕 Alerts are off in this chat.
etsy-lowstock-stock-card-snoozed = {"\u000A"}💤 Alerts are off in this chat until { $until }.
etsy-lowstock-stock-piece = { $name }{ $left }, { $price }{ $sku }{ $days }, low at { $threshold }
etsy-lowstock-stock-piece-name = <b>{ $name }</b>:{" "}
etsy-lowstock-stock-piece-sku = , SKU { $sku }
etsy-lowstock-stock-piece-days = , lasts ≈ { $days } by 14 days’ sales, { $month } by 30
etsy-lowstock-stock-piece-days-month = , lasts ≈ { $month } by 30 days’ sales

# More
etsy-lowstock-stock-more =
    <b>{ $shop }</b>
    More about the stock.{ $files }

    { etsy-lowstock-notice }
etsy-lowstock-stock-more-files = {" "}Stock and history come as two CSV files for spreadsheets.
etsy-lowstock-stock-file-stock =
    <b>{ $shop }</b>: the stock, the newest listings first; { $most } lines at most.

    { etsy-lowstock-notice }
etsy-lowstock-stock-file-history =
    <b>{ $shop }</b>: what changed, newest first; { $most } lines at most. “sold” and “edited” are guesses.

    { etsy-lowstock-notice }
etsy-lowstock-export-history =
    { $shop }: what changed, listing by listing; file { $part }. “sold” and “edited” are guesses.

    { etsy-lowstock-notice }

# Alerts that are off
etsy-lowstock-quiet =
    🔕 <b>{ $shop }</b>: no alerts in this chat about

    { $lines }{ $more }

    { etsy-lowstock-notice }
etsy-lowstock-quiet-none =
    <b>{ $shop }</b>: alerts are on for every listing in this chat. To turn one off, open the listing in the stock list.

    { etsy-lowstock-notice }
etsy-lowstock-quiet-line = • { $name }
etsy-lowstock-quiet-line-until = • { $name }, until { $until }
etsy-lowstock-quiet-more = {"\u000A"}… and { $more } more, which come up as these are turned on.
etsy-lowstock-quiet-turned-on = Alerts about it are on again.
etsy-lowstock-quiet-turned-off = No more alerts about this listing in this chat.

# The picture
etsy-lowstock-picture-out = sold out
etsy-lowstock-picture-low = low
etsy-lowstock-picture-fine = enough
etsy-lowstock-picture-threshold = low from here down
etsy-lowstock-picture-unnamed = named in the list
etsy-lowstock-picture-left = { $count } left
etsy-lowstock-picture-left-days = { $count } left, { $days }

# Buttons
etsy-lowstock-stock-button-shop = { $name }
etsy-lowstock-stock-button-item = { $at }
etsy-lowstock-stock-button-previous = ‹
etsy-lowstock-stock-button-page = { $page } of { $pages }
etsy-lowstock-stock-button-next = ›
etsy-lowstock-stock-button-picture = See picture
etsy-lowstock-stock-button-list = See list
etsy-lowstock-stock-button-more = More…
etsy-lowstock-stock-button-etsy = Open on Etsy
etsy-lowstock-stock-button-threshold = ✏️ Set threshold
etsy-lowstock-stock-button-thresholds = ✏️ Set thresholds
etsy-lowstock-stock-button-alerts-off = 🔕 Turn alerts off
etsy-lowstock-stock-button-alerts-on = 🔔 Turn alerts on
etsy-lowstock-stock-button-files = 📄 Get CSV files
etsy-lowstock-stock-button-quiet = 🔕 See what is off
etsy-lowstock-stock-button-shops = 📋 Choose another shop
etsy-lowstock-stock-button-back = ‹ Stock
etsy-lowstock-quiet-button-on = 🔔 { $name }
etsy-lowstock-stock-toast-no-picture = The picture cannot be drawn now: here is the list.

# Refusals
etsy-lowstock-stock-no-shop =
    No shop’s stock can be seen here. Connect yours with /link in our private chat; whoever has a shop can share its alerts with this chat.

    { etsy-lowstock-notice }
etsy-lowstock-stock-unknown-shop =
    No shop here is called “{ $name }”. Send /stock to choose one.

    { etsy-lowstock-notice }
etsy-lowstock-stock-not-yours = This shop’s stock cannot be seen here any more. Ask its owner for a new invitation.

    { etsy-lowstock-notice }
etsy-lowstock-stock-listing-gone = This listing is not there any more. Send /stock for the list as it is now.

    { etsy-lowstock-notice }
etsy-lowstock-stock-no-alerts = This chat gets no alerts of this shop, so there is nothing to turn off.

    { etsy-lowstock-notice }
etsy-lowstock-stock-files-private = Files come in private only. Send /stock in our private chat.

    { etsy-lowstock-notice }
