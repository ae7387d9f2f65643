# More pieces, from the chat: allowing it
etsy-lowstock-restock-button-setting = ➕ Restock from here
etsy-lowstock-restock-setting-off =
    ➕ <b>Restock from here: { $shop }</b>
    It is off: I only read your shop. If you allow it, you can tell me how many pieces of a listing there are, and I say so to Etsy.
    I change the number of pieces and nothing else, and only when you press and confirm. Your colleagues and groups cannot. Etsy’s page says “change your listings”: it knows no smaller permission.

    { etsy-lowstock-notice }
etsy-lowstock-restock-setting-on =
    ➕ <b>Restock from here: { $shop }</b>
    ✅ It is on. Press “➕ Restock” under an alert, or on a listing in /stock.
    I change the number of pieces and nothing else, and only when you press and confirm. Stop it here, and I forget that I may; in your account at Etsy, under connected apps, you take the permission away for good. After you reconnect the shop, it is off again.

    { etsy-lowstock-notice }
etsy-lowstock-restock-button-allow = ➕ Allow…
etsy-lowstock-restock-button-stop = ✖ Stop restocking from here
etsy-lowstock-restock-stopped = Stopped: I only read your shop
etsy-lowstock-restock-shop-back = ‹ Shop
etsy-lowstock-restock-begin =
    🔗 <b>Allow restocking: { $shop }</b>
    1. Press “Open Etsy” and sign in as the owner of this shop.
    2. Allow the bot to read and change your listings.
    3. Come back by the button of the page that follows, or send me its code.

    If you press No there, everything stays as it is: alerts go on. “Open Etsy” works once, for 10 minutes.

    { etsy-lowstock-notice }

# How many pieces
etsy-lowstock-restock-which-more = { $more ->
    [one] { $more } more variation is on the listing’s page at Etsy.
   *[other] { $more } more variations are on the listing’s page at Etsy.
  }
etsy-lowstock-restock-which =
    ➕ <b>{ $item }</b>
    Shop: { $shop }
    Which variation do you want to restock? { $more }

    { etsy-lowstock-notice }
etsy-lowstock-restock-button-variation = { $name }
etsy-lowstock-restock-amount =
    ➕ <b>{ $item }</b>
    Shop: { $shop }
    At Etsy now: { $now }
    { $sharing }
    How many more have come? Nothing changes before you confirm.

    { etsy-lowstock-notice }
etsy-lowstock-restock-sharing = It shares its stock with other variations: the number counts for each of them.
etsy-lowstock-restock-button-more = +{ $value }
etsy-lowstock-restock-button-usual = As before: { $value }
etsy-lowstock-restock-button-other = ✏️ Another number…
etsy-lowstock-restock-listing-back = ‹ Listing
etsy-lowstock-restock-back = ‹ Number
etsy-lowstock-restock-confirm =
    ➕ <b>{ $item }: { $before } → { $after ->
        [one] { $after } piece
       *[other] { $after } pieces
    }</b>
    Shop: { $shop }
    { $notes }

    { etsy-lowstock-notice }
etsy-lowstock-restock-button-set = ✅ Set to { $after }
etsy-lowstock-restock-note-sold-out = ⚠️ Etsy has this listing as sold out. More pieces alone do not put it on sale: you renew it at Etsy, which charges its listing fee. I never renew.
etsy-lowstock-restock-note-undo = You can undo it for 5 minutes.
etsy-lowstock-restock-note-no-undo = I cannot undo it: Etsy takes no listing with nothing left. You can change the number again, here or at Etsy.
etsy-lowstock-restock-same =
    <b>{ $item }</b>
    There are { $now } at Etsy already: nothing is to be changed.

    { etsy-lowstock-notice }
etsy-lowstock-restock-title = Pieces at Etsy
etsy-lowstock-restock-pieces =
    How many pieces shall there be at Etsy, from 0 to 999?

    { etsy-lowstock-notice }
etsy-lowstock-restock-pieces-label = Pieces
etsy-lowstock-restock-pieces-example = 12

# What came of it
etsy-lowstock-restock-done =
    ✅ <b>{ $item }: { $before } → { $after ->
        [one] { $after } piece
       *[other] { $after } pieces
    }</b>
    Etsy has it.
    { $notes }

    { etsy-lowstock-notice }
etsy-lowstock-restock-still-sold-out = ⚠️ Etsy still has the listing as sold out. Renew it at Etsy to put it on sale; Etsy charges its listing fee for that.
etsy-lowstock-restock-undo-until = You can undo it until { $until }.
etsy-lowstock-restock-button-undo = ↩️ Undo
etsy-lowstock-restock-undone =
    ↩️ <b>{ $item }: { $after } → { $before ->
        [one] { $before } piece
       *[other] { $before } pieces
    }</b>
    It is as it was.

    { etsy-lowstock-notice }
etsy-lowstock-restock-undo-late =
    ⌛ <b>{ $item }</b>
    The 5 minutes are over, and nothing was changed: it was set to { $after }. You can still set another number.

    { etsy-lowstock-notice }
etsy-lowstock-restock-failed =
    ⚠️ <b>{ $item }: { $from } → { $to }</b>
    { $why }

    { etsy-lowstock-notice }
etsy-lowstock-restock-why-changed = Not changed: somebody bought or edited meanwhile. At Etsy there are { $now } now. Choose the number anew.
etsy-lowstock-restock-why-refused = Not changed. Etsy refused it and says: “{ $said }”. Change it at Etsy.
etsy-lowstock-restock-why-refused-silent = Not changed: Etsy refused it and does not say why. Change it at Etsy.
etsy-lowstock-restock-why-quota = Not changed: Etsy takes no more calls from me until { $until }. Try it then, or change it at Etsy.
etsy-lowstock-restock-why-not-allowed = Not changed: Etsy says that I may not change { $shop } any more. Allow it once more.
etsy-lowstock-restock-why-forbidden = Not changed: Etsy does not show me the stock of this listing. See at Etsy whether it is still in your shop.
etsy-lowstock-restock-why-conflict = Not changed: Etsy is busy with this listing. Try again in a moment.
etsy-lowstock-restock-why-nothing-left = Not changed: Etsy takes no listing with nothing left. Deactivate it at Etsy if you have none.
etsy-lowstock-restock-why-newer = Not undone: you have set another number since. Undo that one, or choose the number anew.
etsy-lowstock-restock-why-gone = Not changed: I find this variation no more at Etsy, or not on sale. Change it at Etsy.
etsy-lowstock-restock-why-no-record = Not changed: Etsy keeps no stock record of this listing. Change it at Etsy.
etsy-lowstock-restock-why-unavailable = Not changed: Etsy does not answer right now. Try again in a minute.
etsy-lowstock-restock-why-disconnected = Not changed: { $shop } is disconnected. Reconnect it first: /shops.
etsy-lowstock-restock-why-not-taken = Not changed so far: Etsy broke off, and the old number still stands there. Try again.
etsy-lowstock-restock-why-busy = Not changed: another change of it is on its way. Try again in a moment.
etsy-lowstock-restock-why-unknown = I have sent it, and Etsy has not answered. Nobody knows yet whether it is changed. Look again in a minute: nothing is set twice.
etsy-lowstock-restock-button-again = 🔄 Choose the number anew
etsy-lowstock-restock-button-look = 🔍 Look again
etsy-lowstock-restock-button-try = 🔄 Try again
etsy-lowstock-restock-button-allow-again = ➕ Allow it again…

# Refusals
etsy-lowstock-restock-owner-only =
    Only the owner of { $shop } can restock it from here. Ask them.

    { etsy-lowstock-notice }
etsy-lowstock-restock-private =
    Restocking works in your private chat with me. Open it and send /stock.

    { etsy-lowstock-notice }
etsy-lowstock-restock-not-allowed =
    You have not allowed me to change the stock of { $shop }. Open it in /shops, then “More…”, “➕ Restock from here”.

    { etsy-lowstock-notice }
etsy-lowstock-restock-gone =
    This listing or variation is not there any more. /stock shows what is.

    { etsy-lowstock-notice }
etsy-lowstock-restock-quota =
    Etsy takes no more calls from me until { $until }. Try it then, or change it at Etsy.

    { etsy-lowstock-notice }
etsy-lowstock-restock-forbidden =
    Etsy does not show me the stock of this listing. See at Etsy whether it is still in your shop.

    { etsy-lowstock-notice }
etsy-lowstock-restock-no-record =
    Etsy keeps no stock record of this listing. Change it at Etsy.

    { etsy-lowstock-notice }
etsy-lowstock-restock-unavailable =
    Etsy does not answer right now, and nothing was changed. Try again in a minute.

    { etsy-lowstock-notice }
etsy-lowstock-restock-disconnected =
    The shop is disconnected from Etsy. Reconnect it first: /shops.

    { etsy-lowstock-notice }
etsy-lowstock-kept-restock = What you restocked from here: { $time }, so as not to repeat it
