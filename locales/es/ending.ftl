# Lo que pasa con el taller cuando su asignación termina antes de tiempo.
ending-days = { $workshop }: { $units ->
        [one] se libera 1 unidad
       *[other] se liberan { $units } unidades
    } de cupo ({ $days }).
ending-agreed = Costo acordado { $cost }; pagado al taller { $paid }.
ending-share = Se le debe el { $percent } % del costo.
ending-voided = Se anula lo que faltaba por pagar: { $amount }.
ending-fee = Queda por pagarle { $amount } por la cancelación.
ending-clawback = El taller devuelve { $amount }, en su próxima liquidación.
