steps-rewards-title = Walks and points
steps-rewards-home = 🐾 Walks
steps-rewards-welcome = Walk with your dog or your stroller, share where you go, and earn points.
steps-rewards-command-walk = Start a walk, or see the one that goes on
steps-rewards-command-points = Your points; /points K12 shows how a walk’s came about
steps-rewards-status = { $walking ->
    [0] Points earned in all: { $earned }
   *[other] You are on a walk. Points earned in all: { $earned }
}
steps-rewards-privacy = Your walks: when, with whom, how many steps, the temperature, points. Where you walked is encrypted and erased 30 days after the walk is credited; a moderator who looks at a walk never sees it. Your city is kept for the weather: encrypted, and only to about 10 km.
steps-rewards-erasure = Your walks, where they led, and your city. A walk that goes on ends without points.
steps-rewards-kept-track = Where a walk led, encrypted: { $time } after it was credited. So that a moderator’s question about it can be answered.
steps-rewards-kept-weather = The temperature in places where somebody walked, without who: { $time }. So that it is asked for once.
steps-rewards-export-tracks = Where you walked, as far as it is kept
steps-rewards-account-issued = Points for walks
steps-rewards-entry-walk = Walk { $entity }
steps-rewards-walk-unknown = You have no such walk that is over. Send /points to see your latest ones.
