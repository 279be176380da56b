"""Sheet *Giai đoạn*: what the campaign is to have reached by certain days."""

from planner.domain.campaign import Phase, Unit
from planner.intake.campaign.frame import CampaignFrame, Period, period_of
from planner.intake.cells.findings import Findings
from planner.intake.layout.calendar import PHASES, PhaseColumn
from planner.intake.tables.month_first import check_days
from planner.intake.tables.sheet_tables import SheetRow, SheetTable
from planner.texts import spoken_day, texts_of

_ = texts_of("intake")


def phases_of(
    table: SheetTable, frame: CampaignFrame, units: tuple[Unit, ...], findings: Findings
) -> tuple[Phase, ...]:
    """The phases, sorted by last day."""
    phases = [phase for row in table if (phase := _phase(row, frame))]
    need = sum(unit.need for unit in units)
    largest = max((phase.target for phase in phases), default=0)
    if units and largest > need and not findings.num_errors:
        findings.warn(
            PHASES.title,
            _("a phase asks for {target} dossiers, but all units together need {need}").format(
                target=largest, need=need
            ),
            _("Check Chỉ tiêu; it counts the campaign's own dossiers, without Đã thu nhận"),
        )
    return tuple(sorted(phases, key=lambda phase: (phase.last_day, phase.target, phase.name)))


def _phase(row: SheetRow, frame: CampaignFrame) -> Phase | None:
    has_day = row.require(PhaseColumn.LAST_DAY, _("Enter the phase's last day"))
    has_target = row.require(PhaseColumn.TARGET, _("Enter how many dossiers are to be collected in all by then"))
    last = row.day(PhaseColumn.LAST_DAY)
    target = row.whole(PhaseColumn.TARGET)
    name = row.plain(PhaseColumn.NAME)
    if not (has_day and has_target) or last is None or target is None:
        row.day(PhaseColumn.FIRST_DAY)
        return None
    period_of(row, PhaseColumn.FIRST_DAY, PhaseColumn.LAST_DAY, Period(min(last, frame.days.first_day), last))
    first = row.day(PhaseColumn.FIRST_DAY)
    if last < frame.days.first_day:
        row.warn(
            PhaseColumn.LAST_DAY,
            _("the phase ends before the campaign starts, so its target will be missed"),
            check_days(last, *frame.days),
        )
    elif last > frame.days.last_day:
        row.warn(
            PhaseColumn.LAST_DAY,
            _("the phase ends after the campaign; the campaign's last day counts"),
            check_days(last, *frame.days),
        )
    return Phase(name=name or f"Đến {spoken_day(last)}", first_day=first, last_day=last, target=target)
