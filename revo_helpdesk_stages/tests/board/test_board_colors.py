"""What colours the board has, as the browser computes them."""

import json
from datetime import timedelta

from odoo import fields

from ..common import SupportLineHttpCase
from ..looking import until_right

# Looks at the topmost colour under each text of a card: what its classes are called,
# and which of its elements is coloured, nobody sees.
CHECK_COLORS = """
    const expected = %s;
    const parse = (color) => {
        const [red, green, blue, alpha = 1] = color.match(/[\\d.]+/g).map(Number);
        return {parts: [red, green, blue], alpha};
    };
    const over = (top, below) =>
        top.parts.map((part, index) =>
            part * top.alpha + below[index] * (1 - top.alpha)
        );
    const isElement = (node) => node instanceof Element;
    const background = (element) => {
        const layers = [];
        for (let at = element; isElement(at); at = at.parentElement) {
            layers.unshift(parse(getComputedStyle(at).backgroundColor));
        }
        return layers.reduce((below, layer) => over(layer, below), [255, 255, 255]);
    };
    const foreground = (element) => {
        const below = background(element);
        let {parts, alpha} = parse(getComputedStyle(element).color);
        for (let at = element; isElement(at); at = at.parentElement) {
            alpha *= Number(getComputedStyle(at).opacity);
        }
        return over({parts, alpha}, below);
    };
    const luminance = (parts) => {
        const [red, green, blue] = parts.map((part) => {
            const share = part / 255;
            return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
        });
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    };
    const contrast = (one, other) => {
        const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b);
        return (high + 0.05) / (low + 0.05);
    };
    const name = ([red, green, blue]) =>
        red - green > 20 && Math.abs(green - blue) < 10
            ? "red"
            : red - blue > 30 && green > blue
            ? "orange"
            : Math.min(red, green, blue) > 245
            ? "white"
            : `rgb(${[red, green, blue].map(Math.round)})`;
    const texts = (card) => {
        const walker = document.createTreeWalker(card, NodeFilter.SHOW_TEXT);
        const found = [];
        while (walker.nextNode()) {
            const {textContent, parentElement} = walker.currentNode;
            if (textContent.trim() && parentElement.getClientRects().length) {
                found.push([textContent.trim(), parentElement]);
            }
        }
        return found;
    };
    const cards = [
        ...document.querySelectorAll(".o_kanban_record:not(.o_kanban_ghost)"),
    ];
    for (const [title, color] of Object.entries(expected)) {
        const card = cards.find((one) => one.textContent.includes(title));
        if (!card) {
            problems.push(`no card ${title}`);
            continue;
        }
        const found = name(background(card.querySelector("strong")));
        if (found !== color) {
            problems.push(`${title} is ${found}`);
        }
        for (const [text, element] of texts(card)) {
            const seen = contrast(foreground(element), background(element));
            if (seen < 4.5) {
                problems.push(`${title}: ${text} has ${seen.toFixed(2)} : 1`);
            }
        }
    }
"""


class TestBoardColors(SupportLineHttpCase):
    # Chromium 128 and later ignores --window-size in the form 1366x768.
    browser_size = "1600,900"

    def test_cards_of_clients_and_resellers_and_those_without_contact(self):
        opened = {
            "Client, in touch": {},
            "Client, long silent": {},
            "Reseller, in touch": {"origin": "reseller"},
            "Reseller, long silent": {"origin": "reseller"},
        }
        for title, values in opened.items():
            ticket = self._create_ticket_in(
                "in_progress_reseller", user=self.ana, name=title, priority="3"
            )
            ticket.write(values)
            if "silent" in title:
                day_ago = fields.Datetime.now() - timedelta(hours=25)
                ticket.last_contact_date = day_ago
        self.ana.password = self.ana.login
        board = self.env.ref("revo_helpdesk_stages.helpdesk_ticket_action_pipeline")
        expected = {
            "Client, long silent": "red",
            "Reseller, long silent": "red",
            "Client, in touch": "orange",
            "Reseller, in touch": "white",
        }
        self.browser_js(
            f"/web#action={board.id}",
            until_right(CHECK_COLORS % json.dumps(expected)),
            "odoo.isReady",
            self.ana.login,
        )
