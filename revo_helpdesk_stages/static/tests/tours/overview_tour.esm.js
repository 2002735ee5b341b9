/** @odoo-module **/

import {PLAYED} from "./pace.esm";
import {patiently} from "./steps.esm";
import {registry} from "@web/core/registry";

const tours = registry.category("web_tour.tours");

/** A reseller's own tickets and its team's that nobody has, the oldest first. */
tours.add("helpdesk_overview_reseller", {
    ...PLAYED,
    steps: () =>
        patiently([
            {
                content: "A new case of the team's clients",
                trigger: ".o_data_row:contains(Nobody's yet)",
                run: () => {},
            },
            {
                content: "The tickets that wait on me, the oldest first",
                trigger: ".o_data_row:contains(Mine and newer)",
                run: () => {
                    const rows = [...document.querySelectorAll(".o_data_row")].map(
                        (row) => row.textContent.includes("Mine and older")
                    );
                    if (rows.length !== 3 || !rows[0]) {
                        throw new Error(`Not mine, or not in order: ${rows}`);
                    }
                },
            },
            {
                content: "Open the oldest",
                trigger: ".o_data_row:contains(Mine and older) .o_data_cell[name=name]",
                run: "click",
            },
            {
                content: "It is the ticket itself",
                trigger: ".o_form_view .o-mail-Chatter",
                timeout: 30000,
                run: () => {},
            },
        ]),
});

/** Support sees three sections, and opens a ticket from one. */
tours.add("helpdesk_overview_support", {
    ...PLAYED,
    steps: () =>
        patiently([
            ...["Incoming", "Overdue", "Waiting on an integrator"].map((section) => ({
                content: `There is a section: ${section}`,
                trigger: `.o_kanban_group .o_column_title:contains(${section})`,
                run: () => {},
            })),
            {
                content: "Open what came in",
                trigger: ".o_kanban_record:contains(Came in today)",
                run: "click",
            },
            {
                content: "It is the ticket itself",
                trigger: ".o_form_view .o-mail-Chatter",
                timeout: 30000,
                run: () => {},
            },
        ]),
});

/** A manager sees the flow of the last weeks. */
tours.add("helpdesk_overview_manager", {
    ...PLAYED,
    steps: () =>
        patiently([
            {
                content: "There is a graph",
                trigger: ".o_graph_view .o_graph_canvas_container canvas",
                run: () => {},
            },
        ]),
});
