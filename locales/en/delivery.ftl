# The ways of delivery.
delivery-PICKUP = pickup
delivery-LOCAL_DELIVERY = local delivery
delivery-NATIONAL_SHIPPING = national shipping
