# Venues: registering, deciding, what their people see
marketplace-command-register = Register your venue
marketplace-command-venue = Your venues and what you can do there
marketplace-command-suspend = Suspend a venue
marketplace-command-unsuspend = Lift the suspension of a venue
marketplace-kept-invites = Invite links for staff, without the secret in them: { $time } after they end. To tell somebody with an old link what happened to it.

marketplace-business-unknown = { $id } is not one of your venues. /venue shows yours.
marketplace-business-missing = There is no venue { $id }. Nothing was changed.
marketplace-business-owner-only = Only the venue’s owner can do this. Nothing was changed.
marketplace-business-not-now = { $name } ({ $id }) is { $state } now. This cannot be done yet. Nothing was changed.
marketplace-business-state-draft = a draft
marketplace-business-state-pending = being checked
marketplace-business-state-verified = approved
marketplace-business-state-rejected = not accepted
marketplace-business-state-suspended = suspended
marketplace-business-state-closed = closed
marketplace-business-open-offers = { $count ->
    [one] There is { $count } open offer. Name, address, place and currency can be changed when it has ended: see /myoffers.
   *[other] There are { $count } open offers. Name, address, place and currency can be changed when they have ended: see /myoffers.
  }
marketplace-business-open-reservations = { $count ->
    [one] { $count } customer still comes to the old address. Name, address and place can be changed when everything is collected.
   *[other] { $count } customers still come to the old address. Name, address and place can be changed when everything is collected.
  }
marketplace-business-twin-own = You have registered this venue already: { $name } ({ $id }). See /venue. For another one, change the name or the address here.
marketplace-business-twin = A venue with this name and address is registered already. If it is yours, ask its owner for an invite link or write to /support; if not, change the name or the address here.

# The queue of moderators
marketplace-business-waits = a venue
marketplace-business-card = <b>{ $id } · { $name }</b>{ $again }
    📍 { $street }, { $postal } { $city } · <a href="https://www.openstreetmap.org/?mlat={ $latitude }&amp;mlon={ $longitude }#map=18/{ $latitude }/{ $longitude }">map</a> ({ $zone })
    ☎️ { $phone }
    🕒 { $hours }
    💶 { $currency } · { $photos ->
        [one] { $photos } photo
       *[other] { $photos } photos
    }
    👤 { $owner }{ $username } (ID { $ownerId })
    Sent { $submitted }{ $left }{ $twins }
marketplace-business-card-twins =
    {""}
    ⚠️ The same name and address: { $ids }. Only one of them can be approved.
marketplace-business-twin-verified = { $name } ({ $id }) cannot be approved: { $twin } has the same name and address and is approved already. Nothing was changed. Reject this one with the reason, or find out who is right first.
marketplace-business-card-left =
    {""}
    ⚠️ This person deleted their data on { $at } while a venue of theirs was suspended.
marketplace-business-card-again = {" "}(was approved before: new name, address or place)
marketplace-business-told-verified = ✅ <b>{ $name } is approved.</b> You can post your first offer now: it takes a minute.
marketplace-business-told-rejected = ❌ <b>{ $name } was not accepted.</b>
    Reason: { $reason }
    Change what is named there and send it again: your answers are filled in.
marketplace-business-told-suspended = ⛔ <b>{ $name } is suspended.</b>
    Reason: { $reason }
    Its offers are hidden and cannot be reserved; what is reserved already stays valid. Questions: /support
marketplace-business-told-lifted = ✅ <b>{ $name } is open again.</b> Its offers can be seen and reserved.
marketplace-suspend-usage = Send the venue’s number and the reason, for example <code>/suspend B12 three customers fell ill</code>. Nothing was changed.
marketplace-suspend-reason-short = Please give a reason of at least { $min } characters: the venue reads it. Nothing was changed.
marketplace-suspend-done = { $name } ({ $id }) is suspended: its offers are hidden, and its people are told. Lift it with <code>/unsuspend { $id }</code>.
marketplace-unsuspend-usage = Send the venue’s number, for example <code>/unsuspend B12</code>. Nothing was changed.
marketplace-unsuspend-done = { $name } ({ $id }) is open again, and its people are told.

# What venues see
marketplace-venue-usage = Send the venue’s number, for example <code>/venue B12</code>, or just /venue.
marketplace-business-none = You have no venue here yet. Register yours in two minutes: we check it, and then you can post what is left over today.
marketplace-business-list = { $count ->
    [one] <b>Your venue</b>
   *[other] <b>Your { $count } venues</b>
  }
marketplace-business-venue = <b>{ $name }</b> · { $id } · { $role }
    { $state }

    📍 { $street }, { $postal } { $city }
    🕒 { $hours }
    ☎️ { $phone }
    💶 { $currency } · { $now } there now ({ $zone })
marketplace-business-role-owner = yours
marketplace-business-role-manage = you manage it
marketplace-business-role-collect = you hand over
marketplace-business-now-draft = 📝 Not sent yet
marketplace-business-now-pending = ⏳ Being checked. We tell you here as soon as it is decided.
marketplace-business-now-verified = ✅ Approved
marketplace-business-now-rejected = ❌ Not accepted: { $reason }
marketplace-business-now-suspended = ⛔ Suspended: { $reason } (questions: /support)
marketplace-business-now-closed = Closed
marketplace-business-registered = 📨 <b>{ $name } ({ $id }) is sent.</b> We check it and tell you here. Its times are shown in { $zone }.
marketplace-business-resubmitted = 📨 <b>{ $name } is sent.</b> We check it and tell you here.
marketplace-business-saved = 💾 <b>{ $name }: saved.</b> Customers see it from now on.
marketplace-business-edit = <b>{ $name }: change details</b>
    Opening hours, phone, photos and time zone change at once; the currency of new offers too, while none is open.
    A new name, address or place is checked by us first: until then nothing can be posted.
marketplace-business-share = <b>{ $name }: your link</b>
    { $link }
    Print the QR code for your window: it shows customers what is there, and lets them follow you.
marketplace-business-status = Venues: { $lines }
marketplace-business-status-one = { $name } ({ $state })
marketplace-business-erase-blocked = { $count ->
    [one] { $count } customer still comes to collect at { $name }. Wait for it, or cancel the offer: /myoffers.
   *[other] { $count } customers still come to collect at { $name }. Wait for them, or cancel the offers: /myoffers.
  }

marketplace-business-button-venues = 🏪 My venues
marketplace-business-button-venue = 🏪 Open the venue
marketplace-business-button-back = ‹ Back
marketplace-business-button-post = 🍞 Post an offer now
marketplace-business-button-fix = ✏️ Fix and send again
marketplace-business-button-register = ➕ Register a venue
marketplace-business-button-register-more = ➕ Register another
marketplace-business-button-one = { $name } · { $state }
marketplace-business-button-collect = 🔢 Enter a code
marketplace-business-button-offers = 📋 My offers
marketplace-business-button-edit = ✏️ Edit details
marketplace-business-button-details = ✏️ Change them
marketplace-business-button-share = 🔗 Share link
marketplace-business-button-send-link = 📤 Send it to somebody
marketplace-business-button-copy-link = 📋 Copy the link
marketplace-business-button-more = More…
marketplace-business-button-staff = 👥 Staff

# Registering
marketplace-register-title = Register a venue
marketplace-register-name = What is the venue called, as on its sign?
marketplace-register-name-label = Name
marketplace-register-name-example = Zoë’s Bakery
marketplace-register-street = Street and house number?
marketplace-register-street-label = Street
marketplace-register-street-example = 5 Main Street
marketplace-register-city = Which city?
marketplace-register-city-label = City
marketplace-register-city-example = Berlin
marketplace-register-postal = Postal code? If there are none where you are, send 00000.
marketplace-register-postal-label = Postal code
marketplace-register-postal-example = 10115
marketplace-register-place = Where exactly is it? Send a location: customers find you by it, and times follow it. If you are not there now, press 📎 → Location and move the pin.
marketplace-register-place-label = Location
marketplace-register-phone = Which phone number reaches the venue? Share yours with the button, or type another one with its country code.
marketplace-register-phone-label = Phone
marketplace-register-phone-example = +49 30 901820
marketplace-register-hours = When is it open? For example Mon–Fri 8:00–19:00, Sat 9:00–14:00
marketplace-register-hours-label = Opening hours
marketplace-register-hours-example = Mon–Fri 8:00–19:00, Sat 9:00–14:00
marketplace-register-currency = In which currency are your prices? Press one, or type its three-letter code.
marketplace-register-currency-label = Currency
marketplace-register-currency-example = CZK
marketplace-register-currency-one = { $code }
marketplace-register-photos = Send 1 to 5 photos: the front with the sign, the counter.
marketplace-register-photos-label = Photos

marketplace-register-wrong-name = A name has letters. For example: { $example }
marketplace-register-wrong-street = Please send street and house number. For example: { $example }
marketplace-register-wrong-city = Please send the city alone; the postal code comes next. For example: { $example }
marketplace-register-wrong-postal = This does not look like a postal code. For example: { $example }
marketplace-register-wrong-phone = This number cannot be called from everywhere. Please send it with + and the country code. For example: { $example }
marketplace-register-wrong-contact = That is somebody else’s contact. Share your own with the button, or type the venue’s number. For example: { $example }
marketplace-register-wrong-hours = Please send days and times. For example: { $example }
marketplace-register-wrong-time = There is no such time: { $time }. For example: { $example }
marketplace-register-wrong-hours-long = This has { $given } characters: please keep it within { $max }. For example: { $example }
marketplace-register-wrong-currency = I do not know this currency. Press one of the buttons, or send its three-letter code. For example: { $example }
marketplace-register-wrong-zone = I do not know this time zone. Send a big city in it. For example: { $example }

# Changing what was registered
marketplace-details-title = Your venue’s details
marketplace-details-name = { marketplace-register-name }
marketplace-details-name-label = { marketplace-register-name-label }
marketplace-details-name-example = { marketplace-register-name-example }
marketplace-details-street = { marketplace-register-street }
marketplace-details-street-label = { marketplace-register-street-label }
marketplace-details-street-example = { marketplace-register-street-example }
marketplace-details-city = { marketplace-register-city }
marketplace-details-city-label = { marketplace-register-city-label }
marketplace-details-city-example = { marketplace-register-city-example }
marketplace-details-postal = { marketplace-register-postal }
marketplace-details-postal-label = { marketplace-register-postal-label }
marketplace-details-postal-example = { marketplace-register-postal-example }
marketplace-details-place = { marketplace-register-place }
marketplace-details-place-label = { marketplace-register-place-label }
marketplace-details-phone = { marketplace-register-phone }
marketplace-details-phone-label = { marketplace-register-phone-label }
marketplace-details-phone-example = { marketplace-register-phone-example }
marketplace-details-hours = { marketplace-register-hours }
marketplace-details-hours-label = { marketplace-register-hours-label }
marketplace-details-hours-example = { marketplace-register-hours-example }
marketplace-details-currency = { marketplace-register-currency }
marketplace-details-currency-label = { marketplace-register-currency-label }
marketplace-details-currency-example = { marketplace-register-currency-example }
marketplace-details-photos = { marketplace-register-photos }
marketplace-details-photos-label = { marketplace-register-photos-label }
marketplace-details-zone = Which time zone is it in? It follows the location unless you change it here. Send a big city in it.
marketplace-details-zone-label = Time zone
marketplace-details-zone-example = Berlin
marketplace-business-button-listen-on = 🔔 Tell me of reservations
marketplace-business-button-listen-off = 🔕 Don’t tell me
marketplace-business-listen-on = You will be told of reservations at { $name }.
marketplace-business-listen-off = You are not told of reservations at { $name } any more.
