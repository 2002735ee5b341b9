/** @odoo-module **/

import {isTicket, keepAnswer, mayKeep} from "./answers.esm";
import {_t} from "@web/core/l10n/translation";
import {composerActionsRegistry} from "@mail/core/common/composer_actions";
import {registerMessageAction} from "@mail/core/common/message_actions";

// In 17.0 this file is another one.
registerMessageAction("helpdesk-keep-answer", {
    condition: ({message}) => mayKeep(message),
    icon: "fa fa-bookmark-o",
    name: _t("Keep as an answer"),
    onSelected: ({message, owner}) => keepAnswer(owner.env, message),
    sequence: 65,
});

// Odoo offers the button where it has answers for the person itself.
const insert = composerActionsRegistry.get("add-canned-response");
const {condition} = insert;
insert.condition = (parameters) =>
    isTicket(parameters.composer.targetThread)
        ? !parameters.composer.message
        : condition.call(insert, parameters);
