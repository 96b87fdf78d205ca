# Por qué un taller no puede tomar un pedido; completa «Taller Orinoco: …».
misfit-INACTIVE = está inactivo
misfit-PAUSED = está en pausa
misfit-OUT_OF_ZONE = no llega a donde se entrega
misfit-NO_OFFER = no ofrece todo el pedido
misfit-QUANTITY = no hace esa cantidad
misfit-NO_CAPACITY = no tiene cupo
misfit-EXCLUDED = ya rechazó este pedido
misfit-OVER_CEILING = pasa del costo máximo
misfit-no-day = sin fecha
