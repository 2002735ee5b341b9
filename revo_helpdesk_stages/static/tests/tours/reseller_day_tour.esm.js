/** @odoo-module **/

import {
    WINDOW,
    addDay,
    chat,
    describe,
    goBack,
    goTo,
    pressButton,
    readWord,
    save,
    seeBoard,
    seeCard,
    writeAndSend,
} from "./day_steps.esm";
import {
    NO_DIALOG,
    card,
    click,
    fill,
    openCase,
    pick,
    press,
    see,
    send,
    standsIn,
    write,
} from "./steps.esm";
import {Clicks} from "./clicks.esm";

const NEW = "The printer prints nothing";
const HARD = "The till shows no prices";
const PART = "The screen stays black";
const CALLED = "The client is on the phone";
const OWN = "Our own till is slow";
const ASKED = "The drawer opens by itself";

const asking = new Clicks("Ask the client");
const escalating = new Clicks("Escalate");
const opening = new Clicks("Open a ticket as a client");

function draftOf(name, text) {
    return `[name=${name}] .odoo-editor-editable:contains(${text})`;
}

function getDay(days) {
    const {DateTime} = window.luxon;
    return DateTime.now().plus({days}).toFormat("MM/dd/yyyy");
}

addDay("reseller_morning", (isPhone) => [
    seeBoard("Backlog - Reseller", isPhone),
    goTo("Backlog - Reseller"),
    see("A client's case is orange", `${card(NEW)} .o_helpdesk_card_client`),
    // A note for the client, who is then asked.
    openCase(NEW),
    chat("Note for the client", "We look at it today.", "Client"),
    press("Start working"),
    standsIn("In Progress - Reseller"),
    goBack(),
    goTo("In Progress - Reseller"),
    asking.begin(card(NEW)),
    openCase(NEW),
    press("Ask the client"),
    see("The client will read it", ".o_field_widget[name=audience]:contains(Client)"),
    writeAndSend("Which printer is it?"),
    standsIn("Backlog - Client"),
    asking.end(3),
    readWord("Which printer is it?", "Client"),
    goBack(),
    goTo("Backlog - Client"),
    seeCard("Backlog - Client", NEW),
    // Escalating asks for what was tried and what was seen, and loses nothing of it.
    goTo("In Progress - Reseller"),
    openCase(HARD),
    pressButton("Escalate to the vendor"),
    write("tests_performed", "Changed the cable."),
    send(),
    see(
        "What is missing is said beside it",
        "[name=observed] ~ * .o_helpdesk_missing:contains(Nothing is written here yet)"
    ),
    click("Give up", ".modal-footer button:contains(Discard)"),
    NO_DIALOG,
    goBack(),
    goTo("In Progress - Reseller"),
    escalating.begin(card(HARD)),
    openCase(HARD),
    pressButton("Escalate to the vendor"),
    see(
        "What was typed is still there",
        draftOf("tests_performed", "Changed the cable.")
    ),
    write("observed", "There are still no prices."),
    send(),
    standsIn("Backlog - REVO Support"),
    // A phone keeps it in a menu on 17.0.
    isPhone ? escalating.end(3, 4) : escalating.end(3),
    readWord("There are still no prices.", "Reseller and vendor"),
    see("Whom it waits on is said", ".o_helpdesk_next_step:contains(Waits on)"),
    goBack(),
    // A part is on order.
    goTo("In Progress - Reseller"),
    openCase(PART),
    pressButton("Wait until"),
    click("Wait without a reason", "button[name=action_apply]"),
    see("It is asked for", "[name=reason] ~ * .o_helpdesk_missing"),
    fill("date", getDay(3), WINDOW),
    write("reason", "The new screen is on order."),
    click("Let it wait", "button[name=action_apply]"),
    NO_DIALOG,
    see(
        "It waits",
        ".o_form_view .o_helpdesk_wait:contains(The new screen is on order.)"
    ),
    goBack(),
    goTo("In Progress - Reseller"),
    see("The card says so", `${card(PART)} .o_helpdesk_wait:contains(Waits until)`),
    // Somebody calls.
    opening.begin(".o-kanban-button-new"),
    click("Open a ticket", ".o-kanban-button-new"),
    pick("partner_id", "Cleo"),
    see("It is said where it starts", ".o_form_view:contains(backlog of the client)"),
    describe(CALLED),
    save(),
    standsIn("Backlog - Reseller"),
    opening.end(3),
    goBack(),
    goTo("Backlog - Reseller"),
    see("It is orange", `${card(CALLED)} .o_helpdesk_card_client`),
    // And a case of one's own.
    click("Open a ticket", ".o-kanban-button-new"),
    see("It is said where it starts", ".o_form_view:contains(backlog of support)"),
    describe(OWN),
    save(),
    standsIn("Backlog - REVO Support"),
    goBack(),
    goTo("Backlog - REVO Support"),
    seeCard("Backlog - REVO Support", HARD),
    see("It is white", `${card(OWN)}:not(:has(.o_helpdesk_card_client))`),
]);

addDay("reseller_afternoon", (isPhone) => [
    seeBoard("Backlog - Reseller", isPhone),
    // The client has answered.
    goTo("Backlog - Reseller"),
    openCase(NEW),
    readWord("The one in the kitchen.", "Client"),
    press("Start working"),
    standsIn("In Progress - Reseller"),
    press("Resolve"),
    standsIn("Resolved"),
    goBack(),
    // Support has found a solution.
    goTo("Confirmation - Reseller"),
    openCase(HARD),
    readWord("Version 5.2 shows them.", "Reseller and vendor"),
    press("It works: resolve"),
    see("What support proposed is offered", draftOf("body", "Version 5.2 shows them.")),
    send(),
    standsIn("Resolved"),
    goBack(),
    // Support asks for something.
    goTo("Backlog - Reseller"),
    openCase(ASKED),
    readWord("Since which version?", "Reseller and vendor"),
    press("Start working"),
    standsIn("In Progress - Reseller"),
    press("Return to the vendor"),
    writeAndSend("Since version 5.1."),
    standsIn("Backlog - REVO Support"),
    goBack(),
    goTo("Backlog - REVO Support"),
    seeCard("Backlog - REVO Support", ASKED),
]);
