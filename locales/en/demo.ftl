# The invented shop of "krafta demo".
demo-welcome = An invented shop: all of it is gone when you leave. New proofs arrive, and Luis reviews some of them.
demo-orders = Inventing orders
demo-pictures = Keeping receipts
demo-indexes = Building indexes
demo-filled = Done: { $orders } orders in { $database }. Open it with "krafta --database { $database } --as { $operator }".
demo-ask = { $database } will be filled with { $orders } invented orders. Go on? [y/N]
demo-answer-yes = y yes
demo-declined = Nothing was filled.
demo-unasked = Without a terminal there is nobody to ask. Add --yes to fill the database.
demo-not-empty = { $database } has data already ({ $table }) and was not touched. The demonstration fills only an empty database.
demo-too-many = Too many orders: { $most } at most.
