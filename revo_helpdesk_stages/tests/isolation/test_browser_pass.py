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
# A page that is there runs its own scripts, whose errors are those of the browser.
OPEN_PAGES = """
    const check = (page, content) => {
        if (!content?.querySelector(".o_portal_wrap, .o_portal, #wrap")) {
            console.error(`nothing there: ${page}`);
        }
    };
    const open = async (page) => {
        const frame = document.createElement("iframe");
        const loaded = new Promise((resolve) => (frame.onload = resolve));
        frame.src = page;
        document.body.append(frame);
        await loaded;
        check(page, frame.contentDocument);
        frame.remove();
    };
    (async () => {
        check("/my", document);
        for (const page of %s) {
            await open(page);
        }
        console.log("test successful");
    })();
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

    def _open_all(self, role, language, menus_alone=None):
        """Look at the board, which has the columns of the role open, and the others as
        strips beside them; then let the robot open all that somebody has; the filters,
        too, where nothing is left out: they are the same on both series.
        """
        if menus_alone is None:
            menus_alone = not is_complete()
        user = self.user_of[role]
        user.lang = LANGUAGES[language]
        stages = {
            code: stage.with_context(lang=user.lang)
            for code, stage in self.stage.items()
        }
        expected = {
            "titles": [stage.name for stage in stages.values()],
            "opened": [stages[code].name for code in OPENED[role]],
        }
        board = self.env.ref("revo_helpdesk_stages.helpdesk_ticket_action_pipeline")
        self.browser_js(
            f"/web#action={board.id}",
            until_right(
                CHECK_BOARD % json.dumps(expected),
                CLICK_EVERYWHERE % json.dumps(menus_alone),
            ),
            "odoo.isReady",
            user.login,
            timeout=600,
        )

    def test_each_screen_opens_for_a_reseller(self):
        self._open_all("reseller", "ca")

    def test_each_menu_opens_for_support(self):
        # Its views and filters are a manager's, which are opened one by one there.
        self._open_all("support", "es", menus_alone=True)

    def test_each_menu_opens_for_development(self):
        self._open_all("development", "ro", menus_alone=True)

    def test_each_screen_opens_for_a_manager(self):
        self._open_all("manager", "ca")

    def test_each_page_of_the_portal_opens_for_a_client(self):
        self.cleo.lang = LANGUAGES["ro"]
        pages = ["/my/tickets", "/new/ticket", f"/my/ticket/{self.cases[0].id}"]
        self.browser_js("/my", OPEN_PAGES % json.dumps(pages), login=self.cleo.login)
