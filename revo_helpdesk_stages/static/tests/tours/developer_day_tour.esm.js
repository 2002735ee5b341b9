/** @odoo-module **/

import {
    addDay,
    goBack,
    goTo,
    openHelpdesk,
    readWord,
    seeBoard,
    seeCard,
    writeAndSend,
} from "./day_steps.esm";
import {card, openCase, press, see, standsIn} from "./steps.esm";

const FAULT = "A cent is missing on the invoice";
const NO_FAULT = "The receipt is too narrow";

const BACKLOG = "Backlog - Dev REVO";
const IN_PROGRESS = "In Progress - Dev REVO";
const PENDING = "Pending Release - REVO";

addDay("developer", (isPhone) => [
    openHelpdesk(),
    seeBoard(BACKLOG, isPhone),
    goTo(BACKLOG),
    openCase(FAULT),
    readWord("Three lines with a discount of 15 percent.", "Vendor only"),
    press("Start development"),
    standsIn(IN_PROGRESS),
    press("Solved: wait for the release"),
    standsIn(PENDING),
    see("Whom it waits on is said", ".o_helpdesk_next_step:contains(Waits on Release)"),
    goBack(),
    goTo(PENDING),
    seeCard(PENDING, FAULT),
    goTo(IN_PROGRESS),
    openCase(NO_FAULT),
    press("Back to support"),
    writeAndSend("It prints as wide as it is set."),
    standsIn("In Progress - REVO Support"),
    readWord("It prints as wide as it is set.", "Reseller and vendor"),
    goBack(),
    see("It has left development", `.o_helpdesk_board:not(:has(${card(NO_FAULT)}))`),
]);
