# The pane Talleres: the board of capacity by day and what fills each day.
talleres-title = Workshops

talleres-look = open day
    .help = Shows the orders that fill the workshop's day; ⏎ on one opens its history.
talleres-later = next day
    .help = Goes to the next day.
talleres-sooner = day before
    .help = Goes to the day before.
talleres-page-later = next days
    .help = Goes to the days after those shown.
talleres-page-sooner = days before
    .help = Goes to the days before those shown.
talleres-today = today
    .help = Goes back to today.
talleres-filter = filter
    .help = Shows only workshops whose name contains what is typed.
talleres-copy = copy
    .help = Copies the workshop's name.

talleres-weekday-1 = Mon
talleres-weekday-2 = Tue
talleres-weekday-3 = Wed
talleres-weekday-4 = Thu
talleres-weekday-5 = Fri
talleres-weekday-6 = Sat
talleres-weekday-7 = Sun
talleres-today-word = today

talleres-unassigned = unassigned { $count }
talleres-to-answer = to answer { $count }
talleres-answers-late = { $count ->
    [one] 1 late
   *[other] { $count } late
 }
talleres-in-production = in production { $count }
talleres-legend-taken = accepted
talleres-legend-held = to answer
talleres-legend-over = over the limit
talleres-closed = closed
talleres-paused = paused
talleres-paused-until = paused until { $day }
talleres-filter-hint = workshop's name · ⏎ done · Esc undo

talleres-loading = Reading what the workshops can take.
talleres-empty = There are no active workshops.
talleres-empty-help = krafta workshops add makes the first one
talleres-empty-filter = No workshop matches.
talleres-empty-filter-help = Esc removes the filter · / changes it
talleres-failed-help = Ctrl-r tries again

talleres-cell-title = { $workshop } · { $day }
talleres-cell-empty = { $cell }: nothing is booked.
talleres-fills = { $units ->
    [one] 1 unit
   *[other] { $units } units
 } · { $status }
talleres-for = for { $day }
talleres-answers-by = to answer by { $at }
talleres-went-over = ▲ over the limit: { $reason }
talleres-copied = { $what } copied.
