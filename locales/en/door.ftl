# The entrance: opening the database, or making it the first time.
door-opening = Opening { $name }…
door-filling = Preparing an invented shop…
door-trying = Trying { $name }…
door-making = Preparing { $name }…

door-welcome = Welcome to Krafta
door-welcome-body = There is no database yet. How do you want to begin?
door-demo = Look around with invented data
    .note = A shop of two years that is deleted when you quit. Nothing you do there counts.
door-new = Make a database here
    .note = Empty, at { $path }; only you will be able to read it.
door-postgres = Use PostgreSQL
    .note = One database for the whole team: asks for the server, the user and the password.
door-leave = Quit

door-missing = The database does not exist
door-missing-body = There is no file at { $path }.

door-address = PostgreSQL
door-address-intro = The password is kept in a file that only you can read, never in arguments nor in the log.
door-address-yes = Try and use
door-host = server
    .note = A name, an address or the folder of a socket.
door-port = port
door-database = database
door-user = user
door-password = password
door-url = or a URL
    .note = postgres://user:password@server:5432/database; when typed it counts instead of what is above.
door-url-wrong = This is no URL of PostgreSQL. If the password has / ? # @, write them as %2F %3F %23 %40.
door-port-wrong = A port is a number between 1 and 65535.

door-empty = The database is empty
door-empty-body = { $name } ({ $server }) answers and has no tables.
door-older = The database is of an earlier version
door-older-body = { $name } is at schema { $found } and this program uses { $known }.
door-steps =
    { $count ->
        [one] 1 migration is missing: { $steps }
       *[other] { $count } migrations are missing: { $steps }
    }
door-make-tables = Make the tables
door-migrate = Migrate now
door-migrate-backup = A copy is kept at { $path } first.
door-migrate-server = Back the server up first; nobody should be working.

door-backed-up = Copy of before at { $path }.
door-created = Database made at { $path }; only you can read it.
door-migrated =
    { $count ->
        [0] The tables were up to date.
        [one] 1 migration applied.
       *[other] { $count } migrations applied.
    }
door-kept = Address kept in { $file }, for you alone; { $config } names it.
door-ready = All is ready
door-enter = Open Krafta
    .note = To take orders it needs today's rate, where customers pay and what is sold: all of it is added in Shop, screen 5. “krafta doctor” checks that all is in order.

door-fault = It could not be opened
door-again = Try again
