import json

from ..common import SupportLineHttpCase
from ..complete import is_complete
from ..looking import until_right
from ..reference import OPENED
from ..translation_case import LANGUAGES

APP = "helpdesk_mgmt.helpdesk_ticket_main_menu"
# Odoo's own robot: it opens each menu, each type of view and each filter of an app, and
# fails on an error dialog, on a failed request and on an error in the console.
CLICK_EVERYWHERE = (
    # In 19.0 the robot ends with words of its own.
    "const log = console.log;"
    "console.log = (...words) => {"
    "    log(...words);"
    "    if (words[0] === 'clickbot test succeeded') log('test successful');"
    "};"
    "odoo.loader.modules.get('@web/webclient/clickbot/clickbot_loader')"
    f".startClickEverywhere('{APP}', %s)"
)
# What the robot does not see: a board that opens, but with a column too few, an empty
# card, or more than fits on the screen.
CHECK_BOARD = """
    const {titles, opened} = %s;
    const text = (element) => element.textContent.trim();
    const columns = [...document.querySelectorAll(".o_kanban_group")];
    const cards = document.querySelectorAll(
        ".o_kanban_group .o_kanban_record:not(.o_kanban_ghost)"
    );
    for (const title of titles) {
        const column = columns.find((column) => text(column).startsWith(title));
        if (!column) {
            problems.push(`no column ${title}`);
        } else if (column.matches(".o_column_folded") === opened.includes(title)) {
            problems.push(`${title} is open or folded, and should not be`);
        }
    }
    if (columns.length !== titles.length) {
        problems.push(`${columns.length} columns`);
    }
    if (cards.length < opened.length) {
        problems.push(`${cards.length} cards`);
    }
    const board = document.querySelector(".o_kanban_renderer");
    if (board && board.scrollWidth > board.clientWidth) {
        problems.push(`${board.scrollWidth} px on ${board.clientWidth}`);
    }
    const last = columns.at(-1)?.getBoundingClientRect();
    if (last && last.right < window.innerWidth - 40) {
        problems.push(`it ends at ${last.right} px`);
    }
    for (const card of cards) {
        const title = card.querySelector("strong");
        if (!/HT\\d+/.test(text(card)) || !title || !text(title)) {
            problems.push(`an empty card: ${text(card)}`);
        }
    }
"""


class TestBrowserPass(SupportLineHttpCase):
    # Chromium 128 and later ignores --window-size in the form 1366x768.
    browser_size = "1366,768"
    # The robot may end on a form.
    allow_end_on_form = True

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        for user in cls.user_of.values():
            user.password = user.login
        codes = list(LANGUAGES.values())
        for code in codes:
            cls.env["res.lang"]._activate_lang(code)
        cls.env["ir.module.module"]._load_module_terms(["revo_helpdesk_stages"], codes)
        cls.cases = [cls._create_ticket_in(code) for code in cls.stage]

    def _click_everywhere(self, role, language, menus_alone=None):
        """Let the robot open all that somebody has; the filters, too, where nothing is
        left out: they are the same on both series.
        """
        if menus_alone is None:
            menus_alone = not is_complete()
        login = self.user_of[role].login
        self.user_of[role].lang = LANGUAGES[language]
        clicking = CLICK_EVERYWHERE % json.dumps(menus_alone)
        self.browser_js("/web", clicking, "odoo.isReady", login, timeout=300)

    def test_each_screen_opens_for_a_reseller(self):
        self._click_everywhere("reseller", "ca")

    def test_each_menu_opens_for_support(self):
        # Its views and filters are a manager's, which are opened one by one there.
        self._click_everywhere("support", "es", menus_alone=True)

    def test_each_menu_opens_for_development(self):
        self._click_everywhere("development", "ro", menus_alone=True)

    def test_each_screen_opens_for_a_manager(self):
        self._click_everywhere("manager", "ca")

    def test_the_board_has_all_columns_and_full_cards(self):
        """Those of the role fill the screen, the others are strips beside them."""
        board = self.env.ref("revo_helpdesk_stages.helpdesk_ticket_action_pipeline")
        for role, codes in OPENED.items():
            expected = {
                "titles": [stage.name for stage in self.stage.values()],
                "opened": [self.stage[code].name for code in codes],
            }
            self.browser_js(
                f"/web#action={board.id}",
                until_right(CHECK_BOARD % json.dumps(expected)),
                "odoo.isReady",
                self.user_of[role].login,
            )

    def test_each_page_of_the_portal_opens_for_a_client(self):
        self.cleo.lang = LANGUAGES["ro"]
        pages = ["/my", "/my/tickets", "/new/ticket", f"/my/ticket/{self.cases[0].id}"]
        for page in pages:
            self.browser_js(
                page,
                "document.querySelector('.o_portal_wrap, .o_portal, #wrap')"
                " ? console.log('test successful') : console.error('nothing there')",
                login=self.cleo.login,
            )
