# Cómo cobra un taller; «.short» bajo un encabezado.
policy-PREPAID = Pago por adelantado
    .short = Adelantado
policy-DEPOSIT_BALANCE = Anticipo y saldo
    .short = Anticipo
policy-ON_READY = Al estar listo
    .short = Al estar listo
policy-ON_DELIVERY = Al entregarse
    .short = Al entregar
policy-WEEKLY_CUT = Corte semanal
    .short = Semanal
policy-BIWEEKLY_CUT = Corte quincenal
    .short = Quincenal
policy-MONTHLY_CUT = Corte mensual
    .short = Mensual
