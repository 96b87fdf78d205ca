# What happens with the workshop when its assignment ends early.
ending-days = { $workshop }: { $units ->
        [one] 1 unit of capacity is freed
       *[other] { $units } units of capacity are freed
    } ({ $days }).
ending-agreed = Agreed cost { $cost }; paid to the workshop { $paid }.
ending-share = { $percent } % of the cost is owed to it.
ending-voided = What was left to pay is voided: { $amount }.
ending-fee = { $amount } is left to pay it for the cancellation.
ending-clawback = The workshop gives back { $amount }, in its next settlement.
