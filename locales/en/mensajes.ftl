# Messages: how they leave, in what state they are and what is done with them. Their texts are in message.ftl.

mensajes-subject-status = Your order { $order }: { $label }
mensajes-subject-order = Order { $order }
mensajes-status = Status of your order { $order }: { $label }
mensajes-digest-subject = { $count } notices from Krafta
mensajes-signed = Krafta
mensajes-follow = Follow it here: { $link }

mensajes-state-PENDING = to leave
mensajes-state-SENDING = leaving
mensajes-state-SENT = sent
mensajes-state-FAILED = will be tried again
mensajes-state-DEAD = did not leave
mensajes-state-CANCELLED = cancelled
mensajes-state-SUPERSEDED = without effect
mensajes-state-OFF = not sent
mensajes-untrue-since = It was no longer true from { $at }: { $step }.
mensajes-said-again = It did not leave, and was said again by another message.
mensajes-written-before = It was written before messages were sent to { $whom }.

mensajes-channel-EMAIL = e-mail
mensajes-channel-COMMAND = messenger
mensajes-channel-FILE = file
mensajes-channel-ALERT = alert in the terminal

mensajes-outcome-SENT = left
mensajes-outcome-TEMPORARY = not for now
mensajes-outcome-PERMANENT = refused
mensajes-outcome-OUTAGE = out of service
mensajes-outcome-UNKNOWN = it is not known whether it left

mensajes-act-RETRIED = try again
mensajes-act-DROPPED = cancel
mensajes-act-RESENT = send again

mensajes-to-CUSTOMER = customer
mensajes-to-ADMINS = administrators
mensajes-to-WORKSHOP = workshop

mensajes-all-CUSTOMER = customers
mensajes-all-ADMINS = administrators
mensajes-all-WORKSHOP = workshops

mensajes-reached = by { $channel } to { $to }
mensajes-reached-alert = with an alert in their terminal
mensajes-unreached = nobody will be told: no { $lacks }
mensajes-lack-LOGIN = login in the terminal
mensajes-lack-PHONE = phone
mensajes-lack-EMAIL = e-mail
mensajes-lacks = { $some } and no { $last }
mensajes-switched-off = not sent: there are no messages for { $whom }

mensajes-words-unreadable = it cannot be read: { $name }
mensajes-words-syntax = it is not understood: { $name }
mensajes-words-unknown = there is no message “{ $name }”
mensajes-words-placeable = it asks for what it does not carry, { $name }
mensajes-words-missing = it leaves something out, { $name }

mensajes-words-fault = { $path }, line { $line }: { $fault }.

mensajes-left = on { $at }, by { $channel }
mensajes-tries = { $count ->
    [0] ({ $why })
    [one] after one try ({ $why })
   *[other] after { $count } tries ({ $why })
  }
mensajes-not-before = from { $at } on

mensajes-error-unreachable = there is nowhere to send it
mensajes-error-address = the address is of no use
mensajes-error-sender = who writes is not said (messages.from)
mensajes-error-content = the text cannot be sent
mensajes-error-refused = the server refused it
mensajes-error-later = the server wants it tried later
mensajes-error-recipient = the server did not answer for this recipient
mensajes-error-no-answer = it was handed over and no answer came
mensajes-error-timeout = no answer in time
mensajes-error-connection = the connection was cut
mensajes-error-connect = no connection
mensajes-error-starttls = the server does not encrypt
mensajes-error-tls = the encrypted connection cannot be trusted
mensajes-error-sign-in = the server did not take user and password
mensajes-error-password-file = the password file cannot be used
mensajes-error-ca-file = the certificate file cannot be used
mensajes-error-host = the server is not said (smtp.host)
mensajes-error-program = the messenger program could not be run
mensajes-error-exit-code = the messenger program failed
mensajes-error-killed = the messenger program was stopped
mensajes-error-path = the path is not said (spool.path)
mensajes-error-file = the file could not be written
mensajes-error-thread = the program could not send it
mensajes-error-connections = there are no connections (smtp.connections)
mensajes-error-resting = the service rests after several failures
mensajes-error-interrupted = the program was closed while it was sending

mensajes-answered = “{ $answer }”
mensajes-cause-unknown-issuer = nobody known signs its certificate
mensajes-cause-other-name = its certificate is of another name
mensajes-cause-expired = its certificate has expired
mensajes-cause-unknown-host = there is no such server
mensajes-cause-nobody-there = nobody answers at that port
mensajes-cause-closed = the connection broke
mensajes-cause-no-network = there is no network to it
mensajes-cause-too-late = it did not answer in time
mensajes-cause-no-tls = what answers is no encrypted connection
mensajes-cause-ascii-only = the server takes no accents in an address

mensajes-title = Messages
mensajes-alerts = Alerts
mensajes-head-order = order
mensajes-head-whom = for
mensajes-head-what = what it says
mensajes-head-state = state
mensajes-head-tries = tries
mensajes-head-error = last error
mensajes-filter-hint = order, customer, workshop…
mensajes-empty = There are no such messages.
mensajes-empty-help = “v” chooses the state; Esc clears what you look for.
mensajes-no-alerts = There are no alerts of the last two weeks.
mensajes-no-alerts-help = What you have to know about orders arrives here.
mensajes-which = state
    .help = Chooses which messages are shown: those that wait, failed, did not leave, were sent
mensajes-which-title = Messages in which state
mensajes-which-all = all
mensajes-which-waiting = those that wait
mensajes-which-failed = those to be tried again
mensajes-which-dead = those that did not leave
mensajes-which-sent = sent
mensajes-which-cancelled = cancelled
mensajes-which-superseded = without effect
mensajes-read = read
    .help = Shows the whole message, every try to send it and what was done with it
mensajes-alert-order = see the alert’s order
    .help = Opens the order that the alert is about
mensajes-order = see order
    .help = Opens the order of the message
mensajes-retry = try again
    .help = Tries a message that did not leave again at once
mensajes-retry-title = Try again · { $order } · { $whom }
mensajes-retry-yes = Try again
mensajes-retry-done = The message to { $whom } will leave at once.
mensajes-drop = cancel
    .help = Stops sending a message that waits or failed, with a reason
mensajes-drop-title = Cancel message · { $order } · { $whom }
mensajes-drop-yes = Cancel it
mensajes-drop-done = The message to { $whom } will not be sent.
mensajes-resend = send again
    .help = Says again what a message said, to another e-mail where that is needed
mensajes-resend-title = Send again · { $order } · { $whom }
mensajes-resend-yes = Send
mensajes-resend-done = The message to { $whom } will leave again.
mensajes-resend-hint = Only if the one there is wrong: for this message and those to come.
mensajes-contact = contact
    .help = Notes the e-mail, the phone or the language in which this person is written to
mensajes-contact-title = Contact of { $whom }
mensajes-contact-yes = Save
mensajes-contact-done = Contact of { $whom }: saved.
mensajes-contact-hint = Left empty, it stays as it is.
mensajes-language = language
mensajes-language-es = Spanish
mensajes-language-en = English
mensajes-language-shop = in the shop’s language
mensajes-written-to = Now: { $email } · { $phone } · { $language }
mensajes-no-email = no e-mail
mensajes-no-phone = no phone
mensajes-goes-on = … The message goes on: ⏎ in the list shows all of it.
mensajes-sent-to = sent to { $to }
mensajes-maybe-twice = It may have arrived twice.
mensajes-is-again = It says an earlier message again.
mensajes-erased = Text and address were erased by now.
mensajes-would-say = What it will say:
mensajes-would-have-said = What it would have said:
mensajes-words-faulty = The shop's own words have a fault: nothing is sent until it is put right.
mensajes-reader-keys = o see order · Esc close
