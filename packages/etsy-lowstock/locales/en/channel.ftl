etsy-lowstock-webhook-button-open = 🔗 Your own server
etsy-lowstock-webhook-button-back = ‹ Your own server
etsy-lowstock-webhook-button-shop = ‹ The shop
etsy-lowstock-webhook-button-add = ➕ Add an address
etsy-lowstock-webhook-button-change = ✏️ Another address
etsy-lowstock-webhook-button-secret = Show the secret
etsy-lowstock-webhook-button-copy = 📋 Copy the secret
etsy-lowstock-webhook-button-rotate = 🔄 New secret
etsy-lowstock-webhook-button-rotate-yes = Yes, make a new secret
etsy-lowstock-webhook-button-test = Send a test
etsy-lowstock-webhook-button-test-again = Send another test
etsy-lowstock-webhook-button-on = ▶️ Turn on again
etsy-lowstock-webhook-button-remove = 🗑 Remove the address
etsy-lowstock-webhook-button-remove-yes = 🗑 Yes, remove

etsy-lowstock-webhook-none-yet = <b>{ $shop }: your own server</b>
  Every alert about this shop can go to an address of yours too, so that your own program can act on it. Each request is signed (Standard Webhooks). What your server does not take, I send again for a week.

  { etsy-lowstock-notice }
etsy-lowstock-webhook-on = <b>{ $shop }: your own server</b>
  ✅ Alerts go to <code>{ $host }</code>, added { $since }.{ $lines }

  { etsy-lowstock-notice }
etsy-lowstock-webhook-dead = <b>{ $shop }: your own server</b>
  ⏸ No alerts go to <code>{ $host }</code> now. At the last try { $why }.{ $lines }

  When your server works again, press “▶️ Turn on again”: I send what waits, a week old at most.

  { etsy-lowstock-notice }
etsy-lowstock-webhook-below = {""}
  { $lines }
etsy-lowstock-webhook-host-unknown = an address that I cannot read now
etsy-lowstock-webhook-line-failing = ⚠️ Nothing has arrived since { $since }: { $why }. I go on trying for a week.
etsy-lowstock-webhook-line-last-try = ⚠️ At the last try { $why }.
etsy-lowstock-webhook-line-waiting = { $count ->
    [one] ⏳ { $count } alert waits.
   *[other] ⏳ { $count } alerts wait.
  }
etsy-lowstock-webhook-line-overlap = 🔄 Until { $until } I sign with the secret before as well.
etsy-lowstock-webhook-line-no-secret = Your program checks the signatures with a secret. Press “Show the secret” to get it.
etsy-lowstock-webhook-why-status = your server answered { $status }
etsy-lowstock-webhook-why-redirect = your server answered with a redirect, which I do not follow
etsy-lowstock-webhook-why-timeout = your server did not answer within 10 seconds
etsy-lowstock-webhook-why-network = I could not connect to your server
etsy-lowstock-webhook-why-blocked-address = the address led to a private network
etsy-lowstock-webhook-why-unreadable = I could not read the address

etsy-lowstock-webhook-died = <b>{ $shop }: your own server</b>
  ⏸ I send no more alerts there: { $why }. Your alerts in Telegram go on as before.

  When your server works again, press “▶️ Turn on again”: I send what waits, a week old at most.

  { etsy-lowstock-notice }

etsy-lowstock-webhook-secret-first = <b>Secret of your address</b>
  <code>{ $secret }</code>

  Copy it now: it is not shown again. Then press “‹ Your own server”, and it is gone from this chat too.

  { etsy-lowstock-notice }
etsy-lowstock-webhook-secret-next = <b>New secret of your address</b>
  <code>{ $secret }</code>

  Copy it now: it is not shown again. For 24 hours I sign with the secret before as well. Then press “‹ Your own server”, and the secret is gone from this chat too.

  { etsy-lowstock-notice }
etsy-lowstock-webhook-secret-told = This secret was shown already, and it is shown once. If you have not saved it, make a new one.
etsy-lowstock-webhook-rotate-ask = <b>{ $shop }: a new secret?</b>
  For 24 hours I sign with the new secret and with the present one. Then only the new one counts.{ $lines }

  { etsy-lowstock-notice }
etsy-lowstock-webhook-rotate-overlap = ⚠️ The secret before, which signs until { $until }, ends at once.

etsy-lowstock-webhook-remove-ask = <b>{ $shop }: remove the address?</b>
  { $count ->
    [0] I send nothing there any more. To send alerts there again, you would need a new secret.
    [one] I send nothing there any more, and { $count } alert that waits is dropped. To send alerts there again, you would need a new secret.
   *[other] I send nothing there any more, and { $count } alerts that wait are dropped. To send alerts there again, you would need a new secret.
  }

  { etsy-lowstock-notice }

etsy-lowstock-webhook-test-delivered = ✅ Your server took the test.

  { etsy-lowstock-notice }
etsy-lowstock-webhook-test-refused = ⚠️ The test did not get through: { $why }.

  { etsy-lowstock-notice }
etsy-lowstock-webhook-test-waiting = ⏳ The test is on its way. What came of it stands under “‹ Your own server” in a moment.

  { etsy-lowstock-notice }

etsy-lowstock-webhook-address-title = Your own server
etsy-lowstock-webhook-address-url = At which address does your server take alerts? Send it whole, with https://. I show only the host of it to you, and nothing to anybody else.

  { etsy-lowstock-notice }
etsy-lowstock-webhook-address-url-example = https://shop.example.com/etsy-alerts
etsy-lowstock-webhook-address-not-an-address = This is no address that I can send to: it begins with https:// and has no user name in it. Send one like { $example }.
etsy-lowstock-webhook-address-not-https = Alerts go to encrypted addresses only. Send the address that begins with https://.
etsy-lowstock-webhook-address-not-public = This address leads to a private network, where I send nothing. Send a public one, like { $example }.
etsy-lowstock-webhook-address-not-found = There is no server of this name. Check the address for a slip and send it again.

etsy-lowstock-webhook-none = This shop has no address that alerts go to. Open the shop and add one.

    { etsy-lowstock-notice }
etsy-lowstock-webhook-not-yours = Only who connected a shop sets up its server. Connect the shop yourself to do so.

    { etsy-lowstock-notice }
etsy-lowstock-webhook-private = This is for our private chat. Open it and press there.

    { etsy-lowstock-notice }

etsy-lowstock-kept-delivery = What was sent to a server of yours, encrypted: { $time } after it arrived or was given up. To see what arrived.
