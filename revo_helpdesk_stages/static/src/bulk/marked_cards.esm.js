/** @odoo-module **/

import {onWillDestroy, useEffect, useState} from "@odoo/owl";
import {KanbanRecord} from "@web/views/kanban/kanban_record";
import {useService} from "@web/core/utils/hooks";

// Milliseconds after which a finger that stays on a card has marked it, and how far it
// may slip meanwhile.
const LONG_PRESS = 600;
const SLIP = 10;

/**
 * A card that Alt, Ctrl or Cmd and a click mark, and on a touch screen a long press. While
 * some are marked, each click marks or unmarks, as in 19.0.
 */
class MarkableCard extends KanbanRecord {
    setup() {
        super.setup();
        this.marks = useState(useService("helpdesk_marks"));
        let timer = null;
        let from = null;
        const stop = () => {
            clearTimeout(timer);
            timer = null;
        };
        const listeners = {
            touchstart: ({touches}) => {
                from = touches[0];
                this.isLongPress = false;
                timer = setTimeout(() => {
                    this.isLongPress = true;
                    this.toggleMark();
                }, LONG_PRESS);
            },
            touchmove: ({touches: [to]}) => {
                const slip = Math.max(
                    Math.abs(to.clientX - from.clientX),
                    Math.abs(to.clientY - from.clientY)
                );
                if (slip > SLIP) {
                    stop();
                }
            },
            touchend: stop,
            touchcancel: stop,
            contextmenu: (ev) => timer && ev.preventDefault(),
        };
        useEffect(
            (card) => {
                for (const [name, listener] of Object.entries(listeners)) {
                    card.addEventListener(name, listener, {
                        passive: name !== "contextmenu",
                    });
                }
                return stop;
            },
            () => [this.rootRef.el]
        );
    }

    getRecordClasses() {
        const marked = this.marks.has(this.props.record.resId);
        return super.getRecordClasses() + (marked ? " o_helpdesk_marked" : "");
    }

    onGlobalClick(ev) {
        if (this.isLongPress) {
            // The click that ends it.
            this.isLongPress = false;
        } else if (ev.altKey || ev.ctrlKey || ev.metaKey || !this.marks.isEmpty) {
            this.toggleMark();
        } else {
            super.onGlobalClick(ev);
        }
    }

    toggleMark() {
        const {record} = this.props;
        this.marks.toggle(record.model, record.resId);
    }
}

/**
 * Let cards of a board be marked.
 *
 * @param {Function} Renderer a class of renderers of kanban views
 */
export function withMarks(Renderer) {
    return class extends Renderer {
        static components = {...Renderer.components, KanbanRecord: MarkableCard};

        setup() {
            super.setup();
            const marks = useService("helpdesk_marks");
            const board = this.props.list.model;
            onWillDestroy(() => marks.leave(board));
        }
    };
}
