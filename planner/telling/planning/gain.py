"""What more of a search may gain, in the words of the goal that is still open."""

from planner.domain.campaign import Campaign
from planner.domain.policy import Goal
from planner.telling.figures import figure
from planner.texts import plurals_of, spoken_number, texts_of
from planner.workflow.planning.improvable import Improvable

_ = texts_of("telling")
ngettext = plurals_of("telling")


def gain_told(campaign: Campaign, found: Improvable) -> str:
    """In what a plan may be better and how far at most: *perhaps up to 3.800 dossiers fewer left*."""
    is_weighed = any(unit.priority > 1 for unit in campaign.units)
    if not found.gain:
        return (
            _("how much less travel there can be is not known yet")
            if found.goal is Goal.TRAVEL
            else _("how much sooner people can be served is not known yet")
        )
    days = figure(Goal.FINISH, found.gain)
    if found.goal is Goal.FINISH:
        return (
            _("perhaps done a day sooner")
            if found.gain == 1
            else _("perhaps done up to {days} days sooner").format(days=days)
        )
    sentences = {
        Goal.UNSERVED: ngettext(
            "perhaps up to {dossiers} dossier fewer left (times Ưu tiên)",
            "perhaps up to {dossiers} dossiers fewer left (times Ưu tiên)",
            round(found.gain),
        )
        if is_weighed
        else ngettext(
            "perhaps up to {dossiers} dossier fewer left",
            "perhaps up to {dossiers} dossiers fewer left",
            round(found.gain),
        ),
        Goal.MILESTONES: ngettext(
            "perhaps up to {dossiers} dossier fewer missing at the milestones",
            "perhaps up to {dossiers} dossiers fewer missing at the milestones",
            round(found.gain),
        ),
        Goal.CHANGES: _("perhaps up to {dossiers} fewer in Xáo trộn (announced dossiers times notice)"),
        Goal.TRAVEL: _("perhaps up to {km} km less travel"),
        Goal.WAITING: _("perhaps each dossier up to {each} days sooner on average"),
    }
    return sentences[found.goal].format(
        dossiers=figure(Goal.UNSERVED, found.gain),
        km=figure(Goal.FINISH, found.gain),
        each=spoken_number(found.gain, 1),
    )
