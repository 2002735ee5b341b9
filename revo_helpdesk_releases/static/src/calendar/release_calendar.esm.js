/** @odoo-module **/

import {CalendarModel} from "@web/views/calendar/calendar_model";
import {calendarView} from "@web/views/calendar/calendar_view";
import {registry} from "@web/core/registry";

class HelpdeskReleaseCalendarModel extends CalendarModel {
    /**
     * Odoo leaves a release on the day where it was dropped, also where the server
     * refuses that day: show it where it is.
     */
    async updateRecord() {
        try {
            return await super.updateRecord(...arguments);
        } catch (error) {
            await this.load();
            throw error;
        }
    }
}

registry.category("views").add("helpdesk_release_calendar", {
    ...calendarView,
    Model: HelpdeskReleaseCalendarModel,
});
