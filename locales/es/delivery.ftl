# Las modalidades de entrega.
delivery-PICKUP = retiro
delivery-LOCAL_DELIVERY = delivery local
delivery-NATIONAL_SHIPPING = envío nacional
