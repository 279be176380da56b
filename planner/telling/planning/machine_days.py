"""What a plan asks of its machines: days saved against the plan before, idle slots, who could end earlier."""

from collections.abc import Iterator
from typing import Any

from planner.texts import Noun, listed, plurals_of, spoken_day, spoken_number, texts_of
from planner.workflow.planning.machine_time import MachineEnd, MachineTime

_ = texts_of("telling")
ngettext = plurals_of("telling")

MOST_ENDS_SHOWN = 6


def machine_lines(time: MachineTime) -> Iterator[str]:
    """Lines of a plan's summary; none where nothing stands idle and there was no plan before."""
    if time.days_before is not None:
        yield _("  Machine-days  {days} ahead, {compared}").format(
            days=spoken_number(time.days), compared=_compared(time.days_before - time.days)
        )
    if time.idle_slots:
        yield ngettext(
            "  Idle          {count} of {all} machine-slots has 0 dossiers",
            "  Idle          {count} of {all} machine-slots have 0 dossiers",
            time.idle_slots,
        ).format(count=spoken_number(time.idle_slots), all=spoken_number(time.slots))
    if time.ends:
        ends = listed([_end(end) for end in time.ends], MOST_ENDS_SHOWN, Noun.MACHINE)
        yield _("  Ends earlier  {machines}: no dossiers after that").format(machines=ends)


def machine_time_as_json(time: MachineTime) -> dict[str, Any]:
    """The same for a program; `days_saved` is null where there was no plan before."""
    return {
        "machine_time": {
            "days": time.days,
            "days_before": time.days_before,
            "days_saved": time.days_saved,
            "slots": time.slots,
            "idle_slots": time.idle_slots,
            "could_end_earlier": [
                {
                    "machine": end.machine,
                    "last_day": end.last_fruitful.day.isoformat() if end.last_fruitful else None,
                    "last_shift": end.last_fruitful.shift if end.last_fruitful else None,
                    "idle_slots": end.idle_after,
                }
                for end in time.ends
            ],
        }
    }


def _compared(saved: int) -> str:
    if saved > 0:
        return _("{count} fewer than by the plan before").format(count=spoken_number(saved))
    if saved < 0:
        return _("{count} more than by the plan before").format(count=spoken_number(-saved))
    return _("as many as by the plan before")


def _end(end: MachineEnd) -> str:
    if end.last_fruitful is None:
        return _("{machine} at once").format(machine=end.machine)
    day = spoken_day(end.last_fruitful.day, with_year=False)
    return _("{machine} after {day} {shift}").format(machine=end.machine, day=day, shift=end.last_fruitful.shift)
