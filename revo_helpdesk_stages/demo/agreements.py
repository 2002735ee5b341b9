"""Until when the teams of the demo cases have agreed to act, once all is dated back."""

from collections import defaultdict

from ..policies.agreements import hours_agreed


def settle(stays):
    """Count what was agreed from when each case came to a stage and a team.

    :param stays: helpdesk.ticket.stay recordset, in any order
    """
    entered = _find_entries(stays.sorted(lambda stay: (stay.ticket_id.id, stay.id)))
    spans = {
        stay: (
            stay.team_id.resource_calendar_id,
            hours_agreed(stay.stage_id.phase, stay.team_id._get_agreed_hours()),
        )
        for stay in entered
    }
    moments = defaultdict(set)
    for stay, span in spans.items():
        moments[span].add(entered[stay])
    ends = {
        (calendar, hours): calendar._add_hours(of, hours) if hours else {}
        for (calendar, hours), of in moments.items()
    }
    for stay, moment in entered.items():
        deadline = ends[spans[stay]].get(moment, False)
        stay.write({"entered_date": moment, "agreed_deadline": deadline})
        if not stay.date_end:
            stay.ticket_id._write_settled({"agreed_deadline": deadline})


def _find_entries(stays):
    """Return when each came to where it is: another person goes on with it there."""
    entered = {}
    before = stays[:0]
    for stay in stays:
        place = (stay.ticket_id, stay.stage_id, stay.team_id)
        goes_on = place == (before.ticket_id, before.stage_id, before.team_id)
        entered[stay] = entered[before] if goes_on else stay.date_start
        before = stay
    return entered
