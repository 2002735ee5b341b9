"""Cases in Spanish: clients of Garbí, and a client of the vendor's own."""

from ..script import Assign, Case, Contest, Drag, Message, Move, Note, Plan

CASES = (
    Case(
        "cash_drawer",
        "5d 17:10",
        "client_lucia",
        "El cajón no se abre al cobrar en efectivo",
        """
        Buenas, desde el martes el cajón no se abre cuando cobramos en efectivo. Hay
        que abrirlo con la llave cada vez. Con tarjeta todo bien.
        """,
        tags=("hardware",),
        steps=(
            Assign("4d 07:30", "reseller_carmen", "reseller_carmen"),
            Move(
                "4d 07:55",
                "reseller_carmen",
                "backlog_client",
                text="""
                Hola Lucía, ¿puedes comprobar dos cosas, por favor?

                - que el cable del cajón esté conectado a la impresora de tickets y no
                a la de barra
                - si al imprimir un ticket de prueba se oye el clic del cajón

                Con eso sabremos si hay que cambiar el cajón o es cosa de la
                configuración.
                """,
            ),
            Plan("4d 08:00", "reseller_carmen", 2, "Preguntar a Lucía por el cajón"),
        ),
    ),
    Case(
        "ice_cream_vat",
        "1d 08:05",
        "client_sergio",
        "Cambiar el IVA de los helados para llevar",
        """
        Buenos días:

        La gestoría nos dice que los helados para llevar tienen que ir con otro tipo
        de IVA que los de mesa. ¿Se puede hacer sin duplicar todos los artículos?
        Tenemos 64 sabores.

        Un saludo, Sergio Campos
        """,
        tags=("fiscal",),
    ),
    Case(
        "shift_tips",
        "4d 09:20",
        "client_lucia",
        "Las propinas salen mal en el cierre de turno",
        """
        En el cierre del turno de noche las propinas con tarjeta salen a cero, pero en
        el del mediodía salen bien. Las chicas cobran las propinas a partir de ese
        papel, así que es un lío.
        """,
        tags=("reports",),
        steps=(
            Move("4d 10:00", "reseller_carmen", "in_progress_reseller"),
            Note(
                "3d 08:15",
                "reseller_carmen",
                """
                Lucía, ya sabemos por dónde va: el turno de noche termina pasada la
                medianoche y el cierre solo mira las propinas del día. Estamos
                preparando un cierre por turno en vez de por fecha.
                """,
            ),
            Message(
                "3d 15:40",
                "client_lucia",
                "Gracias, Carmen. Mientras, lo apunto a mano.",
            ),
        ),
    ),
    Case(
        "split_bill_blank",
        "10d 12:00",
        "reseller_carmen",
        "El TPV se queda en blanco al dividir la cuenta",
        """
        Llama Rubén, del asador: al dividir una cuenta entre más de ocho comensales, la
        pantalla se queda en blanco y hay que reiniciar el TPV. Le pasa los domingos,
        con las mesas grandes.
        """,
        contact="client_ruben",
        priority="2",
        category="tills",
        steps=(
            Move("10d 12:05", "reseller_carmen", "in_progress_reseller"),
            Move(
                "9d 08:20",
                "reseller_carmen",
                "backlog_support",
                tests="""
                Mesa de 10 comensales, división a partes iguales y por artículos, en el
                TPV del cliente y en el nuestro.
                """,
                observed="""
                En el suyo, pantalla en blanco a partir de 9 partes. En el nuestro no
                pasa. Su TPV tiene 2 GB de memoria y el nuestro 4 GB.
                """,
            ),
            Move("8d 09:30", "support_omar", "in_progress_support"),
            Note(
                "8d 10:10",
                "support_omar",
                "Con 2 GB en el emulador no falla. Necesitamos el registro del TPV.",
            ),
            Move(
                "6d 09:00",
                "support_omar",
                "backlog_reseller",
                text="""
                Hola, Carmen: con 2 GB tampoco nos falla. ¿Nos puedes mandar el
                registro del TPV justo después de que se quede en blanco? Y dinos qué
                versión de sistema tiene, por favor.
                """,
                verdict="facts_missing",
            ),
            Contest(
                "6d 09:20",
                "reseller_carmen",
                "La versión estaba en el tique, y el registro no lo pide la lista.",
            ),
            Plan(
                "6d 09:30",
                "reseller_carmen",
                3,
                "Pedir a Rubén el registro el domingo después del servicio",
            ),
        ),
    ),
    Case(
        "waiter_pin",
        "6d 07:40",
        "client_lucia",
        "Desbloquear el usuario de una camarera",
        """
        Hola, hemos vuelto a contratar a Maite y su usuario sigue dado de baja. Si la
        creo de nuevo me dice que el PIN ya existe. ¿Me la podéis desbloquear?
        """,
        tags=("users",),
        steps=(
            Move("6d 08:30", "reseller_carmen", "in_progress_reseller"),
            Move(
                "5d 09:10",
                "reseller_carmen",
                "backlog_support",
                tests="Reactivado desde la administración y desde la app de encargado.",
                observed="En los dos sitios: «No se puede activar: PIN en uso».",
            ),
            Move("5d 11:20", "support_omar", "in_progress_support"),
            Move(
                "3h",
                "support_omar",
                "confirmation_reseller",
                text="""
                Hola, Carmen: el PIN lo tenía un usuario de prácticas archivado. Lo
                hemos liberado y Maite ya está activa con su PIN de siempre. ¿Nos
                confirmas que puede entrar?
                """,
            ),
        ),
    ),
    Case(
        "credit_note_rejected",
        "3d 10:50",
        "reseller_carmen",
        "Hacienda rechaza las facturas rectificativas",
        """
        Desde el lunes se rechazan todas las rectificativas de un cliente con «Tipo de
        factura no válido». Las facturas normales se envían sin problema. El trimestre
        se cierra la semana que viene.
        """,
        priority="3",
        tags=("fiscal",),
        steps=(
            Move("3d 11:20", "support_omar", "in_progress_support"),
            Message(
                "3d 11:40",
                "support_omar",
                """
                Hola, Carmen. Me pongo con ello. ¿Las rectificativas son de facturas
                simplificadas o completas?
                """,
            ),
            Message(
                "3d 12:15",
                "reseller_carmen",
                "De simplificadas. Las hacen desde el ticket, con «Devolver».",
            ),
            Note(
                "1d 14:30",
                "support_omar",
                """
                El envío pone el tipo de las completas en las rectificativas de
                simplificadas. Compruebo si basta con la plantilla de envío antes de
                pasarlo a desarrollo.
                """,
            ),
            Plan(
                "1d 14:35",
                "support_omar",
                0,
                "Reenviar las rectificativas con la plantilla corregida",
            ),
        ),
    ),
    Case(
        "z_report_shifts",
        "19d 08:10",
        "client_sergio",
        "El informe Z no coincide con la suma de los turnos",
        """
        El informe Z del domingo suma 42,60 € más que los tres turnos juntos. He
        revisado los tickets uno a uno y los turnos están bien: es el Z el que suma mal.

        Sergio
        """,
        priority="2",
        tags=("reports",),
        steps=(
            Move("19d 09:00", "reseller_jordi", "in_progress_reseller"),
            Move(
                "18d 10:30",
                "reseller_jordi",
                "backlog_support",
                tests="""
                - Sumados los tickets del domingo: cuadran con los turnos.
                - Repetido el informe Z: sale el mismo importe.
                """,
                observed="""
                La diferencia es exactamente la venta de una mesa que se abrió en el
                turno de tarde y se cobró en el de noche: el Z la cuenta dos veces.
                """,
                files=("z-report.png",),
            ),
            Move("17d 08:40", "support_omar", "in_progress_support"),
            Move(
                "16d 12:10",
                "support_omar",
                "confirmation_reseller",
                text="""
                Hola, Jordi: hemos recalculado el día y ahora el Z cuadra. ¿Lo
                confirmáis con el próximo domingo?
                """,
            ),
            Move(
                "12d 08:20",
                "reseller_jordi",
                "backlog_support",
                tests="Cierre completo de este domingo, con tres turnos.",
                observed="""
                Vuelve a sobrar una mesa cobrada en otro turno, esta vez por 18,90 €.
                """,
            ),
            Move("12d 10:00", "support_omar", "in_progress_support"),
            Move(
                "11d 09:15",
                "support_omar",
                "backlog_dev",
                text="""
                El informe Z cuenta dos veces las mesas que se abren en un turno y se
                cobran en otro: una por la fecha de apertura y otra por la de cobro.
                Recalcular el día solo lo tapa.
                """,
            ),
            Move("6d 08:30", "dev_ines", "in_progress_dev"),
            Note(
                "3d 13:00",
                "dev_ines",
                """
                La consulta une ventas y turnos por intervalo y no por turno de cobro.
                Arreglo en pruebas, falta recalcular los históricos.
                """,
            ),
        ),
    ),
    Case(
        "loyalty_twice",
        "25d 09:00",
        "client_ruben",
        "La tarjeta de fidelización descuenta dos veces",
        """
        Buenos días. Cuando un cliente paga con los puntos de la tarjeta y luego
        anulamos una línea, los puntos se descuentan otra vez. Ya van cinco quejas.
        """,
        priority="2",
        tags=("loyalty",),
        steps=(
            Move("25d 10:10", "reseller_jordi", "in_progress_reseller"),
            Move(
                "24d 09:00",
                "reseller_jordi",
                "backlog_support",
                tests="Pago con 50 puntos y anulación de una línea antes de cerrar.",
                observed="El saldo baja 100 puntos. Al cerrar sin anular, baja 50.",
            ),
            Move("23d 08:30", "support_omar", "in_progress_support"),
            Move(
                "22d 09:45",
                "support_omar",
                "backlog_dev",
                text="""
                Al anular una línea se vuelve a aplicar el canje de puntos sin deshacer
                el anterior. Se reproduce siempre.
                """,
            ),
            Move("15d 08:00", "dev_ines", "in_progress_dev"),
            Message(
                "5d 14:20",
                "dev_ines",
                """
                Corregido: el canje se calcula ahora una sola vez, al cerrar. Irá en la
                próxima versión de la app, y los saldos afectados se corrigen solos.
                """,
            ),
            Move("5d 14:25", "dev_ines", "pending_release"),
        ),
    ),
    Case(
        "fair_test_payments",
        "16d 09:30",
        "reseller_carmen",
        "Cobros de prueba para una feria",
        """
        La semana que viene enseñamos el programa en una feria. ¿Cómo dejamos la
        pasarela en pruebas para que nadie cobre de verdad por error?
        """,
        priority="0",
        tags=("payments",),
        steps=(
            Move("16d 11:00", "support_omar", "in_progress_support"),
            Move(
                "16d 11:30",
                "support_omar",
                "confirmation_reseller",
                text="""
                Hola, Carmen: en Configuración, Pagos, activad «Modo de pruebas». La
                pantalla de cobro sale con una banda amarilla y ninguna operación
                llega al banco. Os he creado además un comercio de demostración.
                """,
            ),
            Move("15d 08:10", "reseller_carmen", "resolved"),
        ),
    ),
    Case(
        "receipt_copy",
        "2d 08:30",
        "client_lucia",
        "Copia de un ticket de ayer",
        """
        Hola: un cliente nos pide una copia de su ticket de ayer para la empresa y no
        encontramos cómo sacarla. ¿Se puede?
        """,
        priority="0",
        steps=(
            Move("2d 09:00", "reseller_carmen", "in_progress_reseller"),
            Note(
                "2d 09:10",
                "reseller_carmen",
                """
                Hola, Lucía: en Caja, Historial, buscad el importe y pulsad «Copia». Si
                la quiere a nombre de la empresa, elegid «Convertir en factura».
                """,
            ),
            Message(
                "2d 10:05", "client_lucia", "Ya está, con factura y todo. ¡Gracias!"
            ),
            Move("1d 09:10", "reseller_carmen", "resolved"),
        ),
    ),
    Case(
        "terminal_receipt",
        "6d 10:15",
        "reseller_jordi",
        "El datáfono nuevo no devuelve el justificante",
        """
        Instalamos el modelo nuevo de datáfono en dos locales. Cobra bien, pero el
        justificante no vuelve al programa y no se puede imprimir con el ticket. Con el
        modelo anterior funciona.
        """,
        tags=("payments", "hardware"),
        steps=(
            Move("6d 12:00", "support_omar", "in_progress_support"),
            Message(
                "5d 08:20",
                "support_omar",
                """
                Hola, Jordi: el datáfono nuevo manda el justificante en un campo que no
                está en la documentación. Lo consultamos con el fabricante.
                """,
            ),
            Move(
                "5d 08:30",
                "support_omar",
                "internal_review",
                text="""
                Pendiente del fabricante del datáfono: nos tienen que mandar la
                especificación de la versión nueva del protocolo.
                """,
            ),
            Plan("5d 08:35", "support_omar", 4, "Preguntar al fabricante del datáfono"),
        ),
    ),
    Case(
        "slow_backups",
        "4h",
        "reseller_carmen",
        "Las copias nocturnas dejan lento el arranque",
        """
        Dos clientes dicen que el TPV tarda más de cinco minutos en arrancar por la
        mañana desde que las copias se hacen de madrugada. ¿Se puede cambiar la hora?
        """,
    ),
    Case(
        "rooms_charge",
        "7d 09:30",
        "client_nerea",
        "Cargar consumos del bar a la habitación",
        """
        Buenos días:

        Queremos que el bar cargue los consumos a la habitación y que salgan en la
        factura del hotel. ¿Hay que instalar algo?

        Nerea Ibáñez, recepción
        """,
        team="key_accounts",
        steps=(
            Assign("7d 10:00", "direct_hugo", "direct_hugo"),
            Drag("7d 10:05", "direct_hugo", "in_progress"),
            Message(
                "6d 08:40",
                "direct_hugo",
                """
                Hola, Nerea: no hay que instalar nada, pero sí activar la conexión con
                la recepción. Os la dejo preparada esta semana y la probamos juntos.
                """,
            ),
            Plan(
                "6d 08:45",
                "direct_hugo",
                1,
                "Probar el cargo a habitación con Nerea",
                activity="mail.mail_activity_data_meeting",
            ),
        ),
    ),
    Case(
        "banquet_invoice",
        "5d 11:10",
        "client_nerea",
        "Factura de un banquete con dos tipos de IVA",
        """
        Hola, en la factura del banquete del sábado el alquiler de la sala sale con el
        mismo IVA que la comida. ¿Cómo se corrige si ya está enviada?

        Gracias, Nerea
        """,
        team="key_accounts",
        priority="2",
        tags=("fiscal",),
        steps=(
            Assign("5d 11:30", "direct_hugo", "direct_hugo"),
            Drag("5d 11:30", "direct_hugo", "in_progress"),
            Message(
                "4d 09:00",
                "direct_hugo",
                """
                Hola, Nerea: hay que hacer una rectificativa. Dime el número de la
                factura y si el cliente ya la ha pagado, y te la dejo lista para
                enviar.
                """,
            ),
            Drag("4d 09:05", "direct_hugo", "awaiting"),
        ),
    ),
)
