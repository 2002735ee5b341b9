/** @odoo-module **/

import {markup, useExternalListener, useSubEnv} from "@odoo/owl";
import {FormController} from "@web/views/form/form_controller";
import {evaluateBooleanExpr} from "@web/core/py_js/py";
import {formView} from "@web/views/form/form_view";
import {answer, getAnswers, lacksAnswer} from "./checks_field.esm";
import {getDraft} from "./drafts.esm";
import {registry} from "@web/core/registry";

const SEND = "action_apply";
const EDITOR = ".odoo-editor-editable";
const CHECK = ".o_helpdesk_check";
const CHECKS = "check_ids";
// By which the text in an editor changes: what is pasted or dropped is put in by scripts.
const TYPING = ["input", "keyup", "paste", "drop", "click"];

/** None in a window that asks for no evidence. */
function getChecks({data}) {
    return data[CHECKS]?.records ?? [];
}

function isBlank(html) {
    const {body} = new DOMParser().parseFromString(html || "", "text/html");
    return !body.textContent.trim() && !body.querySelector("img, video, iframe");
}

/** Whether nothing is written or chosen in a field. */
function lacksValue({data, fields}, name) {
    return fields[name].type === "html" ? isBlank(data[name]) : !data[name];
}

/** A window that asks for a text: nothing that is typed in it is ever lost. */
class MoveController extends FormController {
    setup() {
        this.draft = getDraft(this.props.resModel, this.props.context);
        this.marked = [];
        super.setup();
        const {onClickViewButton} = this.env;
        useSubEnv({
            onClickViewButton: async (params) => {
                this.isSent = false;
                await onClickViewButton(params);
                if (this.isSent) {
                    this.draft.drop();
                }
            },
        });
        const keep = ({target}) => {
            const typed = target.closest?.(`${EDITOR}, ${CHECK}`);
            if (typed && this.rootRef.el?.contains(target)) {
                setTimeout(() => this.keepDraftSoon());
            }
        };
        TYPING.forEach((name) =>
            useExternalListener(document, name, keep, {capture: true})
        );
    }

    get modelParams() {
        const params = super.modelParams;
        return {
            ...params,
            hooks: {...params.hooks, onRootLoaded: () => this.takeUpDraft()},
        };
    }

    /** Defaults in the context would go on to whatever the move makes. */
    async takeUpDraft() {
        const {root} = this.model;
        const {texts, answers} = this.draft.read();
        if (!root.isNew) {
            return;
        }
        const typed = Object.entries(texts).map(([name, text]) => [name, markup(text)]);
        if (typed.length) {
            await root.update(Object.fromEntries(typed));
        }
        await answer(getChecks(root), answers);
    }

    /** What is answered is taken over first. */
    async keepDraftSoon() {
        await this.model.mutex.getUnlockedDef();
        this.keepDraft();
    }

    /** The editor stays as it is, and whoever types in it: it is looked at alone. */
    keepDraft() {
        const editors = [
            ...(this.rootRef.el?.querySelectorAll(`[name] ${EDITOR}`) || []),
        ];
        const texts = editors
            .filter(({innerHTML}) => !isBlank(innerHTML))
            .map((editor) => [
                editor.closest("[name]").getAttribute("name"),
                editor.innerHTML,
            ]);
        if (editors.length) {
            const answers = getAnswers(getChecks(this.model.root));
            this.draft.write(Object.fromEntries(texts), answers);
        }
    }

    async beforeExecuteActionButton({name}) {
        if (name !== SEND) {
            return super.beforeExecuteActionButton(...arguments);
        }
        const {root} = this.model;
        // What is being typed is taken over by that.
        await root.isDirty();
        this.keepDraft();
        const lacking = Object.entries(root.activeFields)
            .filter(
                ([field, {required}]) =>
                    evaluateBooleanExpr(
                        String(required || "False"),
                        root.evalContext
                    ) && lacksValue(root, field)
            )
            .map(([field]) => field);
        const missing = lacking.filter((field) => root.fields[field].type === "html");
        if (getChecks(root).some(lacksAnswer)) {
            missing.unshift(CHECKS);
        }
        // What was marked before may not be asked for any more.
        this.marked.forEach((field) => root.resetFieldValidity(field));
        // All at once, what is to be chosen as well.
        this.marked = [...missing, ...lacking];
        this.marked.forEach((field) => root.setInvalidField(field));
        if (missing.length) {
            return false;
        }
        const isSaved = await super.beforeExecuteActionButton(...arguments);
        this.isSent = isSaved !== false;
        return isSaved;
    }
}

registry.category("views").add("helpdesk_move", {
    ...formView,
    Controller: MoveController,
});
