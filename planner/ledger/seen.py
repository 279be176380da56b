"""What a writer saw, held against what stands in the ledger now, within the transaction that is about to write."""

from collections.abc import Iterator, Sequence

from sqlalchemy import select

from planner.domain.meanwhile import LedgerSeen, SeenResult
from planner.domain.results import Result, ResultKey
from planner.errors import LedgerMovedOn, OtherFigure, OtherWrite
from planner.ledger import tables
from planner.ledger.numbering import LedgerPlace
from planner.ledger.reported import RecordedResult, all_rows
from planner.texts import spoken_day, spoken_number, texts_of

_ = texts_of("ledger")


def refuse_moved(place: LedgerPlace, expecting: LedgerSeen | None, report: Sequence[Result] = ()) -> None:
    """Raise LedgerMovedOn where a result that is reported, or the end of a table, is not as the writer saw it.

    What others have recorded of other slots and units never matters, nor where they have recorded just the same.
    """
    if expecting is None:
        return
    figures = tuple(_other_figures(place, expecting.results, report))
    writes = tuple(_other_writes(place, expecting))
    if figures or writes:
        told = "; ".join([*map(_figure_told, figures), *map(_write_told, writes)])
        raise LedgerMovedOn(
            _("nothing was written, because others have written meanwhile: {what}. Look at it and write again").format(
                what=told
            ),
            figures=figures,
            writes=writes,
        )


def _other_figures(place: LedgerPlace, seen: Sequence[SeenResult], report: Sequence[Result]) -> Iterator[OtherFigure]:
    reported = {result.key: result for result in report}
    expected = {each.key: each.row for each in seen if each.key in reported}
    if not expected:
        return
    last: dict[ResultKey, RecordedResult] = {}
    counting: dict[ResultKey, RecordedResult] = {}
    for row in all_rows(place, {key.day for key in expected}):
        last[row.result.key] = row
        if row.counts:
            counting[row.result.key] = row
    for key, number in expected.items():
        now, mine = counting.get(key), reported[key].model_copy(update={"source": ""})
        if (now.number if now else 0) == number or (now is not None and now.result == mine):
            continue
        by = last.get(key)
        if by is not None:
            yield _other_figure(key, now, by, mine.collected)


def _other_figure(key: ResultKey, now: RecordedResult | None, by: RecordedResult, yours: int) -> OtherFigure:
    """What counts now, by whoever wrote about it last: they may have withdrawn it."""
    return OtherFigure(
        day=key.day,
        shift=key.shift,
        machine=key.machine,
        unit=key.unit,
        number=now.number if now else 0,
        collected=now.result.collected if now else None,
        approved=now.result.approved if now else None,
        activated=now.result.activated if now else None,
        by=by.recorded_by,
        at=by.recorded_at,
        yours=yours,
    )


def _other_writes(place: LedgerPlace, expecting: LedgerSeen) -> Iterator[OtherWrite]:
    versions, announcements, adjustments = tables.versions.c, tables.announcements.c, tables.adjustments.c
    ends = (
        ("version", expecting.version, versions.number, versions.made_by, versions.made_at),
        (
            "announcement",
            expecting.announcement,
            announcements.number,
            announcements.announced_by,
            announcements.announced_at,
        ),
        ("adjustment", expecting.adjustment, adjustments.number, adjustments.entered_by, adjustments.entered_at),
    )
    for what, seen, number, by, at in ends:
        if seen is None:
            continue
        chosen = select(number, by, at).where(number.table.c.campaign == place.campaign, number > seen)
        for row in place.connection.execute(chosen.order_by(number)):
            yield OtherWrite(what, row[0], row[1], row[2])


def _figure_told(figure: OtherFigure) -> str:
    about = ", ".join(filter(None, (spoken_day(figure.day), figure.shift, figure.machine, figure.unit)))
    if figure.collected is None:
        return _("{by} withdrew what was recorded of {about}; you gave {yours}").format(
            by=figure.by, about=about, yours=spoken_number(figure.yours)
        )
    return _("{by} recorded {count} of {about}; you gave {yours}").format(
        by=figure.by, count=spoken_number(figure.collected), about=about, yours=spoken_number(figure.yours)
    )


def _write_told(write: OtherWrite) -> str:
    sentences = {
        "version": _("{by} stored plan {number}"),
        "announcement": _("{by} made announcement {number}"),
        "adjustment": _("{by} entered or withdrew adjustment {number}"),
    }
    return sentences[write.what].format(by=write.by, number=write.number)
