"""Cases in Catalan: clients of Garbí."""

from ..script import Ask, Case, Message, Move, Note, Plan, Rate, Wait

CASES = (
    Case(
        "sales_report",
        "9d 08:15",
        "client_montse",
        "L'informe de vendes no quadra amb la caixa",
        """
        Bon dia,

        L'informe de vendes d'ahir diu 1.284,30 € i a la caixa n'hi ha 1.268,80 €. Ja
        ens va passar dissabte passat. Ho heu mirat amb algú més?

        Gràcies, Montse
        """,
        tags=("reports",),
        steps=(
            Move("9d 09:05", "reseller_nuria", "in_progress_reseller"),
            Note(
                "9d 09:40",
                "reseller_nuria",
                """
                Hola Montse, els 15,50 € són els dos tiquets que es van cobrar després
                de tancar el torn, a les 21:12. Surten a l'informe del dia però no a la
                caixa. Ho estem revisant.
                """,
            ),
            Move(
                "8d 10:20",
                "reseller_nuria",
                "backlog_client",
                text="""
                Montse, per confirmar-ho necessitem dues coses:

                - el full de tancament de dissabte (una foto ja va bé)
                - saber si algú va cobrar amb l'usuari «Obrador» després de les 21:00

                Quan ho tinguis, respon aquí mateix i seguim.
                """,
            ),
            Plan(
                "8d 10:25",
                "reseller_nuria",
                -2,
                "Trucar a la Montse si no ha enviat el full de tancament",
                activity="mail.mail_activity_data_call",
            ),
        ),
    ),
    Case(
        "bar_user_locked",
        "2h",
        "client_pau",
        "Usuari bloquejat a la barra",
        """
        Hola, l'usuari de la barra s'ha bloquejat després de posar malament el codi
        tres vegades. Som a mig servei i només podem cobrar des de la caixa de
        l'entrada. Ens el podeu desbloquejar, si us plau?
        """,
        priority="2",
        tags=("users",),
    ),
    Case(
        "terrace_printer",
        "3d 12:30",
        "client_pau",
        "La impressora de cuina no imprimeix les comandes de la terrassa",
        """
        Des d'ahir les comandes que entrem des de la terrassa no surten a la
        impressora de cuina. Les de la sala sí que surten. Hem apagat i engegat la
        impressora i continua igual.
        """,
        priority="2",
        tags=("hardware", "network"),
        category="tills",
        steps=(
            Move("3d 13:10", "reseller_jordi", "in_progress_reseller"),
            Move(
                "3d 13:25",
                "reseller_jordi",
                "backlog_client",
                text="""
                Hola Pau, ens pots enviar el registre de la impressora? El trobaràs a
                Configuració, Impressores, Cuina, «Descarregar registre».
                """,
            ),
            Message(
                "2d 08:50",
                "client_pau",
                "Bon dia Jordi, aquí el tens. Ahir a la nit va tornar a passar.",
                files=("printer-log.txt",),
            ),
            Move("2d 09:30", "reseller_jordi", "in_progress_reseller"),
            Note(
                "2d 09:45",
                "reseller_jordi",
                """
                Hi ha un altre aparell que fa servir la mateixa adreça que la
                impressora. Demà al matí passo pel local i hi poso una adreça fixa.
                Mentrestant les comandes de la terrassa surten per la impressora de la
                barra.
                """,
            ),
            Plan(
                "2d 09:50",
                "reseller_jordi",
                1,
                "Passar per Can Sargantana: adreça fixa a la impressora de cuina",
                activity="mail.mail_activity_data_meeting",
            ),
            Wait(
                "1d 10:20",
                "reseller_jordi",
                4,
                """
                La impressora ja té l'adreça fixa. Falta canviar el commutador de xarxa
                de la terrassa: l'hem demanat, i aquest dia passem a muntar-lo.
                """,
            ),
        ),
    ),
    Case(
        "card_payment",
        "2d 07:20",
        "client_pau",
        "El pagament amb targeta falla en tancar el compte",
        """
        Ahir a la nit va fallar quatre vegades el pagament amb targeta. El datàfon diu
        que l'operació és correcta, però el programa diu «Pagament cancel·lat» i el
        compte queda obert. A un client li vam cobrar dues vegades!
        """,
        priority="3",
        tags=("payments",),
        steps=(
            Move("2d 07:45", "reseller_nuria", "in_progress_reseller"),
            Note(
                "2d 07:50",
                "reseller_nuria",
                """
                Pau, ens hi posem ara mateix. Mentrestant, si torna a passar, mireu el
                rebut del datàfon abans de tornar a cobrar.
                """,
            ),
            Message(
                "2d 08:30",
                "client_pau",
                "D'acord. Us envio el registre de la caixa d'ahir.",
                files=("payment-log.txt",),
            ),
            Move(
                "1d 09:15",
                "reseller_nuria",
                "backlog_support",
                tests="""
                - Reproduït amb una targeta de proves: 1 de cada 6 cobraments.
                - Canviat el cable de xarxa i la boca del commutador: igual.
                - Versió de l'aplicació actualitzada a l'última publicada: igual.
                """,
                observed="""
                El datàfon autoritza al cap de 45 segons, però el programa cancel·la
                l'espera als 30. L'import queda cobrat i el compte, obert. Adjunto la
                captura i el registre del client és més amunt.
                """,
                files=("terminal-error.png",),
            ),
        ),
    ),
    Case(
        "loyalty_points",
        "7d 10:00",
        "client_aina",
        "Les targetes de fidelització no sumen punts",
        """
        Bon dia, alguns clients es queixen que no els sumem els punts de la targeta.
        He fet la prova amb la meva: quan al tiquet hi ha un llibre i un cafè, només
        compta el cafè.

        Salutacions, Aina
        """,
        tags=("loyalty",),
        steps=(
            Move("7d 11:30", "reseller_nuria", "in_progress_reseller"),
            Move(
                "5d 08:40",
                "reseller_nuria",
                "backlog_support",
                tests="""
                Tiquet amb un article al 4 % i un altre al 10 %, amb la targeta passada
                abans i després d'entrar els articles.
                """,
                observed="""
                Només sumen punts els articles del tipus d'IVA de l'última línia. Amb
                un sol tipus d'IVA, tot correcte.
                """,
            ),
            Move("4d 09:10", "support_laia", "in_progress_support"),
            Message(
                "4d 09:35",
                "support_laia",
                """
                Hola Núria, gràcies per les proves. Ho veig també al nostre entorn.
                Em podries dir si la promoció «Dimarts lector» està activa en aquest
                local?
                """,
            ),
            Message(
                "3d 10:05",
                "reseller_nuria",
                "Hola Laia, sí, està activa des de l'1 del mes passat.",
            ),
            Note(
                "3d 10:30",
                "support_laia",
                """
                Amb la promoció desactivada suma bé. Sembla una regla de la promoció i
                no un error del programa: ho provo amb una còpia de les seves dades.
                """,
            ),
            Plan(
                "3d 10:35",
                "support_laia",
                0,
                "Acabar la prova amb la còpia de les dades de l'Espígol Blau",
            ),
        ),
    ),
    Case(
        "delivery_duplicates",
        "11d 11:40",
        "client_montse",
        "Les comandes de Furgolet entren duplicades",
        """
        Bon dia, des de dilluns les comandes que ens arriben per Furgolet entren dues
        vegades. Avui hem preparat dues coques de recapte de més. Ens ho podeu mirar?
        """,
        priority="2",
        tags=("delivery",),
        category="tills",
        steps=(
            Move("11d 12:10", "reseller_jordi", "in_progress_reseller"),
            Move(
                "10d 08:30",
                "reseller_jordi",
                "backlog_support",
                tests="""
                - Comanda de prova des de l'aplicació de Furgolet: entra duplicada.
                - Desconnectada i tornada a connectar la integració: igual.
                """,
                observed="""
                Cada comanda arriba dues vegades amb un segon de diferència i el mateix
                identificador. Adjunto el registre.
                """,
                files=("webhook-log.txt", "delivery-order.png"),
                checks=(
                    ("restarted", "done", "Igual: cada comanda entra dues vegades."),
                    ("other_device", "not_done", "Només tenen una caixa."),
                ),
            ),
            Move("10d 10:15", "support_laia", "in_progress_support"),
            Message(
                "10d 11:00",
                "support_laia",
                """
                Bon dia Jordi, confirmat: Furgolet ens envia cada avís dues vegades.
                Els hem escrit per demanar-los què ha canviat. T'avisem quan contestin.
                """,
            ),
            Move(
                "10d 11:05",
                "support_laia",
                "internal_review",
                text="""
                Esperem resposta de Furgolet (consulta oberta al seu portal
                d'integradors): per què repeteixen l'avís si el primer rep un 200.
                """,
            ),
            Ask(
                "10d 11:20",
                "support_laia",
                "furgolet",
                """
                Good morning,

                since last week your service sends each order webhook twice, one second
                apart and with the same id, although the first call gets a 200. Has
                anything changed in how you retry?
                """,
                reference="FG-20771",
                days=1,
            ),
            Note(
                "4d 09:00",
                "support_laia",
                "Reclamat a Furgolet. Diuen que ho té el seu equip de plataforma.",
            ),
            Plan("4d 09:05", "support_laia", -1, "Tornar a reclamar a Furgolet"),
        ),
    ),
    Case(
        "line_discount_cent",
        "8d 09:30",
        "reseller_nuria",
        "El descompte per línia perd un cèntim a la factura",
        """
        En factures amb tres línies iguals i un 15 % de descompte, el total de la
        factura és un cèntim més baix que el del tiquet. Ens ha passat amb dos clients
        i els gestors ens retornen les factures.

        Exemple: 3 x 4,95 € amb el 15 % dona 12,63 € al tiquet i 12,62 € a la factura.
        """,
        tags=("fiscal",),
        steps=(
            Move("8d 11:00", "support_laia", "in_progress_support"),
            Message(
                "7d 08:45",
                "support_laia",
                """
                Hola Núria, reproduït. El tiquet arrodoneix el total i la factura cada
                línia. Ho passem a desenvolupament.
                """,
            ),
            Move(
                "7d 08:55",
                "support_laia",
                "backlog_dev",
                text="""
                La factura arrodoneix per línia i el tiquet pel total. Passa amb
                qualsevol descompte que no sigui múltiple del 5 %. Per reproduir-ho:
                3 x 4,95 € amb el 15 %.
                """,
            ),
        ),
    ),
    Case(
        "negative_stock",
        "15d 08:20",
        "client_montse",
        "L'estoc de l'obrador queda negatiu en fer un traspàs",
        """
        Quan traspassem farina de l'obrador a la botiga, l'obrador queda en negatiu
        encara que n'hi hagi de sobres. Ho hem de corregir a mà cada setmana.
        """,
        tags=("stock",),
        steps=(
            Move("15d 09:00", "reseller_nuria", "in_progress_reseller"),
            Move(
                "14d 08:30",
                "reseller_nuria",
                "backlog_support",
                tests="Traspàs de 10 kg amb 40 kg a l'origen, des de l'app i el web.",
                observed="Des del web queda a 30. Des de l'app queda a -10.",
            ),
            Move("13d 10:00", "support_laia", "in_progress_support"),
            Move(
                "12d 09:00",
                "support_laia",
                "backlog_reseller",
                text="""
                Hola Núria, ens cal saber quina versió de l'app fan servir a l'obrador i
                si el traspàs es fa sense connexió.
                """,
            ),
            Move("12d 11:15", "reseller_nuria", "in_progress_reseller"),
            Move(
                "11d 08:10",
                "reseller_nuria",
                "backlog_support",
                text="Versió 4.2.1, i sí: a l'obrador solen anar sense connexió.",
            ),
            Move("11d 10:30", "support_laia", "in_progress_support"),
            Move(
                "1d 08:30",
                "support_laia",
                "confirmation_reseller",
                text="""
                Resolt: cal activar «Sincronitzar l'estoc en recuperar la connexió» a
                la configuració del magatzem. L'hem activat a aquest compte i hem
                corregit les quantitats. Ens confirmes que el pròxim traspàs va bé?
                """,
            ),
        ),
    ),
    Case(
        "courtyard_wifi",
        "22d 15:10",
        "client_pau",
        "La Wi-Fi cau als comanders del pati",
        """
        Els dos comanders del pati perden la connexió cada deu minuts, sobretot quan
        el pati és ple.
        """,
        tags=("network",),
        steps=(
            Move("21d 08:00", "reseller_jordi", "in_progress_reseller"),
            Note(
                "21d 08:20",
                "reseller_jordi",
                """
                Pau, el punt d'accés del pati és massa lluny. Demà en portem un de
                prestat i el provem durant el cap de setmana.
                """,
            ),
            Message(
                "18d 08:40",
                "client_pau",
                "Tot el cap de setmana sense cap tall. Ens el quedem!",
            ),
            Move("18d 08:45", "client_pau", "resolved"),
            Rate(
                "18d 08:50", "client_pau", 5, "Ho vam poder provar abans de pagar res."
            ),
        ),
    ),
    Case(
        "second_site_menu",
        "1d 15:30",
        "reseller_jordi",
        "Traspassar la carta a un segon local",
        """
        Un client obre un segon local el mes que ve i vol la mateixa carta, però amb
        preus i impressores diferents. Es pot copiar la carta sencera d'un compte a
        l'altre o cal importar-la?
        """,
        priority="0",
    ),
    Case(
        "delivery_duplicates_again",
        "9d 13:20",
        "client_montse",
        "Comandes de Furgolet repetides",
        """
        Continuem rebent les comandes de Furgolet repetides. Avui n'han sortit quatre de
        dobles.
        """,
        tags=("delivery",),
        steps=(
            Move(
                "9d 14:00",
                "reseller_jordi",
                "backlog_support",
                tests="Hem mirat les quatre comandes d'avui.",
                observed="Totes entren dues vegades, amb el mateix número.",
            ),
            Move(
                "8d 08:05",
                "support_omar",
                "canceled",
                duplicate_of="delivery_duplicates",
                text="""
                Hola Jordi, és el mateix client i el mateix problema que el cas que ja
                porta la Laia. Cancel·lem aquest i seguim en aquell.
                """,
            ),
        ),
    ),
)
