/** @odoo-module **/

import {
    WINDOW,
    addDay,
    goBack,
    goTo,
    openHelpdesk,
    readWord,
    save,
    seeBoard,
    seeCard,
    writeAndSend,
} from "./day_steps.esm";
import {
    NO_DIALOG,
    card,
    choose,
    chooseOne,
    click,
    fill,
    openCase,
    pick,
    press,
    see,
    standsIn,
} from "./steps.esm";
import {hold, letGo, mark, marked, pressKey} from "./card_steps.esm";
import {Clicks} from "./clicks.esm";

const ASKING = "The reader hangs";
const OUTSIDE = "Orders of the platform come twice";
const RETURNED = "The receipt is too narrow";
const TWICE = "Cards are refused once more";
const EASY = "The logo is a black box";
const TIMED = "The export takes an hour";
const FIRST = "The first of two";
const SECOND = "The second of two";
const KEYS = "The clock is an hour late";
const UNCLAIMED = "Nobody looks after us";

const BACKLOG = "Backlog - REVO Support";
const IN_PROGRESS = "In Progress - REVO Support";
const LINES = ".o_field_widget[name=timesheet_ids]";

const solving = new Clicks("Take and solve");
const logging = new Clicks("Log time");

function logTime(text, isPhone) {
    if (!isPhone) {
        return [
            click("Add a line", `${LINES} .o_field_x2many_list_row_add a`),
            fill("name", text, `${LINES} .o_selected_row`),
            fill("unit_amount", "0:30", `${LINES} .o_selected_row`),
            save(),
            see("It is logged", `${LINES} .o_data_row:contains(${text})`),
        ];
    }
    return [
        click("Add a line", `${LINES} .o-kanban-button-new`),
        fill("name", text, WINDOW),
        fill("unit_amount", "0:30", WINDOW),
        click("Close the window", `${WINDOW} .o_form_button_save`),
        NO_DIALOG,
        save(),
        see("It is logged", `${LINES} .o_kanban_record:contains(${text})`),
    ];
}

/** 17.0 has its buttons at the foot of the board, 19.0 an Action menu. */
function openTogether(label) {
    const exactly = (selector) =>
        [...document.querySelectorAll(selector)].find(
            ({textContent}) => textContent.trim() === label
        );
    return [
        {
            content: `${label} what is marked`,
            trigger: ".o_helpdesk_marks, .o_cp_action_menus button",
            run: () => {
                const button =
                    exactly(".o_helpdesk_marks button") ||
                    document.querySelector(".o_cp_action_menus button");
                button.click();
            },
        },
        {
            content: `The window of ${label} opens`,
            trigger: `.o_form_view .o_tag:contains(${FIRST}), .o-dropdown--menu:contains(${label})`,
            run: () => exactly(".o-dropdown-item")?.click(),
        },
        see("Both are named", `.o_form_view .o_tag:contains(${SECOND})`),
    ];
}

/** A finger stays on the first, and taps on the second. */
function markBoth(isPhone) {
    return [
        isPhone ? hold(FIRST) : mark(FIRST),
        isPhone ? letGo(FIRST, marked(FIRST)) : see("It is marked", marked(FIRST)),
        isPhone ? click("Tap on the second", card(SECOND)) : mark(SECOND),
        see("The second is marked, too", marked(SECOND)),
    ];
}

const BY_KEYS = [
    goTo(BACKLOG),
    pressKey("Assign it to me", "a", KEYS),
    see("It is somebody's", `${card(KEYS)} [name=user_id] img`),
    pressKey("Move it", "m", KEYS),
    click("Start working", `.o_helpdesk_moves_dialog button:contains(${IN_PROGRESS})`),
    NO_DIALOG,
    goTo(IN_PROGRESS),
    seeCard(IN_PROGRESS, KEYS),
];

addDay("agent", (isPhone) => [
    openHelpdesk(),
    seeBoard(BACKLOG, isPhone),
    // Take one, and ask its reseller.
    goTo(BACKLOG),
    openCase(ASKING),
    press("Start working"),
    standsIn(IN_PROGRESS),
    press("Ask the reseller"),
    see(
        "The reseller will read it",
        ".o_field_widget[name=audience]:contains(Reseller)"
    ),
    writeAndSend("Which reader is it?"),
    standsIn("Backlog - Reseller"),
    readWord("Which reader is it?", "Reseller and vendor"),
    goBack(),
    // Somebody outside has to answer, and then development.
    goTo(IN_PROGRESS),
    openCase(OUTSIDE),
    press("Wait for an integrator"),
    writeAndSend("The platform looks into its log."),
    standsIn("Internal Review"),
    press("Answer received"),
    standsIn(IN_PROGRESS),
    press("Hand over to development"),
    writeAndSend("The order comes again after a timeout."),
    standsIn("Backlog - Dev REVO"),
    readWord("The order comes again after a timeout.", "Vendor only"),
    goBack(),
    // Development has sent one back.
    goTo(IN_PROGRESS),
    openCase(RETURNED),
    readWord("It prints as wide as it is set.", "Reseller and vendor"),
    press("Propose the solution"),
    writeAndSend("Set the width to 80 mm."),
    standsIn("Confirmation - Reseller"),
    goBack(),
    // The same case once more.
    goTo(BACKLOG),
    openCase(TWICE),
    choose("Cancel the ticket"),
    chooseOne("why", "For another reason"),
    writeAndSend("A duplicate of the other one."),
    standsIn("Canceled"),
    goBack(),
    // One that is easy.
    goTo(BACKLOG),
    solving.begin(card(EASY)),
    openCase(EASY),
    press("Start working"),
    standsIn(IN_PROGRESS),
    press("Propose the solution"),
    writeAndSend("Upload the logo without a background."),
    standsIn("Confirmation - Reseller"),
    solving.end(4),
    goBack(),
    // Log time.
    goTo(IN_PROGRESS),
    logging.begin(card(TIMED)),
    openCase(TIMED),
    click("Open the timesheets", ".nav-link:contains(Timesheets)"),
    logTime("Read the log", isPhone),
    logging.end(isPhone ? 5 : 4),
    goBack(),
    // Two at once.
    goTo(BACKLOG),
    markBoth(isPhone),
    openTogether("Move"),
    pick("stage_id", IN_PROGRESS, WINDOW),
    click("Move them", "button[name=action_apply]"),
    NO_DIALOG,
    goTo(IN_PROGRESS),
    seeCard(IN_PROGRESS, FIRST),
    seeCard(IN_PROGRESS, SECOND),
    isPhone ? [] : BY_KEYS,
    // A client whom no reseller looks after.
    goTo(BACKLOG),
    openCase(UNCLAIMED),
    see(
        "It is said",
        ".o_form_view .alert:contains(No reseller looks after this client)"
    ),
    click("Set the reseller", "button[name=action_set_reseller]"),
    pick("team_id", "North", WINDOW),
    {
        ...click("Set it", `${WINDOW} button[name=action_apply]`),
        // The agent does not see it any more, and the page is loaded anew.
        expectUnloadPage: true,
    },
    see("It is with its reseller", ".o_last_breadcrumb_item:contains(Overview)"),
]);
