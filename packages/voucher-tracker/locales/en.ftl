voucher-tracker-title = Voucher alerts
# Home menu and commands
voucher-tracker-home = 🎟 Voucher alerts
voucher-tracker-command-track = Tell me when vouchers are back (e.g. /track 100 500)
voucher-tracker-command-untrack = Stop voucher alerts
voucher-tracker-command-check = Look at the shop now
voucher-tracker-command-status = What I am watching for you

# Buttons
voucher-tracker-button-shop = 🛒 Open shop
voucher-tracker-button-again = 🔔 Watch again
voucher-tracker-button-got = ✅ Yes
voucher-tracker-button-missed = 😕 No
voucher-tracker-button-start = 🔔 Start watching
voucher-tracker-button-have = ✅ I have it
voucher-tracker-button-keep = 🔔 Wait for the next restock
voucher-tracker-button-stop = 🔕 Stop watching
voucher-tracker-button-undo = ↩️ Undo
voucher-tracker-button-check = 🔍 Check now
voucher-tracker-button-status = 📋 My status

# One denomination in a list
voucher-tracker-line = • <b>{ $face }</b> for <b>{ $price }</b>{ $discount }{ $left }
voucher-tracker-line-discount = , { $percent }% off
voucher-tracker-line-left = { $quantity ->
    [one] , only { $quantity } left
   *[other] , { $quantity } left
  }
voucher-tracker-line-gone = <s>{ $line }</s>
voucher-tracker-span-between = between { $after } and { $before }
voucher-tracker-span-at = at { $at }
voucher-tracker-line-gone-between = <s>{ $line }</s>, gone { $span }
voucher-tracker-amount = { $amount }
voucher-tracker-amounts-last = { $first } and { $rest }
voucher-tracker-amounts-more = { $first }, { $rest }
voucher-tracker-any-amount = any amount

# Alerts
voucher-tracker-alert = 🎉 <b>{ $shop }: back in stock!</b>
    { $lines }

    { $footer }
voucher-tracker-alert-sold-out = 🚫 <b>Sold out, gone { $span }</b>
    { $lines }

    { $footer }
voucher-tracker-alert-why = You asked for the next restock: it was sold out and is in stock again (seen at { $seen }). Be quick!
voucher-tracker-alert-watching = 🔔 I am watching for the next restock.
voucher-tracker-alert-ask = Did you get one?
voucher-tracker-answered-got = ✅ You got one. Enjoy!
voucher-tracker-answered-missed = 😕 You missed this one.
voucher-tracker-alert-again = Press “🔔 Watch again”, and I will tell you about the next.
voucher-tracker-alert-unknown = I cannot find that alert any more. Send /status to see where you are.

# How fresh the picture is
voucher-tracker-checked = Checked { $time }.
voucher-tracker-last-confirmed = ⚠️ The shop is not answering right now. Last confirmed { $time }. I keep trying; there is nothing for you to do.
voucher-tracker-never-read = I have not looked at the shop yet. Give me a moment.
voucher-tracker-never-read-failing = ⚠️ The shop is not answering, so I do not know what is in stock. I keep trying.
voucher-tracker-stock-some = In stock now:
    { $lines }
    { $freshness }
voucher-tracker-stock-some-last = In stock at the last look:
    { $lines }
    { $freshness }
voucher-tracker-stock-none = Nothing is on sale at the moment.
    { $freshness }
voucher-tracker-stock-others = { $amounts } { $count ->
    [one] is
   *[other] are
  } not on sale. In stock:
    { $lines }
    { $freshness }
voucher-tracker-stock-sold-out = Sold out at the moment: { $amounts }.
    { $freshness }

# /check
voucher-tracker-check = <b>{ $shop }: vouchers</b>
    { $stock }
voucher-tracker-check-recent = <b>{ $shop }: vouchers</b>
    { $stock }
    I ask the shop at most once a minute for everybody, so this is the newest there is.
voucher-tracker-checking = ⏳ Asking { $shop }. It is slow today: one moment…

# /track and /untrack
voucher-tracker-tracked = { $headline }

    { $stock }

    { $next }{ $note }
voucher-tracker-tracked-created = 🔔 <b>Watching { $amounts } at { $shop }</b>
voucher-tracker-tracked-rearmed = 🔔 <b>Watching again: { $amounts } at { $shop }</b>
voucher-tracker-tracked-replaced = 🔔 <b>Changed. Now watching { $amounts } at { $shop }</b>
voucher-tracker-tracked-unchanged = 🔔 <b>Already watching { $amounts } at { $shop }</b>
voucher-tracker-tracked-unlisted = {" "}({ $shop } does not list { $amounts } at the moment, but may do so one day.)
voucher-tracker-tracked-next = I will write to you once, at the first restock after this message.
voucher-tracker-tracked-next-has-stock = Did you get it, or shall I wait for the next restock?
voucher-tracker-untracked = 🔕 <b>Stopped.</b> I will not send voucher alerts any more.
    Changed your mind? “↩️ Undo” works for 10 minutes, /track always.
voucher-tracker-not-following = I am not watching anything for you. Send /track to start.
voucher-tracker-undo-done = Nothing to undo: I am watching. Send /status to see more.
voucher-tracker-undo-late = Undo only works for 10 minutes. Send /track to start again.
voucher-tracker-bad-amount = I do not understand “{ $word }” as an amount. Send whole rupees, e.g. /track 100 500, or just /track for any amount.
voucher-tracker-foreign-amount = Amounts here are in { $currency }, and “{ $unit }” is something else. Send e.g. /track 100 500, or just /track for any amount.
voucher-tracker-unclear-amount = Is “{ $word }” one amount or several? Send <code>/track { $one }</code> for one, or <code>/track { $several }</code> for several.
voucher-tracker-too-many-amounts = I watch { $max } amounts at most. Send fewer, or just /track for any amount.
voucher-tracker-private-only = Voucher alerts work in a private chat with me. Open it and send /track.

# /status
voucher-tracker-welcome = 🎟 <b>Voucher alerts</b>
    I watch { $shop } for everybody and write to you once, the moment vouchers are back.

    { $stock }

    Press “🔔 Start watching”, or send e.g. /track 100 500 for certain amounts only.
voucher-tracker-status = { $state }

    { $stock }

    Last good check: { $lastCheck }
    Last alert: { $lastAlert }
    Next check: { $nextCheck }
voucher-tracker-status-watching = 🔔 <b>Watching { $amounts } at { $shop }</b>
    I will write at the next restock. Other amounts: /track 100 500
voucher-tracker-status-alerted = ⏸ <b>Waiting for you: { $amounts } at { $shop }</b>
    I send nothing until you press “🔔 Watch again”.
voucher-tracker-status-ended = 🔕 <b>Not watching</b>
    Press “🔔 Start watching” for { $amounts } at { $shop }, as last time.
voucher-tracker-status-never = not yet
voucher-tracker-status-soon = any moment now

# Toasts
voucher-tracker-toast-watching = 🔔 Watching. I will write at the next restock.
voucher-tracker-toast-watching-already = 🔔 I am watching already.
voucher-tracker-toast-have = ✅ Nice! I stay quiet until you ask again.
voucher-tracker-toast-undone = ↩️ Undone. Everything is as before.
voucher-tracker-toast-got = ✅ Great! Thanks for telling.
voucher-tracker-toast-missed = 😕 Sorry! Thanks for telling.

# The shop itself
voucher-tracker-source-blind = ⚠️ <b>{ $shop } has not answered since { $since }</b>
    I cannot see restocks until it answers. I keep trying and will tell you when it works again; there is nothing for you to do.
voucher-tracker-source-seen-again = ✅ <b>{ $shop } answers again</b>
    I am back on watch for you. Send /check to see the stock.

# Privacy
voucher-tracker-kept-reading = What a shop had on sale: { $time }. To see how its stock comes and goes. No personal data.
voucher-tracker-privacy = Which vouchers you wait for, the alerts that you got and whether you were in time: to tell you about the next restock.
voucher-tracker-erasure = Also your voucher alerts and what you answered to them.

# /status_all and /admin
voucher-tracker-summary-watching = Watching { $amounts } at { $shop }. Last alert: { $lastAlert }. More: /status
voucher-tracker-summary-alerted = Waiting for you since the last alert about { $amounts } at { $shop }: { $lastAlert }. More: /status
voucher-tracker-summary-ended = Not watching. Last alert: { $lastAlert }. More: /status
voucher-tracker-health-shop = { $shop }
voucher-tracker-health = last good check: { $last }; next check: { $next }
voucher-tracker-health-failing = { $failures ->
    [one] { $failures } check brought no answer; last good check: { $last }; next check: { $next }
   *[other] { $failures } checks in a row brought no answer; last good check: { $last }; next check: { $next }
  }
