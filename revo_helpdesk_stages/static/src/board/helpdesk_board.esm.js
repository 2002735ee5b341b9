/** @odoo-module **/

import {BoardKeysDialog} from "./board_dialogs.esm";
import {BoardMemory} from "./memory.esm";
import {Deferred} from "@web/core/utils/concurrency";
import {HelpdeskBoardRenderer} from "./board_renderer.esm";
import {KanbanController} from "@web/views/kanban/kanban_controller";
import {RelationalModel} from "@web/model/relational_model/relational_model";
import {kanbanView} from "@web/views/kanban/kanban_view";
import {registry} from "@web/core/registry";
import {inOneRequest} from "./one_request.esm";
import {TEXT_MISSING} from "../moves/text_missing.esm";
import {useBoardChanges} from "./changes.esm";
import {useSubEnv} from "@odoo/owl";
import {withMarks} from "../bulk/marked_cards.esm";

// Milliseconds within which the bus has told of a move that was made here.
const OWN_MOVE_TOLD_WITHIN = 1000;
const STAGES = "stage_id";
const SCROLLED = ".o_content, .o_kanban_renderer, .o_kanban_group";

class HelpdeskBoardGroupList extends RelationalModel.DynamicGroupList {
    /**
     * Leave those cards marked that are, where others take their place by themselves:
     * 19.0 has the marks on the cards.
     */
    _setData() {
        const {isReadAnew, root} = this.model;
        const before = this.groups ? this : isReadAnew && root;
        const marked = before ? before.records.filter(({selected}) => selected) : [];
        super._setData(...arguments);
        const ids = new Set(marked.map(({resId}) => resId));
        for (const record of ids.size ? this.records : []) {
            if (ids.has(record.resId)) {
                record.toggleSelection(true);
            }
        }
    }

    /**
     * A drop that only lacks its text opens the wizard at once. The card is back in its
     * column by then, and goes where the user dropped it when the wizard has moved it.
     */
    async moveRecord(dataRecordId, dataGroupId, refId, targetGroupId) {
        // The others of the column get another place in it.
        const column = this.groups.find(({id}) => id === targetGroupId);
        const moved = [
            this.records.find(({id}) => id === dataRecordId),
            ...column.list.records,
        ].map(({resId}) => resId);
        moved.forEach((resId) => this.model.moved.add(resId));
        this.model.touched.add(column.value);
        try {
            return await super.moveRecord(...arguments);
        } catch (error) {
            if (error.exceptionName !== TEXT_MISSING) {
                throw error;
            }
            await this.model.action.doAction(error.data.context.action, {
                onClose: () => this.model.load(),
            });
        } finally {
            setTimeout(
                () => moved.forEach((resId) => this.model.moved.delete(resId)),
                OWN_MOVE_TOLD_WITHIN
            );
        }
    }
}

class HelpdeskBoardGroup extends RelationalModel.Group {
    /**
     * A board that is being read takes the column for what it was: it is opened or folded
     * once that is done, and nothing is read meanwhile.
     */
    async toggle() {
        await this.model.asked;
        const now = this.model.root.groups.find(({value}) => value === this.value);
        if (now && now !== this) {
            return now.toggle();
        }
        await this.model.noteToggle(super.toggle());
        this.model.rememberFold(this);
    }
}

class HelpdeskBoardModel extends inOneRequest(RelationalModel) {
    static DynamicGroupList = HelpdeskBoardGroupList;
    static Group = HelpdeskBoardGroup;
    // Odoo opens ten columns at load; the escalation pipeline has eleven open ones, and
    // one that stays unfolded when somebody has unfolded it.
    static MAX_NUMBER_OPENED_GROUPS = 12;

    setup({facts}) {
        super.setup(...arguments);
        // Cards that were moved here, and stand where the server has put them.
        this.moved = new Set();
        // What is being read, until the last answer is there; whether nobody asked for it.
        this.asked = null;
        this.isReadAnew = false;
        // Columns that are being opened or folded, and how many ever were.
        this.toggling = new Set();
        this.toggled = 0;
        // Columns into which the person has moved one: that is no news.
        this.touched = new Set();
        // What the server says of moves.
        this.facts = facts;
        this.memory = new BoardMemory(facts.user);
        // When something last changed in each column, and how that is asked for.
        this.changes = new Map();
        this.changedBy = "last_action_date:max";
    }

    get hasStages() {
        return this.config.groupBy?.[0] === STAGES;
    }

    /** What the person has chosen on another day, of columns that are not known yet. */
    getChosenFolds({groupBy, groups}) {
        if (groupBy[0] !== STAGES) {
            return [];
        }
        return Object.entries(this.memory.folds)
            .map(([stageId, isFolded]) => [Number(stageId), isFolded])
            .filter(([stageId]) => !(stageId in (groups || {})));
    }

    /** Take over what the server says of columns, of which 17.0 shortens the name. */
    noteColumns({groupBy}, groups) {
        if (groupBy[0] === STAGES) {
            const changed = (group) => group[this.changedBy] ?? group.last_action_date;
            this.changes = new Map(
                groups.map((group) => [group[STAGES]?.[0], changed(group) || ""])
            );
        }
    }

    async load() {
        this.isReadAnew = false;
        const asked = new Deferred();
        const before = this.asked;
        this.asked = asked;
        // What was asked for before gets no answer any more, and ends with this one.
        asked.then(() => before?.resolve());
        try {
            const result = await super.load(...arguments);
            this.lookAround();
            return result;
        } finally {
            if (this.asked === asked) {
                this.asked = null;
            }
            asked.resolve();
        }
    }

    /**
     * Read the board anew by itself, for what others have changed. What the person asks
     * for goes first: this would take its place, with the filters of before.
     */
    async readAnew() {
        while (this.asked) {
            await this.asked;
        }
        const loading = this.load();
        this.isReadAnew = true;
        await Promise.race([loading, this.asked]);
    }

    async noteToggle(toggle) {
        this.toggled++;
        this.toggling.add(toggle);
        try {
            await toggle;
        } finally {
            this.toggling.delete(toggle);
        }
    }

    /**
     * 19.0 shows at first what it knew of a board, and then what the server says. That
     * knows nothing of columns which the person has opened or folded in between: where
     * there are any, the board is read anew.
     */
    _getCacheParams() {
        const params = super._getCacheParams(...arguments);
        const {toggled} = this;
        return (
            params && {
                ...params,
                callback: async (result, hasChanged) => {
                    if (!hasChanged || toggled === this.toggled) {
                        return params.callback(result, hasChanged);
                    }
                    await Promise.allSettled(this.toggling);
                    return this.readAnew();
                },
            }
        );
    }

    /** What is open is seen, and so is whatever was there when the person first came. */
    lookAround() {
        if (!this.hasStages || this.orm.isSample) {
            return;
        }
        const {seen} = this.memory;
        for (const {value, isFolded} of this.root.groups || []) {
            if (!isFolded || !(value in seen) || this.touched.delete(value)) {
                this.memory.look(value, this.changes.get(value) || "");
            }
        }
        this.memory.keep();
    }

    /** Whether something changed in a strip since the person looked into it. */
    hasNews({value, isFolded}) {
        return (
            isFolded &&
            this.hasStages &&
            this.changes.get(value) > this.memory.seen[value]
        );
    }

    rememberFold({value, isFolded}) {
        if (this.hasStages) {
            this.memory.folds[value] = isFolded;
            this.lookAround();
        }
    }

    /** Open all columns, or those with which the role begins. */
    async showColumns(all) {
        if (all) {
            for (const {config, value} of this.root.groups) {
                this._updateConfig(config, {isFolded: false}, {reload: false});
                this.memory.folds[value] = false;
            }
        } else {
            this.memory.folds = {};
            this.config.groups = {};
        }
        await this.load();
    }
}

class HelpdeskBoardController extends KanbanController {
    setup() {
        super.setup();
        useSubEnv({helpdeskBoard: {refresh: () => this.takeOver()}});
        useBoardChanges({
            isNews: ({ids, gone}) =>
                gone || !ids.every((id) => this.model.moved.has(id)),
            isBusy: () => this.isInUse,
            takeOver: () => this.takeOver(),
        });
    }

    get modelParams() {
        return {...super.modelParams, facts: this.props.archInfo.facts};
    }

    get hasStages() {
        return Boolean(this.model.hasStages && this.model.root?.groups?.length);
    }

    get isAllOpen() {
        return this.model.root.groups.every(({isFolded}) => !isFolded);
    }

    toggleAllColumns() {
        return this.model.showColumns(!this.isAllOpen);
    }

    showKeys() {
        this.dialog.add(BoardKeysDialog);
    }

    /**
     * A card that is being drawn, a column that is being named and a menu that is open
     * would be gone under the user's hands; what a window asks for is of a card.
     */
    get isInUse() {
        const board = this.rootRef.el;
        return Boolean(
            this.model.toggling.size ||
                this.quickCreateState.groupId ||
                board.querySelector(
                    ".o_dragged, .o_column_quick_create input, .show"
                ) ||
                document.querySelector(".modal")
        );
    }

    /**
     * All cards are drawn anew: the board stays where it was scrolled to, and who stands
     * on a card with the keyboard stays on it.
     */
    async takeOver() {
        const focused = document.activeElement?.closest(".o_kanban_record");
        const resId = this.findCard(({id}) => id === focused?.dataset.id)?.resId;
        const places = this.scrolled.map(({scrollLeft, scrollTop}) => ({
            scrollLeft,
            scrollTop,
        }));
        await this.model.readAnew();
        this.model.useSampleModel = false;
        await nextFrame();
        this.scrolled.forEach((element, index) =>
            Object.assign(element, places[index])
        );
        const card = resId && this.findCard((record) => record.resId === resId);
        if (card) {
            this.rootRef.el.querySelector(`[data-id="${card.id}"]`)?.focus();
        }
    }

    get scrolled() {
        const board = this.rootRef.el;
        return board ? [...board.querySelectorAll(SCROLLED)] : [];
    }

    findCard(isCard) {
        return (this.model.root.records || []).find(isCard);
    }
}

const nextFrame = () => new Promise((resolve) => requestAnimationFrame(resolve));

class HelpdeskBoardArchParser extends kanbanView.ArchParser {
    parse(xmlDoc) {
        const facts = JSON.parse(xmlDoc.getAttribute("data-board"));
        return {...super.parse(...arguments), facts};
    }
}

registry.category("views").add("helpdesk_board", {
    ...kanbanView,
    ArchParser: HelpdeskBoardArchParser,
    Controller: HelpdeskBoardController,
    Model: HelpdeskBoardModel,
    Renderer: withMarks(HelpdeskBoardRenderer),
    buttonTemplate: "revo_helpdesk_stages.BoardButtons",
});
