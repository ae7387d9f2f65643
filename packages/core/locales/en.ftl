core-title = General
core-command-start = Start, or go back to the beginning
core-command-menu = Show the menu
core-command-help = What this bot can do
core-command-language = Choose the language
core-command-cancel = Cancel what you started
core-command-pending = What waits for a decision
core-command-verify = Approve: /verify B12
core-command-reject = Reject with a reason: /reject B12 reason

core-welcome = Hello, { $name }! I am <b>Bazaar</b>: I keep watch for you and write only about what you asked for.
core-home = <b>Menu</b>
  What would you like to do?
core-home-help = ❓ Help
core-help = <b>What I can do</b>
  { $sections }
core-help-section = <b>{ $title }</b>
  <blockquote expandable>{ $lines }</blockquote>
core-help-line = /{ $command } – { $what }

core-language = Choose your language:
core-language-en = English
core-language-ru = Русский
core-language-set-en = From now on I speak English.
core-language-set-ru = Теперь я говорю по-русски.

core-cancelled = There is nothing to cancel. Send /menu to see what you can do.
core-form-cancelled = Cancelled. What you had entered is gone.
core-form-cancelled-empty = Cancelled.
core-form-cancelled-change = Cancelled. Nothing was changed.
core-cancel-list = <b>You can cancel:</b>
  { $lines }

  Send /cancel with the number, for example <code>/cancel P56</code>.
core-cancel-kind = <b>{ $title }</b>
core-cancel-line = <code>/cancel { $id }</code> – { $title }
core-cancel-usage = Send the number of what you want to cancel, for example <code>/cancel P56</code>. Nothing was changed.
core-cancel-unknown-kind = There is nothing to cancel whose number starts with { $letter }. Send /cancel to see the list.
core-cancel-ambiguous = This number exists more than once. Put the letter before it ({ $letters }).
core-resume-usage = Send the number of what you want to resume, for example <code>/resume O34</code>. Nothing was changed.
core-resume-unknown-kind = There is nothing to resume whose number starts with { $letter }. Nothing was changed.

core-pending-none = Nothing waits for a decision.
core-pending-card = { $card }

  Approve: <code>/verify { $id }</code>
  Reject: <code>/reject { $id } reason</code>
core-pending-card-counted = { $card }

  ✅ Approved by { $by }; one more person has to.
  Approve: <code>/verify { $id }</code>
  Reject: <code>/reject { $id } reason</code>
core-pending-approve = Approve
core-pending-reject = Reject
core-queue-waits = ⏳ Waiting for a decision: { $what } (<b>{ $id }</b>). I will not write again about this queue until you have looked.
core-queue-counted = ⏳ { $what } (<b>{ $id }</b>) has one approval and needs another person’s, or a rejection.
core-queue-open = 📋 Open the queue
core-verify-usage = Send the number to approve, for example <code>/verify B12</code>. Nothing was changed.
core-reject-usage = Send the number and the reason, for example <code>/reject B12 the photos show another shop</code>. Nothing was changed.
core-reject-title = Reject { $id }
core-reject-reason = Why is { $id } rejected? Write what the owner should change: your words are sent to them.
core-reject-reason-example = the photos show another shop
core-reject-reason-short = Please give a reason of at least { $min } characters: it is sent to the owner. Nothing was changed.
core-decided = Done. The owner of { $id } is told.
core-decide-counted = Your approval of { $id } is counted. One more person has to approve; those who may are told.
core-decide-counted-alone = Your approval of { $id } is counted, but nobody else who may approve can be reached. An owner has to give somebody the role: /admin.
core-decide-own = You sent this yourself: two other people have to approve it. Nothing was changed.
core-decide-counted-before = You approved { $id } before. One more person has to approve it: ask a colleague.
core-decide-input-differs = A colleague approved this with other values. Check it together: both of you enter the same, or one of you rejects it. Nothing was changed.
core-decide-unknown = Nothing with the number { $id } waits for a decision. Send /pending to see the list.
core-decide-again = { $id } was changed since and waits again: /pending
core-decided-before-approved = This was already approved by { $by } on { $at }.
core-decided-before-rejected = This was already rejected by { $by } on { $at }.
core-approval-many = { $count ->
    [one] { $count } of yours waits for a decision already ({ $ids }), so nothing was sent. Send the next one when it is decided: I will tell you here.
   *[other] { $count } of yours wait for a decision already ({ $ids }), so nothing was sent. Send the next one when one of them is decided: I will tell you here.
  }
core-approval-ambiguous = This number exists more than once. Put the letter before it ({ $letters }).

core-unknown-command = I don’t know this command. Send /help to see what I can do.
core-not-understood = I did not understand that. Send /menu to see what you can do.
core-private-only = This works only in a private chat with me.
core-group-limited = Many people are asking in this group at once. Please wait { $wait } and try again, or write to me in private.
core-rate-limited = That was a lot at once. Please wait { $wait } and try again.
core-press-not-yours = This button is not yours, or it is too old. Send /menu to get a new one.
core-press-outdated = This button is out of date. Send /menu to get a new one.
core-feature-off = This part of the bot is switched off at the moment.
core-press-failed = Something went wrong. Please try again.
core-error = Something went wrong on our side, and we have been told. Please try again in a minute.
  If it happens again, send us this code: <code>{ $code }</code>
core-form-outdated = We updated the bot in the middle of your answers. Sorry! Please begin again.

core-photo-too-large = This file has more than { $megabytes } MB. Send it as a photo instead of a file, then Telegram makes it smaller.
core-photo-not-image = This is not a picture that I can read. Please send a JPEG, PNG or WebP.
core-photo-too-many-pixels = This picture has more than { $megapixels } megapixels. Send it as a photo instead of a file, then Telegram makes it smaller.
core-photo-too-heavy = This picture needs more memory than I have. Send it as a photo instead of a file, then Telegram makes it smaller.
core-photo-broken = This picture is damaged, so it could not be opened. Please send another one.
core-photo-unreachable = The picture could not be fetched from Telegram just now. Please send it again in a moment.
core-photo-not-now = Pictures cannot be opened at the moment. Please send yours again later.
core-photo-busy = Many people are sending pictures at the moment. Please send yours again in a minute.

core-incident-opened = <b>Attention:</b> { $incident }
  { $detail }
core-incident-closed = <b>Over:</b> { $incident }

core-http-unauthorized = The secret is missing or wrong.
core-http-bad-request = The request is not in the expected form.
core-http-bad-json = The body is not valid JSON, or is nested more deeply than allowed.
core-http-not-found = There is nothing here.
core-http-key-missing = The header { $header } is missing.
core-http-key-wrong = The key in the header { $header } is wrong.
core-http-key-unknown = This API key is not known, or it was revoked.
core-http-scope = This API key does not allow { $scope }.
core-http-limited = There were more requests than allowed. Try again in { $seconds } s.
core-http-signature = The signature is missing or does not fit the body.
core-http-idempotency-missing = The header Idempotency-Key is missing: 1 to 255 printable characters, new for each request.
core-http-idempotency-other = This Idempotency-Key was used for another request.
core-http-idempotency-busy = The request with this Idempotency-Key is still being handled.

core-command-apikeys = Keys for programs that act for you
core-api-key-none = <b>API keys</b>
  With an API key a program can act for you. You have none.
core-api-key-list = <b>API keys</b>
  Each of them lets a program act for you.

  { $lines }
core-api-key-line = <code>{ $hint }…</code>, made { $at }, { $used }
  { $scopes }
core-api-key-scope = • { $scope }
core-api-key-used = last used { $at }
core-api-key-unused = not used yet
core-api-key-button-list = ‹ API keys
core-api-key-button-new = ➕ New key
core-api-key-button-revoke = Revoke { $hint }…
core-api-key-button-create = Make the key
core-api-key-button-choose-first = Choose something above first
core-api-key-button-most = No more than { $count } keys
core-api-key-button-copy = 📋 Copy the key
core-api-key-button-scope-on = ✓ { $scope }
core-api-key-button-scope-off = { $scope }
core-api-key-choose = <b>New API key</b>
  What may a program do with it? Choose at least one.
core-api-key-created = <b>Your new API key</b>
  <code>{ $secret }</code>
  Copy it now: it is not shown again. Whoever has it can act for you.
core-api-key-told = This card was used already, and its key was shown then. If you have not saved it, revoke it and make another: /apikeys
core-api-key-many = You have { $count } API keys, which is the most. Revoke one first: /apikeys
core-api-key-gone = This key no longer works, so there is nothing to revoke.
core-api-key-revoke-ask = <b>Revoke { $hint }…?</b>
  Programs that use it stop working at once. This cannot be undone.
core-api-key-revoke-yes = Yes, revoke
core-api-key-revoked = Done: the key no longer works.

core-command-privacy = What I store about you, and for how long
core-command-terms = The rules of this bot
core-command-export = Get a copy of everything that I store about you
core-command-delete = Delete everything that I store about you
core-button-privacy = Your data
core-button-terms = Terms
core-button-export = 📄 Get a copy
core-button-delete = 🗑 Delete my data

core-privacy-card = <b>Your data</b>
  I store who you are in Telegram, your settings and what you do here: to do what you ask for, and to keep the bot in order.
  { $operator }

  <b>What is stored, and why</b>
  <blockquote expandable>{ $stored }</blockquote>
core-kept-card = <b>For how long, and who can read it</b>
  <blockquote expandable>{ $kept }
  • Everything else: until you delete it.</blockquote>
  Phone numbers, addresses, codes and texts on their way are stored encrypted. Your name is not: the people who run this bot need it to find you when you ask for help. Only those whom these two pages name get your data, and Telegram, which carries the messages.
core-button-kept = How long it is kept
core-privacy-line = • { $text }
core-privacy-more = Full privacy notice
core-privacy = Your Telegram ID, name, username and language, your settings, when you first came and by which link: to know you and to answer you. What I wrote to you without being asked (what about and when): so that you hear each thing once. If you have them: what you paid in this chat, so that it is delivered or given back, your wallet (what is in it, every change and what for), so that it can always be checked, and API keys that you made (not the keys themselves), so that you can revoke them.
core-kept-inbox = That a message of yours came: { $time }, its text only until it is handled. So that nothing is done twice.
core-kept-delivery = When and how a message to you was delivered: { $time }, its text only until it arrived or was given up. To find mistakes.
core-kept-draft = What you filled in and did not send: { $time } after the last change. So that you can continue.
core-kept-form-message = Which message shows a form of yours: { $time }. So that it is one message, and old buttons go.
core-kept-album = Which message answers an album of yours: { $time }. So that you get one answer, not one for each picture.
core-kept-form = Where you are in an exchange with the bot: { $time } after the last change. So that a restart does not lose it.
core-kept-once = What came of a button that works once: { $time }. So that a second press shows you the same.
core-kept-http-answer = What a program of yours was answered: { $time }. So that a request that comes again acts once.
core-kept-api-key = When a revoked API key was made and last used: { $time } after you revoked it. So that you can look it up.
core-kept-support = What you wrote to the people who run the bot: { $time } after they settled it. So that they know what was said.
core-kept-queue = That you were told of something that waits for a decision: until you look, { $time } at most. So that you are told once.
core-kept-dead-job = A task that did not succeed, after somebody looked at it: { $time }. To find mistakes.
core-kept-limit = How much you wrote lately: { $time } after it stopped counting. Against floods of messages.
core-kept-incident = What went wrong with the bot: { $time } after it was over. To find mistakes. No personal data.
core-kept-lock = Which part of the bot is busy with which chat right now: { $time } at most after a crash. No personal data.

core-operator = This bot is run by: { $contact }
core-operator-unknown = Whoever runs this bot has left no contact here.

core-terms = <b>Terms</b>
  • The bot is offered as it is. Messages may come late or be wrong: check for yourself before you pay or travel.
  • A purchase or a reservation is between you and the business that offers it; its conditions stand beside the offer.
  • Do not flood the bot, pretend to be somebody else, or use it against the law. Whoever does may be locked out.
  • You can stop at any time: /delete erases what is stored about you. The bot may change or end.

  { $operator }
core-terms-more = Full terms

core-export-title = Your data
core-export-intro = Everything that this bot stores about you. Texts of messages are not in it: they are dropped when they are delivered.
core-export-time = { $at }
core-export-nothing = nothing
core-export-html = Everything that I store about you. Open it in a browser.
core-export-json = The same for programs.
core-export-too-soon = You had a copy within the last hour. You can get the next one in { $wait }.

core-delete-ask = <b>Delete your data?</b>
  <b>Deleted:</b> your name, settings, roles and requests that wait, messages that are still on their way, API keys, and what you began to fill in.
  <blockquote expandable>{ $more }</blockquote>
  <b>Kept:</b>
  <blockquote expandable>Who decided what in this bot, with IDs instead of names, because decisions must stay traceable. What was paid in this chat, without you, because money must stay traceable. Backups that the operator made, until they are replaced. This chat: only you can delete it, in Telegram.</blockquote>

  This cannot be undone. If you write to me again, I know you as somebody new.
core-delete-more = • { $text }
core-delete-confirm = 🗑 Yes, delete everything
core-delete-decline = Keep my data
core-delete-declined = Nothing was deleted.
core-delete-done = Everything is deleted, and I no longer know you. Goodbye! If you want to begin anew, send /start.
core-delete-gone = This was done already. Nothing more was deleted. If something was stored since, /delete asks again.
core-delete-late = This question was too old, so nothing was deleted. Send /delete to be asked again.
core-delete-blocked = Your data cannot be deleted right now:
  { $blockers }

  Nothing was deleted. Please send /delete again when this is over.

# Administration
core-command-admin = Queues, sources and people
core-command-user = Find a person: /user Anna
core-command-grant = Give somebody a role: /grant 12345 moderator reason
core-command-revoke = Take a role away: /revoke 12345 moderator reason
core-command-status_all = What every part of the bot does for you

core-role-support = support
core-role-moderator = moderator
core-role-finance = finance
core-role-owner = owner
core-role-means-support = Support sees people, messages that did not arrive and incidents, may send a message again, and decides what waits for support in /pending.
core-role-means-moderator = Moderators decide what waits for moderators in /pending and find people by name.
core-role-means-finance = Finance decides what waits for finance in /pending, and sees incidents and sources.
core-role-means-owner = Owners may do everything, also give and take roles.

core-admin-home = <b>Administration</b>
  { $lines }

  As of { $at }.
core-admin-approvals = { $count ->
    [0] ✅ Nothing waits for a decision
    [one] 📥 { $count } request waits for a decision
   *[other] 📥 { $count } requests wait for a decision
  }
core-admin-outbox-empty = ✅ No message waits to be sent
core-admin-outbox = { $count ->
    [one] 📤 { $count } message waits to be sent, for { $age }
   *[other] 📤 { $count } messages wait to be sent, the oldest for { $age }
  }
core-admin-failed = { $count ->
    [0] ✅ Every message of the last day arrived
    [one] ❌ { $count } message of the last day did not arrive
   *[other] ❌ { $count } messages of the last day did not arrive
  }
core-admin-uncertain = { $count ->
    [0] ✅ No message is in doubt
    [one] ❓ { $count } message is in doubt
   *[other] ❓ { $count } messages are in doubt
  }
core-admin-jobs = ✅ All tasks are on time
core-admin-jobs-late = ⏳ A task is late: { $job }, by { $age }
core-admin-dead = { $count ->
    [0] ✅ No task has stopped
    [one] 🛠 { $count } task has stopped
   *[other] 🛠 { $count } tasks have stopped
  }
core-admin-incidents-none = ✅ No incident is open
core-admin-incidents = { $count ->
    [one] 🚨 { $count } incident is open, for { $age }
   *[other] 🚨 { $count } incidents are open, the oldest for { $age }
  }
core-admin-people = 👥 People: { $reachable } reachable, { $waiting } not started yet, { $blocked } blocked me
core-admin-health = {""}
  <b>Sources</b>
core-admin-health-ok = ✅ Fine: { $label } – { $detail }
core-admin-health-degraded = ⚠️ Not quite: { $label } – { $detail }
core-admin-health-failed = ❌ Broken: { $label } – { $detail }
core-admin-health-unknown = it could not be asked; the log says why.
core-admin-feature = { $id }

core-admin-button-approvals = Decisions ({ $count })
core-admin-button-uncertain = Messages in doubt ({ $count })
core-admin-button-failed = Not delivered ({ $count })
core-admin-button-jobs = Stopped tasks ({ $count })
core-admin-button-incidents = Incidents ({ $count })
core-admin-button-find = Find a person
core-admin-button-refresh = 🔄 Refresh
core-admin-button-back = ‹ Back
core-admin-button-again = { $n }: Send again
core-admin-button-leave = { $n }: Leave it
core-admin-button-retry = { $n }: Retry
core-admin-button-dismiss = { $n }: Dismiss
core-admin-button-person = { $name } ({ $id })
core-admin-button-grant-role = ➕ Give: { $role }
core-admin-button-revoke-role = ➖ Take away: { $role }
core-admin-button-grant-yes = Yes, give the role
core-admin-button-revoke-yes = Yes, take it away
core-admin-button-no = No, go back
core-admin-refreshed = Updated.
core-admin-refused = This is only for people who look after the bot, and you do not have the role for it (any more). If you need it, ask an owner.
core-admin-settled = Somebody has settled this already. Nothing was done.

core-admin-uncertain-list = <b>Messages in doubt</b>
  The connection broke before Telegram answered: perhaps they arrived, perhaps not. “Send again” may double a message.
  { $lines }
core-admin-uncertain-none-left = No message is in doubt. Nothing to do here.
core-admin-failed-list = <b>Messages of the last day that did not arrive</b>
  They were not delivered and are not tried again. People who blocked me are not listed.
  { $lines }
core-admin-failed-none-left = Every message of the last day arrived. Nothing to do here.
core-admin-message-line = { $n }. <code>{ $topic }</code> to <code>{ $chat }</code>, { $at }: { $reason }
core-admin-reason-uncertain = no answer from Telegram
core-admin-reason-rejected = Telegram refused it
core-admin-reason-expired = it came too late
core-admin-reason-retries-used-up = no try succeeded
core-admin-reason-other = given up
core-admin-message-again = It is on its way again.
core-admin-message-leave = Left as it is. It is off the list.
core-admin-jobs-list = <b>Stopped tasks</b>
  No try succeeded. “Retry” gives a task all its tries again; “Dismiss” takes it off the list without doing its work.
  { $lines }
core-admin-jobs-none-left = No task has stopped. Nothing to do here.
core-admin-job-line = { $attempts ->
    [one] { $n }. <code>{ $job }</code>, { $at }, after { $attempts } try: { $error }
   *[other] { $n }. <code>{ $job }</code>, { $at }, after { $attempts } tries: { $error }
  }
core-admin-job-retry = It is tried again.
core-admin-job-dismiss = Dismissed. It is off the list.
core-admin-job-gone = There is no task “{ $job }” in this version, so it cannot be retried. Dismiss it, or switch its feature on.
core-admin-incidents-list = <b>Open incidents</b>
  They close by themselves when the trouble is over.
  { $lines }
core-admin-incidents-none-left = No incident is open. Nothing to do here.
core-admin-incident-line = { $n }. <code>{ $incident }</code>, open for { $age }, since { $at }: { $detail }

core-user-usage = Send /user with an ID, a @username or a part of a name, for example <code>/user Anna</code>.
core-user-not-found = Nobody was found for “{ $query }”. Send an ID, a @username or a part of a name, for example <code>/user Anna</code>.
core-user-unknown = I do not know this person (any more). Send /user to find somebody.
core-user-found = { $count ->
    [one] <b>{ $count } person found</b>
   *[other] <b>{ $count } people found</b>
  }
  Press a name to see more.
core-user-found-more = <b>More than { $count } people found</b>
  These are the newest. Send /user with more of the name to find others.
core-user-card = <b>{ $name }</b>
  ID: <code>{ $id }</code>
  { $lines }
core-user-reachability = Messages: { $state }
core-user-reachable = reach this person
core-user-needs-start = cannot be sent before this person starts the bot
core-user-blocked = blocked by this person
core-user-roles-none = Roles: none
core-user-roles = Roles:
  { $roles }
core-user-role = • { $role }
core-user-role-fixed = • { $role }, by the configuration
core-user-language = Language: { $language }
core-user-source-none = Came by: no link
core-user-source = Came by: <code>{ $source }</code>
core-user-first-seen = First seen: { $at }

core-role-ask-grant = <b>{ $name } ({ $id }): give the role “{ $role }”?</b>
  { $means }
  Nothing has changed yet. To note a reason, send <code>/grant { $id } { $role } reason</code> instead.
core-role-ask-revoke = <b>{ $name } ({ $id }): take the role “{ $role }” away?</b>
  { $means }
  Nothing has changed yet. To note a reason, send <code>/revoke { $id } { $role } reason</code> instead.
core-role-changed-grant = Done: { $id } now has the role “{ $role }”.
core-role-changed-revoke = Done: { $id } no longer has the role “{ $role }”.
core-role-unchanged-grant = { $id } already has the role “{ $role }”. Nothing was changed.
core-role-unchanged-revoke = { $id } does not have the role “{ $role }”. Nothing was changed.
core-role-outdated = The roles have changed since this question was asked. Nothing was done: look again and decide anew.
core-role-fixed = This owner is named in the bot’s configuration (ADMIN_IDS), so only whoever runs the bot can change that. Nothing was changed.
core-role-last-owner = This is the last owner, and without one nobody could give roles. Give somebody else the role “owner” first. Nothing was changed.
core-role-usage-grant = Send the person’s ID and the role (support, moderator, finance or owner), for example <code>/grant 12345 moderator knows the venues</code>. Nothing was changed.
core-role-usage-revoke = Send the person’s ID and the role (support, moderator, finance or owner), for example <code>/revoke 12345 moderator left the team</code>. Nothing was changed.
core-role-told-grant = You have a new role in this bot: <b>{ $role }</b>. Send /admin to see what you can do.
core-role-told-revoke = You no longer have the role <b>{ $role }</b> in this bot.

core-status-all = <b>What I do for you</b>
  { $lines }
core-status-line = <b>{ $title }</b>
  { $text }
core-status-none = I am not doing anything for you yet. Press “🏠 Home” to see what I can do.
core-status-unknown = This cannot be shown right now. Please try again in a minute.

# Navigation, settings and bot profile
core-description = Everything that this bot does, in one place. Press Start to begin: I will show you a menu, and every screen has buttons that say what they do.
core-short-description = One bot, several helpers. Press Start.
core-button-home = 🏠 Home
core-button-menu = ☰ Menu
core-button-settings = ⚙️ Settings
core-button-language = 🌐 Language
core-button-zone = 🕒 Time zone
core-home-settings = ⚙️ Settings
core-home-support = 💬 Support
core-menu-outdated = The menu has changed. Here is the new one.
core-page-next = Older ›
core-page-previous = ‹ Newer
core-page-changed = The list has changed. Here is its beginning.
core-confirm-again = This was done already. Here is the result.
core-confirm-expired = This question is too old to be answered. Nothing was changed. Please begin again from the menu: /menu
core-command-settings = Language and time zone
core-command-resume = Continue a form, or /resume O34
core-command-support = Write to the people who run this bot
core-command-paysupport = Questions about payments
core-settings = <b>Settings</b>
  🌐 Language: { $language }
  🕒 Time zone: { $zone }, { $time } now
core-zone-title = Time zone
core-zone-place = <b>Where are you?</b>
  Press a city that has your time, send me the name of another one, or send your location (📎 → Location). The location itself is not kept.
  Some times are shown by Telegram itself, by your phone’s clock.
core-zone-place-example = London, New York or Asia/Tokyo
core-zone-place-london = London
core-zone-place-berlin = Berlin
core-zone-place-kyiv = Kyiv
core-zone-place-moscow = Moscow
core-zone-place-dubai = Dubai
core-zone-place-almaty = Almaty
core-zone-place-kolkata = Kolkata
core-zone-place-newyork = New York
core-zone-unknown = I don’t know the time of that place. Please send the name of a larger city with the same time, for example { $example }, or press a button.
core-zone-follows = 🕒 From now on I show you { $zone }. To change it: /settings
core-zone-set = ✅ From now on I show you { $zone }: it is { $time } now.
  Not right? Press “🕒 Time zone” and choose again.

# Forms
core-form-step = <i>{ $title } · Step { $step } of { $of }</i>
core-form-title = <i>{ $title }</i>
core-form-lines = { $lines }
core-form-answer = ✓ { $label }: { $value }
core-form-now = <i>Now:</i> { $value }
core-form-so-far = <i>So far:</i> { $value }
core-form-next-hint = Press “Next ›” when that is all.
core-form-number = { $value }
core-form-below = { $before }

  { $screen }
core-form-summary = <b>{ $title }</b>
  Is everything right?

  { $lines }
core-form-place = <a href="https://www.openstreetmap.org/?mlat={ $latitude }&amp;mlon={ $longitude }#map=18/{ $latitude }/{ $longitude }">see on the map</a>
core-form-line = <b>{ $label }:</b> { $value }
core-form-skipped = –
core-form-photos = { $count ->
    [one] { $count } photo
   *[other] { $count } photos
  }
core-form-back = ‹ Back
core-form-skip = Skip
core-form-next = Next ›
core-form-clear = 🗑 Remove these
core-form-cancel = ✖ Cancel
core-form-edit = ✏️ { $label }
core-form-fields = ✏️ Change something…
core-form-empty = 🗑 Remove
core-form-send = ✅ Send
core-form-resume = ▶️ Continue
core-form-restart = 🔄 Start again
core-form-again = <b>{ $title }</b>
  You stopped in the middle: { $answered } of { $of } answered. Continue where you stopped, or start again?
core-form-again-done = <b>{ $title }</b>
  Everything is filled in, but not sent yet. Continue, or start again?
core-form-drafts = <b>Forms that you left</b>
  Which one would you like to continue?
core-form-nothing-to-resume = You have no form that waits. Send /menu to see what you can do.
core-form-left = I put “{ $title }” aside with what you have entered. Press “▶️ Continue” to continue it, or send /resume later; I keep it for 30 days.
core-form-left-empty = I put “{ $title }” aside. Press “▶️ Continue” to continue it, or send /resume later; I keep it for 30 days.
core-form-closed = This form is closed: it was cancelled, or it waited for 30 days. Nothing was sent. Begin again from the menu.
core-form-moved-on = This button is from an earlier step. Here is where you are now.
core-form-updated = ℹ️ We have improved this form while you were filling it in. Your answers are kept where they still fit.
core-form-noted = 👌 Noted.
core-form-share-location = 📍 Send my location
core-form-share-location-hint = Press the button below, or send any place with 📎 → Location.
core-form-share-contact = 📱 Send my phone number
core-form-share-contact-hint = Press the button below to send your own number.
core-form-want-text = Please answer in words. For example: { $example }
core-form-text-short = This is a bit short: please write at least { $min } characters. For example: { $example }
core-form-text-long = This has { $given } characters: please keep it within { $max }. For example: { $example }
core-form-want-number = Please send a whole number. For example: { $example }
core-form-number-range = Please send a number from { $min } to { $max }. For example: { $example }
core-form-want-amount = Please send an amount. For example: { $example }
core-form-amount-foreign = Amounts here are in { $currency }, and “{ $unit }” is something else. Please send the amount in { $currency }. For example: { $example }
core-form-amount-unclear = Do you mean { $grouped } or { $decimal }? Please send it once more in one of these two ways.
core-form-amount-range = Please send an amount from { $min } to { $max }. For example: { $example }
core-form-want-choice = Please press one of the buttons below.
core-form-want-button = Nothing was changed. Please press “✅ Send” or “✏️ Change something…”.
core-form-want-photo = Please send a photo: press 📎 and choose one from your gallery.
core-form-want-photo-not-file = That came as a file. Please send it as a photo: press 📎, choose it from your gallery and leave “Send as file” off.
core-form-want-picture = Please send a picture: press 📎 and choose one from your gallery, as a photo or as a file.
core-form-photo-many = { $max ->
    [one] One photo is enough. The first one is kept.
   *[other] { $max } photos are enough. The first ones are kept.
  }
core-form-album-rest = That was enough: the other pictures of your album are not needed.
core-form-want-location = Please send a location: press the button at the bottom, or 📎 → Location.
core-form-want-contact = Please press the button at the bottom to send your phone number. A number that is typed cannot be checked.
core-form-contact-other = That is somebody else’s number. Please press the button at the bottom to send your own.

# Support
core-support-title = Write to support
core-support-topic = What is it about?
core-support-topic-label = About
core-support-topic-question = A question
core-support-topic-problem = Something does not work
core-support-topic-idea = An idea
core-support-topic-payment = A payment
core-support-text = Please write it in one message. What did you do, what did you expect, what happened?
core-support-text-label = Message
core-support-text-example = I pressed “🔔 Watch again”, but no message came yesterday evening.
core-support-photo = If a picture helps, send up to 3 photos (screenshots). If not, press “Skip”.
core-support-photo-label = Photos
core-support-sent = ✅ Sent. Your number is <b>{ $id }</b>. We read everything and answer here in this chat.
core-support-many = { $count ->
    [one] { $count } request of yours waits for an answer already ({ $ids }), so nothing was sent. The answer comes here; write again after it.
   *[other] { $count } requests of yours wait for an answer already ({ $ids }), so nothing was sent. The answers come here; write again after one of them.
  }
core-support-answer = <b>Answer to { $id }</b>
  { $text }

  Anything else? Send /support.
core-support-new = <b>{ $id }: { $subject }</b>, author: { $name }
  { $text }
  { $photos ->
    [0] {""}
    [one] 📷 1 photo: see /requests
   *[other] 📷 { $photos } photos: see /requests
  }
  Answer: <code>/answer { $id } your answer</code>
core-support-more = { $count ->
    [one] { $count } more request has come since: <b>{ $id }</b>.
   *[other] { $count } more requests have come since, the last one is <b>{ $id }</b>.
  }
core-support-button-open = 📋 Open requests
core-support-none = No request waits for an answer.
core-support-list = <b>Open requests</b>
  { $lines }
core-support-line = <b>{ $id }</b> · { $subject } · { $at }
  { $text }
core-support-card = <b>{ $id }: { $subject }</b>
  { $at }, { $state }

  { $text }

  Answer: <code>/answer { $id } your answer</code>
core-support-state-open = open
core-support-state-answered = answered
core-support-state-closed = closed
core-support-button-card = { $id }
core-support-button-list = ‹ All requests
core-support-button-answer = Answer
core-support-button-close = Close without an answer
core-support-close-ask = Close { $id } without an answer? The person is not told.
core-support-close-yes = Yes, close it
core-support-closed = { $id } is closed.
core-support-settled-before = { $id } was answered or closed already. Nothing was changed.
core-support-closed-before = { $id } is closed, so no answer was sent. Nothing was changed.
core-support-unknown = There is no request { $id }. Send /requests to see the open ones.
core-command-requests = What people wrote to support
core-command-answer = Answer a request: /answer S12 text
core-answer-usage = Send the number and your answer, for example <code>/answer S12 Thank you, it works again.</code> Nothing was sent.
core-answer-ask = What is your answer to { $id }? Write it in one message. To leave it, send /cancel.
core-answer-check = <b>Your answer to { $id }</b>
  { $text }

  Nothing was sent yet. To change it, write it again.
core-answer-send = ✅ Send
core-answer-sent = Your answer to { $id } is on its way.
core-paysupport = Nothing is sold in this bot yet, so there is nothing to refund. If somebody asked you for money in our name, or you have any other question, write to us: /support
core-paysupport-lines = <b>Your payments</b>

  { $lines }

  Is something wrong, or do you want your money back? Press “✍️ Write about a payment”: we answer here in this chat.
core-paysupport-none = You have not paid for anything here. If you think you have, or somebody asked you for money in our name, press “✍️ Write about a payment”.
core-paysupport-unknown = Some of your payments cannot be shown right now.
core-paysupport-button-write = ✍️ Write about a payment
core-paysupport-title = Write about a payment
core-paysupport-text = Which payment is it about, and what happened? When and how much you paid helps us to find it.
core-paysupport-text-label = Message
core-paysupport-text-example = I paid 50 Stars yesterday evening, but nothing came.
core-paysupport-photo = If a picture helps, send up to 3 photos (screenshots). If not, press “Skip”.
core-paysupport-photo-label = Photos

# Payments
core-payment-off = This is not on sale at the moment. Nothing was charged.
core-payment-later = The payment could not be checked just now. Nothing was charged. Please try again in a few minutes.
core-payment-waiting = Your payment of { $amount } has arrived, but what you paid for has not been delivered yet. The people who run this bot know about it. You need not pay again: you get it later, or your money back. Questions: /paysupport
core-payment-erase-waiting = A payment of yours, { $amount }, has arrived, but what you paid for has not been delivered yet.
core-payment-erase-refund = A payment of yours, { $amount }, went back to you, but this has not been dealt with yet.

# Ledger
core-account-wallet = Balance
core-account-bonus = Bonus
core-account-pending = Pending earnings
core-account-earnings = Earnings
core-account-receivable = Owed to us
core-account-exchange = Exchange
core-account-adjusted = Corrections
core-account-forfeited = Given up
core-entry-adjustment = Correction { $entity }
core-entry-forfeit = Given up when the account was deleted
core-ledger-too-little = That is { $missing } more than there is.
core-ledger-key-conflict = Something else was booked under this number before. Nothing has changed; the administrators have been told.
core-ledger-hold-resolved = This was paid or cancelled before.
core-ledger-hold-expired = The time for this has run out, and what was set aside is free again. Please start again.
core-ledger-reversed = This was taken back before.
core-ledger-frozen = Payouts are paused while we check the books. Nothing is lost: please try again later.
core-ledger-unknown = There is no such entry in the books.
core-ledger-health = Ledger
core-ledger-health-sealed = last closed day: { $day }, its control code: <code>{ $sha }</code>
core-ledger-health-late = later days are not closed yet; the log says why. Last closed day: { $day }, its control code: <code>{ $sha }</code>
core-ledger-health-wrong = payouts are paused, checks found mistakes: { $checks }. What they found is among the incidents.
core-entry-other = Booking { $entity }
core-entry-reversal = ↩️ Taken back: { $what }
core-ledger-plus = +{ $amount }
core-ledger-minus = −{ $amount }

# Wallet
core-command-wallet = What you have, and every change
core-wallet = <b>👛 Wallet</b>

  { $balances }

  <b>Changes, newest first</b>
  { $lines }
core-wallet-holds = <b>👛 Wallet</b>

  { $balances }

  <b>Set aside</b>
  { $holds }

  <b>Changes, newest first</b>
  { $lines }
core-wallet-empty = <b>👛 Wallet</b>

  Nothing yet. Points and money that you get in this bot will be here, together with every change: when, how much and what for.
core-wallet-amount = <b>{ $amount }</b>
core-wallet-amount-held = <b>{ $amount }</b>, and { $held } set aside
core-wallet-account = { $account }: { $said }
core-wallet-hold = • { $amount }: { $what }, until { $until }
core-wallet-hold-more = • and more
core-wallet-line = • { $at }: { $what }
  <b>{ $amount }</b> → { $after }
core-wallet-after = { $amount } ({ $account })
core-wallet-button-open = 👛 Wallet
core-wallet-button-currency = { $amount }
core-wallet-button-chosen = ✓ { $amount }
core-wallet-export = Part { $part } of the history of your wallet, as a table.
core-wallet-erase-held = { $amount } in your wallet is set aside for something that has not ended yet. See what it is, and finish or cancel it first.
core-wallet-erase-money = There is still { $amount } in your wallet. Spend it or have it paid out first.
core-erasure = Your wallet: points and bonuses are given up. What was booked stays in the books, with nothing that leads to you.

# The desk of finance
core-command-ledger = Somebody’s wallet, or a booking: /ledger 1001, /ledger T55
core-ledger-usage = Send the ID of a person or the number of an entry: <code>/ledger 1001</code> or <code>/ledger T55</code>
core-ledger-title = Entry in the books
core-ledger-person-unknown = Nobody here has the ID { $id }. /user finds people by name.
core-ledger-person = <b>{ $name } ({ $id })</b>

  { $balances }

  <b>Changes, newest first</b>
  { $lines }
core-ledger-person-holds = <b>{ $name } ({ $id })</b>

  { $balances }

  <b>Set aside</b>
  { $holds }

  <b>Changes, newest first</b>
  { $lines }
core-ledger-person-empty = <b>{ $name } ({ $id })</b>

  Nothing yet: no points, no money, no change.
core-ledger-numbered = <b>{ $id }</b> { $line }
core-ledger-posting = <b>{ $id }: { $what }</b>
  { $at }

  { $legs }

  { $state }
core-ledger-leg = { $amount } · { $account } · { $owner }
core-ledger-owner-person = { $name } ({ $id })
core-ledger-owner-gone = somebody who has left
core-ledger-owner-system = the bot
core-ledger-posting-stands = It stands as it is.
core-ledger-posting-reverses = This takes { $id } back.
core-ledger-posting-reversed = Taken back by { $id }.
core-ledger-posting-reversed-by = Taken back by { $id }, done by { $name }.
core-ledger-button-posting = { $id }
core-ledger-button-posting-back = ‹ { $id }
core-ledger-button-person-back = ‹ Wallet
core-ledger-button-adjust = Correct an account
core-ledger-button-reverse = Take it back
core-ledger-button-reverse-yes = Take it back
core-ledger-button-reverse-owed = Take all back, the rest is owed
core-ledger-button-reverse-whole = Take back only if all is there
core-ledger-button-in = { $currency }
core-ledger-button-account = { $account }
core-ledger-reverse-ask = <b>Take { $id } back?</b>

  This will be booked, and whom it concerns is told:
  { $legs }

  It cannot be undone. Next, I ask you why.
core-ledger-reverse-ask-spent = <b>Take { $id } back?</b>

  This will be booked, and whom it concerns is told:
  { $legs }

  Not all of it is there any more:
  { $missing }

  Either what is missing becomes a debt, or nothing is taken back unless all of it is there at that moment. It cannot be undone. Next, I ask you why.
core-ledger-reverse-missing = • { $amount }: { $owner }
core-reverse-title = Take { $id } back
core-reverse-reason = Why is { $id } taken back? Your words stay in the log of what admins do: please name nobody.
core-reverse-reason-example = The payment was returned by the bank
core-reverse-done = { $id } is taken back by { $by }. Whom it concerns is told.
core-adjust-currency = <b>Correct an account: { $name }</b>

  In which currency?
core-adjust-account = <b>Correct an account: { $name }</b>

  Which one, in { $currency }?
core-adjust-title = Correction for { $id }
core-adjust-amount = How much, in { $currency }? With a minus it is taken away.
core-adjust-amount-label = Amount
core-adjust-amount-example = 50 or -50
core-adjust-zero = 0 changes nothing. Send how much is to be added, or with a minus how much is to be taken away.
core-adjust-reason = Why? Your words stay in the log of what admins do: please name nobody.
core-adjust-reason-label = Reason
core-adjust-reason-example = A walk was not counted on 5 January
core-adjust-done = { $id } is booked as { $by }. The person is told.
core-adjust-waits = { $id } waits for a second person of finance: above { $limit } within 24 hours, and for one’s own account, two people decide. You are told what comes of it.
core-adjustment-title = Correction of an account
core-adjustment-card = { $name } ({ $person }), { $account }: <b>{ $amount }</b>
  Why: { $reason }
core-adjustment-gone = This correction does not wait any more, or the person has left. Nothing was changed.
core-adjustment-own = This is about your own account, so somebody else has to decide.
core-adjustment-posted = ✅ { $id } was approved and is booked as { $by }.
core-adjustment-rejected = ❌ { $id } was rejected, nothing was booked. The reason: { $reason }
core-ledger-told = <b>{ $what }</b>
  { $lines }

  If you do not know why, ask: /support
core-ledger-told-line = { $amount } ({ $account }). Now there is { $balance }.
core-ledger-told-owed = It was spent already, so you owe { $amount }.
