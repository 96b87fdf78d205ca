# The command line.

## How it is used
cli-usage-heading = Usage:
cli-usage-command = COMMAND
cli-usage-commands = Commands
cli-usage-arguments = Arguments
cli-usage-options = Options
cli-usage-who = Who may: { $roles }
cli-usage-examples = Examples:
cli-usage-some-options = [OPTIONS]
cli-usage-unknown = There is no “{ $given }”. See “krafta --help”.
cli-usage-unknown-nearest = There is no “{ $given }”. Did you mean “{ $nearest }”?
cli-usage-no-command = There is no command “{ $given }”. See “krafta --help”.
cli-usage-no-command-nearest = There is no command “{ $given }”. Did you mean “{ $nearest }”?
cli-usage-which = Say what to do: { $names }.
cli-usage-missing = Missing: { $names }.
cli-usage-contact-of-whom = Say whose: --order and the number of their order, --workshop and the workshop’s name, or --login and that of somebody who works here.
cli-usage-conflict = { $given } cannot be used together with { $other }.
cli-usage-no-value = { $argument } needs a value.
cli-usage-choice = { $argument } takes one of these: { $names }.
cli-usage-value = The value “{ $given }” of { $argument } is not understood.
cli-usage-other = The arguments { $argument } { $given } are not understood. See “krafta --help”.
cli-no-terminal = Input and output are not a terminal. Use a command, for example “krafta orders list”; see “krafta --help”.
cli-first-admin = There were no operators: { $login } is now the administrator. Add the others with “krafta operators add”.

## Options of every command
cli-arg-database = Database: sqlite:PATH or postgres://USER@SERVER/DATABASE, without a password
cli-arg-as = Work as this operator
    .value = OPERATOR
cli-arg-read_only = Open to look only: nothing is written
cli-arg-json = Answer in JSON
cli-arg-lang = Language: es or en
    .value = LANGUAGE
cli-arg-color = Colours of the terminal
    .value = COLOURS
cli-arg-display = How the terminal is written on: screen, ascii, or lines for a screen reader
    .value = MODE
cli-dumb-terminal = This terminal (TERM=dumb) draws no screens. Use the commands (“krafta --help”) or “krafta --display lines”, which writes lines.
cli-arg-operation = Id of the operation: repeated with the same, it is not done twice
cli-arg-config = Configuration file
    .value = FILE
cli-arg-help = Show this help
cli-arg-version = Show the version

## Commands
cli-help-krafta = Review payments and follow orders. Without a command, opens the terminal.
cli-help-db = Look after the database
cli-help-db-migrate = Make the database or bring it up to date
cli-help-db-status = Show the engine, the schema and pending migrations
cli-help-db-backup = Copy the SQLite database into a new file while work goes on
cli-arg-db-backup-file = The new file
    .value = FILE
cli-help-db-accept-clock = Takes this machine's clock for right although there are later events; the jobs run again
cli-db-clock-accepted = This machine's clock counts. The jobs run again, as long as no events come that are newer still.
cli-help-db-roles = Show the SQL that makes the roles on PostgreSQL
cli-help-config = Show the configuration
cli-help-config-show = The settings in force and where they come from
cli-help-config-template = The configuration file with every setting and a comment
cli-help-config-path = Where the configuration file is
cli-help-demo = Open the terminal on an invented shop that is gone afterwards; with --database, fill an empty database
    .examples =
        krafta demo
        krafta demo --seed 7 --orders 1000000 --database sqlite:try.db
cli-arg-demo-seed = The seed: the same one gives the same shop
    .value = N
cli-arg-demo-orders = How many orders
    .value = N
cli-arg-demo-until = The shop's present, for example 2026-11-22T14:30:00-04:00; now, when absent
    .value = INSTANT
cli-arg-demo-yes = Do not ask before filling the database
cli-help-init = Make the database where there is none, and yourself its administrator
    .examples =
        krafta init --as ana
cli-init-done = { $database }: ready. { $login } is { $role }.
cli-help-doctor = Check that everything is in order and say what to do
cli-help-completions = Complete commands in your shell
cli-arg-completions-shell = The shell
    .value = SHELL
cli-help-man = Manual pages
cli-arg-man-dir = Write a page for each command into this folder
    .value = FOLDER

## Answers
cli-head-number = order
cli-head-amount = amount
cli-config-file = file
cli-config-no-file = none: the defaults hold
cli-config-database = database
cli-config-operator = operator
cli-config-receipts-database = in the database
cli-config-receipts = receipts
cli-config-log = log
cli-db-migrated =
    { $count ->
        [0] The database is up to date.
        [one] 1 migration was applied. The database is up to date.
       *[other] { $count } migrations were applied. The database is up to date.
    }
cli-db-engine = engine
cli-db-where = database
cli-db-size = size
cli-db-schema-name = schema
cli-db-schema =
    { $pending ->
        [0] { $found } of { $known }
       *[other] { $found } of { $known }, { $pending } missing: run “krafta db migrate”
    }
cli-db-pending = pending
cli-db-backed-up = Complete backup in { $file } ({ $size }).
cli-db-backup-by-server = PostgreSQL is backed up by its own program. Run: { $command }
cli-head-version = no.
cli-head-migration = migration
cli-head-applied = applied

## Doctor
cli-doctor-ok = ok
cli-doctor-warn = warn
cli-doctor-fail = fail
cli-doctor-subject-terminal = terminal
cli-doctor-subject-locale = language
cli-doctor-subject-config = configuration
cli-doctor-subject-clock = clock
cli-doctor-subject-log = log
cli-doctor-subject-receipts = receipts
cli-doctor-subject-data = data folder
cli-doctor-subject-database-folder = database folder
cli-doctor-subject-database-file = file
cli-doctor-subject-database = database
cli-doctor-subject-operator = operator
cli-doctor-subject-trust = trust
cli-doctor-subject-words = words
cli-doctor-subject-messages = messages
cli-doctor-subject-mail = mail
cli-doctor-subject-gateway = gateway
cli-doctor-subject-spool = message folder
cli-doctor-terminal = { $term }, { $columns }×{ $rows }, colours: { $color }
cli-doctor-small-terminal = { $term } has { $columns }×{ $rows }; at least 60×16 are needed.
cli-doctor-no-terminal = not a terminal: only commands work
cli-doctor-dumb-terminal = TERM is “{ $term }”: the screen cannot be drawn. Set TERM, for example xterm-256color.
cli-doctor-locale = { $language }, { $locale }
cli-doctor-not-utf8 = The terminal uses “{ $locale }”, which is not UTF-8: accents may look wrong. Set LANG, for example es_VE.UTF-8.
cli-doctor-config = { $path }
cli-doctor-no-config = none; it would be read from { $path }
cli-doctor-clock = { $time } in { $zone }
cli-doctor-clock-wrong = The machine's clock says { $time }. Set it right before recording anything.
cli-doctor-not-yet = { $path }, made when it is first used
cli-doctor-private = { $path }, for you alone
cli-doctor-readable = Other users can read { $path } (permissions { $mode }). Run: chmod { $wanted } { $path }
cli-doctor-not-makeable = { $path } cannot be made: its folder does not let you write.
cli-doctor-writable-by-others = Other users may write to { $path } (permissions { $mode }). Run: chmod { $wanted } { $path }
cli-doctor-of-another = { $path } belongs to another user ({ $owner }), who may change it. Make a copy of your own, or ask for it with chown.
cli-doctor-read-only = { $path } is read-only: it can be looked at, and nothing can be saved.
cli-doctor-not-writable = You may not write to { $path }.
cli-doctor-database = { $database }, { $engine }, { $size }, up to date
cli-doctor-operator = { $login }, { $role }
cli-doctor-trust-alone = One person: the file is this account's and there is one operator; what is done is theirs. Whoever uses this account can read and change the file.
cli-doctor-trust-shared = Shared terminal: whoever has this account can come as any operator (--as) and open the database on their own. For everybody to be who they say: a PostgreSQL login each, or “krafta serve”.
cli-doctor-trust-login = Own login { $role }: the database takes nothing in anybody's name but { $login }'s, and nothing that their role may not do. Whoever uses this account can act as that person.
cli-doctor-no-operators = There are no operators: { $login } becomes the administrator with “krafta init”, on opening the terminal, or with the first command that saves something.
cli-doctor-words = { $path }, without faults
cli-doctor-nobody-told = Customers are told nothing: say in krafta.toml by what, for example [messages] customers = ["email"].
cli-doctor-mail = { $host }:{ $port } answers
cli-doctor-mail-signed-in = { $host }:{ $port } accepts user and password
cli-doctor-mail-refused = No mail can leave by { $host }:{ $port }: { $why }. Look at [smtp] in krafta.toml.
cli-doctor-no-sender = No mail can leave: { $why }. Write in krafta.toml, for example, from = "Krafta <pedidos@krafta.example>".
cli-doctor-gateway = { $path }
cli-doctor-no-gateway = The gateway program “{ $path }” is not there or cannot be run. Look at gateway.program in krafta.toml.
cli-doctor-unreachable =
    { $count ->
        [one] { $names } hears of none of its orders: no { $lacks }.
       *[other] { $names } hear of none of their orders: no { $lacks }.
    } { $cure ->
        [login] Make it a login with “krafta operators add”.
        [either] Note a contact with “krafta messages contact”, or make it a login with “krafta operators add”.
       *[contact] Note a contact in Shop or with “krafta messages contact”.
    }
cli-doctor-and-more = { $names } and { $count } more

## Operators
cli-help-operators = Who works here
cli-help-operators-list = Show the operators
cli-help-operators-add = Add an operator
cli-help-operators-edit = Change an operator
cli-arg-login = The operator's login
    .value = OPERATOR
cli-arg-operators-add-name = The name others see; without it, the login
    .value = NAME
cli-arg-operators-add-db_role = PostgreSQL login that is theirs alone
    .value = LOGIN
cli-arg-operators-edit-name = The name others see
    .value = NAME
cli-arg-operators-edit-db_role = PostgreSQL login that is theirs alone; “-” takes it away
    .value = LOGIN
cli-arg-role = What they may do
    .value = ROLE
cli-arg-enable = Switch them on
cli-arg-disable = Switch them off: they cannot enter any more
cli-operator-added = { $login } is an operator now: { $role }.
cli-operator-changed = Operator { $login } was saved: { $role }.
cli-head-login = operator
cli-head-name = name
cli-head-role = role
cli-head-active = active
cli-head-db-role = login
cli-yes = yes
cli-no = no

## Rates, shipping, accounts and products
cli-help-rates = Exchange rates, bolívares for a dollar
cli-help-rates-list = Show the rates, newest first
cli-help-rates-add = Add the rate of a value date
    .examples = krafta rates add 23/11/2026 93,0371
cli-help-rates-correct = Corrects the rate of a value date for new quotes, and lists the orders quoted with the one before
    .examples = krafta rates correct 23/11/2026 93,0371 --reason "a zero too many"
cli-help-rates-remove = Removes a rate that nobody was quoted with
    .examples = krafta rates remove 23/11/2026 --reason "wrong date"
cli-help-rates-affected = Lists the orders quoted with a rate that was corrected since
cli-arg-rates-list-all = Also those that were corrected or removed, and why
cli-arg-rates-add-confirm = Keeps it although its date is far or it changes more than 20 % against the one before
cli-arg-rates-correct-confirm = Keeps it although it changes more than 20 % against the one before
cli-arg-rates-correct-date = Value date of the rate
    .value = DATE
cli-arg-rates-remove-date = Value date of the rate
    .value = DATE
cli-arg-rates-affected-date = Value date of the rate
    .value = DATE
cli-arg-rates-correct-source = Who publishes it; without it, as before
    .value = SOURCE
cli-arg-limit = How many rows
    .value = N
cli-arg-rates-add-date = Value date, for example 23/11/2026
    .value = DATE
cli-arg-rate = Bolívares for a dollar, for example 93,0371
    .value = RATE
cli-arg-source = Who publishes it; without it, BCV
    .value = SOURCE
cli-rate-added = From now on the rate of { $day } is { $rate }.
cli-rate-corrected = The rate of { $day } is { $rate } for what is quoted from now on.
cli-rate-removed = The rate { $rate } of { $day } is in use no more.
cli-rate-affects-none = No order was quoted with a rate that was corrected since.
cli-rate-affects =
    { $count ->
        [one] An order was quoted with the rate before and stays as it is:
       *[other] { $count } orders were quoted with the rate before and stay as they are:
    }
cli-rate-in-use = in use
cli-rate-CORRECTED = corrected: { $reason }
cli-rate-REMOVED = removed: { $reason }
cli-head-quoted = quoted
cli-head-corrected-due = as corrected
cli-empty-rates = There are no rates. Add today's with “krafta rates add”.
cli-head-value-date = value date
cli-head-rate = Bs per USD
cli-head-source = source

cli-help-shipping = Delivery rates
cli-help-shipping-list = Show the rates
cli-help-shipping-zones = Show the zones and their cities
cli-help-shipping-add = Add a rate by city, by state or by zone
    .examples =
        krafta shipping add --method NATIONAL_SHIPPING --state Carabobo --price 4,00
        krafta shipping add --method LOCAL_DELIVERY --zone "Gran Caracas" --price 2,50 --replace
cli-help-shipping-close = Close a rate
cli-arg-all = Also what is not active any more
cli-arg-shipping-add-method = Kind of delivery
    .value = DELIVERY
cli-arg-city = City
    .value = CITY
cli-arg-state = State: name or code
    .value = STATE
cli-arg-zone = Zone
    .value = ZONE
cli-arg-price = Price in USD
    .value = AMOUNT
cli-arg-replace = Close the rate that holds there today
cli-arg-shipping-close-id = The rate, as the list shows it
    .value = ID
cli-shipping-added = Rate added: { $price }. It holds for new orders.
cli-shipping-closed = Rate closed. Orders made with it do not change.
cli-shipping-zone = zone { $zone }
cli-empty-shipping = There are no rates: orders can only be picked up. Add one with “krafta shipping add”.
cli-head-delivery = delivery
cli-head-place = place
cli-head-price = price
cli-head-id = id
cli-head-zone = zone
cli-head-cities = cities

cli-help-accounts = Our accounts, where customers pay
cli-help-accounts-list = Show the accounts
cli-help-accounts-add = Add an account
    .examples = krafta accounts add BDV-PM --method PAGO_MOVIL --currency VES --holder "Krafta C.A." --bank 0102 --phone 0412-555.12.34 --holder-id J-07013380-5
cli-help-accounts-edit = Change an account's details
cli-help-accounts-close = Close an account: it takes no new payments
cli-arg-alias = Short name of the account
    .value = ACCOUNT
cli-arg-method = Payment method
    .value = METHOD
cli-arg-currency = Currency
    .value = CURRENCY
cli-arg-holder = Holder
    .value = HOLDER
cli-arg-bank = Bank code, four digits
    .value = BANK
cli-arg-accounts-add-number = Account number
    .value = NUMBER
cli-arg-accounts-edit-number = Account number
    .value = NUMBER
cli-arg-holder_id = The holder's cédula or RIF
    .value = DOCUMENT
cli-arg-phone = Phone
    .value = PHONE
cli-arg-email = Mail address
    .value = MAIL
cli-arg-offer_for = For which delivery methods customers are offered it, separated by commas; without it, for all
    .value = METHODS
cli-arg-offer_to_nobody = No customer is offered it; it still receives payments
cli-arg-position = In which place it is offered: smaller numbers first
    .value = N
cli-head-offered = offered for
cli-account-offered-for-all = all
cli-account-offered-to-nobody = nobody
cli-account-saved = Account { $alias } was saved.
cli-account-closed = Account { $alias } is closed. Its earlier payments stay as they are.
cli-empty-accounts = There are no accounts. Add one with “krafta accounts add”.
cli-head-alias = account
cli-head-method = method
cli-head-currency = currency
cli-head-where = details
cli-head-holder = holder

cli-help-products = What can be ordered
cli-help-products-list = Show the products
cli-help-products-add = Add a product
    .examples = krafta products add FRANELA-M --name "Franela talla M" --price 12,50
cli-help-products-edit = Change a product; orders already made do not change
cli-arg-sku = The product's code
    .value = SKU
cli-arg-name = Name
    .value = NAME
cli-product-saved = { $sku } was saved at { $price }.
cli-empty-products = There are no products. Add one with “krafta products add”.
cli-head-sku = sku

## Workshops
cli-help-workshops = The allied workshops: what they are and how they are paid
cli-help-workshops-list = Show the workshops
cli-help-workshops-show = Show a workshop and its latest changes
cli-help-workshops-add = Add a workshop
    .examples =
        krafta workshops add "Taller Orinoco" --rif J-07013380-5 --city Caracas --zone "Gran Caracas" --weekly 8,8,8,8,8,4,0
        krafta workshops add "Costura Bello Monte" --state Miranda --policy WEEKLY_CUT --payee-method PAGO_MOVIL --payee-bank 0102 --payee-account 0412-555.12.34 --payee-name "Ana Díaz" --payee-document V-12.345.678
cli-help-workshops-edit = Change what is given of a workshop; the rest stays, and what was accepted does not change
cli-help-workshops-pause = Pause a workshop: it takes no work
    .examples = krafta workshops pause "Taller Orinoco" --until 01/12/2026 --reason "máquina dañada"
cli-help-workshops-resume = End a workshop's pause
cli-help-workshops-import = Add and change workshops from a CSV file, row by row; repeating it changes nothing
    .examples = krafta workshops import talleres.csv
cli-arg-workshop = The workshop's name
    .value = WORKSHOP
cli-arg-workshops-add-workshop = The new workshop's name
    .value = WORKSHOP
cli-arg-workshops-edit-name = Another name
    .value = NAME
cli-arg-rif = Tax number (RIF), with its check digit
    .value = RIF
cli-arg-contact = Whom to talk to
    .value = NAME
cli-arg-workshops-add-address = Address
    .value = ADDRESS
cli-arg-workshops-edit-address = Address
    .value = ADDRESS
cli-arg-zones = Service zone; may be repeated, and together they are all it serves
    .value = ZONE
cli-arg-policy = How it is paid
    .value = POLICY
cli-arg-deposit = Deposit, in percent of the cost
    .value = PERCENT
cli-arg-demands_deposit = Does not start without the deposit: yes or no
    .value = YES|NO
cli-arg-payee_method = Method it is paid with
    .value = METHOD
cli-arg-payee_bank = Its bank's code, four digits
    .value = BANK
cli-arg-payee_account = Its account: twenty digits; a phone for pago móvil; an address or a wallet for the others
    .value = ACCOUNT
cli-arg-payee_name = The account's holder
    .value = HOLDER
cli-arg-payee_document = The holder's cédula or RIF
    .value = DOCUMENT
cli-arg-weekly = Units a day from Monday to Sunday, for example 8,8,8,8,8,4,0
    .value = WEEK
cli-arg-pickup = Customers pick up there: yes or no
    .value = YES|NO
cli-arg-national = Ships all over the country: yes or no
    .value = YES|NO
cli-arg-active = Still works with Krafta: yes or no
    .value = YES|NO
cli-arg-offers-edit-active = Still offered: yes or no
    .value = YES|NO
cli-arg-workshops-pause-until = The day it takes work again; without one, until it is resumed
    .value = DATE
cli-arg-confirm = Make the change even if assignments no longer fit; takes a reason
cli-arg-seen = The workshop's version as it was seen; if it is another by now, nothing changes
cli-arg-workshops-import-file = CSV file in UTF-8 with a row of column names; - is standard input
    .value = FILE
cli-arg-offers-import-file = CSV file in UTF-8 with a row of column names; - is standard input
    .value = FILE
cli-arg-holidays-import-file = CSV file in UTF-8 with the columns date and name; - is standard input
    .value = FILE
cli-workshop-saved = { $name } was saved.
cli-workshop-paused = { $name } is paused.
cli-workshop-resumed = { $name } takes work again.
cli-unchanged = { $name } was so already: nothing changed.
cli-empty-workshops = There are no workshops. Add one with “krafta workshops add”.
cli-head-workshop = workshop
cli-head-workshops = workshops
cli-head-zones = zones
cli-head-weekly = Mon to Sun
cli-head-policy = paid
cli-head-standing = standing
cli-head-rif = RIF
cli-head-contact = contact
cli-head-phone = phone
cli-head-email = mail
cli-head-address = address
cli-head-deposit = deposit
cli-head-demands-deposit = demands deposit
cli-head-payee = account
cli-head-pickup = pickup there
cli-head-national = ships nationally
cli-standing-active = active
cli-standing-inactive = inactive
cli-standing-paused = paused
cli-standing-paused-until = paused until { $until }
cli-change-added = added
cli-change-edited = details changed
cli-change-paused = paused
cli-change-resumed = resumed
cli-change-weekly = week changed
cli-change-dated = a day's limit
cli-change-closed = days closed
cli-change-usual = days back to the week
cli-change-holiday = holiday
cli-change-offer-added = offer added
cli-change-offer-edited = offer changed

cli-help-offers = What each workshop makes, at which cost and how much a day
cli-help-offers-list = Show the offers, all or one workshop's
cli-help-offers-add = Add an offer
    .examples = krafta offers add "Taller Orinoco" FRANELA-M --cost 6,50 --daily-limit 20 --lead-days 2 --min 1 --max 200
cli-help-offers-edit = Change an offer; what was accepted does not change. A dash takes away a limit or a date
    .examples = krafta offers edit "Taller Orinoco" FRANELA-M --daily-limit - --valid-to 31/12/2026
cli-help-offers-import = Add and change offers from a CSV file, row by row; repeating it changes nothing
cli-arg-cost = Cost of one piece, for example 6,50
    .value = AMOUNT
cli-arg-offers-add-currency = The cost's currency; USD without one
    .value = CURRENCY
cli-arg-offers-edit-currency = The cost's currency; USD without one
    .value = CURRENCY
cli-arg-units = Units that one piece takes
    .value = N
cli-arg-daily_limit = Its own limit a day
    .value = N
cli-arg-lead_days = Days of preparation before it starts
    .value = N
cli-arg-min = Least quantity
    .value = N
cli-arg-max = Most quantity
    .value = N
cli-arg-valid_from = The day from which it holds
    .value = DATE
cli-arg-valid_to = The day until which it holds
    .value = DATE
cli-offer-saved = { $workshop } offers { $sku } at { $cost }.
cli-empty-offers = There are no offers. Add one with “krafta offers add”.
cli-head-cost = cost
cli-head-units = units
cli-head-daily-limit = a day
cli-head-lead-days = preparation
cli-head-valid = holds

cli-help-zones = Service zones: the cities that workshops serve
cli-help-zones-list = Show the zones, their cities and how many workshops serve them
cli-help-zones-add = Add a zone
    .examples = krafta zones add "Valles del Tuy" --city Charallave --city "Cúa, Miranda"
cli-help-zones-import = Adds or changes zones from a CSV file, row by row; repeating it changes nothing
cli-arg-zones-import-file = CSV file in UTF-8 with the columns name, cities (parted by ;) and mode; - is standard input
    .value = FILE
cli-help-zones-edit = Change a zone
    .examples = krafta zones edit "Gran Caracas" --mode AUTOMATIC --without-city Guatire
cli-arg-zones-add-name = The new zone's name
    .value = ZONE
cli-arg-zones-edit-name = Another name
    .value = NAME
cli-arg-cities = City that comes in, with its state if needed: “Valencia, Carabobo”; may be repeated
    .value = CITY
cli-arg-without = City that goes out; may be repeated
    .value = CITY
cli-arg-mode = Whether orders go to the workshop by themselves (AUTOMATIC) or somebody says so (SUGGEST)
    .value = MODE
cli-zone-saved = The zone { $name } was saved.
cli-empty-zones = There are no zones. Add one with “krafta zones add”.
cli-head-mode = mode
cli-mode-SUGGEST = suggests
cli-mode-AUTOMATIC = automatic

cli-help-changes = Who changed workshops, prices, accounts, rates or people, when, and what it said before
    .examples = krafta changes bank_accounts
        krafta changes workshops --row 0190aaaa-0000-7000-8000-000000000001
cli-arg-changes-of = Of which table
    .value = TABLE
cli-arg-changes-row = Key of a row: its id, or its day
    .value = ROW_KEY
cli-head-difference = before → now
cli-empty-changes = There are no changes.
cli-help-holidays = Holidays: days on which no workshop works
cli-help-holidays-list = Show the holidays of a year, or from now on
cli-help-holidays-add = Add a holiday
    .examples = krafta holidays add 02/01/2027 "Inventario"
cli-help-holidays-edit = Gives a holiday another name
cli-help-holidays-remove = Remove a holiday
cli-help-holidays-seed = Add Venezuela's holidays of a year, or of the years around today; those there are stay as they are
cli-help-holidays-import = Add holidays from a CSV file, row by row; repeating it changes nothing
cli-arg-year = Year
    .value = YEAR
cli-holiday-added = { $day } is a holiday: { $name }.
cli-holiday-removed = { $day } is no holiday any more.
cli-holidays-known = All of them were there: nothing changed.
cli-empty-holidays = There are no holidays. Add Venezuela's with “krafta holidays seed”.
cli-head-day = day

cli-help-capacity = Capacity: how much a workshop can make each day
cli-help-capacity-show = Show day by day the limit, what is booked and what is free; with a day, what fills it
    .examples =
        krafta capacity show "Taller Orinoco" --from 01/12/2026 --days 7
        krafta capacity show "Taller Orinoco" 03/12/2026
cli-help-capacity-set = Change the week's limits, or a day's
    .examples =
        krafta capacity set "Taller Orinoco" --weekly 8,8,8,8,8,4,0
        krafta capacity set "Taller Orinoco" 05/12/2026 12 --reason "turno extra"
cli-help-capacity-close = Close a day or several in a row; what is booked stays
    .examples = krafta capacity close "Taller Orinoco" 24/12/2026 31/12/2026 --reason "vacaciones colectivas"
cli-help-capacity-reopen = Take away those days' own limit: the week holds again
cli-help-capacity-proposals = The days on which workshops propose to be closed and nobody answered
cli-help-capacity-propose = Propose that your workshop be closed on a day or several in a row; the coordinator answers
    .examples = krafta capacity propose 24/12/2026 31/12/2026 --reason "vacaciones colectivas"
cli-help-capacity-withdraw = Withdraw what you proposed, by any of its days
cli-help-capacity-accept = Accept what a workshop proposed and close those days; what is booked stays
    .examples = krafta capacity accept "Taller Orinoco" 24/12/2026
cli-help-capacity-decline = Decline what a workshop proposed and tell it why
    .examples = krafta capacity decline "Taller Orinoco" 24/12/2026 --reason "we need you that week"
cli-arg-capacity-proposals-all = Those that were answered as well
cli-arg-capacity-propose-reason = Why it is closed
    .value = REASON
cli-arg-capacity-accept-note = What the workshop reads with the answer
    .value = NOTE
cli-arg-capacity-accept-confirm = Close even if assignments no longer fit
cli-arg-capacity-decline-reason = Why not: the workshop reads it
    .value = REASON
cli-closed-days-proposed = { $name } proposes to be closed from { $from } to { $until }. The answer is open.
cli-closed-days-withdrawn = { $name } withdrew its proposal to be closed from { $from } to { $until }.
cli-closed-days-accepted = { $name } is closed from { $from } to { $until }.
cli-closed-days-declined = { $name } stays open from { $from } to { $until }: it was told why.
cli-empty-closed-days = No workshop waits for an answer about closed days. With “--all” the answered ones show as well.
cli-workshop-may = A workshop may: “krafta production”, “krafta capacity show”, “propose”, “proposals” and “withdraw”, “krafta payables” to see its account, and “krafta alerts”.
cli-arg-capacity-show-day = Show what fills this day
    .value = DATE
cli-arg-capacity-show-from = First day; today without one
    .value = DATE
cli-arg-days = How many days
    .value = N
cli-arg-day = Day, for example 22/11/2026
    .value = DATE
cli-arg-capacity-set-units = That day's units, from 0 to 1,000,000
    .value = UNITS
cli-arg-until = Last day, when there are several
    .value = DATE
cli-capacity-saved = The capacity of { $name } changed:
cli-still-booked =
    { $count ->
        [one] 1 assignment no longer fits and stays booked:
       *[other] { $count } assignments no longer fit and stay booked:
    }
cli-no-longer-fits =
    { $units ->
        [one] { $number } · { $customer } · { $workshop } · { $status } · { $day }, 1 unit
       *[other] { $number } · { $customer } · { $workshop } · { $status } · { $day }, { $units } units
    }
cli-empty-cell = Nothing is booked on that day.
cli-head-limit = limit
cli-head-held = to answer
cli-head-taken = accepted
cli-head-free = free
cli-head-over = over
cli-head-special = note
cli-head-promised = promised
cli-special-holiday = holiday
cli-special-closed = closed
cli-special-dated = own limit
cli-weekday-1 = Mon
cli-weekday-2 = Tue
cli-weekday-3 = Wed
cli-weekday-4 = Thu
cli-weekday-5 = Fri
cli-weekday-6 = Sat
cli-weekday-7 = Sun

cli-sheet-added = { $name } added
cli-sheet-changed = { $name } changed
cli-sheet-unchanged = { $name } was so already
cli-sheet-sum = { $added } added, { $changed } changed, { $unchanged } were so already, { $failed } failed.

## Orders, payments and refunds
cli-help-checkout = Place an order, or many from a site's file
    .examples =
        krafta checkout --name "María Fernández" --phone 0414-555.12.34 --item FRANELA-M:2
        krafta checkout --from orders.jsonl --feed shop
cli-arg-checkout-name = The customer's name
    .value = NAME
cli-arg-checkout-phone = The customer's phone, in any form
    .value = PHONE
cli-arg-id_doc = The customer's cédula or RIF
    .value = DOCUMENT
cli-arg-delivery = Kind of delivery; without it, pickup
    .value = DELIVERY
cli-arg-address = Where to deliver
    .value = ADDRESS
cli-arg-item = Product and quantity, for example FRANELA-M:2; may be repeated
    .value = SKU:QUANTITY
cli-arg-from = JSON Lines file, one record a line; - is standard input
    .value = FILE
cli-arg-feed = Name of the origin: the same file again under the same name records nothing twice
    .value = NAME
cli-arg-receipts = Folder of the pictures that lines name (receipt_file); without it, that of the file
    .value = FOLDER
cli-help-report = Report a payment, or many from a site's file
    .examples =
        krafta report KRFT-7Q2M4X --method PAGO_MOVIL --amount 4.512,30 --date 22/11/2026 --account BDV-PM --bank 0102 --reference 482913 --payer-id V-12.345.678 --payer-phone 0414-555.12.34 --note "sent by WhatsApp"
        krafta report --from - --feed shop
cli-arg-order = Order number, in any form
    .value = ORDER
cli-arg-amount = Amount, for example 4.512,30
    .value = AMOUNT
cli-arg-date = Date, for example 22/11/2026
    .value = DATE
cli-arg-report-currency = Currency; without it, the method's
    .value = CURRENCY
cli-arg-account = Our account, by its short name
    .value = ACCOUNT
cli-arg-report-bank = The payer's bank, four digits
    .value = BANK
cli-arg-reference = Reference
    .value = REFERENCE
cli-arg-payer_name = Who paid
    .value = NAME
cli-arg-payer_id = The payer's cédula or RIF
    .value = DOCUMENT
cli-arg-payer_phone = The payer's phone
    .value = PHONE
cli-arg-payer_email = The payer's mail address
    .value = MAIL
cli-arg-receipt = Picture or PDF of the receipt
    .value = FILE
cli-arg-report-note = Why staff report it and not the customer
    .value = NOTE
cli-arg-report-phone = Reported by the customer who has this phone
    .value = PHONE
cli-arg-report-surplus = The order waits for no more money: the payment is verified as surplus
cli-arg-report-override = Record a reference that paid another order
cli-arg-report-whole = The whole bank credit, if it paid several orders
    .value = AMOUNT
cli-help-track = Show an order as its customer sees it
cli-arg-track-phone = Only if the order is of this phone
    .value = PHONE

cli-help-orders = Orders
cli-help-orders-list = Find orders, the last change first
    .examples =
        krafta orders list maría
        krafta orders list status:confirmed from:01/11
cli-arg-filter = Words and field:value, as in the terminal
    .value = FILTER
cli-arg-payment = Only this payment status; may be repeated
    .value = STATUS
cli-arg-after = Go on from where the last page ended
    .value = PLACE
cli-help-orders-show = Show an order with its whole history
cli-help-orders-note = Note something on an order
cli-arg-orders-note-text = The note
    .value = TEXT
cli-arg-public = The note is not only internal: the customer and the workshop read it
cli-help-orders-cancel = Cancel an order that will not be paid
cli-arg-reason = The reason
    .value = REASON
cli-arg-dry_run = Show what would happen, without doing it
cli-arg-seen_version = The order's version seen when deciding
    .value = N
cli-arg-seen_proofs = The digest of the proofs seen when deciding
    .value = DIGEST
cli-help-orders-reinstate = Reinstate an order whose refund is not paid yet
cli-help-orders-reverse = Take a confirmed payment back to review
cli-arg-override = Confirm that it is an exception
cli-help-orders-expire = Show the orders nobody paid in time, and cancel them with --yes
cli-arg-expire_yes = Cancel them for real
cli-help-orders-export = Write the orders of a filter to a file
    .examples = krafta orders export from:01/11 --out november.csv
cli-arg-format = Form; without it, csv
    .value = FORM
cli-arg-out = New file; without it, standard output
    .value = FILE
cli-arg-excel = For a spreadsheet set to Spanish (; between cells, decimal comma), headings in English: a double click opens it
cli-arg-utc = Times in UTC; without it, in the shop’s time with its offset

cli-help-review = Payment review
cli-help-review-list = Show the queue, longest wait first
cli-help-review-export = Writes the queue into a file
    .examples = krafta review export --excel --out queue.csv
cli-arg-mine = Only those I review
cli-arg-unclaimed = Only those nobody reviews
cli-arg-signals = Only those with signals
cli-help-review-show = Show an order's proofs to compare them
cli-help-review-claim = Take an order to review it
cli-help-review-release = Give an order back to the queue
cli-help-review-take-over = Take an order that somebody else reviews
cli-help-review-confirm = Confirm that the money arrived
    .examples =
        krafta review confirm KRFT-7Q2M4X --account BDV-PM --date 22/11/2026 --amount 4.512,30 --reference 00482913
        krafta review confirm 7q2m4x --evidence 1:BDV-PM:22/11/2026:2.000,00:482913 --evidence 2:BDV-PM:22/11/2026:2.512,30:482920
cli-help-review-part = Accept a part payment and quote the rest
cli-arg-submission = The proof, by its number
    .value = N
cli-arg-review-confirm-note = Note on the evidence
    .value = NOTE
cli-arg-review-part-note = Note on the evidence
    .value = NOTE
cli-arg-evidence = Evidence for each proof: N:ACCOUNT:DATE:AMOUNT:REFERENCE; may be repeated
    .value = EVIDENCE
cli-arg-override_reason = Why a reference already used is accepted
    .value = REASON
cli-help-review-reject = Reject the proofs
cli-arg-review-reject-early = Internal reason to say that it is not there before its time
    .value = REASON
cli-arg-review-reject-reason = Why
    .value = REASON
cli-arg-text = What the customer will read; needed with OTHER
    .value = TEXT
cli-help-review-undo = Undo a verdict you gave seconds ago, before its message leaves
cli-help-review-reopen = Review a rejected payment again

cli-help-requests = What customers asked for on the site
cli-help-requests-list = Show what customers asked for and what they were answered
cli-arg-requests-list-open = Only what waits for an answer, the oldest first

cli-help-refund = Refunds
cli-help-refund-list = Show the refunds that are due
cli-help-refund-export = Writes the refunds into a file
    .examples = krafta refund export --all since:01/11 --excel --out refunds.csv
cli-arg-refund-export-all = All, paid ones too
cli-arg-refund-list-all = All of them, paid ones too
cli-help-refund-request = Ask for an order's refund
cli-arg-refund-request-note = Note on the evidence
    .value = NOTE
cli-help-refund-part = Pays back the surplus, or a part as goodwill; the order stays as it is
cli-help-refund-void = Voids the refund of a part that was not paid
cli-help-refund-reverse = Takes back a payment of a refund that bounced or was a mistake
cli-help-refund-destination = Corrects where a refund goes
cli-arg-refund-part-kind = The surplus or goodwill
    .value = KIND
cli-arg-refund-part-amount = How much; all of the surplus if not said
    .value = AMOUNT
cli-arg-refund-part-share = Share of the cost that the workshop gives back, for example 20%
    .value = SHARE
cli-arg-surplus = Only confirmed ones with surplus
cli-arg-refund_due = Only those with a refund to pay
cli-arg-whole = The whole bank credit, if it paid several orders
    .value = AMOUNT
cli-help-refund-credit = Credits the surplus of an order to another one of the same customer, which is reviewed like any payment
cli-arg-refund-credit-to = The other order
    .value = ORDER
cli-arg-refund-credit-amount = How much; all of the surplus, when absent
    .value = AMOUNT
cli-arg-borne_by = Who bears it, once the order was delivered
    .value = WHO
cli-arg-refund = The refund, where several are due
    .value = ID
cli-arg-refund-reverse-payment = The payment, by its id
    .value = PAYMENT
cli-arg-refund-pay-amount = What left, for example 1,500.00 or "USD 10.00"
    .value = AMOUNT
cli-arg-refund-pay-confirm = Confirms a rate that is more than 20 % off that of the day
cli-arg-refund-pay-rate = Bolívares for a dollar where another currency left; the rate of the day if not said
    .value = RATE
cli-arg-refund-pay-date = The day it left the bank; today if not said
    .value = DAY
cli-arg-refund-destination-account = Account number, Zelle address or Binance id
    .value = ACCOUNT
cli-arg-refund-destination-name = In whose name
    .value = NAME
cli-arg-refund-destination-phone = Phone of the mobile payment
    .value = PHONE
cli-arg-refund-destination-bank = Code of the bank
    .value = CODE
cli-arg-refund-destination-id_doc = Identity document
    .value = DOCUMENT
cli-arg-share = From production on: the share owed to the workshop, for example 50%
    .value = SHARE
cli-help-refund-pay = Record the payment of a refund, whole or in parts
cli-arg-receipt_url = Link to the receipt of the transfer
    .value = LINK

## Workshops and jobs
cli-help-assign = Finds a workshop for paid orders
cli-help-assign-queue = Shows the orders that wait for a workshop, the longest waiting first
cli-help-assign-export = Writes the orders that wait for a workshop into a file
cli-arg-assign-export-zone = Only those of this zone
    .value = ZONE
cli-arg-assign-queue-zone = Only those of this zone
    .value = ZONE
cli-help-assign-candidates = Shows which workshops can take an order, in order, and why the others cannot
cli-arg-stored = As it looked when the choice was made, not now
cli-help-assign-choose = Chooses the workshop by hand, without telling it yet
cli-arg-assign-choose-reason = Why, when it is not the first of the list
    .value = REASON
cli-help-assign-notify = Tells the workshop and books its days
    .examples =
        krafta assign notify KRFT-7Q2M4X
        krafta assign notify 7q2m4x --workshop "Taller Orinoco" --reason "has the moulds already"
cli-arg-assign-notify-workshop = The workshop, by its name; the chosen one without it
    .value = WORKSHOP
cli-arg-assign-notify-reason = Why, when it is not the first of the list
    .value = REASON
cli-arg-over_limit = Goes over the workshop's limit, for this reason, which is kept
    .value = REASON
cli-help-assign-reassign = Takes the order off its workshop and chooses another
    .examples = krafta assign reassign KRFT-7Q2M4X --reason "does not answer" --workshop "Costura Bello Monte"
cli-arg-assign-reassign-workshop = The new workshop, by its name; the next of the list without it
    .value = WORKSHOP
cli-help-assign-withdraw = Takes the order off its workshop, or the workshop gives it back; the next one is chosen
    .examples = krafta assign withdraw KRFT-7Q2M4X --reason "broken machine" --override --share 50%
cli-help-production = What workshops do, step by step
cli-help-production-list = Shows what workshops have on their hands
cli-help-production-export = Writes what the workshops have into a file
cli-help-production-sheet = Shows an order's work sheet: what is made, for when, for how much, and to whom it goes
    .examples =
        krafta production sheet KRFT-7Q2M4X
        krafta production sheet KRFT-7Q2M4X --html
cli-arg-production-sheet-html = Writes it as a page to print
cli-arg-status = Only this status
    .value = STATUS
cli-arg-late = Only what is late
cli-help-production-accept = Accepts an order
cli-arg-production-accept-note = How it is known, when somebody accepts for the workshop
    .value = NOTE
cli-help-production-reject = Refuses an order, or notes that its workshop did
    .examples = krafta production reject KRFT-7Q2M4X --reason NO_MATERIAL
cli-arg-production-reject-reason = Why
    .value = REASON
cli-arg-production-reject-text = What there is to know, needed with OTHER; how it is known, when somebody notes it for the workshop
    .value = TEXT
cli-help-production-start = Starts production
cli-arg-production-start-note = A note
    .value = NOTE
cli-help-production-ready = Marks the order ready
cli-arg-production-ready-note = A note
    .value = NOTE
cli-help-production-hand-over = Hands the order to whoever carries it
    .examples = krafta production hand-over KRFT-7Q2M4X --carrier MRW --tracking 0012345
cli-arg-carrier = The courier, or who carries it
    .value = WHO
cli-arg-tracking = Tracking number; national shipments have one
    .value = NUMBER
cli-arg-production-hand-over-url = Link to follow the shipment
    .value = LINK
cli-help-production-complete = Completes an order that was picked up or delivered
cli-arg-code = The code that whoever picks it up says
    .value = CODE
cli-arg-production-complete-note = A note; with one, an administrator hands out a pickup without its code
    .value = NOTE
cli-help-production-return = A shipment that came back is ready again
cli-help-production-rework = A ready order goes back to production
cli-help-production-undo-start = Production was marked started by mistake
cli-help-jobs = The timed jobs: deadlines, lapsed claims, cuts, orders without a workshop
cli-help-jobs-run = Does what is due; repeated, it does nothing more
    .examples =
        krafta jobs run --dry-run
        krafta jobs run --only cuts
cli-arg-only = Only this job
    .value = JOB
cli-arg-jobs-run-limit = How many of each job
    .value = N
cli-help-jobs-status = Shows what there is to do and whether somebody is at it
cli-help-payables = What is owed to workshops
cli-help-payables-list = Shows the payable lines
cli-help-payables-show = Shows a line with its history
cli-help-payables-settle = Records a transfer to a workshop, for one line or many
    .examples =
        krafta payables settle --workshop "Taller Orinoco" --dry-run
        krafta payables settle --workshop "Taller Orinoco" --amount 300 --total 300,00 --method BANK_TRANSFER --reference 00481516
cli-help-payables-hold = Holds back a line
cli-help-payables-release = Releases a line that is held back
cli-help-payables-reverse = Reverses a payment or a whole settlement
cli-help-payables-settlements = Shows the settlements, the newest first
cli-help-payables-export-settlements = Writes the transfers to workshops into a file
    .examples = krafta payables export-settlements since:01/11 --excel --out transfers.csv
cli-help-payables-settlement = Shows a settlement with what it paid
cli-help-payables-statement = Statement of a workshop
    .examples = krafta payables statement "Taller Orinoco" --from 01/11/2026 --until 30/11/2026
cli-help-payables-aging = What is owed, by workshop and by how late it is
cli-help-payables-export = Exports the lines, for a spreadsheet or a program
cli-arg-line = The line, by its identifier
    .value = LINE
cli-arg-lines = The lines, by their identifiers, all of one workshop
    .value = LINE
cli-arg-payables-list-state = Only in this state; may be repeated
    .value = STATE
cli-arg-payables-export-state = Only in this state; may be repeated
    .value = STATE
cli-arg-payables-list-policy = Only paid in this way; may be repeated
    .value = POLICY
cli-arg-payables-export-policy = Only paid in this way; may be repeated
    .value = POLICY
cli-arg-payables-list-all = Also what is paid and voided
cli-arg-payables-export-all = Also what is paid and voided
cli-arg-overdue = Only what is overdue
cli-arg-payables-list-search = An order's number, or a part of a workshop's name
    .value = TEXT
cli-arg-payables-export-search = An order's number, or a part of a workshop's name
    .value = TEXT
cli-arg-payables-settle-early = Pays what is not due yet too
cli-arg-payables-settle-in = The currency that left, where it is not that of the lines
    .value = CURRENCY
cli-arg-payables-settle-sent = What left in it; without it, what the rate comes to
    .value = AMOUNT
cli-arg-payables-settle-confirm = Confirms a rate that is more than 20 % off that of the day
cli-arg-payables-settle-rate = Bolívares for a dollar; without it, the day's rate
    .value = RATE
cli-arg-payables-settle-date = The day it left the bank; without it, today
    .value = DATE
cli-arg-payables-settle-amount = What is transferred; everything without it. Pays the oldest lines first
    .value = AMOUNT
cli-arg-total = The total of the transfer, as --dry-run tells it; may be left out where --sent is said
    .value = TOTAL
cli-arg-payables-settle-note = Note of the settlement
    .value = NOTE
cli-arg-repeats = Why a reference repeats that it was paid with before
    .value = REASON
cli-arg-payables-reverse-payment = The payment of a line
    .value = PAYMENT
cli-arg-settlement = The settlement, by its identifier
    .value = SETTLEMENT
cli-arg-payables-statement-from = From this day on
    .value = DATE
cli-arg-payables-statement-until = Until this day; today without it
    .value = DATE
cli-empty-payables = There is nothing to pay.
cli-empty-payables-filter = No line matches what is looked for.
cli-empty-settlements = There are no settlements.
cli-exported-lines =
    { $count ->
        [one] 1 line exported.
       *[other] { $count } lines exported.
    }
cli-payable-totals =
    { $workshops ->
        [0] To pay { $owed }, nothing overdue.
        [one] To pay { $owed }, { $overdue } overdue at 1 workshop.
       *[other] To pay { $owed }, { $overdue } overdue at { $workshops } workshops.
    }
cli-payable-ready = To be transferred now { $transfer } (payable now { $now }); not due yet { $later }, not cut yet { $cut }, held { $held }; workshops owe { $owes }.
cli-settlement-payee = Paid to { $payee }
cli-settlement-sent = { $sent } leave at the rate { $rate }.
cli-settlement-preview =
    { $lines ->
        [one] { $workshop }: 1 line for { $paid }, { $netted } netted. Total to transfer: { $total }.
       *[other] { $workshop }: { $lines } lines for { $paid }, { $netted } netted. Total to transfer: { $total }.
    }
cli-statement-of = { $workshop }, from { $from } to { $until }
cli-opening = opening balance
cli-closing = closing balance
cli-head-line = line
cli-head-lines = lines
cli-head-change = change
cli-head-balance = balance
cli-head-repeats = repeats the reference
cli-head-due-on = due
cli-head-on-hold = held back
cli-head-payee-name = payee
cli-head-receipt = receipt
cli-head-reversed = reversed
cli-head-to-net = to net
cli-head-now = payable now
cli-head-netted = netted
cli-head-transfer = transferred
cli-head-owes = workshop owes
cli-head-sent = left
cli-head-sent-on = left on
cli-head-owed = to pay
cli-head-note = note

cli-nearest = Did you mean { $nearest }?
cli-done = { $order } is now: { $status }.
cli-done-before = (Done before.)
cli-done-note = Note saved on { $order }.
cli-done-placed = { $order } · { $total } = { $due } at { $rate }, until { $until }.
cli-done-reported =
    { $signals ->
        [0] Proof received for { $order }, without signals.
        [one] Proof received for { $order }, with 1 signal.
       *[other] Proof received for { $order }, with { $signals } signals.
    }
cli-done-requoted =
    { $signals ->
        [0] Proof received for { $order }, without signals.
        [one] Proof received for { $order }, with 1 signal.
       *[other] Proof received for { $order }, with { $signals } signals.
    } The order was quoted anew at { $due }, with today’s rate.
cli-done-undone = The verdict on { $order } is undone. It is yours again until { $until }.
cli-done-claimed = { $order } is yours until { $until }.
cli-done-confirmed = Payment of { $order } confirmed: { $credited }.
cli-done-confirmed-over = Payment of { $order } confirmed: { $credited }, { $surplus } over.
cli-done-surplus-recorded = Another payment of { $order } recorded: { $credited }. { $surplus } of surplus is left.
cli-done-surplus-credited = { $amount } of the surplus of { $from } credited to { $order }: a proof to be verified.
cli-done-part = Part payment of { $order } accepted: { $credited }. { $missing } missing, until { $until }.
cli-done-refund-due = Refund of { $order } due: { $amount }.
cli-done-refund-part = Payment of the refund of { $order } recorded: { $paid } so far, { $left } left.
cli-done-refund-paid = Refund of { $order } complete: { $paid }.
cli-done-refund-reversed = Payment of the refund of { $order } reversed: { $paid } stay paid, { $left } are left.
cli-done-destination = Destination of the refund of { $order } saved.
cli-would-be = Rehearsed, nothing was saved. It would be: { $done }
cli-no-assignment = no assignment
cli-done-production = { $order }: { $production }.
cli-done-chosen = { $order }: workshop chosen.
cli-done-nobody = { $order }: no workshop can take it yet.
cli-done-notified = { $order }: { $workshop } notified for { $cost }, ready on { $ready }. It has to answer before { $until }.
cli-done-accepted = { $order }: accepted for { $cost }, promised for { $ready }.
cli-done-held = Payment held back.
cli-done-released = Payment released.
cli-done-settled =
    { $lines ->
        [one] Settlement recorded: { $amount } for one line.
       *[other] Settlement recorded: { $amount } for { $lines } lines.
    }
cli-done-settled-sent =
    { $lines ->
        [one] Settlement recorded: { $amount } for one line; { $sent } left at the rate { $rate }.
       *[other] Settlement recorded: { $amount } for { $lines } lines; { $sent } left at the rate { $rate }.
    }
cli-done-settled-netted =
    { $lines ->
        [one] Settlement recorded: { $amount } for one line, less { $netted } that the workshop owed.
       *[other] Settlement recorded: { $amount } for { $lines } lines, less { $netted } that the workshop owed.
    }
cli-done-reversed =
    { $payments ->
        [one] Payment reversed: { $amount }.
       *[other] { $payments } payments reversed: { $amount }.
    }
cli-done-imported = Imported: { $added } new lines, { $known } known already, { $refused } refused, { $reconciled } reconciled with what was noted.
cli-done-run = Run { $number }: done.
cli-done-run-lines =
    { $lines ->
        [one] Run { $number }: one line, { $total }.
       *[other] Run { $number }: { $lines } lines, { $total }.
    }
cli-done-cut =
    { $lines ->
        [0] No line reached its cut.
        [one] One line reached its cut.
       *[other] { $lines } lines reached their cut.
    }
cli-feed-line = line { $line }: { $told }
cli-feed-sum = { $done } done, { $repeated } done before, { $failed } failed.
cli-line-malformed = The line is not understood: { $detail }
cli-line-too-long = The line is over 1 MB.
cli-line-not-text = The line is not UTF-8 text.
cli-line-operation = “{ $detail }” is no operation id: it is a UUID.
cli-line-without-operation = The line has no "operation". Add it, or name the file with --feed.
cli-line-receipt-folder = The line names “{ $detail }”, and of which folder is not known: from standard input, say it with --receipts.
cli-line-receipt-outside = “{ $detail }” is outside the folder of the pictures and was not taken.
cli-more = There is more: repeat with --after { $after }
cli-exported = { $count } orders written.
cli-expiry-off = Unpaid orders do not lapse: expiry.unpaid_after_hours is not configured.
cli-expired = cancelled
cli-would-expire = would be cancelled
cli-empty-expired = No orders have lapsed.
cli-empty-orders = No orders match that filter.
cli-empty-queue = No proofs wait for review.
cli-empty-refunds = No refunds are due.
cli-empty-requests = There are no requests of customers.
cli-would = would be done
cli-money-back = given back
cli-given-back = the workshop gives back
cli-none = nothing
cli-assignment-cancelled = stopped
cli-customer-reads = customer reads
cli-customer = customer
cli-id-doc = document
cli-email = mail
cli-delivery = delivery
cli-total = total
cli-due = in bolívares
cli-shipping = shipping
cli-credited = verified
cli-missing = missing
cli-surplus = surplus
cli-tolerance = tolerance
cli-quote-until = quoted until
cli-placed = placed
cli-reviews = reviewer
cli-version = version
cli-digest = digest
cli-on-hold = on hold
cli-claimed-by = { $name }, until { $until }
cli-next = next:
cli-refund-DUE = due
cli-refund-PAID = paid
cli-refund-VOIDED = voided
cli-head-refund-kind = Kind
cli-head-destination = Goes to
cli-destination-missing = missing: { $field }
cli-proof-OPEN = to review
cli-proof-VERIFIED = verified
cli-proof-REJECTED = rejected
cli-proof-WITHDRAWN = withdrawn
cli-head-customer = customer
cli-head-total = total
cli-head-due = in bolívares
cli-head-payment = payment
cli-head-production = production
cli-head-changed = last change
cli-head-since = since
cli-head-state = state
cli-head-paid = paid
cli-head-pays = is paid
cli-head-left = left
cli-head-asked = asked
cli-head-request = request
cli-head-answer = answer
cli-head-answered = answered
cli-head-reason = reason
cli-head-quantity = qty
cli-head-product = product
cli-head-proof = no.
cli-head-date = date
cli-head-reference = ref.
cli-head-payer = payer
cli-head-signals = alerts
cli-head-when = when
cli-head-who = who
cli-head-what = what happened
cli-head-wait = wait
cli-head-reviewer = reviewer
cli-help-db-check = Check settings, rules, histories, links and receipts; ends with 1 when something is wrong
cli-check-sound = All in order: { $orders } orders, { $events } events, { $receipts } receipts.
cli-check-unsound = There are faults. { $orders } orders, { $events } events and { $receipts } receipts were checked.
cli-check-more = … and { $count } more of “{ $code }”.
cli-unread-rows =
    { $rows ->
        [one] One row could not be read and is not in the list. Run “krafta db check” to learn which.
       *[other] { $rows } rows could not be read and are not in the list. Run “krafta db check” to learn which.
    }

cli-help-views = Saved views of lists: yours and those that others share
cli-help-views-list = Shows the views
cli-help-views-save = Saves a view; replaces yours of the same name
    .examples = krafta views save REVIEW "Banesco only" --words bank:0134 --starts
cli-help-views-remove = Removes a view of yours
    .examples = krafta views remove REVIEW "Banesco only"
cli-arg-list = Of which list
    .value = LIST
cli-arg-views-save-name = Name of the view
    .value = NAME
cli-arg-views-remove-name = Name of the view
    .value = NAME
cli-arg-words = What is typed in the filter
    .value = FILTER
cli-arg-shared = For all the staff
cli-arg-starts = The terminal opens with it
cli-empty-views = There are no saved views.
cli-view-removed = View removed.
cli-head-list = list
cli-head-filter = filter
cli-head-for = for

cli-help-messages = What customers, workshops and administrators are told, and how it left
cli-help-messages-list = Show messages, the newest first
    .examples =
        krafta messages list --state dead
        krafta messages list --order KRFT-7Q2M4X
cli-arg-messages-list-state = Those that wait, did not leave, were dropped or have no effect
    .value = STATE
cli-arg-messages-list-order = Those of this order
    .value = ORDER
cli-help-messages-show = Show a message with its tries and what was done with it
cli-arg-message = The message, as the list writes it
    .value = MESSAGE
cli-help-messages-preview = Show a message as whoever gets it reads it
cli-arg-messages-preview-html = As a page, not as text
cli-help-messages-retry = Try a message that failed again at once
cli-help-messages-drop = Drop a message that has not left
cli-arg-messages-drop-reason = Why
    .value = REASON
cli-help-messages-resend = Send what a message said again
cli-arg-messages-resend-email = The right address, for this one and those to come
    .value = E-MAIL
cli-help-messages-contact = Note how a customer, a workshop or somebody of the team is told
    .examples =
        krafta messages contact --order KRFT-7Q2M4X --email maria@example.com
        krafta messages contact --workshop "Taller Orinoco" --email taller@example.com
        krafta messages contact --login ana --email ana@example.com
cli-arg-messages-contact-order = The customer of this order
    .value = ORDER
cli-arg-messages-contact-workshop = This workshop
    .value = WORKSHOP
cli-arg-messages-contact-login = This person of the team
    .value = LOGIN
cli-arg-messages-contact-email = Their e-mail address
    .value = E-MAIL
cli-arg-messages-contact-phone = Their phone
    .value = PHONE
cli-arg-messages-contact-language = The language they are written to in
    .value = LANGUAGE
cli-help-messages-send-test = Send a test mail by the server of the settings
cli-arg-messages-send-test-address = To whom
    .value = E-MAIL
cli-help-alerts = Your alerts of the last two weeks
cli-arg-alerts-read = Note that you have seen them
cli-help-deliver = Send the messages that wait, for as long as it runs
    .examples =
        krafta deliver --once
cli-arg-deliver-once = Only what may leave now
cli-empty-messages = There are no messages.
cli-empty-alerts = There are no alerts.
cli-head-alert = alert
cli-head-server-answer = answer
cli-head-channel = by
cli-head-done = what
cli-head-doubt = doubt
cli-head-error = why
cli-head-how = would leave
cli-head-message = message
cli-head-outcome = outcome
cli-head-seen = seen
cli-head-subject = subject
cli-head-to = to
cli-message-retried = The message leaves now.
cli-message-dropped = The message was dropped.
cli-message-resent = The message leaves again.
cli-contact-set = Noted.
cli-test-subject = A test of Krafta
cli-test-text = This mail is a test: the settings for mail work.
cli-test-sent = A test was sent to { $to }.
cli-test-failed = The test to { $to } did not leave: { $why }. Check the section “smtp” of the settings.
cli-deliver-runs = Messages leave for as long as this runs. End it with Ctrl-C.
cli-deliver-busy = Another program is sending.
cli-delivered = Sent: { $sent }. To be tried again: { $failed }. Did not leave: { $dead }.

cli-head-description = description
cli-head-account = account
cli-head-by = by
cli-head-proposed = proposed
cli-head-right = right
cli-head-wrong = wrong
cli-head-run = run
cli-head-why = why
cli-head-order = order
cli-head-bank = bank
cli-head-until = until
cli-head-origin = from
cli-head-credit = credit
cli-head-level = level
cli-head-profile = profile
cli-head-came = in
cli-head-went = out
cli-head-unmatched-in = in without an order
cli-head-unmatched-out = out to nobody known
cli-head-unseen = noted and not seen
cli-bank-would-import = { $file } into { $account }, by { $profile }, from { $first } to { $last }. If it is imported:
cli-bank-imported = { $file } into { $account }, by { $profile }, from { $first } to { $last }:
cli-bank-counts = new { $added } · known { $known } · refused { $refused } · reconciled { $reconciled } · in { $came } · out { $left }
cli-bank-chain-breaks = ⚠ The balances do not follow at line { $line }: { $expected } was expected and it says { $found }. See whether something of the file is missing.
cli-bank-taken-back = The bank took back the money that { $order } was paid with. Look at it: krafta orders reverse { $order } --reason “…”
cli-bank-gap = ⚠ What was imported before reaches { $day }: the days between are not there.
cli-bank-corrected = ⚠ The bank changed lines that were there ({ $lines }): they stayed as they were. Look at them in the bank.
cli-bank-refused-line = ✗ line { $line }: { $why }
cli-bank-refused-more = … and { $more } more.
cli-empty-credits = There is nothing like that in what the banks show.
cli-levels-of = Of { $confirmed } confirmed whose line is known, { $right } would have been proposed rightly.
cli-empty-proposals = Nothing that waits fits a line of the bank.
cli-credit-noted = Noted.
cli-credit-set-aside = Set aside: it belongs to no order.
cli-credit-restored = It waits again.
cli-credit-reconciled = It is the same money: what was noted and the line are one.

cli-help-bank = What the banks show: statements, money without an order, what fits
cli-help-bank-import = Imports statements or notices copied from the bank
    .examples = krafta bank import movements.xls --account BDV --dry-run
cli-arg-bank-import-files = Files of the bank; - is what is pasted to the input
    .value = FILE
cli-arg-bank-import-account = Short name of our account
    .value = ACCOUNT
cli-arg-bank-import-profile = How the file is written; without it, it is recognised
    .value = PROFILE
cli-arg-bank-import-catch_up = Nobody has to look at what it brings: it was handled before this program was used
cli-help-bank-list = Shows money that came and is of no order, the oldest first
cli-arg-bank-list-unseen = What was noted and is on no statement
cli-arg-bank-list-aside = What was set aside, the newest first
cli-arg-bank-list-text = An amount, a date, a reference, or words of what the bank wrote
    .value = TEXT
cli-arg-bank-list-account = All of an account, the newest first
    .value = ACCOUNT
cli-arg-bank-list-amount = Of this amount
    .value = AMOUNT
cli-arg-bank-list-reference = Of a reference that ends so, with six digits or more
    .value = REFERENCE
cli-help-bank-show = Shows a credit, what it pays and what was said of it
cli-arg-credit = The credit, as the list writes it
    .value = CREDIT
cli-help-bank-levels = Shows how often each level of a match was right here
cli-arg-bank-levels-last = Of the last N pieces of evidence
    .value = N
cli-help-bank-match = Shows which lines of the banks may be the money of what waits for review
cli-arg-bank-match-order = Of this order alone
    .value = ORDER
cli-help-bank-status = Shows how each account stands: imported until when, what is missing, what waits
cli-help-bank-profiles = Shows the profiles of bank files
cli-arg-bank-profiles-new-file = A file of the bank that no profile understands
    .value = FILE
cli-arg-bank-profiles-new-account = Short name of the account it is of; it says the bank and the currency
    .value = ACCOUNT
cli-arg-bank-profiles-new-name = Name of the profile and of its file; without it one is proposed
    .value = NAME
cli-arg-bank-profiles-new-title = What people read
    .value = TITLE
cli-arg-bank-profiles-new-bank = Bank code, four digits
    .value = CODE
cli-arg-bank-profiles-new-title_row = The row that has the titles; 0 when none has
    .value = ROW
cli-arg-bank-profiles-new-date = Column of the date, by its title or its number
    .value = COLUMN
cli-arg-bank-profiles-new-reference = Column of the reference
    .value = COLUMN
cli-arg-bank-profiles-new-description = Column of the description
    .value = COLUMN
cli-arg-bank-profiles-new-detail = Column of more text, which goes behind the description
    .value = COLUMN
cli-arg-bank-profiles-new-amount = Column of the amount with its sign
    .value = COLUMN
cli-arg-bank-profiles-new-credit = Column of what came
    .value = COLUMN
cli-arg-bank-profiles-new-debit = Column of what left
    .value = COLUMN
cli-arg-bank-profiles-new-balance = Column of the balance
    .value = COLUMN
cli-arg-bank-profiles-new-type = Column of the letters that say whether it came or left
    .value = COLUMN
cli-arg-bank-profiles-new-phone = Column of the payer’s phone
    .value = COLUMN
cli-arg-bank-profiles-new-document = Column of the payer’s document
    .value = COLUMN
cli-arg-bank-profiles-new-date_format = How the date is written: DD/MM/YYYY
    .value = FORMAT
cli-arg-bank-profiles-new-decimals = How amounts are written: comma, point, either or implied
    .value = FORM
cli-arg-bank-profiles-new-delimiter = What parts the cells of a text; tab is the tabulator
    .value = MARK
cli-arg-bank-profiles-new-encoding = Encoding of the text: utf-8 or windows-1252
    .value = ENCODING
cli-arg-bank-profiles-new-incoming = Letters of what came, with commas between
    .value = LETTERS
cli-arg-bank-profiles-new-outgoing = Letters of what left, with commas between
    .value = LETTERS
cli-arg-bank-profiles-new-replace = Takes the place of the profile that has that name
cli-help-bank-profiles-new = Makes a profile of your own from the first rows of a file
    .examples = krafta bank profiles new movements.csv --account BDV --dry-run
cli-bank-profile-kept = Profile { $name } kept in { $path }: it reads { $read } rows of the file and refuses { $refused }.
cli-bank-profile-would = The profile { $name } would read { $read } rows of the file and refuse { $refused }. Nothing was kept.
cli-bank-profiles-own = Your own are in { $path }
cli-profile-doubt-no-date = Nobody knows which column has the date: --date
cli-profile-doubt-no-amount = Nobody knows which column has the amount: --amount, or --credit and --debit
cli-profile-doubt-date-format = The date can be read in several ways: --date-format
cli-profile-doubt-date-unread = No format reads all the dates: --date-format
cli-profile-doubt-decimals = No amount shows its cents, and 1.234 may be a thousand or one and a bit: --decimals
cli-profile-doubt-letters = Some letters do not say whether money came or left: --incoming and --outgoing
cli-profile-doubt-one-way = All would be read as money that came. If some left: --type
cli-help-bank-note = Notes something of a credit
cli-help-bank-set-aside = Says that a credit belongs to no order, with the reason
cli-help-bank-restore = Puts a credit back to what waits
cli-help-bank-reconcile = Says that what was noted is a line of the bank
cli-arg-bank-reconcile-line = The line of the bank
    .value = CREDIT
cli-arg-bank-note-note = What is noted
    .value = NOTE
cli-arg-bank-reconcile-note = What is noted
    .value = NOTE
cli-arg-review-confirm-line = The line of the bank that paid it; without saying which, the one that fits in every way
    .value = CREDIT
cli-arg-review-part-line = The line of the bank that paid it; without saying which, the one that fits in every way
    .value = CREDIT
cli-arg-refund-request-line = The line of the bank that paid it; without saying which, the one that fits in every way
    .value = CREDIT

cli-head-waits = waits
cli-head-marks = marks
cli-head-document = document
cli-empty-runs = There are no open runs. Make one: krafta bank run draft --account ACCOUNT
cli-run-second = waits for another agreement
cli-run-waits = to be sent { $pending } · to be found { $unseen }
cli-run-title = Run { $number }, { $state } · from { $account }, until { $day } · { $lines } lines, { $out } left out · { $total } = { $dollars } at { $rate }
cli-run-signatures = 
    {""}
    Prepared: ....................    Agreed: ....................    Date: ..............
cli-run-file = { $file }: { $lines } lines. Not in this format: { $out }.
cli-run-missing = Not in the bank: { $lines }.
cli-run-nothing-found = Nothing of the run is in the imported statements.
cli-run-unsure = the amount only: choose
cli-help-bank-run = Payment runs: workshops and refunds, from the draft to the close
cli-help-bank-run-draft = Makes a new run of what is due until a day
cli-help-bank-run-list = Lists the runs that are not over
cli-help-bank-run-show = Shows a run with its lines
cli-help-bank-run-exclude = Leaves a line out of a draft
cli-help-bank-run-include = Takes a line in again, whole or by an amount
cli-help-bank-run-freeze = Freezes a draft: what leaves is written down
cli-help-bank-run-countersign = Gives the agreement of a second person
cli-help-bank-run-file = Writes the file for the bank's page
cli-help-bank-run-formats = Lists the formats of those files
cli-help-bank-run-print = Shows the list to be printed and signed
cli-help-bank-run-reference = Notes the references of what was sent
cli-help-bank-run-find = Looks for the lines in the imported statements and notes those it finds
cli-help-bank-run-fail = Says that a line was not paid: it is due again
cli-help-bank-run-explain = Explains a line that was paid and the bank will not show
cli-help-bank-run-close = Closes a run in which nothing waits
cli-help-bank-run-void = Gives up a run of which nothing was paid
cli-arg-bank-run-draft-account = Short name of the account that pays
    .value = ACCOUNT
cli-arg-bank-run-draft-until = Last day of what is paid; today unless said
    .value = DAY
cli-arg-bank-run-draft-rate = Bolívares for a dollar; the day's rate unless said
    .value = RATE
cli-arg-bank-run-draft-confirm = The rate is right although it is unusual
cli-arg-run = Number of the run
    .value = RUN
cli-arg-bank-run-list-all = Those that are over too
cli-arg-bank-run-exclude-line = Number of the line
    .value = LINE
cli-arg-bank-run-exclude-reason = Why it is left out
    .value = REASON
cli-arg-bank-run-include-line = Number of the line
    .value = LINE
cli-arg-bank-run-include-amount = How much is paid, in the currency of the debt
    .value = AMOUNT
cli-arg-bank-run-freeze-total = What the run comes to, as you read it
    .value = TOTAL
cli-arg-bank-run-freeze-seen = What a program saw (digest); without it, what is there now
    .value = DIGEST
cli-arg-bank-run-countersign-total = What the run comes to, as you read it
    .value = TOTAL
cli-arg-bank-run-file-profile = Format of the file; see bank run formats
    .value = FORMAT
cli-arg-bank-run-file-out = File to write; it must not exist
    .value = FILE
cli-arg-references = LINE=REFERENCE, or references alone in the order of the lines that wait; - reads them from stdin
    .value = REFERENCE
cli-arg-bank-run-reference-date = The day it left
    .value = DAY
cli-arg-bank-run-reference-debit = The line of the bank that shows it
    .value = LINE
cli-arg-bank-run-reference-repeats = Why a reference is used again
    .value = REASON
cli-arg-bank-run-find-date = The day it was sent; that of the freeze unless said
    .value = DAY
cli-arg-bank-run-fail-line = Number of the line
    .value = LINE
cli-arg-bank-run-fail-reason = What happened
    .value = REASON
cli-arg-bank-run-explain-line = Number of the line
    .value = LINE
cli-arg-bank-run-explain-reason = Why it will not be there
    .value = REASON
cli-arg-bank-run-void-reason = Why it is given up
    .value = REASON
cli-head-whom = whom

## Keys and the server of SSH
cli-help-keys = The keys that operators sign in with over SSH
cli-help-keys-list = Shows the keys: an administrator everybody's, anybody else their own
cli-help-keys-add = Adds a key to an operator
cli-help-keys-expire = Changes the last day of a key
cli-help-keys-revoke = Revokes a key for good, and cuts the sessions that came by it
cli-help-keys-export-authorized-keys = Writes the keys that are good as lines of authorized_keys, for a server's sshd
cli-arg-keys-add-key = The line of a .pub file; or the file, or “-” to read it from the input
    .value = KEY
cli-arg-keys-add-name = Name of the key; without it, the comment of the line
    .value = NAME
cli-arg-expires = Last day on which it signs in; without it, in a year
    .value = DAY
cli-arg-key = How its fingerprint begins, six characters or more
    .value = FINGERPRINT
cli-arg-keys-expire-day = Last day on which it signs in
    .value = DAY
cli-arg-keys-revoke-reason = Why
    .value = REASON
cli-arg-program = Where the program is on that server
    .value = PATH
cli-help-serve = Serves the terminal and the commands over SSH, to each by their key
cli-help-serve-hostkey = The server's own key
cli-help-serve-hostkey-show = Shows its fingerprint and the line of known_hosts
cli-arg-listen = Where it takes connections; without it, what the configuration says
    .value = ADDRESS
cli-help-ssh-command = Runs what somebody asks for over SSH: for the “command=” of a key in sshd
cli-head-fingerprint = fingerprint
cli-head-key-state = state
cli-head-key-until = until
cli-empty-keys = There are no keys. Add one with “krafta keys add”.
cli-key-added = { $login } can sign in over SSH with the key “{ $name }” now ({ $fingerprint }), until { $until }.
cli-key-expires = The key “{ $name }” of { $login } signs in until { $until }.
cli-key-revoked = The key “{ $name }” of { $login } was revoked ({ $fingerprint }). Sessions that came by it are cut.
cli-key-state-valid = good
cli-key-state-expired = expired
cli-key-state-revoked = revoked
cli-key-state-inactive = operator switched off
cli-serve-address = “{ $given }” is no address to take connections at. Write an IP and a port, like 127.0.0.1:2222.
cli-serve-ready = Krafta takes SSH connections at { $at }. The server's fingerprint: { $fingerprint }
