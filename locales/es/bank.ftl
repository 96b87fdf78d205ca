# Lo que muestran los bancos.
bank-origin-STATEMENT = estado de cuenta
bank-origin-NOTICE = aviso del banco
bank-origin-ATTESTED = anotado a mano
bank-act-NOTE = nota
bank-act-SET_ASIDE = se dejó aparte
bank-act-RESTORED = volvió a esperar
bank-act-RECONCILED = conciliado
bank-set-aside = aparte: no es de ningún pedido
bank-pays = { $amount } de { $order }
bank-paid-once = { $amount } de { $order }, ya no cuenta
bank-never = nunca
bank-gap = ⚠ { $account }: faltan los días entre el { $until } y el { $from }.
bank-break = ⚠ { $account }: un archivo cierra en { $closing } y el que sigue abre en { $opening }.
bank-chain-broken = ⚠ { $account }: los saldos del archivo hasta el { $day } no siguen entre sí.
