# Who can make an order, why the others cannot, and what workshops have on their hands.
assign-head-ready = ready on
assign-head-margin = margin
assign-head-cost = cost
assign-head-acceptance = accepts
assign-head-load = load
assign-head-city = city
assign-head-due = answer or delivery
assign-late = { $until } (late)
assign-empty-queue = No order waits for a workshop.
assign-empty-works = Workshops have nothing on their hands.
assign-no-rankings = The order has no stored choice.
assign-failed = No, { $reason }: { $names }
assign-and-more = and { $count } more
assign-books = Units booked: { $days }.
assign-books-day = { $units } on { $day }
assign-exceeds = Over the limit of that day by { $units ->
    [one] 1 unit
   *[other] { $units } units
 }.
assign-not-first = It is not the first today: it is number { $place }, and the first is { $first }.
assign-because = It goes all the same because: { $reason }
assign-nobody = 0 of { $total }: { $tallies }.
assign-nobody-there = There are no workshops yet.
assign-nearest = The nearest day: { $day }.
assign-change-ceiling = Cheapest: raise the highest cost to { $cost }, and { $workshop } takes it.
assign-change-unpause = Cheapest: end the pause of { $workshop }.
assign-change-zone = Cheapest: let { $workshop } cover that delivery too.
assign-change-wait = Cheapest: wait until { $day }, and { $workshop } takes it.
assign-change-offer = Cheapest: let { $workshop } offer what is missing.

## Why not, of one workshop or of several
assign-one-INACTIVE = inactive
assign-one-PAUSED = paused
assign-one-PAUSED-until = paused until { $day }
assign-one-OUT_OF_ZONE = out of zone
assign-one-NO_OFFER = does not offer the whole order
assign-one-QUANTITY = does not make that quantity
assign-one-NO_CAPACITY = full
assign-one-NO_CAPACITY-until = full until { $day }
assign-one-EXCLUDED = refused this order already
assign-one-OVER_CEILING = over the highest cost
assign-many-INACTIVE = { $count } inactive
assign-many-PAUSED = { $count } paused
assign-many-PAUSED-until = { $count } paused until { $day }
assign-many-OUT_OF_ZONE = { $count } out of zone
assign-many-NO_OFFER = { $count } without an offer for the whole order
assign-many-QUANTITY = { $count } not making that quantity
assign-many-NO_CAPACITY = { $count } full
assign-many-NO_CAPACITY-until = { $count } full until { $day }
assign-many-EXCLUDED = { $count } refused it already
assign-many-OVER_CEILING = { $count } over the highest cost
