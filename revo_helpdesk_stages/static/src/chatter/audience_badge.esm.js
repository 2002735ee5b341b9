/** @odoo-module **/

import {Component, useState} from "@odoo/owl";
import {Message} from "@mail/core/common/message";
import {_t} from "@web/core/l10n/translation";

/** Says in a word who reads a message or a file of a ticket, and in a sentence on hover. */
export class AudienceBadge extends Component {
    static template = "revo_helpdesk_stages.AudienceBadge";
    static props = {audience: String, of: Object};

    setup() {
        // What it is of: a message, or a file.
        this.of = useState(this.props.of);
    }

    /** A direct team has neither reseller nor vendor: what is not the client's is its own. */
    get isTeams() {
        const thread = this.of.originThread || this.of.thread;
        const options = thread?.writing_options;
        return (
            this.props.audience !== "client" &&
            Boolean(options) &&
            !options.message.is_addressed
        );
    }

    get label() {
        if (this.isTeams) {
            return _t("The team");
        }
        return {
            client: _t("Client"),
            reseller: _t("Reseller and vendor"),
            vendor: _t("Vendor only"),
        }[this.props.audience];
    }

    get readers() {
        if (this.isTeams) {
            return _t("Only who works here reads this. The client does not.");
        }
        return {
            client: _t(
                "The client reads this, and so does whoever works on the ticket."
            ),
            reseller: _t("The reseller and the vendor read this. The client does not."),
            vendor: _t("Only the vendor reads this. Neither reseller nor client does."),
        }[this.props.audience];
    }

    get icon() {
        return {client: "fa-user", reseller: "fa-users", vendor: "fa-lock"}[
            this.props.audience
        ];
    }
}

Object.assign(Message.components, {AudienceBadge});
