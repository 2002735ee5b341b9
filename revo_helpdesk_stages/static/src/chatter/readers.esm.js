/** @odoo-module **/

import {Component, useEffect, useState} from "@odoo/owl";
import {useService} from "@web/core/utils/hooks";

/** Says, before a text on a ticket is sent, who will read it and who will be notified. */
export class Readers extends Component {
    static template = "revo_helpdesk_stages.Readers";
    static props = {
        composer: Object,
        thread: Object,
        type: {type: [String, Boolean], optional: true},
    };

    setup() {
        this.orm = useService("orm");
        this.state = useState({named: "", preview: undefined});
        useEffect(
            () => {
                this.load();
            },
            () => [this.kind, this.named]
        );
    }

    get kind() {
        return this.props.type === "note" ? "note" : "message";
    }

    /** Who is @mentioned, as one value: of those mentioned once, who is still in the text. */
    get named() {
        const {composer} = this.props;
        const text = composer.textInputContent ?? composer.composerText ?? "";
        return composer.mentionedPartners
            .filter((partner) => text.includes(`@${partner.name}`))
            .map((partner) => partner.id)
            .join();
    }

    get option() {
        const {preview} = this.state;
        return preview && this.state.named === `${this.kind}:${this.named}`
            ? preview
            : this.props.thread.writing_options?.[this.kind];
    }

    async load() {
        const {kind, named} = this;
        const {thread} = this.props;
        if (!named && thread.writing_options?.[kind]) {
            return;
        }
        const preview = await this.orm.call("helpdesk.ticket", "preview_text", [
            [thread.id],
            kind,
            named ? named.split(",").map(Number) : [],
        ]);
        if (kind === this.kind && named === this.named) {
            Object.assign(this.state, {named: `${kind}:${named}`, preview});
        }
    }
}
