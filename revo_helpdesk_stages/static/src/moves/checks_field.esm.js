/** @odoo-module **/

import {Component} from "@odoo/owl";
import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";
import {standardFieldProps} from "@web/views/fields/standard_field_props";

/** The two series give a record of another model in different ways. */
function getKey({data}) {
    return data.check_id.id ?? data.check_id[0];
}

/**
 * @param {Object[]} checks records of the list
 * @returns {Object} what came of them, by their ids
 */
export function getAnswers(checks) {
    return Object.fromEntries(
        checks.map((check) => {
            const {outcome, result} = check.data;
            return [getKey(check), {outcome, result}];
        })
    );
}

/**
 * @param {Object[]} checks records of the list
 * @param {Object} answers as of `getAnswers`; what is not there any more is left out
 */
export async function answer(checks, answers) {
    for (const check of checks) {
        const known = answers[getKey(check)];
        if (known) {
            await check.update(known);
        }
    }
}

/**
 * @param {Object} check record of the list
 * @returns {Boolean} whether something of it is still to be said
 */
export function lacksAnswer({data}) {
    const said = Boolean((data.result || "").trim());
    return said !== Boolean(data.outcome) || (data.is_required && !said);
}

/** The checks that evidence is asked for: done with what result, or why not. */
export class HelpdeskChecksField extends Component {
    static template = "revo_helpdesk_stages.ChecksField";
    static props = {...standardFieldProps};

    setup() {
        this.outcomes = [
            ["done", _t("Done")],
            ["not_done", _t("Not done")],
        ];
    }

    get checks() {
        return this.props.record.data[this.props.name].records;
    }

    isMissing(check) {
        return this.props.record.isFieldInvalid(this.props.name) && lacksAnswer(check);
    }

    getPlaceholder({data}) {
        return data.outcome === "not_done" ? _t("Why not?") : _t("With what result?");
    }

    /** A second click takes the choice back. */
    choose(check, outcome) {
        return check.update({
            outcome: check.data.outcome === outcome ? false : outcome,
        });
    }

    write(check, {target}) {
        return check.update({result: target.value});
    }
}

registry.category("fields").add("helpdesk_checks", {
    component: HelpdeskChecksField,
    supportedTypes: ["one2many"],
    additionalClasses: ["d-block", "w-100"],
    relatedFields: [
        {
            name: "check_id",
            type: "many2one",
            relation: "helpdesk.check",
            readonly: false,
        },
        {name: "name", type: "char"},
        {name: "is_required", type: "boolean"},
        {
            name: "outcome",
            type: "selection",
            selection: [
                ["done", "Done"],
                ["not_done", "Not done"],
            ],
            readonly: false,
        },
        {name: "result", type: "char", readonly: false},
    ],
});
