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

core-command-privacy = What I store about you, and for how long
core-command-terms = The rules of this bot
core-command-export = Get a copy of everything that I store about you
core-command-delete = Delete everything that I store about you
core-button-privacy = Your data
core-button-terms = Terms
core-button-export = 📄 Get a copy
core-button-delete = 🗑 Delete my data

core-privacy-card = <b>Your data</b>
  <b>What is stored, and why</b>
  { $stored }

  <b>For how long</b>
  { $kept }
  • Everything else: until you delete it.

  Phone numbers, addresses, codes and texts on their way are stored encrypted. Your name is not: the people who run this bot need it to find you when you ask for help. Only those whom this page names get your data, and Telegram, which carries the messages.

  /export sends you a copy of everything, /delete erases it.
  { $operator }
core-privacy-line = • { $text }
core-privacy-more = Full privacy notice
core-privacy = Your Telegram number, name, username and language, your settings, when you first came and by which link: to know you and to answer you. What I wrote to you without being asked (what about and when): so that you hear each thing once.
core-kept-inbox = That a message of yours came: { $time }, its text only until it is handled. So that nothing is done twice.
core-kept-delivery = When and how a message to you was delivered: { $time }, its text only until then. To find mistakes.
core-kept-form = A form that you began: { $time } after your last answer. So that you can go on.
core-kept-dead-job = A task that failed and was looked at: { $time }. To find mistakes.
core-kept-limit = How much you wrote lately: { $time } after it stopped counting. Against floods.
core-kept-incident = What went wrong with the bot: { $time } after it was over. To find mistakes; about nobody.
core-kept-lock = Who is at which chat right now: { $time } at most after a crash. About nobody.

core-operator = This bot is run by: { $contact }
core-operator-unknown = Whoever runs this bot has left no contact here.

core-terms = <b>Terms</b>
  • The bot is offered as it is. Messages may come late or be wrong: look for yourself before you pay or travel.
  • A purchase or a reservation is between you and the business that offers it; its conditions stand beside the offer.
  • Do not flood the bot, pretend to be somebody else, or use it against the law. Who does may be locked out.
  • You can stop at any time: /delete erases what is stored about you. The bot may change or end.

  { $operator }
core-terms-more = Full terms

core-export-title = Your data
core-export-intro = Everything that this bot stores about you. Texts of messages are not in it: they are dropped when they are delivered.
core-export-nothing = nothing
core-export-html = Everything that I store about you. Open it in a browser.
core-export-json = The same for programs.
core-export-too-soon = You had a copy within the last hour. You can get the next one in { $wait }.

core-delete-ask = <b>Delete your data?</b>
  <b>Deleted:</b> your name, settings, roles and requests that wait, messages that are still on their way, and what you began to fill in.
  { $more }
  <b>Kept:</b> who decided what in this bot, with numbers instead of names, because decisions must stay traceable. Backups that the operator made, until they are replaced. This chat: only you can delete it, in Telegram.

  This cannot be undone. If you write to me again, I know you as somebody new.
core-delete-confirm = 🗑 Yes, delete everything
core-delete-decline = Keep my data
core-delete-declined = Nothing was deleted.
core-delete-done = Everything is deleted, and I no longer know you. Goodbye! If you want to begin anew, send /start.
core-delete-gone = This was done already. Nothing more was deleted. If something was stored since, /delete asks again.
core-delete-late = This question was too old, so nothing was deleted. Send /delete to be asked again.
core-delete-blocked = Your data cannot be deleted right now:
  { $blockers }

  Nothing was deleted. Please send /delete again when this is over.
