core-title = General
core-command-start = Start, or go back to the beginning
core-command-menu = Show the menu
core-command-help = What this bot can do
core-command-language = Choose the language
core-command-cancel = Stop what you are doing
core-command-pending = What waits for a decision
core-command-verify = Approve: /verify B12
core-command-reject = Reject with a reason: /reject B12 reason

core-welcome = Hello, { $name }! I am <b>Bazaar</b>.
core-home = <b>Menu</b>
  What would you like to do?
core-home-help = Help
core-help-hint = Send /help to see everything that I can do.
core-help = <b>What I can do</b>
  { $sections }
core-help-section = {""}
  <b>{ $title }</b>
  { $lines }
core-help-line = /{ $command } – { $what }

core-language = Choose your language:
core-language-en = English
core-language-ru = Русский
core-language-set-en = From now on I speak English.
core-language-set-ru = Теперь я говорю по-русски.

core-cancelled = There is nothing to cancel. Send /menu to see what you can do.
core-form-cancelled = Stopped. What you had entered is gone. Send /menu to see what you can do.
core-cancel-list = <b>You can cancel:</b>
  { $lines }

  Send /cancel with the number, for example <code>/cancel P56</code>.
core-cancel-line = <code>/cancel { $id }</code> – { $title }
core-cancel-usage = Send the number of what you want to cancel, for example <code>/cancel P56</code>. Nothing was changed.
core-cancel-unknown-kind = There is nothing to cancel whose number starts with { $letter }. Send /cancel to see the list.
core-cancel-ambiguous = This number exists more than once. Put the letter before it ({ $letters }).

core-pending-none = Nothing waits for a decision.
core-pending-card = { $card }

  Verify: <code>/verify { $id }</code>
  Reject: <code>/reject { $id } reason</code>
core-pending-verify = Verify
core-verify-usage = Send the number to approve, for example <code>/verify B12</code>. Nothing was changed.
core-reject-usage = Send the number and the reason, for example <code>/reject B12 the photos show another shop</code>. Nothing was changed.
core-reject-reason-short = Please give a reason of at least { $min } characters: it is sent to the owner. Nothing was changed.
core-decided = Done. The owner of { $id } is told.
core-decide-unknown = Nothing with the number { $id } waits for a decision. Send /pending to see the list.
core-decided-before-approved = This was already approved by { $by } on { $at }.
core-decided-before-rejected = This was already rejected by { $by } on { $at }.
core-approval-ambiguous = This number exists more than once. Put the letter before it ({ $letters }).

core-unknown-command = I don’t know this command. Send /help to see what I can do.
core-not-understood = I did not understand that. Send /menu to see what you can do.
core-private-only = This works only in a private chat with me.
core-rate-limited = That was a lot at once. Please wait { $wait } and try again.
core-button-not-yours = This button is not yours, or it is too old. Send /menu to get a new one.
core-button-outdated = This button is out of date. Send /menu to get a new one.
core-feature-off = This part of the bot is switched off at the moment.
core-press-failed = Something went wrong. Please try again.
core-error = Something went wrong on our side, and we have been told. Please try again in a minute.
  If it happens again, send us this code: <code>{ $code }</code>
core-form-outdated = We updated the bot while you were filling in a form. Sorry! Please start the form again.

core-incident-opened = <b>Attention:</b> { $incident }
  { $detail }
core-incident-closed = <b>Over:</b> { $incident }

core-http-unauthorized = The secret is missing or wrong.
core-http-bad-request = The request is not in the expected form.
