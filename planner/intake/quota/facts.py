"""Sheet *Thông tin* of a workbook of targets: its title, its period and what is printed around it."""

from collections.abc import Sequence
from datetime import date

from planner.domain.campaign import Letterhead
from planner.domain.quota import QuotaFacts
from planner.intake.findings import Findings, shown
from planner.intake.layout import SettingColumn
from planner.intake.names import fold, suggestion
from planner.intake.quota.layout import FACTS, FORM_COMMAND, QuotaFact
from planner.intake.sheets import Cell, Sheet
from planner.intake.tables import Row, Table, tables_of
from planner.texts import texts_of

_ = texts_of("intake")


def quota_facts(titles: Sequence[str], sheets: Sequence[Sheet], findings: Findings) -> QuotaFacts:
    """What the sheet says; nothing of it is needed, nor is the sheet. Notes what cannot be used."""
    rows = _rows_by_item(tables_of(titles, sheets, findings, (FACTS,), FORM_COMMAND)[FACTS], findings)

    def text(item: QuotaFact) -> str:
        return rows[item].text(SettingColumn.VALUE)

    first_day, last_day = _days(rows[QuotaFact.FIRST_DAY], rows[QuotaFact.LAST_DAY])
    return QuotaFacts(
        title=text(QuotaFact.TITLE),
        first_day=first_day,
        last_day=last_day,
        letterhead=Letterhead(
            parent_body=text(QuotaFact.PARENT_BODY),
            issuing_body=text(QuotaFact.ISSUING_BODY),
            document_number=text(QuotaFact.DOCUMENT_NUMBER),
            place=text(QuotaFact.PLACE),
            document_date=rows[QuotaFact.DOCUMENT_DATE].day(SettingColumn.VALUE),
            signer_power=text(QuotaFact.SIGNER_POWER),
            signer_title=text(QuotaFact.SIGNER_TITLE),
            signer_name=text(QuotaFact.SIGNER_NAME),
            recipients=rows[QuotaFact.RECIPIENTS].lines(SettingColumn.VALUE),
            appendix_word=text(QuotaFact.APPENDIX_WORD),
            attached_to=text(QuotaFact.ATTACHED_TO),
        ),
    )


def _days(first: Row, last: Row) -> tuple[date | None, date | None]:
    """The period's ends; the days between them are counted, so the last has to stand after the first."""
    first_day, last_day = first.day(SettingColumn.VALUE), last.day(SettingColumn.VALUE)
    if first_day is not None and last_day is not None and last_day <= first_day:
        last.error(
            SettingColumn.VALUE,
            _("{last} does not stand after {first}").format(last=f"{last_day:%d/%m/%Y}", first=f"{first_day:%d/%m/%Y}"),
            _("Enter a last day after the first day"),
        )
    return first_day, last_day


def _rows_by_item(table: Table, findings: Findings) -> dict[QuotaFact, Row]:
    """The sheet's rows by their item; an item without a row reads as an empty cell."""
    known = {fold(item): item for item in QuotaFact}
    rows: dict[QuotaFact, Row] = {}
    for row in table:
        name = row.text(SettingColumn.ITEM)
        item = known.get(fold(name))
        if item is None:
            row.warn(
                SettingColumn.ITEM,
                _("the item {item} is not known and not read").format(item=shown(name)),
                suggestion(name, QuotaFact) if name else "",
            )
        elif item in rows:
            row.error(SettingColumn.ITEM, _("{item} stands here twice").format(item=shown(item)), _("Delete one row"))
        else:
            rows[item] = Row(row.title, row.number, row.cells, findings, item)
    empty: dict[str, Cell] = {SettingColumn.VALUE: Cell(FACTS.title)}
    return {item: rows.get(item) or Row(FACTS.title, 1, empty, findings, item) for item in QuotaFact}
