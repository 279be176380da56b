"""Areas of which a plan is printed: a zone, or the zones of a province; very large plans are printed by them alone."""

from pathlib import Path

from planner.domain.campaign import Campaign
from planner.domain.zones import areas, zones_by_area
from planner.errors import WrongUsage
from planner.intake.cells.findings import Findings
from planner.intake.values.names import NameBook, Named
from planner.next_steps import NextStep, Step, worded
from planner.prints.forms.task import PrintArea
from planner.prints.words.file_names import stems_of
from planner.texts import spoken_number, texts_of

_ = texts_of("workflow")

MOST_UNITS_TOGETHER = 2_000
"""Of more units nobody turns the pages of one paper: three thousand are an appendix of 450 pages and take 1 GB."""


def area_called(campaign: Campaign, name: str) -> PrintArea:
    """The zone, or the area of several zones, that is called so. Raises WrongUsage."""
    findings = Findings()
    names = NameBook((Named(one, one) for one in zones_by_area(campaign.units)), _("no unit lies in the zone {value}"))
    found = names.identity(name, "--zone", findings)
    if found is None:
        raise WrongUsage("\n".join(map(str, findings.errors)))
    return _areas_by_name(campaign)[found]


def areas_printed_apart(campaign: Campaign) -> tuple[PrintArea, ...]:
    """The areas of which a campaign is printed one by one; none where it is printed as a whole."""
    names = areas(campaign.units)
    is_large, all_lie_in_one = len(campaign.units) > MOST_UNITS_TOGETHER, all(unit.zone for unit in campaign.units)
    if not is_large or not all_lie_in_one or not names[1:]:
        return ()
    found = _areas_by_name(campaign)
    return tuple(found[name] for name in names)


def about_areas(campaign: Campaign, workbook: Path | None) -> tuple[str, ...]:
    """That a very large plan was not printed as a whole, and how its areas are printed; nothing of any other."""
    apart = areas_printed_apart(campaign)
    if not apart:
        return ()
    sentence = _(
        "no appendix of all {units} units was printed; it is printed for each of {areas} areas, such as {name}"
    )
    told = sentence.format(
        units=spoken_number(len(campaign.units)), areas=spoken_number(len(apart)), name=apart[0].name
    )
    return (worded(told, NextStep(Step.PRINT_AREAS, workbook)),)


def _areas_by_name(campaign: Campaign) -> dict[str, PrintArea]:
    zones = zones_by_area(campaign.units)
    return {name: PrintArea(name, zones[name], stem) for name, stem in zip(zones, stems_of(zones), strict=True)}
