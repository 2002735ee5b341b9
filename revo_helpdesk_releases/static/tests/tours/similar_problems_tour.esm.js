/** @odoo-module **/

import {
    click,
    patiently,
    see,
} from "@revo_helpdesk_stages/../tests/tours/steps.esm";
import {registry} from "@web/core/registry";

const tours = registry.category("web_tour.tours");
const PROBLEM = ".o_helpdesk_similar_row:contains(taken twice, reseller)";

tours.add("helpdesk_similar_portal", {
    test: true,
    steps: () =>
        patiently([
            see(
                "Nothing is asked for yet",
                "form:has(.o_helpdesk_similar_problems[hidden])"
            ),
            {
                content: "Write the title",
                trigger: "input[name=subject]",
                run: "text loyalty pionts are taken",
            },
            see(
                "It may be this one",
                ".o_helpdesk_similar_problems a:contains(taken twice, client)"
            ),
            {
                content: "It is the only one, and fits",
                trigger: ".o_helpdesk_similar_problems a",
                run: () => {
                    const rows = document.querySelectorAll(
                        ".o_helpdesk_similar_problems a"
                    );
                    const {left, right} = rows[0].getBoundingClientRect();
                    if (rows.length !== 1 || left < 0 || right > window.innerWidth) {
                        throw new Error(`${rows.length} rows from ${left} to ${right}`);
                    }
                },
            },
        ]),
});

tours.add("helpdesk_similar_attach", {
    test: true,
    steps: () =>
        patiently([
            click("Open the page", ".o_notebook_headers .nav-link:contains(Similar)"),
            click(
                "Attach the case",
                `${PROBLEM} button:contains(Attach to this problem)`
            ),
            see("It is attached", `${PROBLEM} .badge:contains(Attached)`),
            see("It says what helps", ".alert:contains(Do as the reseller does.)"),
        ]),
});
