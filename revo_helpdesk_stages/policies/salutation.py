"""How somebody is addressed in an e-mail of the house.

Source: "Mensaje para los tickets nuevos" of the customer care guide: "Estimado/Estimada
[Nombre del contacto]".
"""

#: By language and gender; ``None`` where nobody knows, or a company is written to.
_GREETINGS = {
    ("ca", "female"): "Estimada {name},",
    ("ca", "male"): "Estimat {name},",
    ("ca", None): "Estimat/Estimada {name},",
    ("en", "female"): "Dear {name},",
    ("en", "male"): "Dear {name},",
    ("en", None): "Dear {name},",
    ("es", "female"): "Estimada {name}:",
    ("es", "male"): "Estimado {name}:",
    ("es", None): "Estimado/Estimada {name}:",
    ("ro", "female"): "Stimată {name},",
    ("ro", "male"): "Stimate {name},",
    ("ro", None): "Stimate/Stimată {name},",
}

#: A company, or somebody without a name.
_TO_NOBODY = {
    "ca": "Bon dia,",
    "en": "Dear Sir or Madam,",
    "es": "Buenos días:",
    "ro": "Bună ziua,",
}
_TO_COMPANY = {
    "ca": "Benvolguts {name},",
    "en": "Dear {name},",
    "es": "Estimados {name}:",
    "ro": "Stimați {name},",
}

#: Titles of contacts, as Odoo has them and as people write them, without full stops.
_GENDERS = {
    "female": {
        "d.ª",
        "da",
        "dna",
        "doamna",
        "domnișoara",
        "doña",
        "dra",
        "dª",
        "madam",
        "miss",
        "mlle",
        "mme",
        "mrs",
        "ms",
        "senyora",
        "señora",
        "señorita",
        "sra",
        "srta",
        "srª",
        "dona",
    },
    "male": {
        "don",
        "domnul",
        "d",
        "dl",
        "mister",
        "mr",
        "senyor",
        "señor",
        "sir",
        "sr",
    },
}


def gender_of(*titles):
    """Return female or male as the first title says that is known, else ``None``.

    :param titles: as they are written, some perhaps empty
    """
    for title in titles:
        word = (title or "").strip().lower().replace(".", "")
        for gender, words in _GENDERS.items():
            if word in {known.replace(".", "") for known in words}:
                return gender
    return None


def greeting(lang, name, gender=None, is_company=False):
    """Return how to begin an e-mail.

    :param lang: code as ``ca_ES``; of a language that is not known, English
    :param name: of the contact, perhaps empty
    :param gender: female, male or ``None``
    :param bool is_company: nobody's own name
    """
    language = (lang or "en").split("_")[0]
    if language not in _TO_NOBODY:
        language = "en"
    name = (name or "").strip()
    if not name:
        return _TO_NOBODY[language]
    forms = _TO_COMPANY[language] if is_company else _GREETINGS[language, gender]
    return forms.format(name=name)
