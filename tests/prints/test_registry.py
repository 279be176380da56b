"""The declarations of forms: each leads to its printer, and no two are called alike or write the same files."""

from inspect import signature
from pkgutil import resolve_name

import pytest

from planner.prints.forms.registry import FORMS, PrintForm
from planner.prints.forms.task import PrintedForms, PrintTask


@pytest.mark.parametrize("form", FORMS, ids=str)
def test_a_form_leads_to_its_printer(form: PrintForm) -> None:
    printer = signature(resolve_name(form.printer))
    assert [parameter.annotation for parameter in printer.parameters.values()] == [PrintTask]
    assert printer.return_annotation is PrintedForms


def test_no_two_forms_are_called_alike() -> None:
    names = [name for form in FORMS for name in (form.name, *form.vietnamese)]
    files = [(form.folder, form.stem) for form in FORMS]
    assert len(set(names)) == len(names)
    assert len(set(files)) == len(files)
