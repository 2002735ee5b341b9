/** @odoo-module **/

import {getAsked, markColumns, unmarkColumns} from "./asks.esm";
import {KanbanHeader} from "@web/views/kanban/kanban_header";
import {KanbanRenderer} from "@web/views/kanban/kanban_renderer";
import {_t} from "@web/core/l10n/translation";
import {useCardKeys} from "./card_keys.esm";
import {onPatched, useEffect, useRef, useState} from "@odoo/owl";

export class HelpdeskBoardHeader extends KanbanHeader {
    static template = "revo_helpdesk_stages.BoardHeader";

    get hasNews() {
        return this.props.list.model.hasNews(this.props.group);
    }

    /** What a strip is, for whoever does not see it. */
    get stripLabel() {
        const {displayName, count} = this.props.group;
        return this.hasNews
            ? _t("Open %s: %s tickets, something changed", displayName, count)
            : _t("Open %s: %s tickets", displayName, count);
    }
}

export class HelpdeskBoardRenderer extends KanbanRenderer {
    static template = "revo_helpdesk_stages.BoardRenderer";
    static components = {
        ...KanbanRenderer.components,
        KanbanHeader: HelpdeskBoardHeader,
    };

    setup() {
        // 19.0 scrolls to the group after the one that was unfolded: here it may be none
        // that is shown, on a phone or as the board has been read anew, and all fit.
        onPatched(() => delete this.lastOpenedGroupId);
        super.setup();
        this.phone = useState({shown: this.model.memory.shown});
        const names = useRef("stageNames");
        useEffect(
            (tabs) => {
                // Not all names fit: the one that is shown is not out of sight.
                tabs?.querySelector("[aria-selected=true]")?.scrollIntoView({
                    block: "nearest",
                    inline: "center",
                });
            },
            () => [names.el, this.showsOne && this.shownGroup?.id]
        );
        useCardKeys(this.rootRef, {
            getRecord: (id) => this.props.list.records.find((card) => card.id === id),
            openRecord: (record) => this.props.openRecord(record),
            facts: this.model.facts,
        });
    }

    get model() {
        return this.props.list.model;
    }

    // A phone shows one stage at a time

    get showsOne() {
        return this.env.isSmall && this.model.hasStages;
    }

    /** The column that a phone shows: the last one, else the first where there is work. */
    get shownGroup() {
        const {groups} = this.props.list;
        return (
            groups.find(({value}) => value === this.phone.shown) ||
            groups.find(({isFolded, count}) => !isFolded && count) ||
            groups.find(({isFolded}) => !isFolded) ||
            groups[0]
        );
    }

    async showGroup(group) {
        if (group.isFolded) {
            await group.toggle();
        }
        this.phone.shown = group.value;
        this.model.memory.shown = group.value;
        this.model.memory.keep();
    }

    getGroupClasses(group) {
        const classes = super.getGroupClasses(...arguments);
        return this.showsOne && group !== this.shownGroup
            ? `${classes} o_helpdesk_elsewhere`
            : classes;
    }

    // What a card may do is said while it is dragged

    sortStart({element}) {
        super.sortStart(...arguments);
        const column = this.props.list.groups?.find(({list}) =>
            list.records.some(({id}) => id === element.dataset.id)
        );
        if (!this.model.hasStages || !column) {
            return;
        }
        const {data} = column.list.records.find(({id}) => id === element.dataset.id);
        const values = new Map(
            this.props.list.groups.map(({id, value}) => [id, value])
        );
        markColumns(this.rootRef.el, (groupId) =>
            groupId === column.id
                ? undefined
                : this.getAskedText(data, column.value, values.get(groupId))
        );
    }

    getAskedText(data, from, to) {
        const {facts} = this.model;
        const asked = getAsked(facts, data, from, to);
        if (asked === "nothing") {
            return data.pipeline === "escalation" ? _t("Asks for nothing") : undefined;
        }
        return asked && _t("Asks for: %s", facts.asks[asked]);
    }

    sortStop() {
        super.sortStop(...arguments);
        unmarkColumns(this.rootRef.el);
    }
}
