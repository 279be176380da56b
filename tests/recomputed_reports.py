"""Reports of simulated campaigns, each figure counted a second time by a script of its own, `second_count`.

`python -m tests.recomputed_reports [--days 30] [--seconds 3]`
"""

import argparse
import json
import math
import random
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from unittest import mock

from planner.domain.advance import ReportKind
from planner.domain.campaign import Campaign, Closure, Phase
from planner.domain.office import Reporting
from planner.domain.plan import Plan
from planner.domain.progress import nobody
from planner.domain.record import MachineName
from planner.domain.results import Result
from planner.domain.search_terms import SearchTerms
from planner.intake.campaign.campaign_reader import read_campaign
from planner.ledger.address import default_ledger
from planner.ledger.ledger import open_ledger
from planner.telling.days.report_json import report_as_json
from planner.workflow.days.announcing import announce_version
from planner.workflow.days.progress_reports import ReportWanted, report_progress
from planner.workflow.days.recording import record_results
from planner.workflow.days.withdrawing import withdraw_results
from planner.workflow.planning.planning import plan_campaign, replan_campaign
from planner.workflow.planning.standpoint import Terms
from planner.workflow.solving.searching import Search
from tests.campaigns import closed, day, machine, posting, small_campaign, unit
from tests.second_count import SecondCount
from tests.workbooks import write_results, write_workbook

BINH_GIA = Path(__file__).parents[1] / "instances" / "binh-gia-2023" / "campaign.xlsx"
ONE_DAY = timedelta(days=1)
DAYS_BETWEEN_REPORTS, DAYS_BETWEEN_PLANS = 3, 8


def binh_gia() -> Campaign:
    """Bình Gia with phases, Sundays closed, one commune that opens late and one that closes for a week."""
    campaign = read_campaign(BINH_GIA).campaign
    first, labels = campaign.calendar.first_day, campaign.calendar.shift_labels
    units = list(campaign.units)
    units[3] = units[3].model_copy(update={"first_day": first + 25 * ONE_DAY})
    units[5] = units[5].model_copy(update={"collected_before": 40, "target": (units[5].target or 0) + 40})
    return campaign.model_copy(
        update={
            "units": tuple(units),
            "closures": (
                Closure(first_day=first, last_day=campaign.calendar.last_day, weekdays=frozenset({6}), shifts=labels),
                Closure(
                    first_day=first + 6 * ONE_DAY, last_day=first + 12 * ONE_DAY, shifts=labels, unit=units[0].code
                ),
                Closure(first_day=first + 2 * ONE_DAY, last_day=first + 2 * ONE_DAY, shifts=labels[:1]),
            ),
            "phases": (
                Phase(name="Một", last_day=first + 14 * ONE_DAY, target=6000),
                Phase(name="Hai", first_day=first + 15 * ONE_DAY, last_day=campaign.calendar.last_day, target=17_000),
            ),
        }
    )


def by_accounts() -> Campaign:
    """Accounts count, every unit reports daily, and the hour is that of another continent."""
    campaign = small_campaign(
        units=(unit("A", 700), unit("B", 500), unit("C", 0), unit("D", 90)),
        machines=(machine("M1", posting(60)), machine("M2", posting(45))),
        days=30,
        closures=(closed(4), closed(9, shifts=(1,)), closed(12, 13, unit="A")),
    )
    targets = ((900, 30, 120), (500, 0, 0), (0, 0, 0), (100, 10, 130))
    units = tuple(
        one.model_copy(update={"target": target, "collected_before": collected, "activated_before": activated})
        for one, (target, collected, activated) in zip(campaign.units, targets, strict=True)
    )
    reporting = Reporting(due_minute=8 * 60 + 39, counts_activated=True, all_units_report=True)
    return campaign.model_copy(
        update={
            "name": "Theo tài khoản",
            "units": units,
            "reporting": reporting,
            "zone": "America/Los_Angeles",
            "phases": (Phase(name="Đầu", last_day=day(9), target=300),),
        }
    )


def never_announced() -> Campaign:
    """Plans that nobody has made known: every unit is judged evenly, by days of its own."""
    campaign = small_campaign(
        units=(unit("A", 300), unit("B", 200, first=6), unit("C", 120, last=9), unit("D", 120)),
        machines=(machine("M1", posting(30)), machine("M2", posting(20))),
        days=30,
        closures=(closed(2), closed(7, 8, unit="C")),
    )
    return campaign.model_copy(update={"name": "Không thông báo"})


@dataclass
class Compared:
    """What came of it."""

    num_reports: int = 0
    num_figures: int = 0
    different: list[str] = field(default_factory=list)


class Lived:
    """A campaign lived through by the dice: reported in time, late or wrongly, corrected, withdrawn, planned anew."""

    def __init__(self, folder: Path, campaign: Campaign, seed: int, seconds: float, *, announces: bool) -> None:
        self.folder, self.campaign, self.seconds, self.announces = folder, campaign, seconds, announces
        self.workbook = folder / "campaign.xlsx"
        self.rng = random.Random(f"recomputed {seed}")  # noqa: S311 - for a test
        write_workbook(campaign, self.workbook)
        self.untold: list[Result] = []

    def live(self, num_days: int) -> Iterator[date]:
        """Each day that was lived, once it is over."""
        first = self.campaign.calendar.first_day
        plan = plan_campaign(self.workbook, self.folder / "out", self._search()).plan
        self._announce(first)
        for number in range(num_days):
            today = first + number * ONE_DAY
            if number and number % DAYS_BETWEEN_PLANS == 0:
                terms = Terms(as_of=today)
                plan = replan_campaign(self.workbook, self.folder / "out", self._search(), terms).plan
                self._announce(today)
            self._evening(today, plan)
            yield today

    def moment(self, today: date) -> datetime:
        """Some moment from this day's noon to the noon after."""
        noon = datetime(today.year, today.month, today.day, 12, tzinfo=self.campaign.clock)
        return (noon + timedelta(minutes=self.rng.randrange(24 * 60))).astimezone(UTC)

    def _search(self) -> Search:
        return Search(SearchTerms(self.seconds, 1, 1), nobody)

    def _announce(self, first: date) -> None:
        if self.announces:
            announce_version(self.workbook, until=min(self.campaign.calendar.last_day, first + 13 * ONE_DAY))

    def _evening(self, today: date, plan: Plan) -> None:
        worked = [row for row in plan.assignments if row.date == today and not row.done]
        fresh = [self._figure(today, row.shift, row.machine, row.unit, row.dossiers) for row in worked]
        told = [result for result in fresh if self.rng.random() < 0.8]
        self.untold += [result for result in fresh if result not in told]
        if self.untold and self.rng.random() < 0.5:
            told.append(self.untold.pop(0))
        for one in self.campaign.units:
            if self.rng.random() < 0.25:
                told.append(self._figure(today, None, None, one.code, self.rng.choice((0, 3, 20))))
        by_key = {result.key: result for result in told}
        self._record(today, list(by_key.values()))
        if by_key and self.rng.random() < 0.3:
            wrong = self.rng.choice(list(by_key.values()))
            self._record(today, [wrong.model_copy(update={"collected": wrong.collected + self.rng.randint(1, 30)})])
        if by_key and self.rng.random() < 0.3:
            self._withdraw(today)

    def _figure(self, today: date, shift: Any, name: MachineName | None, code: Any, dossiers: int) -> Result:
        collected = round(dossiers * self.rng.uniform(0.5, 1.3))
        known = self.rng.random() < 0.8
        return Result(
            day=today,
            shift=shift,
            machine=name,
            unit=code,
            collected=collected,
            approved=round(collected * 0.9) if known else None,
            activated=round((collected + 4) * self.rng.random()) if known else None,
        )

    def _record(self, today: date, results: Sequence[Result]) -> None:
        if results:
            path = self.folder / f"kq-{self.rng.random()}.xlsx"
            write_results(results, path)
            with _at("recording", self.moment(today)):
                record_results(self.workbook, path, today=today + ONE_DAY)

    def _withdraw(self, today: date) -> None:
        with open_ledger(default_ledger(self.workbook), self.campaign.name) as ledger:
            counting = [row.number for row in ledger.all_result_rows() if row.counts]
        if counting:
            with _at("withdrawing", self.moment(today)):
                withdraw_results(self.workbook, [self.rng.choice(counting)], today=today + ONE_DAY)


@contextmanager
def _at(step: str, moment: datetime) -> Iterator[None]:
    """As if this use case ran at that moment."""
    with mock.patch(f"planner.workflow.days.{step}.this_moment", return_value=moment):
        yield


def compare(lived: Lived, today: date, compared: Compared) -> None:
    """Every kind of report of this day against the second count."""
    now = lived.moment(today)
    asked = [ReportWanted(today), ReportWanted(today, ReportKind.FINAL)]
    asked += [ReportWanted(today, ReportKind.PHASE, phase.name) for phase in lived.campaign.phases]
    if today >= lived.campaign.calendar.first_day + 7 * ONE_DAY:
        asked.append(ReportWanted(today, ReportKind.WEEK))
    second = SecondCount(lived.workbook, default_ledger(lived.workbook), now)
    for wanted in asked:
        # What is printed of a report is compared elsewhere, and takes most of the time.
        with mock.patch(
            "planner.workflow.days.progress_reports.print_report", return_value=mock.Mock(paths=(), warnings=())
        ):
            answer = json.loads(
                json.dumps(report_as_json(report_progress(lived.workbook, lived.folder, wanted, now=now)))
            )
        first, last = (date.fromisoformat(answer["period"][end]) for end in ("first_day", "last_day"))
        answer["not_reported"] = [
            {"day": each["day"], "unit": each["unit"], "at": _in_utc(each["recorded_at"]), "is_due": each["is_due"]}
            for each in answer["not_reported"]["units"]
        ]
        counted = second.report(first, last, date.fromisoformat(answer["as_of"]), wanted.phase)
        compared.num_reports += 1
        _hold(f"{lived.campaign.name} {today} {wanted.kind}", answer, counted, compared)


def _in_utc(moment: str | None) -> str | None:
    return datetime.fromisoformat(moment).astimezone(UTC).isoformat() if moment else None


def _hold(where: str, told: Any, counted: Any, compared: Compared) -> None:
    """What both know has to be equal; the second count knows fewer keys."""
    if isinstance(counted, dict):
        for key, value in counted.items():
            _hold(f"{where} {key}", told.get(key, "nothing") if isinstance(told, dict) else told, value, compared)
    elif isinstance(counted, list) and isinstance(told, list) and len(told) == len(counted):
        for place, value in enumerate(counted):
            _hold(f"{where} {place}", told[place], value, compared)
    else:
        compared.num_figures += 1
        both = isinstance(told, float) and isinstance(counted, float)
        if not (math.isclose(told, counted, rel_tol=1e-12, abs_tol=1e-9) if both else told == counted):
            compared.different.append(f"{where}: told {told}, counted {counted}")


CAMPAIGNS: tuple[tuple[Callable[[], Campaign], bool], ...] = (
    (binh_gia, True),
    (by_accounts, True),
    (never_announced, False),
)


def recomputed(folder: Path, num_days: int, seconds: float, chosen: Sequence[int] = (0, 1, 2)) -> Compared:
    """Live through the chosen campaigns and count each of their reports twice."""
    compared = Compared()
    for number in chosen:
        made, announces = CAMPAIGNS[number]
        home = folder / str(number)
        home.mkdir()
        lived = Lived(home, made(), number, seconds, announces=announces)
        for count, today in enumerate(lived.live(num_days)):
            if count % DAYS_BETWEEN_REPORTS == 0 or count == num_days - 1:
                compare(lived, today, compared)
    return compared


def main() -> int:
    """Print how many figures were equal; 1 if any was not."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--days", type=int, default=30)
    parser.add_argument("--seconds", type=float, default=3.0, help="for each plan")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        compared = recomputed(Path(folder), asked.days, asked.seconds)
    for line in compared.different[:40]:
        print(line)
    print(
        f"{len(CAMPAIGNS)} campaigns of {asked.days} days: {compared.num_reports} reports, "
        f"{compared.num_figures} figures counted twice, {len(compared.different)} different"
    )
    return 1 if compared.different else 0


if __name__ == "__main__":
    raise SystemExit(main())
