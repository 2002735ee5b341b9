/** @odoo-module **/

import {HelpdeskSimilar} from "@revo_helpdesk_stages/similar/similar.esm";
import {patch} from "@web/core/utils/patch";

/** Known problems stand above similar tickets, and a ticket is attached to one from there. */
patch(HelpdeskSimilar.prototype, {
    async attach(problem) {
        const {record} = this.props;
        if (!(await record.save())) {
            return;
        }
        await this.orm.write(record.resModel, [record.resId], {
            development_item_id: problem.id,
        });
        await record.load();
        await this.search();
    },
});
