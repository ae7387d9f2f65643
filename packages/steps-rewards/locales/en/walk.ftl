# Company, as it is inserted
steps-rewards-kind-dog = dog
steps-rewards-kind-stroller = stroller
steps-rewards-kind-both = dog and stroller
steps-rewards-kind-unsaid = company not stated

# Buttons
steps-rewards-button-walk = 🐾 Walk
steps-rewards-button-points = My points
steps-rewards-button-dog = 🐕 Dog
steps-rewards-button-stroller = 👶 Stroller
steps-rewards-button-both = Dog and stroller
steps-rewards-button-hand = ✍️ Enter by hand
steps-rewards-button-finish = Finish the walk
steps-rewards-button-city = 📍 Set my city
steps-rewards-button-explain = How { $id } was counted

steps-rewards-choice = <b>A walk</b>
    With whom do you walk? Steps are counted while you share your live location. Without it, enter them by hand.

steps-rewards-how-to-live = <b>Company: { $kind }</b>
    Now share where you go:
    1. Press 📎 and choose <b>Location</b>.
    2. Choose <b>Share My Live Location</b>, for 1 or 8 hours.
    The walk begins at once. It ends when you stop sharing, after 4 hours at most.
steps-rewards-how-to = This location stands still. A walk needs one that moves:
    1. Press 📎 and choose <b>Location</b>.
    2. Choose <b>Share My Live Location</b>, for 1 or 8 hours.
    One walk lasts 4 hours at most.

# The card of a walk that goes on
steps-rewards-card = <b>🐾 Walk { $id }, { $kind }</b>
    Since { $since }. Steps that count: { $counted }{ $rest ->
        [0] {""}
       *[other] , not counted: { $rest }
    }
    { $weather }
steps-rewards-card-unsaid = <b>🐾 Walk { $id }</b>
    Since { $since }. Steps that count: { $counted }{ $rest ->
        [0] {""}
       *[other] , not counted: { $rest }
    }
    { $weather }
    With whom do you walk?
steps-rewards-card-weather = Feels like { $degrees } °C
steps-rewards-card-weather-unsafe = ⚠️ Feels like { $degrees } °C: no extra points
steps-rewards-card-weather-none = The temperature is not known yet
steps-rewards-card-moved = Walk { $id } is shown below.
steps-rewards-unsafe = ⚠️ It feels like { $degrees } °C. Please make it a short walk: there are no extra points in such weather.

steps-rewards-ended-before = This walk is over. Its result is below.
