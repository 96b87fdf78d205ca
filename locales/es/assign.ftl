# Quién puede hacer un pedido, por qué los demás no, y lo que los talleres tienen entre manos.
assign-head-ready = listo el
assign-head-margin = queda
assign-head-cost = costo
assign-head-acceptance = acepta
assign-head-load = carga
assign-head-city = ciudad
assign-head-due = responde o entrega
assign-late = { $until } (tarde)
assign-empty-queue = Ningún pedido espera taller.
assign-empty-works = Los talleres no tienen nada entre manos.
assign-no-rankings = El pedido no tiene una elección guardada.
assign-failed = No, { $reason }: { $names }
assign-and-more = y { $count } más
assign-books = Unidades reservadas: { $days }.
assign-books-day = { $units } el { $day }
assign-exceeds = Pasa del cupo de ese día en { $units ->
    [one] 1 unidad
   *[other] { $units } unidades
 }.
assign-not-first = No es el primero hoy: es el { $place }.º, y el primero es { $first }.
assign-because = Va igual porque: { $reason }
assign-nobody = 0 de { $total }: { $tallies }.
assign-nobody-there = Todavía no hay talleres.
assign-nearest = El día más cercano: { $day }.
assign-change-ceiling = Lo más barato: subir el costo máximo a { $cost }, y lo toma { $workshop }.
assign-change-unpause = Lo más barato: quitar la pausa de { $workshop }.
assign-change-zone = Lo más barato: que { $workshop } cubra también esa entrega.
assign-change-wait = Lo más barato: esperar al { $day }, y lo toma { $workshop }.
assign-change-offer = Lo más barato: que { $workshop } ofrezca lo que falta.

## Por qué no, de un taller o de un grupo
assign-one-INACTIVE = inactivo
assign-one-PAUSED = en pausa
assign-one-PAUSED-until = en pausa hasta el { $day }
assign-one-OUT_OF_ZONE = fuera de zona
assign-one-NO_OFFER = no ofrece todo el pedido
assign-one-QUANTITY = no hace esa cantidad
assign-one-NO_CAPACITY = sin cupo
assign-one-NO_CAPACITY-until = sin cupo hasta el { $day }
assign-one-EXCLUDED = ya rechazó este pedido
assign-one-OVER_CEILING = pasa del costo máximo
assign-many-INACTIVE = { $count ->
        [one] { $count } inactivo
       *[other] { $count } inactivos
    }
assign-many-PAUSED = { $count } en pausa
assign-many-PAUSED-until = { $count } en pausa hasta el { $day }
assign-many-OUT_OF_ZONE = { $count } fuera de zona
assign-many-NO_OFFER = { $count } sin oferta para todo el pedido
assign-many-QUANTITY = { $count ->
        [one] { $count } no hace esa cantidad
       *[other] { $count } no hacen esa cantidad
    }
assign-many-NO_CAPACITY = { $count } sin cupo
assign-many-NO_CAPACITY-until = { $count } sin cupo hasta el { $day }
assign-many-EXCLUDED = { $count ->
        [one] { $count } ya lo rechazó
       *[other] { $count } ya lo rechazaron
    }
assign-many-OVER_CEILING = { $count ->
        [one] { $count } pasa del costo máximo
       *[other] { $count } pasan del costo máximo
    }
