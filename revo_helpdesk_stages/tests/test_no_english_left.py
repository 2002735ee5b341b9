"""Who works in Catalan, Spanish or Romanian meets no English word.

What OCA's and Odoo's own addons leave out stands in ``i18n_extra/`` of this addon.
Odoo reads it at each installation and update as it reads ``i18n/``; its entries name
the records of those addons.
"""

from lxml import html

from odoo import http
from odoo.tests import tagged

from .alike import ALIKE
from .common import SupportLineHttpCase
from .translation_case import LANGUAGES
from .wording import Wording, find_alike, has_words

# What a reader sees or hears of an element besides its text.
_SHOWN = ("title", "placeholder", "alt", "aria-label", "data-bs-original-title")
_NAMES = (
    "//select[@name='country_id' or @name='state_id']/option[@value!='']"
    " | //*[contains(@class, 'js_change_lang') or contains(@class, 'js_language')]"
    " | //*[contains(@class, 'lang_selector') or contains(@class, 'language_selector')]"
)

ROLES = ("reseller", "support", "development", "manager", "plain")


@tagged("post_install", "-at_install")
class TestNoEnglishLeft(SupportLineHttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        for code in LANGUAGES.values():
            cls.env["res.lang"]._activate_lang(code)
        installed = cls.env["ir.module.module"].search([("state", "=", "installed")])
        cls.modules = installed.mapped("name")
        # In the order in which they build on one another.
        installed._update_translations(list(LANGUAGES.values()), True)
        # Who leads a team finds what each of its members finds, and more.
        cls.north.user_id = cls.ana

    def _read(self, user, language, *ways):
        """Return the words that a user finds in a language."""
        env = self.env(user=user, context={"lang": language})
        wording = Wording(env, self.modules)
        for way in ways:
            getattr(wording, way)()
        self.assertTrue(wording.texts)
        return wording.texts

    def _check(self, texts_of):
        """Hold that no language says what English says, but for what is so in both.

        :param texts_of: called with the code of a language
        """
        english = texts_of("en_US")
        for language, code in LANGUAGES.items():
            alike = find_alike(english, texts_of(code))
            left = {t: p for t, p in alike.items() if t not in ALIKE[language]}
            with self.subTest(language=language):
                self.assertFalse(
                    left, "\n".join(f"{text}  [{p}]" for text, p in left.items())
                )

    def test_screens_of_each_role(self):
        for role in ROLES:
            with self.subTest(role=role):
                user = self.user_of[role]
                self._check(
                    lambda code, user=user: self._read(user, code, "read_screens")
                )

    def test_records_and_mails(self):
        self._check(lambda code: self._read(self.mia, code, "read_records"))

    # The site

    def _read_page(self, address):
        page = html.fromstring(self.url_open(address, timeout=120).text)
        texts = {}
        for number, node in enumerate(self._get_shown(page)):
            parts = [node.text, node.tail]
            parts += [node.get(name) for name in _SHOWN]
            for part, text in enumerate(parts):
                text = " ".join((text or "").split())
                if text and not self._is_data(text):
                    texts[f"{address} {number}.{part}"] = text
        return texts

    def _get_shown(self, page):
        """Return the parts of a page, without scripts and the names of places and
        languages, which are data of Odoo's.
        """
        for node in page.xpath(_NAMES):
            node.drop_tree()
        for node in page.iter():
            if isinstance(node.tag, str) and node.tag not in ("script", "style"):
                yield node

    def _is_data(self, text):
        """Return whether a text is what somebody called something."""
        for name in sorted(self.data, key=len, reverse=True):
            text = text.replace(name, "")
        return not has_words(text)

    def _read_site(self, code):
        self.cleo.lang = code
        # The language of a session is that of its login.
        self._log_in(self.cleo)
        texts = {}
        for address in self.addresses:
            texts.update(self._read_page(address))
        return texts

    def test_pages_of_the_site(self):
        pages = ["/my/tickets", "/my/tickets?filterby=yours&search=nothing-like-it"]
        pages += ["/new/ticket", "/my/account", "/my/security"]
        names = []
        for stage in ("backlog_client", "backlog_reseller", "confirmation_reseller"):
            ticket = self._create_ticket_in(stage, name=f"Zz {stage}")
            self._write_text(ticket, self.ana, "note", "<p>1234</p>")
            ticket.description = "<p>1234</p>"
            names += [ticket.name, ticket.number]
            pages.append(f"/my/ticket/{ticket.id}")
        for stage in ("in_progress_dev", "pending_release", "resolved", "canceled"):
            ticket = self._create_ticket_in(stage, name=f"Zz {stage}")
            ticket.description = "<p>1234</p>"
            names += [ticket.name, ticket.number]
            pages.append(f"/my/ticket/{ticket.id}")
        self.addresses = pages
        people = [
            "Odoo",
            self.cleo.name,
            self.shop.name,
            self.north.name,
            self.ana.name,
        ]
        self.data = {*names, *people, self.company.name, self.cleo.email}
        categories = self.env["helpdesk.ticket.category"].search([])
        # What OCA writes down once, in the language of who creates it.
        self.data |= {self.cleo.login, *categories.mapped("complete_name")}
        self._check(self._read_site)

    def test_pages_before_the_login(self):
        self.data = {self.company.name, "Odoo"}

        def read(code):
            # As a browser begins that asks for this language.
            self.authenticate(None, None)
            self.session.context["lang"] = code
            http.root.session_store.save(self.session)
            texts = {}
            for address in ("/web/login", "/web/reset_password"):
                texts.update(self._read_page(address))
            return texts

        self._check(read)

    def test_the_table_holds_words_alone(self):
        for language, words in ALIKE.items():
            with self.subTest(language=language):
                self.assertFalse([word for word in words if not has_words(word)])
