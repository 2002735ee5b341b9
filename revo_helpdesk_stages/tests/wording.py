"""What people read on the line's screens and in its e-mails, in a language.

Each word is found where the web client gets it: menus, actions, views with the labels,
helps and choices of their fields, and the records that come with the addons. Two
languages are asked in the same order, so that what is alike in both is found.
"""

import re

from lxml import etree

from odoo.exceptions import UserError
from odoo.modules.module import get_manifest
from odoo.tools import file_open
from odoo.tools.translate import xml_translate

VIEW_TYPES = (
    "form",
    "list",
    "kanban",
    "search",
    "pivot",
    "graph",
    "calendar",
    "activity",
)

# What is named in the data of an addon and shown to people.
_SHOWN_RECORDS = {
    "helpdesk.ticket.stage",
    "helpdesk.ticket.category",
    "helpdesk.ticket.channel",
    "helpdesk.ticket.stage.transition",
    "helpdesk.ticket.tag",
    "mail.activity.type",
    "mail.message.subtype",
    "mail.template",
}

# Views that e-mails are made with.
MAIL_VIEWS = (
    "mail.mail_notification_layout",
    "mail.mail_notification_light",
    "mail.message_user_assigned",
    "portal.portal_share_template",
)

_WORD = re.compile(r"[^\W\d_]{2,}")
_MARKUP = re.compile(r"<[^>]*>|\{\{.*?\}\}|%\(\w+\)s|%s|&(?:amp;)?\w+;")
_LINK = re.compile(r"\S+@\S+|https?://\S+")


def has_words(text):
    """Return whether a text says something, its markup left out."""
    return bool(_WORD.search(_LINK.sub("", _MARKUP.sub(" ", text))))


class Wording:
    """The words of one language, by where they stand.

    :param env: the environment of somebody, in the language
    :param list modules: the addons that are installed
    """

    def __init__(self, env, modules):
        self.env = env
        self.modules = modules
        self.texts = {}

    def read_screens(self):
        """Read what the person finds from the line's menus on: the views that they
        lead to, and all of the line's own models.
        """
        for menu, action in self._get_menus():
            self._note(f"menu {menu['xmlid']}", menu["name"])
            if action and action._name == "ir.actions.act_window":
                self._read_action(action)
        for name in sorted(self.env.registry):
            if name.startswith("helpdesk.") and not self.env[name]._abstract:
                for view_type in VIEW_TYPES:
                    self._read_view(name, False, view_type)

    def read_records(self):
        """Read the records that the addons bring along, their e-mails included."""
        entries = (
            self.env["ir.model.data"]
            .sudo()
            .search(
                [("module", "in", self._get_own()), ("model", "in", [*_SHOWN_RECORDS])]
            )
        )
        for entry in entries.sorted("complete_name"):
            record = self.env[entry.model].sudo().browse(entry.res_id).exists()
            if record and entry.complete_name not in self._get_demo():
                for name, field in record._fields.items():
                    if field.translate and field.store:
                        self._note_terms(entry.complete_name, name, record)
        for name in MAIL_VIEWS:
            view = self.env.ref(name, raise_if_not_found=False)
            if view:
                arch = view.sudo()._get_combined_arch()
                self._note_arch(f"e-mail {name}", etree.tostring(arch).decode())

    def _get_own(self):
        return [name for name in self.modules if "helpdesk" in name]

    def _get_demo(self):
        found = set()
        for module in self._get_own():
            for name in get_manifest(module).get("demo", []):
                if name.endswith(".xml"):
                    with file_open(f"{module}/{name}", "rb") as file:
                        for record in etree.parse(file).iter("record"):
                            found.add(f"{module}.{record.get('id')}")
        return found

    def _get_menus(self):
        root = self.env.ref("helpdesk_mgmt.helpdesk_ticket_main_menu").id
        menus = self.env["ir.ui.menu"].load_menus(False)
        for number, menu in sorted(menus.items(), key=lambda item: str(item[0])):
            if (
                number != "root"
                and menu["app_id" if "app_id" in menu else "appID"] == root
            ):
                # sudo: what the menu leads to; the client is told its number.
                yield menu, self.env["ir.ui.menu"].sudo().browse(number).action

    def _read_action(self, action):
        place = f"action {action.get_external_id()[action.id] or action.id}"
        self._note(place, action.name)
        self._note_arch(f"{place} help", action.help or "")
        for view_id, view_type in action.views:
            self._read_view(action.res_model, view_id, view_type)

    def _read_view(self, name, view_id, view_type):
        try:
            found = self.env[name].get_views([(view_id, view_type)], {"toolbar": True})
        except UserError:
            # Not for this person, or a kind that this model cannot be shown as.
            return
        view = found["views"][view_type]
        place = f"{view_type} {view_id or ''} of {name}"
        # What Odoo makes up itself where there is no view has the name of the model for
        # its title, which nobody sees.
        if view["id"]:
            self._note_arch(place, view["arch"])
        for actions in view.get("toolbar", {}).values():
            for action in actions:
                self._note(f"{place}: action {action['id']}", action["name"])
        shown = self._get_shown_fields(view["arch"])
        for owner, fields in found["models"].items():
            fields = fields.get("fields", fields)
            for field, described in fields.items():
                if field in shown or owner.startswith("helpdesk."):
                    self._note_field(f"{owner}.{field}", described)

    def _get_shown_fields(self, arch):
        return {node.get("name") for node in etree.fromstring(arch).iter("field")}

    def _note_field(self, place, described):
        self._note(place, described.get("string"))
        self._note(f"{place} help", described.get("help"))
        # Languages go by their own names.
        if not place.endswith(".lang"):
            for value, label in described.get("selection") or ():
                self._note(f"{place}={value}", label)

    def _note_terms(self, place, name, record):
        terms = record._fields[name].get_trans_terms(record[name] or "")
        for number, term in enumerate(terms):
            self._note(f"{place}.{name} {number}", term)

    def _note_arch(self, place, arch):
        terms = []
        xml_translate(terms.append, arch)
        for number, term in enumerate(terms):
            self._note(f"{place} {number}", term)

    def _note(self, place, text):
        if text:
            self.texts[place] = " ".join(str(text).split())


def find_alike(english, other):
    """Return what reads the same in two languages.

    :param dict english: as :class:`Wording` has it
    :param dict other: the same places in another language
    :return: ``{text: first place}``
    """
    alike = {}
    for place, text in english.items():
        if other.get(place) == text and has_words(text):
            alike.setdefault(text, place)
    return alike
