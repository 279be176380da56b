"""Sheet *Thông tin* of a workbook of targets: its title, its period and what is printed around it."""

from collections.abc import Sequence
from datetime import date

from planner.domain.office import Letterhead
from planner.domain.quota import QuotaFacts
from planner.intake.cells.findings import Findings
from planner.intake.cells.sheets import Sheet
from planner.intake.layout.quota import FACTS, FORM_COMMAND, QuotaFact
from planner.intake.layout.settings import SettingColumn
from planner.intake.tables.item_rows import ItemRows
from planner.intake.tables.sheet_tables import SheetRow, tables_of
from planner.texts import spoken_day, texts_of

_ = texts_of("intake")


def quota_facts(titles: Sequence[str], sheets: Sequence[Sheet], findings: Findings) -> QuotaFacts:
    """What the sheet says; nothing of it is needed, nor is the sheet. Notes what cannot be used."""
    table = tables_of(titles, sheets, findings, (FACTS,), FORM_COMMAND)[FACTS]
    rows = ItemRows(table, QuotaFact, findings)
    first_day, last_day = _days(rows[QuotaFact.FIRST_DAY], rows[QuotaFact.LAST_DAY])
    return QuotaFacts(
        title=rows.text(QuotaFact.TITLE),
        first_day=first_day,
        last_day=last_day,
        letterhead=Letterhead(
            parent_body=rows.text(QuotaFact.PARENT_BODY),
            issuing_body=rows.text(QuotaFact.ISSUING_BODY),
            document_number=rows.text(QuotaFact.DOCUMENT_NUMBER),
            place=rows.text(QuotaFact.PLACE),
            document_date=rows.day(QuotaFact.DOCUMENT_DATE),
            signer_power=rows.text(QuotaFact.SIGNER_POWER),
            signer_title=rows.text(QuotaFact.SIGNER_TITLE),
            signer_name=rows.text(QuotaFact.SIGNER_NAME),
            recipients=rows.lines(QuotaFact.RECIPIENTS),
            appendix_word=rows.text(QuotaFact.APPENDIX_WORD),
            attached_to=rows.text(QuotaFact.ATTACHED_TO),
        ),
    )


def _days(first: SheetRow, last: SheetRow) -> tuple[date | None, date | None]:
    """The period's ends. Whether one and the same day is a period depends on how days are counted."""
    first_day, last_day = first.day(SettingColumn.VALUE), last.day(SettingColumn.VALUE)
    if first_day is not None and last_day is not None and last_day < first_day:
        last.error(
            SettingColumn.VALUE,
            _("{last} stands before {first}").format(last=spoken_day(last_day), first=spoken_day(first_day)),
            _("Enter a last day on or after the first day"),
        )
    return first_day, last_day
