/** @odoo-module **/

import {keepAnswer, mayKeep} from "./answers.esm";
import {Composer} from "@mail/core/common/composer";
import {_t} from "@web/core/l10n/translation";
import {markEventHandled} from "@web/core/utils/misc";
import {messageActionsRegistry} from "@mail/core/common/message_actions";
import {patch} from "@web/core/utils/patch";

// In 19.0 this file is another one.
messageActionsRegistry.add("helpdesk-keep-answer", {
    condition: (component) => mayKeep(component.props.message),
    icon: "fa-bookmark-o",
    title: _t("Keep as an answer"),
    onClick: (component) => keepAnswer(component.env, component.props.message),
    sequence: 65,
});

patch(Composer.prototype, {
    /** Type the two colons that offer the answers. */
    onClickAnswers(ev) {
        markEventHandled(ev, "Composer.onClickAddEmoji");
        const {composer} = this.props;
        const {start, end} = composer.selection;
        const text = composer.textInputContent;
        const before = text.slice(0, start);
        const typed = /\S$/.test(before) ? " ::" : "::";
        composer.textInputContent = before + typed + text.slice(end);
        this.selection.moveCursor(before.length + typed.length);
        if (!this.ui.isSmall) {
            composer.autofocus++;
        }
    },
});
