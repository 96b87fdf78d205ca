# What can be wrong with the settings: where, and what to do.
config-no-home = There is no home folder to keep data in. Set HOME, or give --config and --database.
config-unreadable =
    { $kind ->
        [not-found] { $path } does not exist. Check the path.
        [denied] You may not read { $path }.
        [folder] { $path } is a folder; a file was expected.
        [not-regular] { $path } is not an ordinary file.
        [too-large] { $path } is too large.
        [not-text] { $path } is not a text file.
       *[other] { $path } cannot be read: { $detail }
    }
config-unwritable =
    { $kind ->
        [denied] You may not write to { $path }.
        [exists] { $path } exists already and is not replaced.
        [full] The disk is full: { $path } could not be written.
        [read-only] { $path } is on a read-only disk.
       *[other] { $path } cannot be written: { $detail }
    }
config-syntax = Line { $line } of { $path }: this is not valid TOML ({ $detail }).
config-unknown-key = Line { $line } of { $path }: there is no “{ $key }”. Did you mean “{ $nearest }”?
config-value = Line { $line } of { $path }: “{ $key }” takes { $wanted }.
config-choice = { $place } takes { $wanted }.
config-url-scheme = { $place }: write the database as sqlite:PATH or postgres://USER@SERVER/DATABASE.
config-url-no-file = { $place }: the file after “sqlite:” is missing.
config-url-in-memory = { $place }: a database in memory is lost on leaving. To try things out use “krafta demo”.
config-url-postgres = { $place }: expected postgres://USER@SERVER:PORT/DATABASE. In a password, write the signs / ? # @ and spaces as %2F %3F %23 %40 %20.
config-url-sslmode = { $place }: sslmode is one of disable, allow, prefer, require, verify-ca or verify-full.
config-password-in-argument = Do not write the password on the command line: other users of this machine can see it. Use DATABASE_URL, a private file in database.url_file, or ~/.pgpass.
config-readable-by-others = { $path } holds a password and others can read it (permissions { $mode }). Run: chmod 600 { $path }
config-wanted-section = a section of settings
config-wanted-whole = a whole number from { $min } to { $max }
config-wanted-one-of = one of these: { $names }
config-wanted-amount = an amount in quotes with at most two decimals, such as "1.00"
config-wanted-text = a text in quotes
config-wanted-time-zone = a time zone, such as "America/Caracas"
config-wanted-database-url = "sqlite:PATH" or "postgres://USER@SERVER/DATABASE"
config-wanted-no-alert = "email", "command" or "file": an alert is seen only in a terminal of the shop, and no customer has one
