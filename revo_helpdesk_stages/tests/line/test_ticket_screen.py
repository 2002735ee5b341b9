"""Where things stand on the page of a ticket, in pixels, on a desk and on a phone."""

from markupsafe import Markup

from ..common import SupportLineHttpCase
from ..looking import until_right

TITLE = "The terminal declines every second card"
_DESCRIPTION = "<p>It began this morning, right after the update.</p>" * 12

# What is above the text, how far down the last message begins, and what stands out.
_CHECK = """
    const limit = %(limit)s;
    const shown = (element) => element.getClientRects().length > 0;
    const find = (selector) => [...document.querySelectorAll(selector)].find(shown);
    const box = (selector) => {
        const element = find(selector);
        if (!element) {
            problems.push(`no ${selector}`);
        }
        return element && element.getBoundingClientRect();
    };
    const form = ".o_form_view";
    const notebook = box(`${form} .o_notebook`);
    const description = box(`${form} .o_field_widget[name=description]`);
    const message = box(".o-mail-Message-body");
    const composer = box(".o-mail-Chatter-topbar");
    if (notebook && description && message && composer) {
        // A line of each text.
        for (const [what, top] of Object.entries({
            "the description": description.top + 20,
            "the last message": message.top + 16,
            "the chatter": composer.top,
        })) {
            if (top > limit) {
                problems.push(`${what} is at ${Math.round(top)} px`);
            }
        }
        const fields = [
            ...document.querySelectorAll(`${form} .o_form_sheet .o_field_widget`),
        ].filter(
            (field) =>
                shown(field) &&
                !field.closest(".oe_title, .oe_button_box, .o_notebook") &&
                !field.parentElement.closest(".o_field_widget")
        );
        if (fields.length > 6) {
            const names = fields.map((field) => field.getAttribute("name"));
            problems.push(`above the text: ${names}`);
        }
    }
    const title = box(`${form} .oe_title [name=name]`);
    const number = box(`${form} .oe_title [name=number]`);
    if (title && number && (number.top > title.bottom || title.top > number.bottom)) {
        problems.push("title and number stand in two lines");
    }
    const color = (element) => element && getComputedStyle(element).backgroundColor;
    const accent = color(find(".o_helpdesk_next .btn-primary"));
    const primary = [
        ...document.querySelectorAll(
            [".o_form_statusbar", ".o_helpdesk_next"]
                .map((place) => `${form} ${place} .btn-primary`)
                .join()
        ),
    ].filter((button) => shown(button) && color(button) === accent);
    if (primary.map((button) => button.textContent.trim()).join() !== "%(usual)s") {
        problems.push(`primary: ${primary.map((button) => button.textContent)}`);
    }
    const line = box(".o_helpdesk_next_step");
    if (line && !find(".o_helpdesk_next_step").textContent.includes("Waits on")) {
        problems.push("it is not said what happens next");
    }
    const narrow = [
        ...document.querySelectorAll(
            `${form} .o_form_statusbar button, ${form} .o_helpdesk_next button`
        ),
    ].filter(
        (button) =>
            shown(button) &&
            // The arrows of the stages reach over each other.
            !button.closest(".o_statusbar_status") &&
            (button.scrollWidth > button.clientWidth + 1 ||
                button.getBoundingClientRect().height > 45)
    );
    if (narrow.length) {
        problems.push(`cut off: ${narrow.map((button) => button.textContent)}`);
    }
    if (document.documentElement.scrollWidth > window.innerWidth) {
        problems.push("the page is wider than the screen");
    }
"""


class ScreenMixin:
    limit = None

    def _look(self, ticket, user, usual):
        self.env.flush_all()
        user.password = user.login
        self.browser_js(
            f"/web#id={ticket.id}&model=helpdesk.ticket&view_type=form",
            until_right(_CHECK % {"limit": self.limit, "usual": usual}),
            "odoo.isReady",
            user.login,
        )

    def _write_on(self, ticket, user):
        ticket.with_user(user).message_post(
            body=Markup("<p>We are looking at it.</p>") * 3,
            message_type="comment",
            subtype_xmlid="mail.mt_comment",
        )

    def test_a_reseller_sees_the_text_and_the_last_message(self):
        ticket = self._create_ticket(name=TITLE, description=_DESCRIPTION)
        self._write_on(ticket, self.ana)
        self._look(ticket, self.ana, "Ask the client")

    def test_an_agent_sees_the_text_and_the_last_message(self):
        ticket = self._create_ticket_in(
            "in_progress_support", user=self.sam, name=TITLE, description=_DESCRIPTION
        )
        self._write_on(ticket, self.sam)
        self._look(ticket, self.sam, "Propose the solution")

    def test_a_direct_team_sees_the_text_and_the_last_message(self):
        team = self._create_team("direct", self.pia, name="Counter")
        ticket = self._create_ticket(
            opener=self.mia,
            team_id=team.id,
            partner_id=self.cleo.partner_id.id,
            name=TITLE,
            description=_DESCRIPTION,
        )
        self._write_on(ticket, self.pia)
        self._look(ticket, self.pia, "Resolve")


class TestTicketOnADesk(ScreenMixin, SupportLineHttpCase):
    browser_size = "1366,768"
    limit = 700


class TestTicketOnAPhone(ScreenMixin, SupportLineHttpCase):
    browser_size = "390,844"
    limit = 500


# Whether each title and stage of a list is whole, and inside of the screen; and what is
# coloured.
_CHECK_LIST = """
    const rows = [...document.querySelectorAll(".o_list_view .o_data_row")];
    if (rows.length !== 2) {
        problems.push(`${rows.length} rows`);
    }
    for (const row of rows) {
        for (const name of ["name", "stage_id"]) {
            const cell = row.querySelector(`td[name=${name}]`);
            const inner = cell.querySelector(".badge") || cell;
            const {right} = inner.getBoundingClientRect();
            const hidden = inner.scrollWidth - inner.clientWidth;
            if (hidden > 1 || right > window.innerWidth) {
                problems.push(`cut off: ${cell.textContent}`);
            }
        }
        const red = [...row.querySelectorAll("td")].filter((cell) =>
            [cell, ...cell.querySelectorAll("*")].some((element) =>
                /text-(danger|warning)/.test(element.className)
            )
        );
        const late = row.textContent.includes("late one");
        const texts = red.map((cell) => cell.textContent.trim());
        if (late ? !/: no contact$/.test(texts.join()) : texts.length) {
            problems.push(`coloured: ${texts} in ${row.textContent}`);
        }
    }
"""


class TestListOnADesk(SupportLineHttpCase):
    browser_size = "1366,768"

    def test_title_and_stage_are_whole_and_the_late_date_alone_is_red(self):
        late = "A late one: when an order is paid by card the kitchen gets it twice"
        for title in (late, "A good one: " + late[12:]):
            ticket = self._create_ticket_in(
                "internal_review", user=self.sam, name=title
            )
            if title == late:
                long_ago = self.env.cr.now().replace(year=2020)
                ticket.last_contact_date = long_ago
        self.env.flush_all()
        self.sam.password = self.sam.login
        action = self.env["ir.actions.act_window"].create(
            {
                "name": "Tickets",
                "res_model": "helpdesk.ticket",
                "view_mode": "tree,form",
                "domain": f"[('name', 'like', '{late[12:]}')]",
            }
        )
        self.browser_js(
            f"/web#action={action.id}",
            until_right(_CHECK_LIST),
            "odoo.isReady",
            self.sam.login,
        )
