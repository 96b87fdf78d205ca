# The frame, the overlays and the actions every pane has.

shell-palette = comandos
    .help = Va por su nombre a cualquier vista, acción, pedido, cliente, taller o persona.
shell-help = ayuda
    .help = Muestra todo lo que se puede hacer aquí; ⏎ lo ejecuta.
shell-quit = salir
    .help = Cierra el programa; pregunta si hay algo guardándose.
shell-go-1 = ir a Pagos
    .help = Va a Pagos.
shell-go-2 = ir a Pedidos
    .help = Va a Pedidos.
shell-go-3 = ir a Talleres
    .help = Va a Talleres.
shell-go-4 = ir a Liquidaciones
    .help = Va a Liquidaciones.
shell-go-5 = ir a Tienda
    .help = Va a Tienda.
shell-region = otro panel
    .help = Pasa del detalle a la lista y de vuelta, o a la lista de al lado.
shell-back = atrás
    .help = Vuelve un paso, también a la vista de donde viniste, sin perder nada.
shell-refresh = actualizar
    .help = Vuelve a leer los datos y redibuja la pantalla.
shell-freeze = congelar
    .help = Deja de actualizar las filas hasta que la pulses otra vez.
shell-down = bajar
    .help = Baja una fila.
shell-up = subir
    .help = Sube una fila.
shell-first = al principio
    .help = Va a la primera fila.
shell-last = al final
    .help = Va a la última fila.
shell-half-down = bajar media página
    .help = Baja media página.
shell-half-up = subir media página
    .help = Sube media página.
shell-page-down = bajar una página
    .help = Baja una página.
shell-page-up = subir una página
    .help = Sube una página.
shell-leave = salir ya
    .help = Sale siempre y deja la terminal como estaba.

shell-frozen = congelado
shell-blocked = Sin base de datos no se puede guardar: espera a que vuelva la conexión.
shell-link-lost = Sin base de datos · intento { $attempt }, otro en { $wait } · datos de hace { $age }, { $at }
shell-too-small = krafta necesita { $width }×{ $height }; esta ventana tiene { $now_width }×{ $now_height }.

shell-help-title = Ayuda · { $pane }
shell-help-keys = escribe para buscar · ⏎ ejecutar · Esc cerrar
shell-palette-title = Comandos
shell-typing-keys = ⏎ aplicar · Esc cerrar
shell-nothing-found = Nada coincide: borra algo de lo escrito.
shell-picker-keys = escribe para buscar · ⏎ elegir · Esc cerrar
shell-menu-keys = ↑↓ mover · ⏎ elegir · q salir
shell-reader-keys = ↑↓ desplazar · Esc cerrar
shell-close-keys = ⏎ cerrar
shell-form-keys = Tab siguiente · Ctrl-s enviar · Esc cerrar
shell-cells-keys = = fila · . celda · Tab siguiente · Ctrl-s enviar · Esc cerrar
shell-form-leaving = Esc otra vez descarta lo escrito
shell-field-required = Falta este dato.
shell-field-rate = Tasa
shell-rate-hint = Sin ella, la del día.
shell-rate-unusual = La tasa { $rate } se aparta { $change } de la del { $day } ({ $previous }). Revísala antes de seguir.
shell-cancel = Cancelar
shell-confirm-keys = Tab cambiar · ⏎ elegir · Ctrl-s enviar · Esc cerrar
shell-confirm-type = Para seguir, escribe { $what }

shell-conflict = Cambió mientras decidías
shell-conflict-order = Esto pasó en { $order } desde que lo abriste:
shell-conflict-moved = { $what }: viste { $seen }, ahora { $now }
shell-conflict-nothing = No se guardó nada. Revisa los datos nuevos y decide otra vez.

shell-quit-title = Hay algo guardándose
shell-quit-writes = { $count ->
    [one] Una operación todavía no tiene respuesta.
   *[other] { $count } operaciones todavía no tienen respuesta.
 } Si sales ahora puede que se guarde o no; repetirla después no la duplica.
shell-quit-yes = Salir de todos modos
shell-still-writing = Eso todavía se está guardando: espera a que termine.
shell-write-unsettled = La base de datos no respondió: la operación se repetirá sola, sin duplicarse, cuando vuelva.

shell-paste-nowhere = Aquí no se puede pegar: abre un campo o un filtro primero.
shell-paste-cut = Lo pegado era demasiado largo y se cortó.
shell-read-only = solo para mirar
shell-read-only-why = Se puede mirar, pero no guardar: la base de datos es de solo lectura, o el programa se abrió con --read-only.
shell-no-shell = Ctrl-Z no sirve aquí: no hay una consola a la que volver.
shell-copied = Copiado: { $value }
shell-copy-sent = Enviado al portapapeles, pero { $through } puede retenerlo: { $value }
shell-saved = Guardado en { $path }
shell-session-over = Tu sesión terminó
shell-session-over-what = Lo que estaba sin enviar no se guardó.
shell-more-failed = No se pudieron leer más filas: { $why }
shell-reload-failed = Las filas son las de antes: no se pudieron leer otra vez. { $why }
shell-not-saved = No se pudo guardar el archivo: { $why }
shell-opened = Se abrió una copia: { $path }
shell-not-opened = No se pudo abrir: { $why }

shell-panic = krafta falló y se cerró; nada quedó a medias en la base de datos. El informe está en { $path }
shell-panic-unwritten = krafta falló y se cerró; nada quedó a medias en la base de datos. El informe no se pudo escribir ({ $fault }): { $what }

shell-keys-title = Teclas
shell-keys-intro = Escrito a partir de las tablas de acciones del programa; una prueba lo mantiene al día.
shell-keys-everywhere = En todas partes
shell-keys-key = tecla
shell-keys-action = acción
shell-keys-risk = riesgo
shell-keys-who = quién
shell-risk-low = bajo: actúa enseguida
shell-risk-medium = medio: pregunta
shell-risk-high = alto: pide escribir el número o el monto
shell-caution-skew = reloj mal
shell-caution-ahead = reloj mal
shell-caution-behind = datos viejos
shell-caution-replaced = otro archivo
shell-caution-dead =
    { $count ->
        [one] 1 mensaje sin salir
       *[other] { $count } mensajes sin salir
    }
shell-caution-late =
    { $count ->
        [one] 1 mensaje atrasado
       *[other] { $count } mensajes atrasados
    }
shell-caution-words = mensajes con error
shell-alerts = { $count ->
    [one] 1 aviso
    [100] +99 avisos
   *[other] { $count } avisos
}
shell-sort-title = Ordenar por
shell-sort = orden
    .help = Ordena por una de las columnas que se ofrecen; otra vez la misma, al revés.
shell-at-least = más de { $count }
shell-of = { $some } de { $all }
shell-rows-damaged = { $rows ->
    [one] Una fila dañada no aparece: la nombra «krafta db check».
   *[other] { $rows } filas dañadas no aparecen: las nombra «krafta db check».
}
shell-caution-unread = filas dañadas
shell-not-now = Ahora no: no corresponde a lo que está seleccionado.
shell-no-key = Aquí la tecla { $key } no hace nada; ? muestra las que sirven.
shell-kind-pane = vista
shell-kind-recent = reciente
shell-kind-order = pedido
shell-kind-customer = cliente
shell-kind-workshop = taller
shell-kind-operator = persona
shell-searching = Buscando…
shell-palette-keys = escribe para buscar · ⏎ ir o hacer · Esc cerrar
shell-kind-alike = se parece a lo escrito
shell-one-region = Aquí hay un solo panel.
shell-help-now = Aquí, ahora
shell-help-moving = Moverse
shell-help-program = El programa
shell-help-not-now = Aquí, pero no ahora
shell-link-loading = Sin base de datos: se leerá en cuanto vuelva.
shell-saved-some = Se guardaron las primeras { $rows } filas. Para todas, usa el comando de la lista con --out.
shell-export = exportar la lista
    .help = Guarda en la carpeta de exportaciones todo lo que muestra la lista, como CSV.

shell-views = vistas guardadas
    .help = Tus vistas de esta lista y las que otros comparten; guarda cómo la ves ahora.
shell-views-title = Vistas guardadas
shell-view-of = de { $by }
shell-view-starts = al abrir
shell-view-shared = para todos
shell-view-save = guardar esta vista…
shell-view-remove = quitar «{ $name }»
shell-view-removed = Vista «{ $name }» quitada.
shell-view-save-title = Guardar la vista
shell-view-save-yes = Guardar
shell-view-save-what = Guarda el filtro, la vista elegida, el orden y las columnas. Una del mismo nombre se reemplaza.
shell-view-name = nombre
shell-view-for = para
shell-view-for-me = mí
shell-view-for-all = todo el equipo
shell-view-start = abrir con ella
shell-view-saved = Vista guardada.
shell-confirm-differs = No es lo que se pide: escríbelo igual.
shell-view-columns = elegir columnas…
shell-view-columns-title = Columnas
shell-view-column-shown = se muestra
shell-view-column-hidden = oculta
shell-file-orders = pedidos
shell-file-review = por revisar
shell-file-work = trabajo
shell-file-unassigned = sin taller
shell-file-board = tablero
shell-file-payables = liquidaciones
shell-file-settlements = pagos a talleres
shell-file-statement = estado de cuenta
shell-file-aging = antigüedad
shell-trust-shared = compartida
