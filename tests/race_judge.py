"""What two commands have told, held against the order in which the ledger has it."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from planner.domain.version import Announcement, Event, PlanVersion
from planner.ledger.reported import RecordedResult
from tests.race_campaign import OUTPUTS, WITHDRAWN
from tests.race_runners import Told

REFUSALS = {
    "announce": ("LedgerMovedOn",),
    "adopt": ("LedgerMovedOn", "WrongUsage"),
    "withdraw": ("LedgerLacks",),
    "invite": ("WrongUsage",),
}
"""Errors that an action may end with because of the other one; nothing else may refuse anything."""
NUM_ROWS_BEFORE = 2


@dataclass(frozen=True)
class Truth:
    """What the ledger holds after a race."""

    events: tuple[Event, ...]
    rows: tuple[RecordedResult, ...]
    versions: tuple[PlanVersion, ...]
    announcements: tuple[Announcement, ...]

    def version(self, number: int) -> PlanVersion:
        """By its number."""
        return self.versions[number - 1]

    def own(self, told: Told) -> list[Event]:
        """What the command wrote."""
        return [event for event in self.events if event.by == told.by]

    def rows_before(self, event: Event) -> int:
        """Result rows when it happened."""
        return max((int(each.details["last_result"]) for each in self._before(event, "record", "withdraw")), default=0)

    def versions_before(self, event: Event) -> int:
        """Stored plans when it happened."""
        return len(self.versions) - len(
            {
                each.details["version"]
                for each in self.events
                if each.number >= event.number and "last_result" in each.details and "version" in each.details
            }
        )

    def announcements_before(self, event: Event) -> tuple[Announcement, ...]:
        """What was announced when it happened."""
        return self.announcements[: len(self._before(event, "announce"))]

    def _before(self, event: Event, *kinds: str) -> list[Event]:
        return [each for each in self.events if each.number < event.number and each.what in kinds]


def judged(truth: Truth, place: Path, told: Sequence[Told]) -> Iterator[str]:
    """Everything that is wrong, in words; nothing where all is well."""
    yield from _numbers(truth, told)
    yield from _papers(truth, place, told)
    for each, other in ((told[0], told[1]), (told[1], told[0])):
        if each.refusal:
            yield from _refusal(truth, each, other)
        elif each.action in {"plan", "replan", "adopt"}:
            yield from _stored(truth, each)
        elif each.action == "announce":
            yield from _announced(truth, each)
        elif each.action in {"record", "record-other", "correct"}:
            yield from _recorded(truth, each)
        elif each.action == "withdraw":
            yield from _withdrawn(truth, each)
        elif each.action == "invite":
            yield from _invited(each, other)


def _numbers(truth: Truth, told: Sequence[Told]) -> Iterator[str]:
    """Nothing is lost, nothing is there twice."""
    if [row.number for row in truth.rows] != list(range(1, NUM_ROWS_BEFORE + sum(each.added for each in told) + 1)):
        yield f"rows {[row.number for row in truth.rows]}, told as added {[each.added for each in told]}"
    if [version.number for version in truth.versions] != list(range(1, len(truth.versions) + 1)):
        yield "versions are not numbered one by one"


def _refusal(truth: Truth, told: Told, other: Told) -> Iterator[str]:
    if told.is_crash or told.refusal.partition(":")[0] not in REFUSALS.get(told.action, ()):
        yield f"{told.action} ended with {told.refusal}"
    if truth.own(told):
        yield f"{told.action} was refused, and has written {truth.own(told)}"
    if other.refusal:
        yield f"both were refused: {told.refusal} and {other.refusal}"


def _stored(truth: Truth, told: Told) -> Iterator[str]:
    """Whatever came before it that the plan does not know must stand in its warnings."""
    event = next((each for each in truth.own(told) if each.details.get("version") == told.version), None)
    if event is None or told.began_at is None:
        yield f"{told.action} told of plan {told.version}, which the ledger has not from it"
        return
    version = truth.version(told.version)
    unknown = truth.rows_before(event) - version.provenance.last_result
    if unknown and (told.action == "adopt" or f"recorded {unknown} result" not in told.meanwhile):
        yield f"{told.action} stored plan {told.version} without {unknown} result(s), unsaid: {told.meanwhile!r}"
    last = truth.announcements_before(event)[-1]
    knows = (version.plan.announced_version, version.plan.announced_until) == (last.version, last.until)
    if told.action == "plan":
        knows = len(truth.announcements_before(event)) == told.began_at.announcement
    if not knows and (told.action == "adopt" or f"announced plan {last.version} up to" not in told.meanwhile):
        yield f"{told.action} stored plan {told.version} against an older promise, unsaid: {told.meanwhile!r}"
    since = told.began_at.version if told.action != "adopt" else 1
    for number in range(since + 1, truth.versions_before(event) + 1):
        if f"stored plan {number} (" not in told.meanwhile:
            yield f"{told.action} stored plan {told.version} after plan {number}, unsaid: {told.meanwhile!r}"


def _announced(truth: Truth, told: Told) -> Iterator[str]:
    """Made known from the state that it was looked at in, and what the plan does not know is told."""
    own = truth.own(told)
    if not told.is_new:
        if own:
            yield "announce changed nothing, and has written"
        return
    if len(own) != 1:
        yield f"announce has written {own}"
        return
    former, version = truth.announcements_before(own[0])[-1], truth.version(told.version)
    if told.version != truth.versions_before(own[0]):
        yield f"announce made plan {told.version} known, though plan {truth.versions_before(own[0])} was there"
    knows = (version.plan.announced_version, version.plan.announced_until) == (former.version, former.until)
    expected = None if knows or former.version == told.version else (former.version, former.until.isoformat())
    if told.older_than != expected:
        yield f"announce told {told.older_than} as the promise not known, where it was {expected}"
    since = truth.rows_before(own[0]) - version.provenance.last_result if former.version != told.version else 0
    if told.num_results_since != since:
        yield f"announce told {told.num_results_since} results since, where there were {since}"


def _recorded(truth: Truth, told: Told) -> Iterator[str]:
    """Every row that was told is there, corrections tell what they replaced, and what a plan misses is told."""
    own = [row for row in truth.rows if row.recorded_by == told.by]
    if len(own) != told.added:
        yield f"{told.action} told of {told.added} rows, and the ledger has {len(own)}"
    if not own:
        return
    counted = _counted_before(truth.rows, own[0].number)
    was = [(str(row.result.key), counted[row.result.key]) for row in own if row.result.key in counted]
    if sorted(was) != sorted(told.corrected):
        yield f"{told.action} told the corrections {told.corrected}, where they were {was}"
    event = truth.own(told)[0]
    latest = truth.version(truth.versions_before(event))
    is_known = any(version.provenance.last_result >= own[-1].number for version in truth.versions)
    for row in own:
        is_past = latest.plan.as_of is not None and row.result.day < latest.plan.as_of
        if is_past and not is_known and str(row.result.key) not in told.too_late:
            yield f"{told.action} came too late for plan {latest.number}, unsaid: {row.result.key}"


def _counted_before(rows: Sequence[RecordedResult], number: int) -> dict[object, int]:
    """The figure that counted about everything when this row was written."""
    earlier = [row for row in rows if row.number < number]
    gone = {row.withdraws for row in earlier}
    return {row.result.key: row.result.collected for row in earlier if row.withdraws is None and row.number not in gone}


def _withdrawn(truth: Truth, told: Told) -> Iterator[str]:
    """Only what counted at that moment was taken back."""
    own = [row for row in truth.rows if row.recorded_by == told.by]
    if [row.withdraws for row in own] != [WITHDRAWN]:
        yield f"withdraw has written {own}"
        return
    wanted = truth.rows[WITHDRAWN - 1]
    later = [
        row for row in truth.rows if WITHDRAWN < row.number < own[0].number and row.result.key == wanted.result.key
    ]
    if later:
        yield f"row {WITHDRAWN} was taken back, though row {later[0].number} had replaced it"


def _invited(told: Told, other: Told) -> Iterator[str]:
    """Nobody is invited by a plan that another had taken the place of, unsaid."""
    is_later = other.action in {"plan", "replan", "adopt"} and other.version > told.version
    if is_later and other.stored_at < told.wrote_at and f"stored plan {other.version} (" not in told.meanwhile:
        yield f"invite went by plan {told.version} after plan {other.version} was stored, unsaid: {told.meanwhile!r}"


def _papers(truth: Truth, place: Path, told: Sequence[Told]) -> Iterator[str]:
    """Where an earlier plan's papers lie in the folder in the end, whoever wrote them has said so."""
    path = place / OUTPUTS / "plan.json"
    if not path.exists():
        return
    there, latest = json.loads(path.read_text(encoding="utf-8"))["version"], len(truth.versions)
    writers = [each for each in told if each.version == there and each.action in {"plan", "replan", "adopt", "print"}]
    if there < latest and not any(f"stored plan {latest} (" in each.meanwhile for each in writers):
        yield f"papers of plan {there} lie there, though plan {latest} is stored: {[each.action for each in writers]}"
