"""A folder of papers: each is known by its plan, old ones are named or removed, two runs never mix in it."""

from datetime import timedelta
from multiprocessing import get_context
from pathlib import Path

import pytest

from planner.domain.campaign import Campaign
from planner.domain.office import HamletDuty
from planner.domain.plan import Plan
from planner.errors import UnwritableFile
from planner.prints.forms.registry import ITINERARIES, TEAMS
from planner.prints.forms.task import PrintExtent, PrintTask
from planner.workflow.printing import paper_folder as room
from planner.workflow.printing.form_printing import print_forms
from planner.workflow.printing.paper_folder import LOCK_NAME, OF_EVERY_PLAN, REGISTER_NAME, paper_folder
from tests.prints.campaigns import made

CAMPAIGN, PLAN = made(num_units=2, num_machines=1, num_days=6)


def version(number: int) -> Plan:
    return PLAN.model_copy(update={"version": number})


def wrote(
    folder: Path, plan: Plan, *names: str, campaign: Campaign = CAMPAIGN, removes: bool = False
) -> tuple[str, ...]:
    """What is said after these papers were written for a plan."""
    with paper_folder(folder, campaign, plan) as kept:
        for name in names:
            (folder / name).parent.mkdir(exist_ok=True)
            (folder / name).write_text(f"{name} of {campaign.name} {plan.version}")
        kept.keep([folder / name for name in names])
        return kept.settle(removes=removes)


@pytest.mark.usefixtures("at_the_command_line")
def test_old_notices_beside_a_new_plan_are_named_and_on_request_removed(tmp_path: Path) -> None:
    assert wrote(tmp_path, version(1), "phu-luc.pdf", "thong-bao/thong-bao-1.docx") == ()
    (said,) = wrote(tmp_path, version(3), "phu-luc.pdf")
    assert "thong-bao/thong-bao-1.docx" in said
    assert "--tidy" in said
    (said,) = wrote(tmp_path, version(3), "phu-luc.pdf", removes=True)
    assert "thong-bao/thong-bao-1.docx" in said
    assert not (tmp_path / "thong-bao").exists()
    assert wrote(tmp_path, version(3), "phu-luc.pdf") == ()


def test_papers_of_another_campaign_of_the_same_folder_are_named(tmp_path: Path) -> None:
    wrote(tmp_path, version(1), "thong-bao/thong-bao-1.docx")
    other = CAMPAIGN.model_copy(update={"name": "Đợt khác"})
    (said,) = wrote(tmp_path, version(1), "phu-luc.pdf", campaign=other)
    assert CAMPAIGN.name in said


def test_reports_and_teams_are_right_for_every_plan_and_named_only_beside_another_campaign(tmp_path: Path) -> None:
    (tmp_path / "bao-cao-2024-04-12.pdf").write_text("how far it has come")
    with paper_folder(tmp_path, CAMPAIGN, None) as kept:
        kept.keep_for_every_plan([tmp_path / "bao-cao-2024-04-12.pdf"])
    assert wrote(tmp_path, version(2), "phu-luc.pdf", removes=True) == ()
    other = CAMPAIGN.model_copy(update={"name": "Đợt khác"})
    said = " ".join(wrote(tmp_path, version(2), "phu-luc.pdf", campaign=other))
    assert f"({CAMPAIGN.name})" in said
    assert "bao-cao-2024-04-12.pdf" in said
    (gone,) = wrote(tmp_path, version(2), "phu-luc.pdf", campaign=other, removes=True)
    assert "bao-cao-2024-04-12.pdf" in gone
    assert not (tmp_path / "bao-cao-2024-04-12.pdf").exists()


def test_the_teams_are_noted_when_they_are_printed(tmp_path: Path) -> None:
    duty = HamletDuty(unit=CAMPAIGN.units[0].code, hamlet="Thôn 1", team="Tổ 1")
    campaign = CAMPAIGN.model_copy(update={"hamlet_duties": (duty,)})
    with paper_folder(tmp_path, campaign, version(1)) as kept:
        task = PrintTask(
            campaign, version(1), tmp_path, PrintExtent(), lambda _progress: None, kept.keep, kept.keep_for_every_plan
        )
        print_forms(task, [TEAMS])
        assert {kept.papers[f"phan-cong-thon.{suffix}"].plan for suffix in ("xlsx", "docx", "pdf")} == {OF_EVERY_PLAN}


def test_what_somebody_has_edited_or_brought_is_never_removed(tmp_path: Path) -> None:
    wrote(tmp_path, version(1), "phu-luc-dieu-chinh.docx")
    edited, own = tmp_path / "phu-luc-dieu-chinh.docx", tmp_path / "phu-luc cua toi.docx"
    edited.write_text("signed")
    own.write_text("mine")
    people = tmp_path / "moi" / "danh-sach-moi-1.xlsx"
    people.parent.mkdir()
    people.write_text("people")
    wrote(tmp_path, version(2), "phu-luc.pdf", removes=True)
    assert (edited.read_text(), own.read_text(), people.read_text()) == ("signed", "mine", "people")


@pytest.mark.parametrize("name", ["../other.txt", "moi/danh-sach.xlsx", "/etc/other", "a/b/c/d.txt"])
def test_a_register_cannot_lead_out_of_the_folder(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "out"
    wrote(folder, version(1), "phu-luc.pdf")
    register = folder / REGISTER_NAME
    register.write_text(register.read_text().replace("phu-luc.pdf", name))
    with paper_folder(folder, CAMPAIGN, version(2)) as kept:
        assert kept.papers == {}


def test_a_broken_register_is_none(tmp_path: Path) -> None:
    (tmp_path / REGISTER_NAME).write_bytes(b"\xff{")
    (tmp_path / "phu-luc.pdf").write_text("of whatever plan")
    (said,) = wrote(tmp_path, version(2), "phu-luc.docx")
    assert "phu-luc.pdf" in said


def test_a_lock_left_behind_holds_nobody_up(tmp_path: Path) -> None:
    (tmp_path / LOCK_NAME).write_text("")
    assert wrote(tmp_path, version(1), "phu-luc.pdf") == ()


def _print(folder: Path, number: int) -> None:
    task = PrintTask(CAMPAIGN, version(number), folder, PrintExtent(), lambda _progress: None)
    with paper_folder(folder, CAMPAIGN, task.plan) as kept:
        (folder / "first.txt").write_text(str(number))
        print_forms(task, [TEAMS, ITINERARIES])
        (folder / "last.txt").write_text(str(number))
        kept.keep([folder / "first.txt", folder / "last.txt"])


def test_two_runs_at_once_never_mix(tmp_path: Path) -> None:
    context = get_context("spawn")
    runs = [context.Process(target=_print, args=(tmp_path, number)) for number in (1, 2)]
    for run in runs:
        run.start()
    for run in runs:
        run.join(timedelta(minutes=2).total_seconds())
    assert [run.exitcode for run in runs] == [0, 0]
    assert (tmp_path / "first.txt").read_text() == (tmp_path / "last.txt").read_text()


def test_a_run_that_lasts_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "PATIENCE_SECONDS", 0.1)
    with (
        paper_folder(tmp_path, CAMPAIGN, version(1)),
        pytest.raises(UnwritableFile),
        paper_folder(tmp_path, CAMPAIGN, version(2)),
    ):
        pass
