# Why something was refused: refusal-<code>, one sentence that says what to do next.

## Who

refusal-forbidden = Your role ({ $role }) may not { $permission }. Who may: { $who }.
    .database = The customer does not take this step from where the order stands. See in the order which steps follow.
refusal-not-your-order = Order { $order } belongs to another phone. Use the phone it was placed with.

## Steps of the payment

refusal-payment-edge =
    { $already ->
        [yes] It was “{ $to }” already.
       *[no] There is no way from “{ $from }” to “{ $to }”. See the next steps in the order.
     }
    .database = The payment has left the status this step starts from, or there is no such step. Look at the order again and repeat.
refusal-claim-held = { $by } has been reviewing it since { $since }. Wait until they are done, or take it over with a reason.
refusal-not-holder = You are not reviewing this order. Take it first and repeat.
refusal-clock-agrees = Nothing is ahead of this machine's clock, or it was accepted already: there is nothing to accept.
refusal-clock-astray =
    { $kind ->
        [skew] The clocks do not agree: this machine says { $found } and the server { $wanted }. Set this machine's clock and repeat; nothing was done.
       *[ahead] There are events of { $found } and this machine's clock says { $wanted }. One of the two is wrong: set the clock or, if it is right, accept it with "krafta db accept-clock"; nothing was done.
    }
refusal-claim-lapsed = Your turn to review this order lapsed on { $since }. Take it again and repeat.
refusal-claim-not-lapsed = { $by } is reviewing it and has until { $until }. Wait until then.
refusal-reason-required = The reason is missing: this step is not taken without one. Type it.
refusal-override-required = This step breaks a rule. If you are sure, ask for an exception and type the reason.
refusal-too-many-open = This order already has { $max } proofs to review and no more fit. Wait until they are reviewed.
    .database = This order already has all the proofs to review that fit. Wait until they are reviewed.
refusal-too-many-attempts = This payment was tried { $max } times and takes no other proof. An admin may reopen the last rejection.
    .database = This payment was tried too often and takes no other proof. An admin may reopen the last rejection.
refusal-no-open-proof = This order has no proofs to review. Look at it again.
refusal-evidence-missing = What the bank shows is missing. Type the account, date, amount and reference of each proof you verify.
refusal-evidence-departs = The bank shows something else than was declared ({ $what }). Say with --reason why it is accepted, or reject it.
    .pane = The bank shows something else than was declared ({ $what }). Write why it is accepted, or reject it.
refusal-duplicate-reference = That reference already paid order { $order }. Reject the proof, or make an exception with a reason if these are two payments.
refusal-not-covered = { $verified } of { $due } were verified: { $missing } are missing. Keep it as a part payment, or find the rest in the bank.
    .database = What was verified does not cover what is due. Keep it as a part payment, or find the rest in the bank.
refusal-nothing-verified = This order has no verified money. Verify a proof first; to close it without money, cancel it.
refusal-fully-covered = { $verified } pays the order in full. Confirm the payment instead of keeping it as a part.
refusal-verified-money = This order has { $verified } verified and so is not cancelled. Request the refund.
refusal-already-in-production = The workshop is producing this order. Only an admin may request the refund, as an exception.
refusal-refund-incomplete = The refund is not paid in full. Record what is left.
refusal-refund-started = A part was already paid back and the order cannot go on. Finish paying the refund.
refusal-refund-exceeds = { $amount } is more than is left to pay back: { $left }. Type { $left } or less.
    .database = The amount is more than is left to pay back. Look at the refund again and type a smaller amount.
refusal-second-admin-required = A refund above { $above } is paid by another admin than the one who requested it. Ask another to record it.
refusal-rejection-text-required = “Another reason” needs the text the customer will read. Type it.
refusal-too-early = It is too early to say that the money of { $order } is not there: it shows in the account from { $at } on. Wait, or write the internal reason why it is certain already.
refusal-on-hold = The order is on hold while its payment is reviewed: its assignment can only be cancelled. Finish the review first.
refusal-undo-nothing = This order has no verdict that can be undone. See the next steps in the order.
refusal-undo-not-yours = { $by } gave this verdict on { $at }, and only they can undo it. Ask them.
    .database = A verdict is undone only by the person who gave it. Ask them.
refusal-undo-too-late = A verdict can be undone in its first { $seconds } seconds, and this one is of { $at }. { $instead }
refusal-undo-superseded = Something happened after the verdict: { $step }, by { $by }, on { $at }. See the next steps in the order.
    .database = Something happened after the verdict. See the next steps in the order.
refusal-undo-message-left = The message of this verdict left on { $at }. { $instead }
    .database = The message of this verdict has left. See the next steps in the order.
refusal-instead-P6 = If the money is not there, reverse the confirmation with a reason.
refusal-instead-P7 = Reopen the rejected payment with a reason.
refusal-instead-P8 = Wait for the rest, or give back what was verified with a reason.

## Steps of production

refusal-assignment-edge =
    { $already ->
        [yes] It was “{ $to }” already.
       *[no] There is no way from “{ $from }” to “{ $to }”. See the next steps in the order.
     }
    .database = Production has left the status this step starts from, or there is no such step. Look at the order again and repeat.
refusal-payment-not-confirmed = Production moves only while the payment is confirmed. Confirm the payment first.
refusal-active-assignment = This order already has an active assignment. Cancel it before opening another.
refusal-pickup-is-not-delivered = The customer picks this order up: it is not handed to delivery. Complete it when they do.
refusal-pickup-only = This order is not for pickup: it is handed to delivery before it is completed. Record the delivery first.
refusal-hand-over-incomplete = Who carries it is missing. Type courier and tracking number of a national shipment, or the person of a local delivery.
refusal-deposit-unpaid = The workshop asks for a deposit and it is not paid. Record it before production starts.
refusal-not-yet-due = The deadline has not passed. Wait until it does.
refusal-share-required = The share of the cost owed to the workshop is missing. Type it, between 0 and 100 %.
refusal-not-your-assignment = That assignment is another workshop's. You can see and move only those of yours.
refusal-no-assignment = The order has no active assignment. Confirm its payment first.
refusal-no-workshop-chosen = The order has no workshop. Choose one before notifying it.
refusal-workshop-unfit = { $workshop } cannot take the order: it { $reason }. Look at the candidates and choose another.
refusal-capacity-full = The workshop has not enough room on that day. Choose another, or go over the limit with a reason.
refusal-no-room = { $workshop } has not enough room; the next free day: { $next }. Choose another, or go over the limit with a reason.
refusal-off-ranking = { $workshop } is not the first today: it is number { $place } of the list, and the first is { $first }. Type why it goes all the same, or choose { $first }.
refusal-answer-late = The workshop's time to answer is over. Notify it again or choose another.
refusal-workshop-paused = { $workshop } is paused. Resume it before accepting, or take the order off it.
refusal-pickup-code = That is not the pickup code. Ask the customer for the one they received; an administrator may hand over without it, with a note.
refusal-workshop-unknown = There is no workshop with that name. See the list with "krafta workshops list".
    .pane = There is no workshop with that name. The names are in Shop, Workshops.
refusal-workshop-taken = There is a workshop called "{ $input }" already. Type another name or edit the one there is.
refusal-workshop-moved = { $workshop } changed meanwhile (you saw version { $seen } and it is at { $now }) and nothing was saved. Look at it again and repeat the change.
refusal-offer-unknown = { $workshop } does not offer the product "{ $sku }". Add it with "krafta offers add".
    .pane = { $workshop } does not offer the product “{ $sku }”. Add it in Shop, Offers.
refusal-offer-taken = { $workshop } offers the product "{ $sku }" already. Edit the offer there is.
refusal-service-zone-unknown = There is no service zone "{ $input }". See the names with "krafta zones list".
    .pane = There is no service zone “{ $input }”. The names are in Shop, Zones.
refusal-service-zone-taken = There is a service zone called "{ $input }" already. Type another name.
refusal-holiday-taken = { $day } is a holiday already: { $name }. Remove it first to change its name.
refusal-holiday-unknown = { $day } is not among the holidays. See the list with "krafta holidays list".
    .pane = { $day } is not among the holidays.
refusal-units-out-of-range = "{ $input }" will not do as { $what }: type a whole number from { $least } to { $most }.
refusal-week-malformed = "{ $input }" is no week: type seven numbers from Monday to Sunday, for example 8,8,8,8,8,4,0.
refusal-offer-quantities = The least quantity ({ $least }) is above the most ({ $most }). Correct one of the two.
refusal-payee-account = "{ $input }" is no account of bank { $bank }: it takes twenty digits that begin with the bank's code. Correct it.
refusal-no-longer-fits =
    { $count ->
        [one] With that change, 1 assignment no longer fits. Look at it and repeat with --confirm and a reason: what is booked stays booked.
       *[other] With that change, { $count } assignments no longer fit. Look at them and repeat with --confirm and a reason: what is booked stays booked.
    }
    .pane = { $count ->
        [one] With that change, 1 assignment no longer fits. Look at it and, if it is to be so, write a reason: what is booked stays booked.
       *[other] With that change, { $count } assignments no longer fit. Look at them and, if it is to be so, write a reason: what is booked stays booked.
    }
refusal-period-backwards = The period ends before it begins. Type the earlier date first.
refusal-period-long = The period from { $from } to { $until } is too long: it may have { $most } days. Split it.
refusal-closed-days-unknown = No proposal of closed days waits for an answer for that day. See the list of proposals.
refusal-closed-days-state = That proposal of closed days is { $status } already and does not change. If need be, the workshop proposes again.
    .database = A proposal of closed days is answered once.
refusal-closed-days-past = { $day } is over: propose days from today on.
refusal-closed-days-proposed = Some of those days are in a proposal that waits for an answer. Withdraw it first, or choose other days.
refusal-closed-days-whose = A workshop proposes and withdraws its own days; the coordinator or the admin answers.
refusal-payable-unknown = There is no payable line with that identifier.
refusal-payable-moved = One of the lines changed meanwhile and nothing was paid. Look at them again.
refusal-nothing-to-settle = There is nothing to pay on those lines. Choose lines with something left.
refusal-settlement-mixed = A settlement is of one workshop and one currency. Separate the lines.
refusal-settlement-total = The total typed is { $typed } and the lines come to { $computed }, less what the workshop owes. Check it before paying.
refusal-settlement-repeated = That workshop has a payment with that reference already. Check it, or type why it repeats.
refusal-settlement-unknown = There is no settlement with that identifier.
refusal-payment-unknown = There is no payment with that identifier.
refusal-already-reversed = That payment was reversed before.
refusal-booking-frozen = A booking of capacity is not changed: it is freed once and another is made.

## Commands

refusal-operation-reused = Operation { $operation } was used with other data and nothing was done. Repeat with a new identifier.
    .database = That identifier was used with other data and nothing was done. Repeat with a new one.
refusal-order-unknown = There is no order { $order }. Check the number.
    .database = There is no order of that number. Check the number.
refusal-payment-already =
    { $status ->
        [CONFIRMED] The payment of { $order } is confirmed already: by { $by } on { $at }. There is nothing to repeat.
        [REJECTED] The payment of { $order } is rejected already: by { $by } on { $at }. There is nothing to repeat.
       *[other] Order { $order } is cancelled already: by { $by } on { $at }. There is nothing to repeat.
    }
refusal-submission-decided =
    { $state ->
        [VERIFIED] Proof { $submission } of this order is verified already. Look at the order again.
        [REJECTED] Proof { $submission } of this order is rejected already. Look at the order again.
       *[other] Proof { $submission } of this order is not open any more. Look at the order again.
    }
refusal-submission-unknown = That proof is not of this order. Look at the order again.
refusal-empty-order = The order has no products. Add at least one.
refusal-quantity-out-of-range = The quantity of “{ $product }” is { $quantity } and has to be between 1 and { $max }. Correct it.
    .database = The quantity is not between 1 and 100,000. Correct it.
refusal-product-unknown = No product with the code “{ $sku }” is sold. Check the code.
    .database = No product of that code is sold. Check the code.
refusal-city-required = The city the order goes to is missing. Type it, or choose pickup.
refusal-city-unknown = “{ $city }” is not one of our cities, or there are several of that name. Check the name and add the state.
    .database = That is not one of our cities. Check the name and add the state.
refusal-address-required = The delivery address is missing. Type it, or choose pickup.
refusal-name-required = The name is missing. Type it.
refusal-text-too-long = { $limit } characters fit in { $field } and “{ $input }” has more. Shorten it.
refusal-no-rate = There is no exchange rate for { $day }: none has that value date or one of the five days after it. Ask an admin to record it.
    .database = There is no exchange rate for today. Ask an admin to record it.
refusal-account-unknown = We have no account in use called “{ $input }”. See the names with “krafta accounts”.
    .database = We have no account in use of that name. See the names with “krafta accounts”.
    .pane = We have no account in use called “{ $input }”. The names are in Shop, Accounts.
refusal-evidence-twice = A proof is twice among the verified ones. Leave it once.
refusal-no-refund-due = This order has no refund to pay. Request it first.
refusal-note-empty = The note is empty. Type something.
refusal-number-exhausted = No free order number was found. Repeat; if it happens again, tell whoever keeps the system.
refusal-receipt-missing = File { $digest } is not among the receipts that are kept. Look for it in the last backup, or ask the customer to send it again.
    .database = The receipt file is not kept: it is kept before it is reported.
refusal-receipt-altered = File { $digest } changed after it was kept: do not trust what it shows. Look for it in the last backup.
    .database = The receipt file is not what its SHA-256 says. Keep it under the sum of what it holds.

## What the database says

refusal-event-order = Somebody else recorded something in this order at the same time and nothing was saved. Look at it again and repeat.
refusal-status-without-event = A status is not edited: it changes when its event is recorded. Insert the event into order_events.
refusal-append-only = History is neither edited nor deleted. Record a correction: a new step, a note, or a payment that reverses the other.
refusal-created-at = The database stamps the time of creation. Leave created_at out of what you insert.
refusal-new-order = A new order waits for payment, without money or events, and its products and quote add up to what it costs. Correct what you insert.
refusal-order-frozen = Number, totals, products and delivery of an order do not change once it is placed. Cancel it and place another.
refusal-new-submission = A new proof waits for a review and only replaces a rejected one of the same order. Correct what you insert.
refusal-order-takes-no-proof = This order takes no proofs in its present status. Look at it again.
refusal-submission-declared = What was declared in a proof is not edited. Report another.
refusal-submission-state = A proof's result is recorded while its order is under review, and changes only by reopening it. Take or reopen the order.
refusal-late-without-proof = Money that comes for a cancelled order is recorded with its proof. Record the proof first.
refusal-evidence-stands = What was seen in the bank for a verified proof is not voided. Undo or reverse the verdict first.
refusal-message-cancelled = This message was cancelled before it left and is not sent. Send only those that wait.
refusal-request-answer = A request is asked without its answer, which Krafta gives. Leave the answer out.
refusal-credited-amount = The verified money of an order is the sum of its verified proofs and is not edited. Verify or reopen a proof.
refusal-refund-closed = This order already has a refund to pay, or its refund is closed. Look at the order again.
refusal-refund-currency = The payment of a refund belongs to its order and has its currency. Correct the currency.
refusal-new-assignment = A new assignment waits for a workshop. Correct what you insert.
refusal-assignment-frozen = The workshop is chosen before it is notified, and cost and policy do not change once it accepted. Cancel the assignment and open another.
refusal-workshop-excluded = That workshop already refused this order. Choose another.
refusal-payable-frozen = Amount and parties of a payable are not edited. Record a line that corrects it.
refusal-payable-unpaid = The payable is not paid in full. Record what is left.
refusal-payable-started = The workshop was already paid a part. Claw it back with a line of its own.
refusal-payable-currency = A payment has the currency of its payable. Correct the currency.
refusal-payable-exceeds = The payment is more than is left to pay, or reverses what is no payment of that payable. Correct the amount.
refusal-payable-closed = That payable is voided or on hold and takes no payments. See its status.
refusal-payable-twice = A payable is in the settlement twice. Take one out.
refusal-payable-held = That payable is on hold. Release it before paying it.
refusal-payable-not-open = That payable takes no payments any more: { $status }. Look at the list again.
refusal-payment-exceeds = { $amount } is more than is left to pay: { $left }. Type { $left } or less.
refusal-payable-not-due = { $count ->
    [one] 1 line is not due yet: it is of { $day }. Take it out, or say that it is paid early.
   *[other] { $count } lines are not due yet: the first on { $day }. Take them out, or say that they are paid early.
}
refusal-nothing-due = Nothing owed to the workshop is due: what is next is of { $day }. To pay it earlier, say so with --early.
    .pane = Nothing owed to the workshop is due: what is next is of { $day }. To pay it earlier, mark it with A.
refusal-sent-before-line = The transfer cannot have left on { $date }: what it pays is of { $made }. Correct the date.
refusal-only-to-net = Nothing is owed to the workshop: it owes { $owed } for { $order }. It is netted by itself from its next payment.
refusal-payable-not-held = That payable is not on hold: { $status }. Look at the list again.
refusal-settlement-too-long = A settlement has { $limit } lines at most. Make two.
refusal-needs-pg-trgm = PostgreSQL lacks the extension pg_trgm and it could not be created. Ask the server's administrator for: CREATE EXTENSION pg_trgm.
refusal-database-rule = The database applied a rule this program does not know and nothing was saved: { $detail } Use a newer version of Krafta.
refusal-event-actor = That would be done in the name of somebody who may not, and nothing was saved. It must be an active person with that role.
refusal-event-proof = A reported payment goes with a proof of its own that waits for review. Nothing was saved.
refusal-not-now = What is written must have happened now, give or take a day. Check the clock of this machine and of the database.
refusal-quote-figures = What is due, the rate or the term of the order are not those of its day, and nothing was saved. Take the rate of that day.
refusal-item-price = An item does not have the price of its product, or the product is not active. Take the price from the catalogue.
refusal-evidence-exceeded = A proof cannot count more than what was found in the bank. Nothing was saved.
refusal-out-of-bounds = A value does not fit its column and nothing was saved. Correct it: dates from 2000 to 2100, amounts up to a million millions and texts of a reasonable length.

## Amounts and rates

refusal-amount-missing = The amount is missing. Type it with cents, for example 1.234,56.
refusal-amount-malformed = “{ $input }” is not an amount. Type digits only, for example 1.234,56.
    .database = That is not an amount. Type digits only, for example 1.234,56.
refusal-amount-ambiguous = The amount “{ $input }” can be read as { $whole } or as { $fraction }. Type it with two decimals.
refusal-amount-negative = The amount “{ $input }” is negative. Type an amount above zero.
refusal-amount-zero = The amount is zero. Type an amount above zero.
refusal-amount-decimals = The amount “{ $input }” has more than two decimals. Type it with two.
refusal-amount-too-large = The amount “{ $input }” is too large. Check that it is not a reference or an account number.
refusal-amount-scientific = The amount “{ $input }” is in scientific notation, as a spreadsheet writes it. Type all its digits.
refusal-amount-currency = The amount “{ $input }” is in { $found } and { $expected } is expected here. Type the amount in { $expected }.
refusal-currency-mixed = { $left } and { $right } cannot be combined. Convert one of them at the order's rate.
refusal-rate-invalid = “{ $input }” is not a rate. Type bolívares per dollar, above zero and with at most eight decimals, for example 93,0371.

## What people type

refusal-order-number-malformed = “{ $input }” is not an order number. It has six letters or digits, for example KRFT-7Q2M4X.
refusal-bank-unknown = “{ $input }” is not the code of a bank. Type its four digits, for example 0102.
refusal-state-unknown = “{ $input }” is not a state we ship to. Type its name or its code, for example Carabobo or VE-G.
refusal-phone-malformed = “{ $input }” is not a Venezuelan mobile phone. Type it like 0412-555.12.34.
    .database = That is not a phone. Type it like 0412-555.12.34.
refusal-national-id-malformed = “{ $input }” is not a cédula. Type it like V-12.345.678.
refusal-rif-malformed = “{ $input }” is not a RIF. It has a letter, eight digits and a check digit, for example J-07013380-5.
refusal-rif-check-digit = The last digit of the RIF “{ $input }” does not fit the others. Check all nine digits.
refusal-payer-malformed = “{ $input }” is neither a cédula nor a RIF. Type, for example, V-12.345.678 or J-07013380-5.
refusal-email-malformed = “{ $input }” is not a mail address. Type it like name@domain.com.
refusal-reference-missing = The reference is missing. Copy it from the receipt; its last four digits are enough.
refusal-reference-letters = The reference “{ $input }” may only have digits. Copy it from the receipt without letters or signs.
refusal-reference-signs = The reference “{ $input }” may only have letters and digits. Copy it from the receipt without signs.
refusal-reference-short = The reference “{ $input }” has { $digits } characters and at least { $limit } are needed. Copy all of it from the receipt.
refusal-reference-long = The reference “{ $input }” has { $digits } characters and { $limit } fit. Check that it is not an account number.
refusal-reference-scientific = The reference “{ $input }” lost digits in a spreadsheet. Format its column as text and copy it again from the receipt.
refusal-date-malformed = “{ $input }” is not a date. Type it like 22/11/2026.
    .database = That is not a date. Type it like 22/11/2026.
refusal-date-impossible = There is no day { $day } in { $month } { $year }: the month ends on day { $last }. Check the day and the month.
refusal-date-future = The date { $date } is still to come: today is { $today }. Type the day it was paid.
    .database = The date is still to come. Type the day it was paid.
refusal-date-before-order = The date { $date } is before the order, which is of { $ordered }. Type the day it was paid.
refusal-zone-unknown = “{ $input }” is not a time zone. Type its name, for example America/Caracas.

## Proofs and deliveries

refusal-proof-field-missing = { $field } is missing and { $method } asks for it. Fill it in and send the report again.
refusal-proof-currency = { $method } does not pay in { $found }. Type the amount in { $expected } or choose another method.
refusal-shipping-rate-missing = There is no rate for { $method } to { $state }. Choose another delivery, or ask an admin to create the rate.
    .database = There is no rate for that delivery to that place. Choose another delivery, or ask an admin to create the rate.
refusal-text-unstorable = The text holds a null character, which cannot be stored. Type it again.
refusal-too-many-lines = An order has { $max } products at most. Make two orders.
refusal-receipt-empty = The receipt file is empty. Save it again and attach it once more.
refusal-receipt-kind = The receipt file is not JPEG, PNG, WebP, HEIC or PDF, whatever its name says. Attach a photo or the bank's PDF.
refusal-receipt-too-large = The receipt file has { $megabytes } MB and { $limit } fit. Attach a smaller photo.
    .database = The receipt file is empty or above 5 MB. Attach a smaller photo.
refusal-digest-malformed = “{ $input }” is not a SHA-256. It has 64 lower-case hexadecimal digits.

## Operators

refusal-operator-unknown = There is no operator “{ $login }”. Use --as with yours, or ask an administrator to add you with “krafta operators add”.
refusal-operator-inactive = Operator “{ $login }” is switched off. Ask an administrator to switch it on.
refusal-operator-role = An operator is ADMIN, COORDINATOR, SUPPORT or AUDITOR, or WORKSHOP with its workshop (--workshop), which the others do not take. Correct the role or the workshop.
refusal-login-malformed = “{ $input }” cannot be an operator: write a user name, without spaces or invisible characters.
refusal-nobody-yet = This database has no operators yet. Run “krafta init” as yourself (--as) to become its administrator.
refusal-login-taken = There is an operator “{ $login }” already. Choose another name or change it with “krafta operators edit”.
    .pane = There is an operator “{ $login }” already. Choose another name or change that one.
refusal-only-reading = The program was opened to look only (read-only, here or in krafta.toml) and writes nothing. Open it without that to make changes.
refusal-not-your-login = Your database login is one person's own and does not write in anybody else's name. Come as yourself, or by the team's login.
refusal-login-no-operator = Your database login is no active operator's. Ask an administrator to assign it with “krafta operators edit OPERATOR --db-role LOGIN”.
refusal-login-runs-no-jobs = Timed jobs and the sending of messages do not run by one person's login. Run them by the team's login.
refusal-db-role-taken = The login “{ $role }” is “{ $login }”'s already. Take it away first with “krafta operators edit { $login } --db-role -”.
refusal-db-role-file = A database in a file has no logins of its own: who opens the file can be anybody. Use PostgreSQL or “krafta serve”.
refusal-db-role-workshop = A workshop does not log in to the database: it comes by “krafta serve” with its key. Leave out --db-role.
refusal-last-admin = This is the only active administrator. Name another first with “krafta operators edit --role ADMIN”.
    .pane = This is the only active administrator. Name another first.
refusal-key-malformed = “{ $input }” is no public key of SSH. Give the whole line of your .pub file, like “ssh-ed25519 AAAA… ana@laptop”.
refusal-key-algorithm = “{ $input }” is no key that this server takes: ed25519, ECDSA and security keys (sk-) are, RSA and DSA are not. Make one with “ssh-keygen -t ed25519”.
refusal-key-options = “{ $input }” has options before the key, which are not taken here. Give the line of your .pub file alone.
refusal-key-private = That is a private key, which nobody else should see. Give the file that ends in .pub, and make another key if you showed this one to anybody.
refusal-key-known = That key is registered already, as “{ $login }”. A key is one person's and is registered once: make another with “ssh-keygen -t ed25519”.
refusal-key-unknown = No key begins with “{ $input }”, or more than one does. Write more of its fingerprint, as “krafta keys list” shows it.
    .pane = No key begins with “{ $input }”, or more than one does. Write more of its fingerprint.
refusal-key-revoked = That key was revoked and never signs in again. Add another with “krafta keys add”.
    .pane = That key was revoked and never signs in again. Add another.
refusal-key-expiry = A key cannot expire on { $day }: choose a day from today to { $most }.
refusal-no-files-here = Over SSH no files of the server are read. Send the content with “-” and “< file”.
    .pane = Over SSH no files of the server are read. Paste the content here.
refusal-order-moved = { $order } changed after you saw it and nothing was saved. Look again and decide anew.

## Filters

refusal-filter-field-unknown = There is no filter “{ $field }”. You can filter by: { $known }.
refusal-filter-value-unknown = “{ $input }” is not a value of “{ $field }”.
refusal-filter-amount-malformed = In “{ $field }”, “{ $input }” is no amount. Write for example { $exact }, { $above } or { $between }.
refusal-filter-range-backwards = In “{ $field }”, “{ $input }” goes from more to less and would find nothing. Write for example { $example }.
refusal-refund-unknown = There is no such refund.
refusal-which-refund = This order has several refunds due. Say which one, by its id.
refusal-refund-part-paid = A part of this order's money was paid back already, or paid another order. If that was a mistake, reverse that payment first.
refusal-refund-repeated = The reference { $reference } already paid a refund, that of { $order }, on { $at }. If this is another payment, type why it repeats.
    .database = That reference already paid a refund. If this is another payment, type why it repeats.
refusal-refund-payment-unknown = That payment is not of a refund of this order. Look at the order and copy its id.
refusal-refund-payment-reversed = The payment with reference { $reference } was already reversed.
refusal-surplus-exceeds = { $amount } is more than the surplus: { $left }. Type { $left } or less.
    .database = That is more than the surplus of the order.
refusal-no-surplus = There is no surplus to pay back in this order.
refusal-not-surplus = Order { $order } still waits for money: record the payment as a proof, not as surplus.
refusal-surplus-order = { $order } is no other order of the same customer. A surplus is credited to an order of theirs that waits for payment.
    .database = A surplus is credited to another order of the same customer.
refusal-surplus-whole = The surplus is verified as a whole: { $whole }, not { $amount }.
refusal-credit-small = The whole bank credit ({ $credit }) is less than what it pays here: { $amount }.
refusal-credit-stated = That bank credit was stated as { $credit } in { $order }. Repeat that total or leave it empty.
    .database = That bank credit was stated with another amount.
refusal-credit-exceeded = { $used } of that bank credit were used in { $order }, and { $left } are left. If the bank shows more, type the whole credit; if { $order } has a surplus, credit that.
    .database = That bank credit was used already, and not so much of it is left.
refusal-credit-unknown = That line of the bank is not there, or was set aside: choose another.
    .database = That line of the bank is not there.
refusal-credit-other = The line of the bank says otherwise: { $what } is not the same. Choose the line again.
    .database = The line of the bank says otherwise than what is noted.
refusal-credit-frozen = What the bank showed is not changed: note a correction.
refusal-credit-sum = What is allocated of a credit is kept by the database: it is not written by hand.
refusal-credit-used = That credit already pays { $used }, or is so already: look at it again.
refusal-credit-apart = They are not the same money: what was noted and the line must be of one account, and both free.
refusal-run-unknown = There is no run { $input }. See the list of runs.
refusal-run-state = Run { $number } is { $state }: that cannot be done with it any more.
    .database = A run goes from draft to frozen to closed, or is given up before anything of it was paid.
refusal-run-frozen = What was frozen in a run does not change.
refusal-run-other = A run is of an open account, in its currency, and is paid as it was frozen.
refusal-run-moved = Run { $number } changed since you saw it. Look at it again before you freeze it.
refusal-run-total = You typed { $typed }, and the run comes to { $computed }.
refusal-run-empty = There is nothing to pay in run { $number }.
refusal-run-second = Run { $number } is above { $above }: another person has to agree before it is paid.
    .database = Another person has to agree to the run before it is paid.
refusal-run-second-same = Somebody else agrees than the person who froze the run.
refusal-run-waits = Run { $number } is closed when every line was found, failed, or was explained: { $count } are left.
    .database = A run is closed when every line was found, failed, or was explained.
refusal-run-holds = That stands in a frozen run and is paid by it. If it will not be paid, say in the run that it failed.
refusal-run-line-unknown = Run { $number } has no line { $input }.
refusal-run-line-state = Line { $line } is { $state }: that cannot be done with it.
refusal-run-line-unlike = That line of the bank is not the payment of line { $line }: it shows { $shown }, and { $paid } were paid.
refusal-bank-file-profile = Profile { $file } cannot be read: { $detail }
refusal-bank-file-unknown = There is no profile { $profile }. There are: { $profiles }.
refusal-nothing-fits = No line of the bank fits { $order } in every way. Look at what comes near, or note what you see in the bank.
refusal-bearer-required = Say who bears it: the workshop, Krafta or the courier.
refusal-goodwill-is-part = A goodwill refund gives back a part. To give back all of it, request the refund of the order.
refusal-share-unfit = A workshop gives back a share of its cost only for a delivered order, and only where it bears the refund. Leave the share out, or say that the workshop bears it.
refusal-destination-incomplete = Missing: { $field }. Type it, so that it is known where the refund goes.
refusal-destination-account = The account has twenty digits and begins with { $bank }, the code of its bank. Correct it.
refusal-refund-rate = A rate is typed when another currency left. This is counted in { $currency }: leave the rate out.
refusal-refund-kind = A part is paid back only of a confirmed order, and a goodwill refund says who bears it. Look again.

## What orders refer to

refusal-sku-taken = There is a product “{ $sku }” already. Change it with “krafta products edit”.
    .pane = There is a product “{ $sku }” already. Change that one, or use another code.
refusal-rate-exists = { $day } has the rate { $rate } already. If it is wrong, correct it with “krafta rates correct” and say why.
    .database = That day has a rate already. If it is wrong, correct it with “krafta rates correct” and say why.
    .pane = { $day } has the rate { $rate } already. If it is wrong, correct it and say why.
refusal-rate-unknown = { $day } has no rate. See those there are with “krafta rates list”.
    .pane = { $day } has no rate.
refusal-rate-unusual =
    { $about ->
        [past] The value date { $day } is over: no order will be quoted with it.
        [past-jump] The value date { $day } is over, and { $rate } is a change of { $change } against that of { $before } ({ $previous }).
        [sent] The rate { $rate } is { $change } off that of { $before } ({ $previous }).
        [far] The value date { $day } is { $days } days ahead: orders use a rate only from five days before.
        [far-jump] The value date { $day } is { $days } days ahead, and { $rate } is a change of { $change } against that of { $before } ({ $previous }).
       *[jump] The rate { $rate } is a change of { $change } against that of { $before } ({ $previous }).
    } Check it; if it is right, repeat with --confirm.
    .pane =
        { $about ->
            [past] The value date { $day } is over: no order will be quoted with it.
            [past-jump] The value date { $day } is over, and { $rate } is a change of { $change } against that of { $before } ({ $previous }).
            [sent] The rate { $rate } is { $change } off that of { $before } ({ $previous }).
            [far] The value date { $day } is { $days } days ahead: orders use a rate only from five days before.
            [far-jump] The value date { $day } is { $days } days ahead, and { $rate } is a change of { $change } against that of { $before } ({ $previous }).
           *[jump] The rate { $rate } is a change of { $change } against that of { $before } ({ $previous }).
        } Check it; if it is right, say so in the form.
refusal-rate-used =
    { $count ->
        [one] An order was quoted with the rate { $rate } of { $day }: it is not removed.
       *[other] { $count } orders were quoted with the rate { $rate } of { $day }: it is not removed.
    } Correct it with “krafta rates correct”; what was quoted stays.
    .pane =
        { $count ->
            [one] An order was quoted with the rate { $rate } of { $day }: it is not removed.
           *[other] { $count } orders were quoted with the rate { $rate } of { $day }: it is not removed.
        } Correct it; what was quoted stays.
    .database = Orders were quoted with that rate: it is not removed. Correct it with “krafta rates correct”.
refusal-rate-frozen = A rate is never rewritten: it is ended with a reason and another is added. Use “krafta rates correct”.
    .pane = A rate is never rewritten: it is ended with a reason and another is added. Correct it.
refusal-shipping-exists = There is a rate of { $method } for { $place } already. Use --replace to close that one and put this.
    .pane = There is a rate of { $method } for { $place } already. Change that one.
refusal-shipping-unknown = There is no active rate { $id }. See “krafta shipping list”.
    .pane = There is no active rate { $id }.
refusal-area-unknown = There is no zone “{ $input }”. See “krafta shipping zones”.
    .pane = There is no zone “{ $input }”.
refusal-alias-taken = There is an account “{ $alias }” already. Choose another alias or change it with “krafta accounts edit”.
    .pane = There is an account “{ $alias }” already. Choose another alias or change that one.
refusal-account-known = It is the same account as “{ $alias }”, by another name. Use that one; if it is closed, open it with “krafta accounts edit "{ $alias }" --enable”.
    .database = That account is there already, by another name. Find it with “krafta accounts list --all”.
    .pane = It is the same account as “{ $alias }”, by another name. Use that one; if it is closed, open it.
refusal-account-incomplete = To receive { $method }, { $flag } is missing. Add it and repeat.

## Evidence

refusal-which-submission = Several proofs wait for review: { $numbers }. Say which with --submission, or give each with --evidence.
refusal-evidence-malformed = “{ $input }” is no evidence. Write it like 1:ACCOUNT:22/11/2026:4.512,30:00482913 (proof, account, date, amount, reference).

refusal-view-name = Type a name for the view.
refusal-view-unknown = You have no view “{ $name }” of this list. See those there are with “krafta views”.
    .pane = You have no view “{ $name }” of this list.
refusal-too-many-views = You have { $most } views of this list already. Remove one before saving another.
refusal-message-unknown = There is no message “{ $message }”. See those there are with “krafta messages list”.
    .pane = There is no message “{ $message }”. Look at them in Shop, Messages.
refusal-message-waits = That cannot be done with a message in this state ({ $state }). See how it is with “krafta messages show”.
    .pane = That cannot be done with a message in this state ({ $state }). ⏎ shows how it is.
refusal-message-erased = The text and address of this message were erased: it cannot be sent again.
refusal-message-cool-down = This message was sent again just now. You can repeat it after { $at }.
refusal-contact-empty = Say what changes: e-mail, phone or language.
refusal-message-state = A message cannot come to that state.
refusal-message-frozen = What a message says, and to whom, does not change once it is written. Write another one.
refusal-sheet-not-text = The file is not in UTF-8 (line { $line }) and nothing was imported. Save it as “CSV UTF-8” and repeat.
refusal-sheet-header = The column “{ $given }” is missing, repeated or not known, and nothing was imported. The columns are: { $known }.
refusal-sheet-too-large = The file is over 16 MB and nothing was imported. Split it.
refusal-line-columns = The row has not as many cells as the first one: { $detail }. Check commas and quotes.
refusal-line-cell-missing = The cell { $detail } is missing.
refusal-line-cell = The cell is not understood: { $detail }
refusal-statement-large = The file is over 5 MB and was not read. Download a shorter period from the bank.
refusal-statement-many = The file has more than 50,000 lines and was not read. Download a shorter period from the bank.
refusal-statement-empty = The file is empty. Download it from the bank again.
refusal-statement-nothing = By the profile { $profile } the file has no movement that can be read; refused rows: { $refused }. See why, or choose another profile.
refusal-statement-encoding = The text of the file is in none of this profile's encodings. Choose another profile.
refusal-statement-kind = This kind of file is not what the profile expects. Choose another profile.
refusal-statement-damaged = The file is damaged or has a password and cannot be read. Download it from the bank again.
refusal-statement-unpacked = The file takes too much when it is opened and was not read. Download it from the bank again, and add nothing to it.
refusal-statement-header = The row with these titles is not there: { $tokens }. Choose another profile.
refusal-statement-unknown = No profile understands this file. Choose one, or make a new one of its first rows.
refusal-statement-other-bank = This file is not of the account's bank: it looks like { $found }. Choose another account or another file.
refusal-statement-profiles = Several profiles read this file: { $profiles }. Say which it is, by its name.
refusal-statement-profile-unknown = There is no profile “{ $profile }”. Those there are: { $profiles }.
refusal-statement-profile-name = “{ $input }” is no name for a profile. Use up to 40 small letters without accents, digits and underscores, not ending in “notice”, which is for messages.
refusal-statement-profile-taken = There is a profile “{ $profile }” already, and it stays as it is. Give the new one another name, or say that it replaces it.
refusal-statement-profile-columns = The profile lacks the column of the date or of the amount. Say which they are: one amount with its sign, or what came and what left.
refusal-statement-profile-few = So the profile reads { $read } rows and refuses { $refused }, and would not know the file. Look at the columns, the form of the date and the decimals.
refusal-statement-profile-unsure = With this profile nobody could say whose the file is: { $profiles } would read it too. Say of which bank it is, or give it the name of the other to take its place.
refusal-statement-profile-place = Own profiles are kept in the folder banks beside krafta.toml, and this program was opened without knowing where that is. Open it with a configuration file.
refusal-statement-profile-column = There is no column “{ $input }” in the file. Say it by its title or its number; columns: { $columns }.
refusal-statement-profile = The profile “{ $file }” is wrong in line { $line }: { $detail }
refusal-statement-amount = The amount “{ $input }” cannot be read in one way only. Look at the line in the bank.
refusal-statement-two-amounts = The line has an amount that comes and one that leaves. Look at it in the bank.
refusal-statement-sign = Nothing says whether the money came or left: “{ $input }” is not known, or contradicts the amount.
refusal-statement-date = The date “{ $input }” cannot be read in one way only. Look at the line in the bank.
refusal-statement-reference = The reference “{ $input }” lost digits in a spreadsheet. Download the file again and do not save it with Excel.
refusal-statement-columns = The line has not the columns of the others. Check commas, quotes and tabs.
refusal-statement-long = The line has a text too long to be of the bank.
refusal-statement-text = The line has characters that are no text.
refusal-statement-notice = No profile understands this message: “{ $input }”
