# Un estado de cuenta o avisos del banco entran por la terminal: la cuenta, el archivo o lo pegado, lo que haría, y lo que queda por hacer.
importar-title = Importar del banco
importar-step-account = 1 de 3 · ¿De qué cuenta es? ⏎ elige.
importar-step-source = 2 de 3 · Elige el archivo, pega las filas o escribe su ruta.
importar-step-paste = 2 de 3 · Pega aquí filas de la página del banco o de una hoja, o avisos. ⏎ las lee · Ctrl-u vacía · Esc vuelve
importar-step-reading = 2 de 3 · Leyendo
importar-step-unread = 2 de 3 · Así no se puede importar
importar-step-preview = 3 de 3 · Esto es lo que haría; todavía no se guardó nada.
importar-step-importing = 3 de 3 · Importando…
importar-step-done = Importado. Lo que queda por hacer: ⏎ abre cada cosa.
importar-column-account = cuenta
importar-column-until = importada hasta
importar-column-profile = último perfil
importar-column-file = archivo
importar-column-folder = carpeta
importar-column-size = tamaño
importar-column-day = modificado
importar-column-line = línea
importar-column-date = fecha
importar-column-reference = ref.
importar-column-text = concepto
importar-column-in = entró
importar-column-out = salió
importar-column-count = cuántos
importar-column-task = qué
importar-column-where = dónde
importar-source-paste = Pegar filas o avisos…
importar-source-path = Escribir la ruta de un archivo…
importar-path-field = Archivo
importar-path-hint = Con su ruta; ~ es tu carpeta.
importar-path-title = Leer un archivo del banco
importar-path-yes = Leer
importar-paste-nothing = Todavía no se pegó nada.
importar-paste-lines =
    { $lines ->
        [0] Todavía nada.
        [one] 1 línea pegada; se muestra el final:
       *[other] { $lines } líneas pegadas; se muestra el final:
    }
importar-reading = Leyendo el archivo…
importar-unread-help = p elige otro perfil · Esc elige otro archivo
importar-which-profile = ¿Con qué perfil se lee?
importar-pasted = lo pegado
importar-what = { $file } → { $account } · perfil { $profile }
importar-rehearsing = Ensayando lo que haría…
importar-busy = Se está importando.
importar-counts = nuevas { $added } · ya conocidas { $known } · rechazadas { $refused } · anotadas que se concilian { $reconciled }
importar-sums = del { $first } al { $last } · entró { $came } · salió { $left }
importar-gap = Lo importado antes llega hasta el { $day }: los días entre medio no están.
importar-corrected = El banco cambió líneas que ya estaban ({ $lines }): se quedan como estaban. Míralas en el banco.
importar-chain-holds = Los saldos cuadran: { $opening } + líneas = { $closing }
importar-chain-breaks = Los saldos no siguen en la línea { $line }: se esperaba { $expected } y dice { $found }. Mira si falta algo del archivo.
importar-chain-unknown = El archivo no trae saldos con que comprobarlo.
importar-catches-up = Todo lo nuevo queda apartado: es de antes de usar este programa y nadie tiene que mirarlo.
importar-refused-line = línea { $line }: { $why }
importar-refused-title = Filas rechazadas
importar-done =
    { $added ->
        [0] Nada nuevo en { $account }: todo se conocía ya.
        [one] 1 línea nueva en { $account }.
       *[other] { $added } líneas nuevas en { $account }.
    }
importar-task-fitting =
    { $count ->
        [one] pedido cuadra: ⏎ en Pagos lo confirma
       *[other] pedidos cuadran: ⏎ en Pagos los confirma
    }
importar-task-unfitting =
    { $count ->
        [one] pago por mirar
       *[other] pagos por mirar
    }
importar-task-free =
    { $count ->
        [one] ingreso de la cuenta sin pedido
       *[other] ingresos de la cuenta sin pedido
    }
importar-task-unseen =
    { $count ->
        [one] pago anotado que el banco no muestra
       *[other] pagos anotados que el banco no muestra
    }
importar-task-taken-back = { $count ->
    [one] pedido pagado con dinero devuelto
   *[other] pedidos pagados con dinero devuelto
}
importar-in-taken-back = Dinero devuelto
importar-taken-back = { $order }: el banco devolvió el dinero con que se pagó. Ábrelo en Pedidos y revierte el pago.
importar-task-refused =
    { $count ->
        [one] fila rechazada, con su motivo
       *[other] filas rechazadas, cada una con su motivo
    }
importar-task-gap = faltan los días desde el { $day }
importar-task-reconciled =
    { $count ->
        [one] pago anotado que ya se vio
       *[other] pagos anotados que ya se vieron
    }
importar-task-lines =
    { $count ->
        [one] línea nueva
       *[other] líneas nuevas
    }
importar-in-fitting = Pagos, cuadran
importar-in-unfitting = Pagos, por mirar
importar-in-refused = se leen aquí
importar-in-lines = las líneas de este archivo
importar-import = importar
    .help = Guarda lo que se ensayó. Importar lo mismo dos veces no duplica nada.
importar-choose = elegir
    .help = Elige la cuenta o el archivo, o abre lo que queda por hacer.
importar-paste = pegar
    .help = Pega filas de la página del banco o de una hoja, o los avisos que manda.
importar-path = ruta
    .help = Escribe la ruta de un archivo.
importar-profile = perfil
    .help = Lee lo mismo con otro perfil.
importar-catch-up = poner al día
    .help = Todo lo nuevo queda apartado: es de antes de usar este programa. De nuevo, no.
importar-other = otro archivo
    .help = Importa otro archivo de la misma cuenta.
importar-unread-help-guide = n hace un perfil con sus primeras filas · p elige otro perfil · Esc elige otro archivo
importar-guide = perfil nuevo
    .help = Hace un perfil propio con las primeras filas del archivo: se ve lo que leería antes de guardarlo.
