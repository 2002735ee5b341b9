"""What clients write on a resolved ticket, in four languages, and how their programs
send it. The texts were written before the rules that judge them.

Each mail is a text in a frame of its language: a greeting, a signature or a quotation.
"""

AUTHOR = "Cleo Puig i Soler"

# They want nothing to be done.
THANKS = {
    "es": (
        "Gracias",
        "Perfecto, gracias",
        "Muchas gracias!",
        "Ya funciona, gracias",
        "Ya va bien. Mil gracias",
        "Ok",
        "Vale, gracias",
        "De acuerdo, muchas gracias por todo",
        "👍",
        "Perfecto 👍",
        "Solucionado. Gracias por la rapidez!",
        "Ya está solucionado, muchas gracias.",
        "Genial, ahora funciona perfectamente. Gracias!",
        "Buenos días:\n\nConfirmo que ya funciona.\n\nGracias",
        "Hola,\n\nTodo correcto, gracias.",
        "Todo ok, gracias",
        "Gracias por la ayuda, equipo 😊",
        "Recibido, gracias",
        "Muchísimas gracias por vuestra ayuda",
        "Estupendo!! Gracias",
    ),
    "ca": (
        "Gràcies",
        "Perfecte, gràcies",
        "Moltes gràcies!",
        "Ja funciona, gràcies",
        "Ja va bé. Mil gràcies",
        "D'acord",
        "Ok, gràcies",
        "Moltíssimes gràcies per la rapidesa",
        "🙏",
        "Merci!",
        "Solucionat. Gràcies per tot",
        "Ja està solucionat, moltes gràcies.",
        "Genial, ara funciona perfectament. Gràcies!",
        "Bon dia,\n\nConfirmo que ja funciona.\n\nGràcies",
        "Bona tarda,\n\ntot correcte, gràcies.",
        "Tot bé, gràcies",
        "Gràcies per l'ajuda 😊",
        "Rebut, gràcies",
        "Fantàstic! Moltes gràcies per la vostra ajuda",
        "Ja es pot tancar, gràcies",
    ),
    "ro": (
        "Mulțumesc",
        "Perfect, mulțumesc",
        "Mulțumim frumos!",
        "Acum merge, mulțumesc",
        "Funcționează. Mulțumim mult",
        "Ok",
        "Ok, mersi",
        "Mulțumesc pentru promptitudine",
        "👌",
        "Mersi mult!",
        "S-a rezolvat. Mulțumesc",
        "Este rezolvat, mulțumesc frumos.",
        "Super, acum funcționează perfect. Mulțumim!",
        "Bună ziua,\n\nConfirm că funcționează.\n\nMulțumesc",
        "Bună dimineața,\n\ntotul este ok, mulțumim.",
        "Totul e în regulă, mulțumesc",
        "Mulțumesc pentru ajutor 😊",
        "Am primit, mulțumesc",
        "Excelent! Vă mulțumesc pentru ajutor",
        "Multumesc mult, merge",
    ),
    "en": (
        "Thanks",
        "Perfect, thanks",
        "Thank you very much!",
        "It works now, thank you!",
        "Working fine now. Thanks a lot",
        "Ok",
        "Okay, thanks",
        "Many thanks for the quick reply",
        "👍",
        "Great!",
        "Solved. Thanks for your help",
        "That fixed it, thanks.",
        "Awesome, everything works perfectly now. Cheers!",
        "Good morning,\n\nI confirm that it works.\n\nThank you",
        "Hi,\n\nall good now, thanks.",
        "All fine, thanks",
        "Thanks for the help 😊",
        "Got it, thanks",
        "Brilliant! Thank you so much for your support",
        "You can close the ticket, thanks",
    ),
}

# Somebody has to read them.
ANSWERS = {
    "es": (
        "Gracias, pero sigue igual",
        "Gracias, aunque ahora no imprime",
        "No funciona",
        "Sigue sin funcionar, gracias",
        "Muchas gracias. ¿Cuándo estará la otra caja?",
        "Perfecto, gracias. Otra cosa: el lector tampoco lee",
        "Ya funciona, pero va muy lento",
        "Ok, mañana lo pruebo y os digo",
        "Gracias, llamadme cuando podáis",
        "Ahora funciona a veces, gracias",
        "👎",
        "Ya no funciona, gracias",
        "Vuelve a fallar",
        "Gracias por nada",
        "Todo mal",
        "Sí",
        "Adjunto la captura, gracias",
        "Gracias. Necesito también la factura",
    ),
    "ca": (
        "Gràcies, però continua igual",
        "Gràcies, tot i que ara no imprimeix",
        "No funciona",
        "Segueix sense funcionar, gràcies",
        "Moltes gràcies. Quan estarà l'altra caixa?",
        "Perfecte, gràcies. Una altra cosa: el lector tampoc llegeix",
        "Ja funciona, però va molt lent",
        "Ok, demà ho provo i us dic",
        "Gràcies, truqueu-me quan pugueu",
        "Ara funciona a vegades, gràcies",
        "😡",
        "Ja no funciona, gràcies",
        "Torna a fallar",
        "Encara no va bé",
        "Tot malament",
        "Sí",
        "Adjunto la captura, gràcies",
        "Gràcies. Necessito també la factura",
    ),
    "ro": (
        "Mulțumesc, dar tot nu merge",
        "Mulțumesc, însă acum nu printează",
        "Nu merge",
        "Tot nu funcționează, mulțumesc",
        "Mulțumesc mult. Când va fi gata și cealaltă casă?",
        "Perfect, mulțumesc. Încă ceva: nici cititorul nu citește",
        "Acum merge, dar foarte încet",
        "Ok, mâine încerc și vă spun",
        "Mulțumesc, sunați-mă când puteți",
        "Merge doar uneori, mulțumesc",
        "😞",
        "Nu mai merge, mulțumesc",
        "Din nou eroare",
        "Multumesc, tot la fel",
        "E mai rău",
        "Da",
        "Atașez captura, mulțumesc",
        "Mulțumesc. Am nevoie și de factură",
    ),
    "en": (
        "Thanks, but it fails again",
        "Thanks, although it does not print now",
        "It does not work",
        "Still not working, thanks",
        "Thanks a lot. When will the other till be ready?",
        "Perfect, thanks. One more thing: the scanner doesn't read either",
        "It works now but very slowly",
        "Ok, I will try tomorrow and let you know",
        "Thanks, call me when you can",
        "It works sometimes, thanks",
        "👎",
        "It worked for an hour, thanks",
        "Failing again",
        "No thanks",
        "All wrong",
        "Yes",
        "I attach the screenshot, thanks",
        "Thanks. I need the invoice, too",
    ),
}

_PHONE = "\n\nCleo Puig\nTel. +34 93 123 45 67"
_CARD = (
    "Cleo Puig i Soler\n{title}\nShop Ltd.\nC/ Major, 12 - 08001 Barcelona\n"
    "T. 93 123 45 67 | M: 612 345 678\ncleo@shop.example | www.shop.example"
)


def _card(closing, title):
    return f"\n\n{closing}\n\n{_CARD.format(title=title)}"


SIGNATURES = {
    "es": (
        "",
        _PHONE,
        "\n\nEnviado desde mi iPhone",
        "\nEnviado desde mi Samsung Galaxy",
        "\n\nObtener Outlook para Android",
        "\n\nObtener Outlook para iOS<https://aka.ms/o0ukef>",
        _card("Saludos,", "Departamento de Compras"),
        _card("Un cordial saludo", "Responsable de tienda"),
        "\n\n-- \nShop S.L.\nAntes de imprimir este mensaje piense en el entorno",
        _card("Atentamente", "Gerente")
        + "\n\nAVISO LEGAL: este mensaje es confidencial y no puede ser reenviado. "
        "Si no es usted el destinatario, por favor bórrelo.",
    ),
    "ca": (
        "",
        _PHONE,
        "\n\nEnviat des del meu iPhone",
        "\nEnviat des del meu telèfon Huawei",
        "\n\nObtén l'Outlook per a Android",
        "\n\nObteniu l'Outlook per a iOS",
        _card("Salutacions,", "Departament de Compres"),
        _card("Cordialment", "Responsable de botiga"),
        "\n\n-- \nShop S.L.\nAbans d'imprimir aquest missatge penseu en l'entorn",
        _card("Atentament", "Gerent")
        + "\n\nAquest missatge és confidencial i no es pot reenviar. Si no en sou el "
        "destinatari, si us plau esborreu-lo.",
    ),
    "ro": (
        "",
        _PHONE,
        "\n\nTrimis de pe iPhone-ul meu",
        "\nTrimis de pe telefonul meu Samsung Galaxy",
        "\n\nObțineți Outlook pentru Android",
        "\n\nDescărcați Outlook pentru iOS",
        _card("Cu stimă,", "Departament Achiziții"),
        _card("O zi bună", "Responsabil magazin"),
        "\n\n-- \nShop S.R.L.\nGândiți-vă la mediu înainte de a tipări acest mesaj",
        _card("Cu respect", "Administrator")
        + "\n\nAcest mesaj este confidențial și nu poate fi transmis. Dacă nu "
        "sunteți destinatarul, vă rugăm să îl ștergeți.",
    ),
    "en": (
        "",
        _PHONE,
        "\n\nSent from my iPhone",
        "\nSent from my Galaxy",
        "\n\nGet Outlook for Android",
        "\n\nSent from Outlook for iOS",
        _card("Regards,", "Purchasing Department"),
        _card("Kind regards", "Store manager"),
        "\n\n-- \nShop Ltd.\nPlease consider the planet before printing this e-mail",
        _card("Best wishes", "Director")
        + "\n\nThis message is confidential and may not be forwarded. If you are not "
        "the intended recipient, please delete it.",
    ),
}

_ASKED = "Hola, no funciona?\n\nNorth"
_QUOTED = "\n".join(f"> {line}" for line in _ASKED.split("\n"))
_BY = "North <north@line.test>"

# What programs write above what they quote: Gmail, Apple Mail, Thunderbird, Yahoo and
# Outlook; Gmail folds the line at 76 characters.
QUOTATIONS = {
    "es": (
        "",
        f"\n\nEl lun, 4 mar 2030 a las 10:00, {_BY} escribió:\n{_QUOTED}",
        f"\n\nEl lun, 4 mar 2030 a las 10:00, North del departamento de soporte\n"
        f"(<north@line.test>) escribió:\n\n{_QUOTED}",
        f"\n\n> El 4 mar 2030, a las 10:00, {_BY} escribió:\n>\n{_QUOTED}",
        f"\n\nEl 4/3/30 a las 10:00, North escribió:\n{_QUOTED}",
        f"\n\n   En lunes, 4 de marzo de 2030, 10:00 CET, {_BY} escribió:\n\n{_ASKED}",
        f"\n\n    El lunes, 4 de marzo de 2030, 10:00:00 CET, North\n"
        f"<north@line.test> escribió:\n\n {_ASKED}",
        f"\n\nDe: {_BY}\nEnviado el: lunes, 4 de marzo de 2030 10:00\n"
        f"Para: Cleo\nAsunto: La caja\n\n{_ASKED}",
        f"\n\n________________________________\nDe: {_BY}\n"
        f"Enviado: lunes, 4 de marzo\nPara: Cleo\nAsunto: La caja\n\n{_ASKED}",
        f"\n\n-----Mensaje original-----\nDe: {_BY}\nPara: Cleo\n\n{_ASKED}",
    ),
    "ca": (
        "",
        f"\n\nMissatge de {_BY} del dia dl., 4 de març 2030 a les\n10:00:\n\n{_QUOTED}",
        f"\n\nEl dl., 4 de març 2030, 10:00, {_BY} va escriure:\n{_QUOTED}",
        f"\n\nEl dl., 4 de març 2030 a les 10:00, North del departament de suport\n"
        f"(<north@line.test>) va escriure:\n\n{_QUOTED}",
        f"\n\n> El 4 març 2030, a les 10:00, {_BY} va escriure:\n>\n{_QUOTED}",
        f"\n\nEl 4/3/30 a les 10:00, North ha escrit:\n{_QUOTED}",
        f"\n\nNorth ha escrit el 4/3/30 a les 10:00:\n{_QUOTED}",
        f"\n\nDe: {_BY}\nEnviat el: dilluns, 4 de març de 2030 10:00\n"
        f"Per a: Cleo\nTema: La caixa\n\n{_ASKED}",
        f"\n\n________________________________\nDe: {_BY}\n"
        f"Enviat: dilluns, 4 de març\nPer a: Cleo\nAssumpte: La caixa\n\n{_ASKED}",
        f"\n\n-----Missatge original-----\nDe: {_BY}\nPer a: Cleo\n\n{_ASKED}",
    ),
    "ro": (
        "",
        f"\n\nÎn lun., 4 mar. 2030 la 10:00, {_BY} a scris:\n\n{_QUOTED}",
        f"\n\nÎn lun., 4 mar. 2030 la 10:00, North de la departamentul de suport\n"
        f"<north@line.test> a scris:\n\n{_QUOTED}",
        f"\n\n> Pe 4 mar. 2030, la 10:00, {_BY} a scris:\n>\n{_QUOTED}",
        f"\n\nPe 04.03.2030 10:00, North a scris:\n{_QUOTED}",
        f"\n\nLa 04.03.2030 10:00, North a scris:\n{_QUOTED}",
        f"\n\n    În luni, 4 martie 2030 la 10:00:00 EET, {_BY} a scris:\n\n{_ASKED}",
        f"\n\nDe la: {_BY}\nTrimis: luni, 4 martie 2030 10:00\n"
        f"Către: Cleo\nSubiect: Casa\n\n{_ASKED}",
        f"\n\n________________________________\nDe la: {_BY}\n"
        f"Trimis: luni, 4 martie\nCătre: Cleo\nSubiect: Casa\n\n{_ASKED}",
        f"\n\n-----Mesaj original-----\nDe la: {_BY}\nCătre: Cleo\n\n{_ASKED}",
    ),
    "en": (
        "",
        f"\n\nOn Mon, 4 Mar 2030 at 10:00, {_BY} wrote:\n{_QUOTED}",
        f"\n\nOn Mon, 4 Mar 2030 at 10:00, North of the support department\n"
        f"<north@line.test> wrote:\n\n{_QUOTED}",
        f"\n\n> On 4 Mar 2030, at 10:00, {_BY} wrote:\n>\n{_QUOTED}",
        f"\n\nOn 04/03/2030 10:00, North wrote:\n{_QUOTED}",
        f"\n\nNorth wrote on 04/03/2030 10:00:\n{_QUOTED}",
        f"\n\n   On Monday, March 4, 2030 at 10:00 AM GMT, {_BY} wrote:\n\n{_ASKED}",
        f"\n\nFrom: {_BY}\nSent: Monday, March 4, 2030 10:00 AM\n"
        f"To: Cleo\nSubject: The till\n\n{_ASKED}",
        f"\n\n________________________________\nFrom: {_BY}\n"
        f"Sent: Monday, March 4\nTo: Cleo\nSubject: The till\n\n{_ASKED}",
        f"\n\n-----Original Message-----\nFrom: {_BY}\nTo: Cleo\n\n{_ASKED}",
    ),
}


def mails():
    """Give a mail for each text: each signature and quotation is in several of them.

    :return: ``(language, text, signature, quotation)``
    """
    for texts in (THANKS, ANSWERS):
        for lang, own in texts.items():
            for index, text in enumerate(own):
                signature = SIGNATURES[lang][index % 10]
                # A step of three, so that not the same two are always together.
                quotation = QUOTATIONS[lang][(index * 3 + index // 10) % 10]
                yield lang, text, signature, quotation
