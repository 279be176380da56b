"""The names of the hard rules and the goals of teams: one enum each. Light to import."""

from enum import StrEnum


class TeamRule(StrEnum):
    """A hard rule of teams; an assignment that breaks one is none."""

    KNOWN = "known"
    """Every team and hamlet that a visit names stands in the workbook, in the unit that it names."""
    OPEN_DAY = "open-day"
    """Nobody goes out outside the campaign, or on a day whose every shift is closed to all."""
    TEAM_DAYS = "team-days"
    """A team goes out only between its dates, and on its weekdays or dates where it has any."""
    OWN_HAMLETS = "own-hamlets"
    """A team goes only to hamlets of its list."""
    HAMLET_DAYS = "hamlet-days"
    """A hamlet is visited only between its dates."""
    WANTED = "wanted"
    """A hamlet gets no more visits than it wants."""
    DAYS_APART = "days-apart"
    """From one visit of a hamlet to the next it is at least so many days; two teams are never there on one day."""
    HAMLETS_A_DAY = "hamlets-a-day"
    """A team goes to at most so many hamlets a day."""
    MEMBER = "member"
    """A person who stands in several teams of a unit goes out with at most one of them a day."""
    TARGET = "daily-target"
    """A visit guides no more citizens than the hamlet's target a day."""
    CITIZENS_A_DAY = "citizens-a-day"
    """A team guides no more citizens a day than it can."""


class TeamGoal(StrEnum):
    """What is made small, one after the other; whole numbers, each a sum over hamlets or teams."""

    MISSED_VISITS = "missed-visits"
    """Visits that hamlets want and do not get."""
    MISSED_TARGETS = "missed-targets"
    """Citizens of the hamlets' targets, over all visits that they want, whom nobody guides."""
    UNEVENNESS = "unevenness"
    """Over teams, the square of how far its visits lie outside its fair share, rounded down and up.

    Teams that share hamlets, directly or through others, share their visits by the days on which each can go out.
    """
    LINES = "lines"
    """Over hamlets that are visited, how many pairs of a team and a weekday come there beyond the first."""
    OUTINGS = "outings"
    """Over teams, the days on which it goes out."""
    DELAY = "delay"
    """Over visits, the number of its day, from 1 for the campaign's first day."""
