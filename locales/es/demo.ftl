# La tienda inventada de «krafta demo».
demo-welcome = Tienda inventada: todo se borra al salir. Llegan comprobantes nuevos y Luis revisa algunos.
demo-orders = Inventando pedidos
demo-pictures = Guardando comprobantes
demo-indexes = Ordenando índices
demo-filled = Listo: { $orders } pedidos en { $database }. Ábrela con «krafta --database { $database } --as { $operator }».
demo-ask = Se llenará { $database } con { $orders } pedidos inventados. ¿Seguir? [s/N]
demo-answer-yes = s sí si
demo-declined = No se llenó nada.
demo-unasked = Sin terminal no se puede preguntar. Agrega --yes para llenar la base de datos.
demo-not-empty = { $database } ya tiene datos ({ $table }) y no se tocó. La demostración solo llena una base de datos vacía.
demo-too-many = Demasiados pedidos: como mucho { $most }.
