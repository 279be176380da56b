"""The assignment of teams as `planner teams` found it: who looks after which hamlet, and who goes out on which day."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby
from pathlib import Path

from planner.domain.campaign import Campaign
from planner.domain.record import UnitCode
from planner.prints.paper.frame import Frame, frame_of
from planner.prints.paper.paper import Paper
from planner.prints.paper.table import Align, Band, Block, PaperCell, PaperColumn, PaperRow, Table
from planner.prints.words import wording
from planner.prints.words.former_names import name_with_former
from planner.prints.words.weekdays import WEEKDAYS, begins_with_capital, day_with_weekday
from planner.prints.written import Printed, print_paper
from planner.roster.teams import Hamlet, Outreach, Place, Team, TeamsPlan, Visit
from planner.texts import spoken_day, written_number

STEM = "phan-cong-to"
TITLE = "Danh sách phân công tổ phụ trách thôn"
LIST_SHEET, DAYS_SHEET = "Phân công tổ", "Lịch xuống thôn"
NO_TEAM = "Chưa có tổ"

LIST_COLUMNS = (
    PaperColumn(title=wording.NUMBER, width_mm=11, align=Align.CENTER, counts=True),
    PaperColumn(title="Thôn", width_mm=27),
    PaperColumn(title="Tổ phụ trách", width_mm=38),
    PaperColumn(title="Ngày xuống thôn", width_mm=35),
    PaperColumn(title="Chỉ tiêu một ngày", width_mm=15, align=Align.CENTER, counts=True),
    PaperColumn(title="Liên hệ", width_mm=19),
    PaperColumn(title="Ghi chú", width_mm=20),
)
"""165 mm in all: what A4 leaves between margins of 30 and 15 mm."""
AT_NUMBER, AT_HAMLET, AT_TEAM, AT_DAYS, AT_TARGET, AT_CONTACT, AT_NOTE = range(len(LIST_COLUMNS))
DAY_COLUMNS = (
    PaperColumn(title="Thứ, ngày", width_mm=38),
    PaperColumn(title="Tổ", width_mm=52),
    PaperColumn(title="Thôn", width_mm=55),
    PaperColumn(title="Hướng dẫn", width_mm=20, align=Align.CENTER, counts=True),
)
AT_DATE, AT_TEAM_OUT, AT_HAMLET_VISITED, AT_GUIDED = range(len(DAY_COLUMNS))


def team_list_paper(campaign: Campaign, outreach: Outreach, plan: TeamsPlan) -> Paper:
    """The list by units and hamlets, then the days, before any format."""
    frame = Frame.model_validate(
        frame_of(campaign).model_dump() | {"title": (TITLE.upper(), campaign.name.upper()), "word": ""}
    )
    units = list(dict.fromkeys(hamlet.unit for hamlet in sorted(outreach.hamlets, key=lambda one: one.unit or "")))
    listed = _HamletList(outreach, plan)
    by_hamlets = Table(
        columns=LIST_COLUMNS,
        bands=tuple(Band(title=_unit_title(campaign, unit), blocks=listed.blocks(unit)) for unit in units),
    )
    by_days = Table(
        columns=DAY_COLUMNS,
        bands=tuple(
            Band(title=_unit_title(campaign, unit), blocks=tuple(_days(outreach, plan, unit)))
            for unit in units
            if any(visit.unit == unit for visit in plan.visits)
        ),
        starts_page=True,
        sheet=DAYS_SHEET,
    )
    return Paper(frame=frame, parts=(by_hamlets, by_days), sheet=LIST_SHEET)


def print_team_list(campaign: Campaign, outreach: Outreach, plan: TeamsPlan, folder: Path) -> Printed:
    """Write the list in all formats. Raises UnwritableFile."""
    return print_paper(team_list_paper(campaign, outreach, plan), folder, STEM)


def dates_told(days: Sequence[date]) -> str:
    """*Thứ Ba: 5/5, 12/5; thứ Năm: 14/5*, by weekdays; each day once, in order."""
    by_weekday: dict[int, list[date]] = defaultdict(list)
    for day in sorted(set(days)):
        by_weekday[day.weekday()].append(day)
    told = (
        f"{WEEKDAYS[weekday]}: {', '.join(spoken_day(day, with_year=False) for day in found)}"
        for weekday, found in sorted(by_weekday.items())
    )
    return begins_with_capital("; ".join(told))


def _unit_title(campaign: Campaign, unit: UnitCode | None) -> str:
    """The unit's name; none where all hamlets of the workbook are of one commune."""
    return "" if unit is None else name_with_former(campaign.units_by_code[unit], campaign.calendar.first_day)


def _team_told(team: Team) -> str:
    return f"{team.name} ({', '.join(team.members)})" if team.members else team.name


class _HamletList:
    """Every hamlet with its teams and their days."""

    def __init__(self, outreach: Outreach, plan: TeamsPlan) -> None:
        self._outreach = outreach
        self._teams = {team.place: team for team in outreach.teams}
        self._visits: dict[Place, list[Visit]] = defaultdict(list)
        for visit in plan.visits:
            self._visits[Place(visit.unit, visit.hamlet)].append(visit)

    def blocks(self, unit: UnitCode | None) -> tuple[Block, ...]:
        """A block a hamlet that wants visits, in workbook order."""
        hamlets = (hamlet for hamlet in self._outreach.hamlets if hamlet.unit == unit and hamlet.visits)
        return tuple(Block(rows=tuple(self._rows(number, hamlet))) for number, hamlet in enumerate(hamlets, start=1))

    def _rows(self, number: int, hamlet: Hamlet) -> Iterator[PaperRow]:
        visits = self._visits[hamlet.place]
        teams = list(dict.fromkeys(visit.team for visit in visits))
        missing = _missing(hamlet, visits)
        target = written_number(hamlet.daily_target) if hamlet.daily_target else ""
        num_rows = max(1, len(teams))
        begins: tuple[PaperCell, ...] = (
            PaperCell(column=AT_NUMBER, text=str(number), rows=num_rows),
            PaperCell(column=AT_HAMLET, text=hamlet.name, rows=num_rows),
        )
        for name in teams or [""]:
            team = self._teams[Place(hamlet.unit, name)] if name else None
            days = [visit.date for visit in visits if visit.team == name]
            notes = [hamlet.note, missing, team.note if team else ""] if begins else [team.note if team else ""]
            yield PaperRow(
                cells=(
                    *begins,
                    PaperCell(column=AT_TEAM, text=_team_told(team) if team else NO_TEAM),
                    PaperCell(column=AT_DAYS, text=dates_told(days)),
                    PaperCell(column=AT_TARGET, text=target),
                    PaperCell(column=AT_CONTACT, text=team.contact if team else ""),
                    PaperCell(column=AT_NOTE, text="; ".join(note for note in notes if note)),
                )
            )
            begins = ()


def _missing(hamlet: Hamlet, visits: Sequence[Visit]) -> str:
    """What the hamlet wants and does not get; empty where nothing is missing."""
    num_visits = hamlet.visits - len(visits)
    citizens = hamlet.daily_target * len(visits) - sum(visit.guided for visit in visits)
    told = [
        f"thiếu {written_number(num_visits)} lượt" if num_visits else "",
        f"thiếu {written_number(citizens)} công dân" if citizens else "",
    ]
    return begins_with_capital(", ".join(part for part in told if part))


def _days(outreach: Outreach, plan: TeamsPlan, unit: UnitCode | None) -> Iterator[Block]:
    """A block a day: the teams that go out, each with its hamlets."""
    teams = {team.place: team for team in outreach.teams}
    own = [visit for visit in plan.visits if visit.unit == unit]
    for day, of_day in groupby(own, key=lambda visit: visit.date):
        out = {name: list(visits) for name, visits in groupby(of_day, key=lambda visit: visit.team)}
        begins: tuple[PaperCell, ...] = (
            PaperCell(column=AT_DATE, text=begins_with_capital(day_with_weekday(day)), rows=len(out)),
        )
        rows = []
        for name, visits in out.items():
            guided = sum(visit.guided for visit in visits)
            rows.append(
                PaperRow(
                    cells=(
                        *begins,
                        PaperCell(column=AT_TEAM_OUT, text=_team_told(teams[Place(unit, name)])),
                        PaperCell(column=AT_HAMLET_VISITED, text=", ".join(visit.hamlet for visit in visits)),
                        PaperCell(column=AT_GUIDED, text=written_number(guided) if guided else ""),
                    )
                )
            )
            begins = ()
        yield Block(rows=tuple(rows))
