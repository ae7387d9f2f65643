steps-rewards-points = <b>My points: { $available }</b>
    Set aside: { $held }. Earned in all: { $earned }.
    { $walks ->
        [0] No walks yet.
       *[other] Press a walk to see how it was counted:
    }
steps-rewards-row = { $id }, { $day }: { $state ->
    [FLAGGED] waits
   *[other] { $points }
}

# A walk that is over
steps-rewards-ended-credited = <b>✅ { $id }{ $source ->
        [hand] , by hand
       *[other] {""}
    }: { $points ->
        [one] { $points } point
       *[other] { $points } points
    }</b>
    { $explanation }
steps-rewards-ended-empty = <b>{ $id }: no points</b>
    { $explanation }
steps-rewards-ended-flagged = <b>⏳ { $id }: { $points ->
        [one] { $points } point waits
       *[other] { $points } points wait
    }</b>
    A moderator looks at the figures of this walk, not at where it was. Without a decision you get the points after 72 hours.
    { $explanation }
steps-rewards-ended-rejected = <b>{ $id }: no points</b>
    A moderator did not accept this walk.
    { $explanation }
steps-rewards-released = ✅ { $id } is accepted: { $points ->
    [one] { $points } point is yours
   *[other] { $points } points are yours
}.
steps-rewards-rejected = { $id } was not accepted by a moderator: { $reason }
    Its steps no longer count towards the limit of that day.

# Below it, while the location is still shared
steps-rewards-ended-shared-on = { $ended }
    Your location is still shared, but this walk is over. For a new walk, share your live location anew.

# How it came about
steps-rewards-lines = { $lines }
steps-rewards-ended-by-silence = It ended by itself: nothing was heard of you for 15 minutes.
steps-rewards-ended-by-long = It ended by itself: a walk counts for 4 hours.
steps-rewards-explained-steps = Walked { $walked }, counted { $counted }.
steps-rewards-not-counted-fast = • { $count } faster than 8 km/h
steps-rewards-not-counted-inaccurate = • { $count } while the location was inaccurate
steps-rewards-not-counted-gap = • { $count } without signal for over 5 minutes
steps-rewards-not-counted-cap = • { $count } beyond the limit of a day
steps-rewards-not-counted-cap-hand = • { $count } beyond the limit of a day for steps by hand
steps-rewards-not-counted-jump = • the location jumped { $count ->
    [one] once
   *[other] { $count } times
}
steps-rewards-explained-formula = { $steps } × { NUMBER($form, minimumFractionDigits: 2) } ({ $kind }) × { NUMBER($temperature, minimumFractionDigits: 2) } ({ $weather }){ $rate ->
    [1] {""}
   *[other] {" "}× { NUMBER($rate, maximumFractionDigits: 3) } (rate)
}{ $boost ->
    [1] {""}
   *[other] {" "}× { NUMBER($boost, minimumFractionDigits: 2) } (bonus)
} = { $points }
steps-rewards-weather-felt = { $degrees } °C at { $at }
steps-rewards-weather-none = the weather service did not answer
steps-rewards-weather-no-city = no temperature of your city

# What moderators see
steps-rewards-walk-waits = Walk to be looked at
steps-rewards-pending = { $source ->
        [hand] By hand, { $kind }
       *[other] Live, { $kind }, { $seconds }
    }
    Steps: { $walked }, of these counted: { $credited }. Points: { $points }.
    Steps that were too fast: { $fast }. Jumps of the location: { $jumps }.
    Why it waits:
    { $reasons }
steps-rewards-own-walk = This walk is your own, so somebody else has to decide.
steps-rewards-flag-twin = • at ten places or more another account was there within a minute
steps-rewards-flag-jumps = • the location jumped three times or more
steps-rewards-flag-steady = • one speed for 20 minutes, to 2 %
steps-rewards-flag-round = • a round number by hand three days running
