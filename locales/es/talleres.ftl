# La vista Talleres: el tablero de cupo por día y lo que llena cada día.
talleres-title = Talleres

talleres-look = ver el día
    .help = Muestra qué pedidos llenan el día del taller; ⏎ en uno abre su historia.
talleres-later = día siguiente
    .help = Pasa al día siguiente.
talleres-sooner = día anterior
    .help = Pasa al día anterior.
talleres-page-later = días siguientes
    .help = Pasa a los días que siguen a los mostrados.
talleres-page-sooner = días anteriores
    .help = Pasa a los días anteriores a los mostrados.
talleres-today = hoy
    .help = Vuelve al día de hoy.
talleres-filter = filtrar
    .help = Muestra solo los talleres cuyo nombre contiene lo escrito.
talleres-copy = copiar
    .help = Copia el nombre del taller.

talleres-weekday-1 = lun
talleres-weekday-2 = mar
talleres-weekday-3 = mié
talleres-weekday-4 = jue
talleres-weekday-5 = vie
talleres-weekday-6 = sáb
talleres-weekday-7 = dom
talleres-today-word = hoy

talleres-unassigned = sin asignar { $count }
talleres-to-answer = por responder { $count }
talleres-answers-late = { $count ->
    [one] 1 vencido
   *[other] { $count } vencidos
 }
talleres-in-production = en producción { $count }
talleres-legend-taken = aceptado
talleres-legend-held = por responder
talleres-legend-over = sobre el cupo
talleres-closed = cerrado
talleres-paused = pausado
talleres-paused-until = pausado hasta el { $day }
talleres-filter-hint = nombre del taller · ⏎ listo · Esc deshacer

talleres-loading = Leyendo el cupo de los talleres.
talleres-empty = No hay talleres activos.
talleres-empty-help = krafta workshops add crea el primero
talleres-empty-filter = Ningún taller coincide.
talleres-empty-filter-help = Esc quita el filtro · / lo cambia
talleres-failed-help = Ctrl-r lo intenta otra vez

talleres-cell-title = { $workshop } · { $day }
talleres-cell-empty = { $cell }: nada reservado.
talleres-fills = { $units ->
    [one] 1 unidad
   *[other] { $units } unidades
 } · { $status }
talleres-for = para el { $day }
talleres-answers-by = responde hasta el { $at }
talleres-went-over = ▲ sobre el cupo: { $reason }
talleres-copied = { $what } copiado.
