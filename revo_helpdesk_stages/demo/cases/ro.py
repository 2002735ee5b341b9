"""Cases in Romanian: clients of Carpat."""

from ..script import Answer, Ask, Assign, Case, Message, Move, Note, Plan, Rate

CASES = (
    Case(
        "fiscal_printer",
        "7d 07:30",
        "client_ioana",
        "Casa de marcat nu tipărește bonul fiscal",
        """
        Bună ziua,

        De azi-dimineață casa de marcat nu mai scoate bonul fiscal când plata este
        mixtă (numerar și card). Dacă plata este doar cu cardul, merge.

        Mulțumesc, Ioana
        """,
        priority="2",
        tags=("fiscal", "hardware"),
        steps=(
            Move("7d 08:10", "reseller_radu", "in_progress_reseller"),
            Move(
                "7d 08:35",
                "reseller_radu",
                "backlog_client",
                text="""
                Bună, Ioana. Ce mesaj apare pe ecranul casei de marcat la plata mixtă?
                Dacă se poate, trimite-ne și o poză.
                """,
            ),
            Message(
                "6d 09:20",
                "client_ioana",
                "Apare „Suma plăților diferă de total”. Poza o fac imediat ce pot.",
            ),
            Move("6d 09:50", "reseller_radu", "in_progress_reseller"),
            Move(
                "4d 08:15",
                "reseller_radu",
                "backlog_client",
                text="""
                Am corectat rotunjirea la plățile mixte și am făcut două bonuri de
                probă. Te rugăm să încerci și tu la prima plată mixtă și să ne spui
                dacă este în regulă.
                """,
            ),
            Plan(
                "4d 08:20",
                "reseller_radu",
                -1,
                "De sunat la cofetărie: merge plata mixtă?",
                activity="mail.mail_activity_data_call",
            ),
        ),
    ),
    Case(
        "manager_locked",
        "3h",
        "client_andrei",
        "Contul de manager este blocat",
        """
        Bună ziua, contul meu de manager s-a blocat și nu pot face închiderea de zi.
        Am încercat parola veche și cea nouă. Vă rog să îl deblocați cât mai repede.
        """,
        priority="3",
        tags=("users",),
    ),
    Case(
        "flour_stock",
        "5d 10:20",
        "client_simona",
        "Stocul de făină scade de două ori",
        """
        Bună ziua,

        La fiecare pizza vândută stocul de făină scade cu 500 g în loc de 250 g. La
        celelalte ingrediente scăderea este corectă.

        O zi bună, Simona
        """,
        tags=("stock",),
        steps=(
            Move("5d 11:05", "reseller_elena", "in_progress_reseller"),
            Note(
                "4d 09:10",
                "reseller_elena",
                """
                Bună, Simona. Făina apare și în rețeta de aluat, și în rețeta de
                pizza. Verificăm toate rețetele și revenim cu lista celor de corectat.
                """,
            ),
            Message(
                "1d 08:00",
                "client_simona",
                "Mulțumesc, Elena. Inventarul îl facem vineri, ar fi bine până atunci.",
            ),
            Plan("1d 08:30", "reseller_elena", 0, "De trimis lista rețetelor Simonei"),
        ),
    ),
    Case(
        "online_payment",
        "1d 07:50",
        "client_ioana",
        "Plata cu cardul este refuzată la comanda online",
        """
        De aseară, la finalizarea comenzii online, plata cu cardul este refuzată la
        toți clienții. Pierdem comenzile de tort pentru weekend. Este urgent!
        """,
        priority="3",
        tags=("payments",),
        steps=(
            Move("1d 08:00", "reseller_radu", "in_progress_reseller"),
            Note(
                "1d 08:05",
                "reseller_radu",
                """
                Ne ocupăm acum. Până se rezolvă am activat plata la ridicare, ca să nu
                pierdeți comenzile.
                """,
            ),
            Move(
                "1d 08:40",
                "reseller_radu",
                "backlog_support",
                tests="""
                - Comandă de 1 leu cu trei carduri de la bănci diferite.
                - Aceeași comandă pe magazinul nostru de test.
                """,
                observed="""
                La client: refuz imediat, fără pagina băncii, cu mesajul „Comerciant
                necunoscut”. Pe magazinul de test plata merge.
                """,
                files=("terminal-error.png",),
            ),
        ),
    ),
    Case(
        "vat_report",
        "8d 12:15",
        "client_andrei",
        "Raportul lunar de TVA nu se adună corect",
        """
        Totalul de TVA din raportul lunar este cu 31,20 lei mai mare decât suma
        rapoartelor zilnice. Contabila nu poate depune declarația.
        """,
        priority="2",
        tags=("reports", "fiscal"),
        steps=(
            Move("8d 13:00", "reseller_elena", "in_progress_reseller"),
            Move(
                "7d 09:20",
                "reseller_elena",
                "backlog_support",
                tests="Raportul lunar și cele 30 de rapoarte zilnice, adunate.",
                observed="""
                Diferența vine din zilele cu bonuri anulate: raportul lunar adună și
                TVA-ul bonurilor anulate.
                """,
            ),
            Move("6d 08:30", "support_bianca", "in_progress_support"),
            Move(
                "6d 09:15",
                "support_bianca",
                "backlog_reseller",
                text="""
                Bună, Elena. Ne poți spune dacă bonurile au fost anulate în aceeași zi
                sau a doua zi? Contează pentru luna în care intră.
                """,
                verdict="facts_missing",
            ),
            Move("5d 08:00", "reseller_elena", "in_progress_reseller"),
            Move(
                "5d 08:45",
                "reseller_elena",
                "backlog_support",
                text="Toate au fost anulate a doua zi, înainte de deschidere.",
            ),
            Move("3d 09:00", "support_bianca", "in_progress_support"),
            Note(
                "2d 11:30",
                "support_bianca",
                """
                Pare o setare: „Data anulării” este pe data bonului. De verificat cu
                o copie a bazei înainte să îi răspundem Elenei.
                """,
            ),
        ),
    ),
    Case(
        "delivery_kitchen",
        "9d 09:45",
        "client_simona",
        "Comenzile Furgolet nu mai ajung în bucătărie",
        """
        Bună ziua, comenzile de pe Furgolet apar pe casă, dar nu se mai tipăresc în
        bucătărie. Le copiem de mână de două zile.

        Simona
        """,
        priority="2",
        tags=("delivery",),
        steps=(
            Move("9d 10:30", "reseller_elena", "in_progress_reseller"),
            Move(
                "8d 08:00",
                "reseller_elena",
                "backlog_support",
                tests="Comandă de test Furgolet și comandă de test introdusă pe casă.",
                observed="""
                Cea de pe casă se tipărește. Cea de pe Furgolet intră fără categorie de
                produs, iar imprimanta de bucătărie tipărește numai pe categorii.
                """,
                files=("delivery-order.png",),
            ),
            Move("8d 09:10", "support_bianca", "in_progress_support"),
            Message(
                "8d 10:00",
                "support_bianca",
                """
                Bună, Elena. Furgolet nu mai trimite categoria produsului de la ultima
                lor actualizare. I-am întrebat și așteptăm răspunsul. Soluție
                temporară: puneți imprimanta de bucătărie pe „Toate produsele”.
                """,
            ),
            Move(
                "8d 10:05",
                "support_bianca",
                "internal_review",
                text="""
                Așteptăm răspunsul Furgolet: câmpul „category” lipsește din comenzi de
                la versiunea lor nouă.
                """,
            ),
            Ask(
                "8d 10:20",
                "support_bianca",
                "furgolet",
                """
                Hello,

                orders of your new version come without the field "category". Is it
                optional now, or is it missing by mistake?
                """,
                reference="FG-20804",
                days=2,
            ),
            Answer(
                "1d 13:00",
                "furgolet_ine",
                """
                Hi,

                the field moved: it is in "item.group" since version 3. The old one
                comes back for three months, from tomorrow on.
                """,
            ),
            Plan(
                "8d 10:10",
                "support_bianca",
                2,
                "De întrebat din nou la Furgolet",
                activity="mail.mail_activity_data_email",
            ),
        ),
    ),
    Case(
        "kitchen_diacritics",
        "20d 08:30",
        "reseller_elena",
        "Diacriticele lipsesc de pe bonul de bucătărie",
        """
        Pe bonul de bucătărie literele ș și ț apar ca semne de întrebare. Pe bonul de
        client apar corect. Se întâmplă pe imprimantele noi, la trei clienți.
        """,
        tags=("hardware",),
        steps=(
            Move("20d 10:00", "support_bianca", "in_progress_support"),
            Message(
                "19d 08:20",
                "support_bianca",
                """
                Bună, Elena. Am reprodus: imprimantele noi folosesc alt set de
                caractere. Trimitem cazul la dezvoltare.
                """,
            ),
            Move(
                "19d 08:30",
                "support_bianca",
                "backlog_dev",
                text="""
                The new kitchen printers start in code page 437 and ignore our command
                for 852. The receipt printers are told at start, the kitchen ones are
                not. One is on the test bench.
                """,
            ),
            Move("13d 09:00", "dev_mihai", "in_progress_dev"),
            Note(
                "8d 12:00",
                "dev_mihai",
                "Fixed: the code page is sent with each ticket. Tested on the bench.",
            ),
            Message(
                "6d 13:30",
                "dev_mihai",
                "Bună, Elena. Este rezolvat și intră în versiunea de miercuri.",
            ),
            Move("6d 13:35", "dev_mihai", "pending_release"),
        ),
    ),
    Case(
        "terrace_tablets",
        "17d 14:00",
        "client_andrei",
        "Tabletele de pe terasă se deconectează",
        """
        Semnalul Wi-Fi este slab pe terasă și tabletele se deconectează în timp ce
        luăm comanda. Comanda se pierde și trebuie luată din nou.
        """,
        tags=("network",),
        steps=(
            Move("16d 08:00", "reseller_radu", "in_progress_reseller"),
            Move(
                "16d 08:20",
                "reseller_radu",
                "backlog_client",
                text="""
                Bună, Andrei. Trecem joi pe la restaurant cu un punct de acces pentru
                terasă. Ne lasă cineva să intrăm înainte de ora 11?
                """,
            ),
            Message("16d 11:45", "client_andrei", "Da, de la 9 este cineva acolo."),
            Move("13d 07:40", "reseller_radu", "in_progress_reseller"),
            Note(
                "13d 10:30",
                "reseller_radu",
                """
                Punctul de acces este montat. De acum comenzile se păstrează pe tabletă
                și dacă se pierde semnalul.
                """,
            ),
            Move("10d 08:00", "reseller_radu", "resolved"),
            Rate(
                "10d 09:15",
                "client_andrei",
                3,
                "S-a rezolvat bine, dar a durat o săptămână până ați ajuns la noi.",
            ),
        ),
    ),
    Case(
        "loyalty_twice_bistro",
        "8d 09:20",
        "client_ioana",
        "Punctele de pe card se scad de două ori",
        """
        Bună ziua,

        Un client a plătit cu puncte, noi am șters apoi un produs de pe notă, iar
        punctele s-au scăzut încă o dată. Ni s-a întâmplat de două ori săptămâna asta.

        Ioana
        """,
        priority="2",
        tags=("loyalty",),
        steps=(
            Move("8d 10:00", "reseller_radu", "in_progress_reseller"),
            Note(
                "8d 10:10",
                "reseller_radu",
                "Bună, Ioana. Am încercat și la noi: ai dreptate. Îl dăm mai departe.",
            ),
            Move(
                "7d 09:30",
                "reseller_radu",
                "backlog_support",
                tests="Plată cu 20 de puncte, apoi un produs șters de pe notă.",
                observed="Soldul scade cu 40 de puncte în loc de 20.",
            ),
            Move("6d 08:15", "support_bianca", "in_progress_support"),
            Move(
                "6d 08:40",
                "support_bianca",
                "backlog_dev",
                text="The same as DEV-41: voiding a line takes the points once more.",
                verdict="known",
            ),
            Move("5d 15:00", "dev_ines", "in_progress_dev"),
            Move("5d 15:05", "dev_ines", "pending_release"),
        ),
    ),
    Case(
        "e_invoice_county",
        "2d 11:00",
        "reseller_radu",
        "e-Factura este respinsă din cauza codului de județ",
        """
        Facturile către clienți din București sunt respinse: codul de județ se trimite
        „B”, dar se cere și sectorul. La clienții din alte județe nu apare eroarea.

        Mesajul: „Pentru București localitatea trebuie să fie SECTOR1-SECTOR6”.
        """,
        priority="2",
        tags=("fiscal",),
        steps=(
            Assign("1d 09:00", "support_tom", "support_bianca"),
            Message(
                "2h",
                "reseller_radu",
                "Avem deja 14 facturi respinse. Există vreo soluție temporară?",
            ),
        ),
    ),
    Case(
        "product_import",
        "6d 08:50",
        "reseller_elena",
        "La importul de produse categoriile ies amestecate",
        """
        Am importat 380 de produse din fișier, iar aproximativ o treime au ajuns în
        altă categorie decât cea din fișier.
        """,
        steps=(
            Move("5d 09:30", "support_bianca", "in_progress_support"),
            Move(
                "4d 10:10",
                "support_bianca",
                "backlog_reseller",
                text="""
                Bună, Elena. Bănuim că în fișier sunt categorii cu același nume sub
                părinți diferiți. Ne poți trimite fișierul?
                """,
            ),
            Assign("4d 11:00", "reseller_radu", "reseller_elena"),
        ),
    ),
)
