/** @odoo-module **/

import {PLAYED} from "@revo_helpdesk_stages/../tests/tours/pace.esm";
import {click, patiently, see} from "@revo_helpdesk_stages/../tests/tours/steps.esm";
import {registry} from "@web/core/registry";

const tours = registry.category("web_tour.tours");
const PROBLEM = ".o_helpdesk_similar_row:contains(taken twice, reseller)";

tours.add("helpdesk_similar_portal", {
    ...PLAYED,
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
                content: "Nothing of others stands there, and it fits",
                trigger: ".o_helpdesk_similar_problems a",
                run: () => {
                    const list = document.querySelector(".o_helpdesk_similar_problems");
                    const {left, right} = list.getBoundingClientRect();
                    if (/reseller|vendor/.test(list.textContent)) {
                        throw new Error(`It tells of others: ${list.textContent}`);
                    }
                    if (left < 0 || right > window.innerWidth) {
                        throw new Error(`It stands from ${left} to ${right}`);
                    }
                },
            },
        ]),
});

tours.add("helpdesk_similar_attach", {
    ...PLAYED,
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
