# What can happen with the database: what went wrong and what to do. The key is the error's code.
db-missing = There is no database at { $path }. Make one with “krafta db migrate”, or look at the program with invented data: “krafta demo”.
    .pane = The file of the database is not at { $path }. Make no other: put it back, and it is read again here by itself.
db-folder = { $path } is a folder; the file of the database was expected. Write its name too.
db-denied = Your user may not open { $path }. Check the permissions of the file and of its folder.
db-io = The disk failed to read or write the database, and nothing was saved. Copy the file to another disk and check this one; the log has the detail.
db-exists = { $path } exists already and is not replaced. Choose another name.
db-not-ours = That file or database is not Krafta's. Check --database, DATABASE_URL or the configuration; nothing was touched.
db-damaged = The database is damaged. Stop using it, keep a copy of the file and restore the last backup.
db-read-only = The database is read-only. Check the permissions of the file and its folder, or the state of the server.
db-full = The disk is full or takes no more, and nothing was saved. Make room and try again.
db-unavailable = The database does not answer. Check that the server is running and that the address is right, and try again.
db-address = The address of the server is not understood. Write it as postgres://USER@SERVER:PORT/DATABASE, with an IPv6 address in brackets.
db-too-many = The server takes no more connections now. Close programs that are not in use, or ask its administrator to raise max_connections or the CONNECTION LIMIT of the database or the user.
db-no-tls = The server does not encrypt connections, and sslmode asks for it. Switch on “ssl” in the server, or, only in a network you trust, use sslmode=prefer.
db-certificate =
    { $why ->
        [name] The server's certificate is for another name. Connect by the name it was made for, or use sslmode=verify-ca.
        [time] The server's certificate is not valid at this time. Check this machine's clock, or renew the certificate.
       *[issuer] The server's certificate is not from an authority that is known here. Name the file of its authority: sslrootcert=PATH.
    }
db-tls-file = { $path }, which the address names as a certificate or key, cannot be read. Check the path and its permissions.
db-tls = The encrypted connection to the server failed. Check sslcert, sslkey and what the server asks of its clients; the log has the detail.
db-login = The server does not accept that user or password. Check them and try again.
db-not-admitted = The server does not let this user in: it does not exist, may not log in, or the server admits nobody from here that way. Check the user, its LOGIN, and pg_hba.conf on the server.
db-no-database = The server answers, but has no such database. Create it with “createdb”, or check the name.
db-busy = Somebody else kept the database busy and nothing was saved. Try again.
db-not-unique = There is a record with these data already and nothing was saved.
db-not-permitted = Your database user may not do this. Ask the server's administrator to run “krafta db roles” and give you the role krafta_staff.
db-newer-schema = The database has schema { $found } and this program knows up to { $known }. Install a newer version of Krafta; nothing was touched.
db-older-schema = The database has schema { $found } and this program uses { $known }. Make a backup with “krafta db backup”, then run “krafta db migrate”.
db-migration = Migration { $version } of the database is not the one this program knows, or was left half done. Use the version of Krafta that made it or restore a backup; nothing was touched.
db-encoding = The database keeps text as { $found } and must keep it as UTF8; nothing was written. Create another one: createdb --encoding=UTF8 --template=template0 NAME
db-setting = The database's setting { $name } is { $found } and must be { $wanted }.
db-unfit-rows = The database has rows with values that the new schema does not take: { $rows }. Correct them as the owner of the database and migrate again; nothing was changed.
db-value = The database holds a value that this program cannot read. Run “krafta db check” to find it.
db-failed = The database refused the operation and nothing was saved. The log has the detail.
db-internal = Krafta ran into a fault of its own and nothing was saved. The log has the detail.
db-file =
    { $kind ->
        [not-found] { $path } does not exist. Check the path.
        [denied] You may not use { $path }.
        [folder] { $path } is a folder; a file was expected.
        [exists] { $path } exists already and is not replaced.
        [full] The disk is full: { $path } could not be written.
        [read-only] { $path } is on a read-only disk.
        [not-regular] { $path } is not an ordinary file.
        [too-large] { $path } is too large.
        [not-text] { $path } is not a text file.
       *[other] { $path } cannot be used.
    }

## What is to be known before trusting what is shown
db-caution-skew = This machine's clock says { $found } and the server's { $wanted }: its jobs do not run. Set this machine's clock.
db-caution-ahead = There are events of { $found } and this machine's clock says { $wanted }: its jobs do not run. Set the clock or, if it is right, accept it with "krafta db accept-clock".
db-caution-behind = The database goes only as far as { $found }, and events until { $wanted } were seen here: something was lost, or it is an older copy. Look for the newer one before going on.
db-caution-replaced = The file of the database is another since: it was replaced while this was open. What is shown is what the new one holds.
db-caution-unread = There are rows that could not be read and are not in the lists. Run “krafta db check” to learn which.
db-caution-dead =
    { $count ->
        [one] One message did not leave and is not tried any more. See Shop, Messages: try it again, or drop it.
       *[other] { $count } messages did not leave and are not tried any more. See Shop, Messages: try them again, or drop them.
    }
db-caution-late =
    { $count ->
        [one] One message has waited since { $found }: something keeps it from leaving. See Shop, Messages.
       *[other] { $count } messages wait, the first since { $found }: something keeps them from leaving. See Shop, Messages.
    }
db-caution-words = The shop’s own words have a fault and no message leaves from here. “krafta doctor” says which: mend it and open again.

## What “krafta db check” finds
db-check-setting = The setting { $name } is “{ $found }” and must be “{ $wanted }”.
db-check-advice = The setting { $name } is “{ $found }” and had better be “{ $wanted }”.
db-check-missing-edge = The database lacks the edge { $edge }, from { $from } to { $to }.
db-check-extra-edge = The database allows an edge that does not exist: { $edge }, from { $from } to { $to }.
db-check-rule-missing = The rule { $name } is missing from the database.
db-check-rule-altered = The rule { $name } is not this program's: somebody changed it or switched it off.
db-check-rule-unknown = The database has a rule that is not this program's: { $name }.
db-check-clock-rule = The database takes things of any date (clock_rule): that is for tests, not for work.
db-check-unfit-row = A row has a value that no list can show: { $row }.
db-check-quote-figures = { $found }: what was asked for is not the total at its rate.
db-check-uncovered = { $found }: is confirmed and what was verified does not cover what was due.
db-check-credited-sum = { $found }: what is credited is not the sum of its verified proofs.
db-check-refunds-over = { $found }: more was given back than was verified.
db-check-refunded = { $found }: its refund and its status do not say the same.
db-check-refund-sum = { $found }: a refund is told to be paid and its payments do not add up to it.
db-check-credit-sum = What is allocated of the bank credit { $found } is not the sum of what it pays.
db-check-credit-equal = The bank credit { $found } was noted more than once: see whether it is one.
db-check-evidence-without-credit = The evidence { $found } is not allocated to any bank credit.
db-check-credit-over = The bank credit { $found } paid more than it is.
db-check-surplus-over = { $found }: more surplus was used than it had.
db-check-evidence-over = { $found }: a proof counts more than was found in the bank.
db-check-proof-without-event = { $found }: has a proof without its event: nobody can review it.
db-check-reported-without-proof = { $found }: tells of a reported payment and there is no proof.
db-check-verdict-without-log = { $found }: has a verdict without its record.
db-check-wrong-actor = { $found }: was done by somebody who may not.
db-check-reasonless = { $found }: the reason is missing.
db-check-settlement-sum = The settlement { $found } is not the sum of its lines.
db-check-ledger-differs = The ledger of workshop { $found } is not what its lines and payments say.
db-check-ledger-months = The months of workshop { $found } do not sum to its ledger.
db-check-line-sum = { $found }: a line of the workshop is told to be paid and its payments do not add up to it.
db-check-over-without-person = { $found }: went over the workshop's limit and nobody is named who allowed it.
db-check-foreign-key = There are rows of { $table } without their { $parent }.
db-check-integrity = The file is damaged: { $detail }
db-check-history =
    { $fault ->
        [gap] { $order }: an event before { $seq } is missing.
        [wrong-from] { $order }: event { $seq } does not leave the status the order was in.
       *[other] { $order }: event { $seq } walks an edge that does not exist.
    }
db-check-state = { $order } stores “{ $stored }” and its events lead to “{ $replayed }”.
db-check-made-unpaid = { $order } is being made without a confirmed payment.
db-check-over-limit = { $workshop } holds { $units } units on { $day } and its limit is { $allowed }; nobody allowed it.
db-check-over-limit-since = { $workshop } holds { $units } units on { $day } and its limit is { $allowed } now: the excess shows in Talleres.
db-check-lines-sum = { $order }: what the workshop is owed sums to { $owed } and must sum to { $agreed }.
db-check-paid-bounds = { $order }: of { $kind } over { $amount }, { $paid } is on record as paid.
db-check-told-again = { $order } was offered again to { $workshop }, which had refused it.
db-check-receipt-missing = The receipt { $digest } is missing.
db-check-receipt-altered = The receipt { $digest } was altered.
db-check-file-mode = Other users can read { $path } (permissions { $mode }). Run: chmod 600 { $path }
