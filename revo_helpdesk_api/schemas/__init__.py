from .board import (
    BoardList,
    BoardTicket,
    BoardTicketWhole,
    Move,
    NewBoardTicket,
    NewMove,
)
from .news import Changes, KnownProblem, KnownProblems, Release, Releases
from .problem import Problem
from .tickets import (
    Form,
    Me,
    NewReason,
    NewRating,
    NewResolution,
    NewText,
    NewTicket,
    Ticket,
    TicketList,
    TicketWhole,
)
