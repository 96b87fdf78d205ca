# Why a workshop cannot take an order; completes "Taller Orinoco: …".
misfit-INACTIVE = is inactive
misfit-PAUSED = is paused
misfit-OUT_OF_ZONE = does not reach where it is delivered
misfit-NO_OFFER = does not offer the whole order
misfit-QUANTITY = does not make that quantity
misfit-NO_CAPACITY = has no room
misfit-EXCLUDED = refused this order before
misfit-OVER_CEILING = is over the highest cost
misfit-no-day = no date
