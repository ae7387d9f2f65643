# Linking a shop: the chat
etsy-lowstock-command-link = Link your Etsy shop
etsy-lowstock-command-pin = Finish linking with the code of the page
etsy-lowstock-kept-link = An attempt to link a shop, encrypted: { $time }, to tell you what became of it.
etsy-lowstock-link-button = 🔗 Link a shop
etsy-lowstock-link-button-open = Open Etsy

etsy-lowstock-link-begin =
    🔗 <b>Link your Etsy shop</b>
    1. Press “Open Etsy” and sign in there.
    2. Allow the bot to read your shop.
    3. Come back by the button of the page that follows, or send me its code.

    I read the name of your shop and its listings with stock and prices. I never see orders, customers, messages or your password, and I cannot change anything.
    “Open Etsy” works once, for { $alive }.

    { etsy-lowstock-notice }
etsy-lowstock-link-not-set-up =
    No shop can be linked yet: the bot has no access to Etsy. Whoever runs it has to set ETSY_API_KEY, ETSY_SHARED_SECRET and ETSY_REDIRECT_URL. You can ask them by /support.

    { etsy-lowstock-notice }
etsy-lowstock-link-often =
    You have begun five times within ten minutes. Go on with the newest “Open Etsy”, or begin anew in { $wait }.

    { etsy-lowstock-notice }
etsy-lowstock-link-private =
    Shops are linked in our private chat, so that nobody else can finish it. Open it and send /link there.

    { etsy-lowstock-notice }

etsy-lowstock-link-linked =
    ✅ <b>{ $shop } is linked.</b>
    I am reading your listings now; the summary comes in a moment.

    { etsy-lowstock-notice }
etsy-lowstock-link-again =
    ✅ <b>{ $shop } is connected again.</b>
    I am reading your listings now; alerts go on.

    { etsy-lowstock-notice }
etsy-lowstock-link-already =
    ✅ <b>{ $shop } is linked already.</b> Nothing is left to do. /link links another shop.

    { etsy-lowstock-notice }
etsy-lowstock-link-allowed =
    ✅ <b>{ $shop }: you can restock from here.</b>
    Press “➕ Restock” under an alert, or on a listing in /stock. Alerts go on as before.

    { etsy-lowstock-notice }
etsy-lowstock-link-not-allowed =
    <b>{ $shop }: Etsy lets me read, and not restock.</b>
    Alerts go on as before. If you meant to allow it, try once more.

    { etsy-lowstock-notice }
etsy-lowstock-link-other-shop =
    🚫 At Etsy you were signed in with another shop than the one that you wanted to restock. Nothing was changed here. Sign in there as its owner, and begin anew in /shops.

    { etsy-lowstock-notice }
etsy-lowstock-link-button-shop = ➕ Restock from here
etsy-lowstock-link-gone =
    This link was used, and the shop has been unlinked since. Link it anew to get alerts again.

    { etsy-lowstock-notice }
etsy-lowstock-link-unknown =
    ⌛ No shop waits to be linked here: what you sent is unknown or over. Begin anew and press “Open Etsy”.

    { etsy-lowstock-notice }
etsy-lowstock-link-asked =
    ⏳ Etsy has not said yes yet. Press “Open Etsy” above and allow reading; the page that follows shows the code.

    { etsy-lowstock-notice }
etsy-lowstock-link-other-chat =
    🚫 This link belongs to another chat, and your shop was not linked. Only who sent /link can finish. If that was not you, somebody else’s “Open Etsy” was pressed: you can take the permission away in your account at Etsy, under connected apps.

    { etsy-lowstock-notice }
etsy-lowstock-link-expired =
    ⌛ The time for this attempt is over, and nothing was linked. Begin anew: it takes a minute.

    { etsy-lowstock-notice }
etsy-lowstock-link-over =
    ⌛ This attempt is over, and nothing was linked by it. If you began anew, go on with the newest “Open Etsy”.

    { etsy-lowstock-notice }
etsy-lowstock-link-no-shop =
    This account at Etsy has no shop, so nothing was linked. Begin anew and sign in with the account that sells.

    { etsy-lowstock-notice }
etsy-lowstock-link-unavailable =
    ⏳ Etsy does not answer right now. Nothing is lost: open the same link or send the same code again in a minute.

    { etsy-lowstock-notice }

etsy-lowstock-pin-usage =
    🔢 Send the six digits that the page shows, for example <code>/pin 123456</code>. There is no page yet? /link leads to it.

    { etsy-lowstock-notice }
etsy-lowstock-pin-wrong =
    The page shows another code. Look at it once more and send its six digits: { $left ->
        [one] { $left } try is left.
       *[other] { $left } tries are left.
    }

    { etsy-lowstock-notice }
etsy-lowstock-pin-over =
    ⌛ That was the fifth wrong code: this attempt is over, and nothing was linked. Begin anew.

    { etsy-lowstock-notice }

# The pages that Etsy leads back to; its notice stands below each
etsy-lowstock-page-button-finish = Back to the chat
etsy-lowstock-page-button-again = Begin anew in the chat
etsy-lowstock-page-authorized-title = Etsy said yes
etsy-lowstock-page-authorized = One step is left: go back to the chat with the bot, and your shop is linked.
etsy-lowstock-page-authorized-pin = The button does nothing? Send <code>/pin { $pin }</code> to the bot, in the chat where you began. It works for { $alive }.
etsy-lowstock-page-denied-title = Nothing was linked
etsy-lowstock-page-denied = You did not allow the bot to read your shop, so it cannot. If you change your mind, begin anew in the chat.
etsy-lowstock-page-kept-title = Nothing was changed
etsy-lowstock-page-kept = You did not allow the bot to restock. Everything stays as it was: it reads your shop, and alerts go on. Go back to the chat.
etsy-lowstock-page-unavailable-title = Etsy did not confirm
etsy-lowstock-page-unavailable = Etsy does not answer as it should right now, so nothing was linked. Go back to the chat and send /link again in a minute.
etsy-lowstock-page-expired-title = The time is over
etsy-lowstock-page-expired = “Open Etsy” works for { $alive }, and nothing was linked. Go back to the chat and send /link again.
etsy-lowstock-page-used-title = This page worked once
etsy-lowstock-page-used = It was opened before, or you began anew in the chat. Is your shop not linked yet? Go back to the chat and send /link again.
etsy-lowstock-page-unknown-title = We do not know this page
etsy-lowstock-page-unknown = Its address is not complete, or it is over. Nothing was linked. Go back to the chat with the bot and send /link.
etsy-lowstock-page-often-title = One moment, please
etsy-lowstock-page-often = This page was asked for very often. Wait a minute, then go back to the chat with the bot and send /link again.
etsy-lowstock-page-refused-title = That did not work
etsy-lowstock-page-refused = Nothing was linked. Go back to the chat with the bot and send /link again.
