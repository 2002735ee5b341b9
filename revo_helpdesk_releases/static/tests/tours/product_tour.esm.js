/** @odoo-module **/

/** With what a client works, from its team's wish to the version that solves it. */

import {
    SAVED,
    addTour,
    card,
    click,
    fill,
    holds,
    leaveBy,
    openCase,
    openPage,
    see,
    unfoldFacts,
} from "@revo_helpdesk_stages/../tests/tours/steps.esm";
import {save} from "@revo_helpdesk_stages/../tests/tours/day_steps.esm";

const TITLE = "The bill is printed twice";
const OTHER = "The drawer is stuck";
const NEWS = "It was reported with 9.2.2";
const FORM = "form[action='/submitted/ticket']";

function write(trigger, text) {
    return {content: `Write ${text}`, trigger, run: `text ${text}`};
}

addTour("helpdesk_product_manager_asks", [
    openPage("closing"),
    click("Ask for it", ".o_field_widget[name=asks_product] input"),
    save(),
    SAVED,
]);

addTour("helpdesk_product_client_says", [
    write(`${FORM} input[name=subject]`, TITLE),
    write(`${FORM} textarea[name=description]`, "Since this morning."),
    {
        content: "Choose the product",
        trigger: "#product",
        run: () => {
            const list = document.querySelector("#product");
            list.value = "app";
            list.dispatchEvent(new Event("change", {bubbles: true}));
        },
    },
    write("#version", "9.2.1"),
    write("#device", "Till 2"),
    leaveBy("Send it", `${FORM} button[type=submit]`),
    see("It is sent", "#done:contains(Your ticket is sent)"),
    see("What was said is there", "dd.o_helpdesk_reported:contains(9.2.1)"),
]);

/** The reseller reads what the client said, and knows better. */
addTour("helpdesk_product_reseller_corrects", [
    unfoldFacts(),
    holds("product_id", "App"),
    holds("device", "Till 2"),
    holds("version", "9.2.1"),
    fill("version", "9.2.2"),
    save(),
    SAVED,
]);

const IS_TOLD = [
    see("The card says so", `${card(TITLE)} .o_helpdesk_release:contains(${NEWS})`),
    openCase(TITLE),
    see("So does the ticket", `.o_form_view [name=release_news]:contains(${NEWS})`),
];

addTour("helpdesk_product_reseller_is_told_phone", [
    click("Look at the stage", "[role=tab]:contains(Confirmation - Reseller)"),
    IS_TOLD,
]);

addTour("helpdesk_product_reseller_is_told_desk", [
    click("Open the filters", ".o_searchview_dropdown_toggler"),
    click(
        "Choose those that have an older version",
        ".o_filter_menu .o_menu_item:contains(Has the solving version not yet)"
    ),
    see("It is one of them", card(TITLE)),
    see("Others are not", `body:not(:has(${card(OTHER)}))`),
    IS_TOLD,
]);

addTour("helpdesk_product_client_is_told", [
    see("The list says so", `.list-group-item:contains(${TITLE}):contains(You have)`),
    leaveBy("Open it", `.list-group-item:contains(${TITLE})`),
    see("So does the page", ".o_helpdesk_release:contains(You have 9.2.2.)"),
]);
