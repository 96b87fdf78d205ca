# A statement or messages of a bank come in by the terminal: the account, the file or what is pasted, what it would do, what is left to do.
importar-title = Import from the bank
importar-step-account = 1 of 3 · Of which account is it? ⏎ chooses.
importar-step-source = 2 of 3 · Choose the file, paste the rows or type its path.
importar-step-paste = 2 of 3 · Paste rows of the bank's page or of a sheet here, or messages. ⏎ reads them · Ctrl-u empties · Esc goes back
importar-step-reading = 2 of 3 · Reading
importar-step-unread = 2 of 3 · It cannot be imported so
importar-step-preview = 3 of 3 · This is what it would do; nothing is kept yet.
importar-step-importing = 3 of 3 · Importing…
importar-step-done = Imported. What is left to do: ⏎ opens each.
importar-column-account = account
importar-column-until = imported until
importar-column-profile = last profile
importar-column-file = file
importar-column-folder = folder
importar-column-size = size
importar-column-day = changed
importar-column-line = line
importar-column-date = date
importar-column-reference = ref.
importar-column-text = text
importar-column-in = came
importar-column-out = left
importar-column-count = how many
importar-column-task = what
importar-column-where = where
importar-source-paste = Paste rows or messages…
importar-source-path = Type the path of a file…
importar-path-field = File
importar-path-hint = With its path; ~ is your folder.
importar-path-title = Read a file of the bank
importar-path-yes = Read
importar-paste-nothing = Nothing has been pasted yet.
importar-paste-lines =
    { $lines ->
        [0] Nothing yet.
        [one] 1 line pasted; its end is shown:
       *[other] { $lines } lines pasted; the end is shown:
    }
importar-reading = Reading the file…
importar-unread-help = p chooses another profile · Esc chooses another file
importar-which-profile = With which profile is it read?
importar-pasted = what was pasted
importar-what = { $file } → { $account } · profile { $profile }
importar-rehearsing = Rehearsing what it would do…
importar-busy = It is being imported.
importar-counts = new { $added } · known already { $known } · refused { $refused } · noted before and reconciled { $reconciled }
importar-sums = from { $first } to { $last } · came { $came } · left { $left }
importar-gap = What was imported before reaches { $day }: the days between are missing.
importar-corrected = The bank changed lines that were there ({ $lines }): they stay as they were. Look at them at the bank.
importar-chain-holds = The balances hold: { $opening } + lines = { $closing }
importar-chain-breaks = The balances do not follow at line { $line }: { $expected } was expected and it says { $found }. See whether something of the file is missing.
importar-chain-unknown = The file has no balances to check it by.
importar-catches-up = All that is new is set aside: it came before this program was used, and nobody has to look at it.
importar-refused-line = line { $line }: { $why }
importar-refused-title = Refused rows
importar-done =
    { $added ->
        [0] Nothing new in { $account }: all was known already.
        [one] 1 new line in { $account }.
       *[other] { $added } new lines in { $account }.
    }
importar-task-fitting =
    { $count ->
        [one] order fits: ⏎ in Payments confirms it
       *[other] orders fit: ⏎ in Payments confirms them
    }
importar-task-unfitting =
    { $count ->
        [one] payment to look at
       *[other] payments to look at
    }
importar-task-free =
    { $count ->
        [one] payment of the account without an order
       *[other] payments of the account without an order
    }
importar-task-unseen =
    { $count ->
        [one] noted payment that the bank does not show
       *[other] noted payments that the bank does not show
    }
importar-task-taken-back = { $count ->
    [one] order paid with money taken back
   *[other] orders paid with money taken back
}
importar-in-taken-back = Money taken back
importar-taken-back = { $order }: the bank took back the money it was paid with. Open it in Orders and reverse the payment.
importar-task-refused =
    { $count ->
        [one] refused row, with its reason
       *[other] refused rows, each with its reason
    }
importar-task-gap = the days since { $day } are missing
importar-task-reconciled =
    { $count ->
        [one] noted payment that was seen now
       *[other] noted payments that were seen now
    }
importar-task-lines =
    { $count ->
        [one] new line
       *[other] new lines
    }
importar-in-fitting = Payments, fitting
importar-in-unfitting = Payments, to look at
importar-in-refused = read here
importar-in-lines = the lines of this file
importar-import = import
    .help = Keeps what was rehearsed. Importing the same twice doubles nothing.
importar-choose = choose
    .help = Chooses the account or the file, or opens what is left to do.
importar-paste = paste
    .help = Pastes rows of the bank's page or of a sheet, or the messages that it sends.
importar-path = path
    .help = Types the path of a file.
importar-profile = profile
    .help = Reads the same with another profile.
importar-catch-up = catch up
    .help = All that is new is set aside: it came before this program was used. Again, it is not.
importar-other = another file
    .help = Imports another file of the same account.
importar-unread-help-guide = n makes a profile of its first rows · p chooses another profile · Esc chooses another file
importar-guide = new profile
    .help = Makes a profile of your own from the file's first rows: what it would read is seen before it is kept.
