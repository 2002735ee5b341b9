"""How the crowd is made up."""

#: How many of a thousand tickets stand in each stage; most are over.
STANDING = {
    "backlog_client": 8,
    "backlog_reseller": 9,
    "in_progress_reseller": 12,
    "confirmation_reseller": 8,
    "backlog_support": 12,
    "in_progress_support": 11,
    "internal_review": 3,
    "backlog_dev": 8,
    "in_progress_dev": 5,
    "pending_release": 6,
    "resolved": 850,
    "canceled": 68,
}

#: The tier that a stage belongs to, where that is not the reseller.
TIERS = {
    "backlog_support": "support",
    "in_progress_support": "support",
    "internal_review": "support",
    "canceled": "support",
    "backlog_dev": "development",
    "in_progress_dev": "development",
    "pending_release": "development",
}

CLOSED = ("resolved", "canceled")

#: People of a reseller, clients of a reseller, people of the vendor.
PEOPLE_OF_A_RESELLER, CLIENTS, AGENTS, DEVELOPERS = 2, 10, 40, 12

#: Messages on a ticket, and how many more one ticket has.
MESSAGES, LONG = 3, 200

#: What tickets and messages say.
WORDS = (
    "la impresora no imprime el tíquet después de la actualización",
    "la caixa no obre el calaix quan cobrem amb targeta",
    "comanda nu ajunge la bucătărie și factura rămâne deschisă",
    "the terminal loses its connection when two orders are sent at once",
    "el informe de ventas no cuadra con el cierre de caja del turno",
    "els preus de la carta no s'actualitzen al terminal de la terrassa",
    "stocul nu se actualizează după retur și raportul este greșit",
    "the loyalty card is charged twice and the receipt shows no discount",
)
