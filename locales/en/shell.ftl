# The frame, the overlays and the actions every pane has.

shell-palette = commands
    .help = Goes by name to any view, action, order, customer, workshop or person.
shell-help = help
    .help = Shows everything that can be done here; ⏎ runs it.
shell-quit = quit
    .help = Closes the program; asks while something is being saved.
shell-go-1 = go to Payments
    .help = Goes to Payments.
shell-go-2 = go to Orders
    .help = Goes to Orders.
shell-go-3 = go to Workshops
    .help = Goes to Workshops.
shell-go-4 = go to Settlement
    .help = Goes to Settlement.
shell-go-5 = go to Shop
    .help = Goes to Shop.
shell-region = other panel
    .help = Goes from the detail to the list and back, or to the list beside.
shell-back = back
    .help = Goes one step back, also to the view you came from, losing nothing.
shell-refresh = refresh
    .help = Reads the data again and redraws the screen.
shell-freeze = freeze
    .help = Stops updating the rows until you press it again.
shell-down = down
    .help = One row down.
shell-up = up
    .help = One row up.
shell-first = to the top
    .help = Goes to the first row.
shell-last = to the end
    .help = Goes to the last row.
shell-half-down = half a page down
    .help = Half a page down.
shell-half-up = half a page up
    .help = Half a page up.
shell-page-down = a page down
    .help = One page down.
shell-page-up = a page up
    .help = One page up.
shell-leave = leave now
    .help = Always leaves, and leaves the terminal as it was.

shell-frozen = frozen
shell-blocked = Nothing can be saved without the database: wait for the connection to return.
shell-link-lost = No database · attempt { $attempt }, another in { $wait } · data of { $age } ago, { $at }
shell-too-small = krafta needs { $width }×{ $height }; this window has { $now_width }×{ $now_height }.

shell-help-title = Help · { $pane }
shell-help-keys = type to search · ⏎ run · Esc close
shell-palette-title = Commands
shell-typing-keys = ⏎ apply · Esc close
shell-nothing-found = Nothing matches: delete some of what you typed.
shell-picker-keys = type to search · ⏎ choose · Esc close
shell-menu-keys = ↑↓ move · ⏎ choose · q quit
shell-reader-keys = ↑↓ scroll · Esc close
shell-close-keys = ⏎ close
shell-form-keys = Tab next · Ctrl-s send · Esc close
shell-cells-keys = = row · . cell · Tab next · Ctrl-s send · Esc close
shell-form-leaving = Esc again discards what you typed
shell-field-required = This is missing.
shell-field-rate = Rate
shell-rate-hint = Without it, that of the day.
shell-rate-unusual = The rate { $rate } is { $change } off that of { $day } ({ $previous }). Check it before you go on.
shell-cancel = Cancel
shell-confirm-keys = Tab switch · ⏎ choose · Ctrl-s send · Esc close
shell-confirm-type = To go on, type { $what }

shell-conflict = It changed while you were deciding
shell-conflict-order = This happened to { $order } since you opened it:
shell-conflict-moved = { $what }: you saw { $seen }, now { $now }
shell-conflict-nothing = Nothing was saved. Look at the new data and decide again.

shell-quit-title = Something is being saved
shell-quit-writes = { $count ->
    [one] One operation has no answer yet.
   *[other] { $count } operations have no answer yet.
 } If you leave now it may or may not be saved; repeating it later does not duplicate it.
shell-quit-yes = Leave anyway
shell-still-writing = That is still being saved: wait until it is done.
shell-write-unsettled = The database did not answer: the operation repeats by itself, without duplicating, when it is back.

shell-paste-nowhere = Nothing can be pasted here: open a field or a filter first.
shell-paste-cut = What was pasted was too long and was cut.
shell-read-only = to look only
shell-read-only-why = This can be looked at and not changed: the database is read only, or the program was opened with --read-only.
shell-no-shell = Ctrl-Z does nothing here: there is no shell to go back to.
shell-copied = Copied: { $value }
shell-copy-sent = Sent to the clipboard, but { $through } may keep it: { $value }
shell-saved = Saved in { $path }
shell-session-over = Your session is over
shell-session-over-what = What was not sent was not saved.
shell-more-failed = No more rows could be read: { $why }
shell-reload-failed = These rows are old: they could not be read again. { $why }
shell-not-saved = The file could not be saved: { $why }
shell-opened = A copy was opened: { $path }
shell-not-opened = It could not be opened: { $why }

shell-panic = krafta failed and closed; nothing was left half done in the database. The report is in { $path }
shell-panic-unwritten = krafta failed and closed; nothing was left half done in the database. The report could not be written ({ $fault }): { $what }

shell-keys-title = Keys
shell-keys-intro = Written from the program's tables of actions; a test keeps it true.
shell-keys-everywhere = Everywhere
shell-keys-key = key
shell-keys-action = action
shell-keys-risk = risk
shell-keys-who = who
shell-risk-low = low: acts at once
shell-risk-medium = medium: asks
shell-risk-high = high: asks to type the number or the amount
shell-caution-skew = wrong clock
shell-caution-ahead = wrong clock
shell-caution-behind = older data
shell-caution-replaced = another file
shell-caution-dead =
    { $count ->
        [one] 1 unsent message
       *[other] { $count } unsent messages
    }
shell-caution-late =
    { $count ->
        [one] 1 late message
       *[other] { $count } late messages
    }
shell-caution-words = faulty messages
shell-alerts = { $count ->
    [one] 1 alert
    [100] 99+ alerts
   *[other] { $count } alerts
}
shell-sort-title = Sort by
shell-sort = sort
    .help = Sorts by one of the columns that are offered; the same one again, the other way round.
shell-at-least = more than { $count }
shell-of = { $some } of { $all }
shell-rows-damaged = { $rows ->
    [one] One damaged row is not shown: "krafta db check" names it.
   *[other] { $rows } damaged rows are not shown: "krafta db check" names them.
}
shell-caution-unread = damaged rows
shell-not-now = Not now: it does not fit what is selected.
shell-no-key = The key { $key } does nothing here; ? shows those that do.
shell-kind-pane = pane
shell-kind-recent = recent
shell-kind-order = order
shell-kind-customer = customer
shell-kind-workshop = workshop
shell-kind-operator = person
shell-searching = Searching…
shell-palette-keys = type to search · ⏎ go or do · Esc close
shell-kind-alike = like what was typed
shell-one-region = There is only one panel here.
shell-help-now = Here, now
shell-help-moving = Moving
shell-help-program = The program
shell-help-not-now = Here, but not now
shell-link-loading = No database: it is read as soon as it is back.
shell-saved-some = The first { $rows } rows were saved. For all of them use the command of the list with --out.
shell-export = export the list
    .help = Saves all that the list shows in the folder for exports, as CSV.

shell-views = saved views
    .help = Your views of this list and those that others share; saves how you look at it now.
shell-views-title = Saved views
shell-view-of = of { $by }
shell-view-starts = on opening
shell-view-shared = for all
shell-view-save = save this view…
shell-view-remove = remove “{ $name }”
shell-view-removed = View “{ $name }” removed.
shell-view-save-title = Save the view
shell-view-save-yes = Save
shell-view-save-what = Saves the filter, the view chosen, the order and the columns. One of the same name is replaced.
shell-view-name = name
shell-view-for = for
shell-view-for-me = me
shell-view-for-all = all the staff
shell-view-start = open with it
shell-view-saved = View saved.
shell-confirm-differs = That is not what is asked for: type it just so.
shell-view-columns = choose columns…
shell-view-columns-title = Columns
shell-view-column-shown = shown
shell-view-column-hidden = hidden
shell-file-orders = orders
shell-file-review = to review
shell-file-work = work
shell-file-unassigned = unassigned
shell-file-board = board
shell-file-payables = payables
shell-file-settlements = paid to workshops
shell-file-statement = statement
shell-file-aging = aging
shell-trust-shared = shared
