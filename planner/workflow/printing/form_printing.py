"""The forms of a plan, each written into its folder."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pkgutil import resolve_name

from planner.prints.forms.registry import APPENDIX, FORMS, PrintForm
from planner.prints.forms.task import PrintArea, PrintedForms, PrintExtent, PrintTask
from planner.workflow.printing.papers import Papers, write_papers, write_plan_file


def print_forms(task: PrintTask, forms: Iterable[PrintForm]) -> PrintedForms:
    """Write these forms, each once. Raises UnwritableFile."""
    wanted = set(forms)
    written = []
    for form in (form for form in FORMS if form in wanted):
        written.append(_printer(form, task)(task))
        keep = task.keep_for_every_plan if form.is_same_for_every_plan else task.keep
        keep(written[-1].paths)
    return all_printed(written)


def print_areas(task: PrintTask, forms: Iterable[PrintForm], areas: Sequence[PrintArea]) -> PrintedForms:
    """plan.json and, in a folder of each area, these forms of it. Raises UnwritableFile."""
    forms = tuple(forms)
    written = [_printed(write_plan_file(task.plan, task.folder))] if APPENDIX in forms else []
    for number, area in enumerate(areas, start=1):
        place = f"  {area.name} ({number}/{len(areas)}): "

        def listen(line: str, place: str = place) -> None:
            task.listen(place + line.strip())

        listen("")
        folder, extent = task.folder / area.stem, PrintExtent(area=area)
        written.append(print_forms(replace(task, folder=folder, extent=extent, listen=listen), forms))
    return all_printed(written)


def all_printed(written: Sequence[PrintedForms]) -> PrintedForms:
    """What was written in several goes, together."""
    return PrintedForms(
        paths=tuple(path for each in written for path in each.paths),
        warnings=tuple(dict.fromkeys(warning for each in written for warning in each.warnings)),
        plan_path=next((each.plan_path for each in written if each.plan_path is not None), None),
        without_slots=tuple(unit for each in written for unit in each.without_slots),
        over=tuple(unit for each in written for unit in each.over),
        without_work=tuple(machine for each in written for machine in each.without_work),
    )


def _printer(form: PrintForm, task: PrintTask) -> Callable[[PrintTask], PrintedForms]:
    if form is APPENDIX and task.extent.is_whole:
        return _whole_plan
    printer: Callable[[PrintTask], PrintedForms] = resolve_name(form.printer)
    return printer


def _whole_plan(task: PrintTask) -> PrintedForms:
    return _printed(write_papers(task.campaign, task.plan, task.folder))


def _printed(papers: Papers) -> PrintedForms:
    return PrintedForms(papers.prints, papers.warnings, papers.plan_path)
