"""The timeline: one bar a stay, with a tooltip each, and labels where they fit."""

from datetime import date
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest
from defusedxml.ElementTree import fromstring

from planner.domain.campaign import Closure
from planner.prints.forms.timeline.picture import timeline_svg, write_timeline
from planner.prints.words.addressed import without_kind
from tests.prints.campaigns import binh_gia_2023, made

SVG = "{http://www.w3.org/2000/svg}"


def texts(picture: str) -> list[str]:
    return [element.text or "" for element in fromstring(picture).iter(f"{SVG}text")]


def bars(picture: str) -> list[Element]:
    return list(fromstring(picture).iter(f"{SVG}g"))


def hatched(picture: str) -> list[Element]:
    return [each for each in fromstring(picture).iter(f"{SVG}rect") if each.get("fill") == "url(#closed)"]


def test_a_bar_and_a_tooltip_for_every_stay() -> None:
    found = bars(timeline_svg(*binh_gia_2023()))
    assert len(found) == 19
    titles = [bar.findtext(f"{SVG}title") or "" for bar in found]
    assert titles[0] == (
        "Xã Hoàng Văn Thụ (Bộ phận Một cửa thuộc Văn phòng HĐND & UBND huyện): 12/4–16/4/2023, 5 ngày, 1600 hồ sơ"
    )
    assert titles[-1] == "Xã Bình La (CAX Bình La): 1/6–4/6/2023, 4 ngày, 1280 hồ sơ"


def test_months_finish_and_names_are_told() -> None:
    told = texts(timeline_svg(*binh_gia_2023()))
    assert {"Tháng 4/2023", "Tháng 5/2023", "Tháng 6/2023", "Xong 4/6", "MÁY 1", "MÁY 2", "Xã Yên Lỗ"} <= set(told)


def test_every_bar_of_binh_gia_is_labelled() -> None:
    assert all(bar.findall(f"{SVG}text") for bar in bars(timeline_svg(*binh_gia_2023())))


def test_labels_stay_inside_the_picture_and_rows_do_not_overlap() -> None:
    for case in (binh_gia_2023(), made(num_machines=17, num_fixed=2)):
        root = fromstring(timeline_svg(*case))
        width, height = float(root.get("width", "")), float(root.get("height", ""))
        for box in root.iter(f"{SVG}rect"):
            assert 0 <= float(box.get("x", "0")) <= width
            assert float(box.get("x", "0")) + float(box.get("width", "0")) <= width + 0.1
            assert float(box.get("y", "0")) + float(box.get("height", "0")) <= height + 0.1


def test_a_closed_day_is_hatched_for_all_and_a_closed_machine_for_itself() -> None:
    campaign, plan = binh_gia_2023()
    day = date(2023, 6, 10)
    alone = Closure(
        first_day=day, last_day=day, shifts=campaign.calendar.shift_labels, machine=campaign.machines[1].name
    )
    all_in = alone.model_copy(update={"machine": None})
    num_plain = len(hatched(timeline_svg(campaign, plan)))
    of_one = hatched(timeline_svg(campaign.model_copy(update={"closures": (alone,)}), plan))
    of_all = hatched(timeline_svg(campaign.model_copy(update={"closures": (all_in,)}), plan))
    assert len(of_one) == len(of_all) == num_plain + 1
    assert max(float(box.get("height", "")) for box in of_all) == 84
    assert float(of_one[0].get("height", "")) == 40


def test_a_replan_shows_from_when_on_it_is_planned() -> None:
    campaign, plan = binh_gia_2023()
    assert "Lập lại từ 1/5" in texts(timeline_svg(campaign, plan.model_copy(update={"as_of": date(2023, 5, 1)})))


@pytest.mark.parametrize("num_days", [0, 1, 6, 30, 90, 400])
def test_any_length(num_days: int) -> None:
    assert timeline_svg(*made(num_units=3, num_machines=2, num_days=num_days + 20))


def test_an_empty_plan() -> None:
    campaign, plan = binh_gia_2023()
    assert bars(timeline_svg(campaign, plan.model_copy(update={"assignments": ()}))) == []


def test_it_is_written_under_its_name(tmp_path: Path) -> None:
    path = write_timeline(*binh_gia_2023(), tmp_path)
    assert path == tmp_path / "timeline.svg"
    assert fromstring(path.read_bytes()).tag == f"{SVG}svg"


@pytest.mark.parametrize(
    ("name", "kind", "label"),
    [
        ("Thị trấn Thanh Bình", "thị trấn", "Thanh Bình"),
        ("Thị trấn Thanh Bình", "thị", "Thị trấn Thanh Bình"),
        ("Phường 5", "phường", "5"),
        ("Hòa Bình", "xã", "Hòa Bình"),
    ],
)
def test_a_kind_is_left_out_only_before_a_name(name: str, kind: str, label: str) -> None:
    unit = binh_gia_2023()[0].units[0]
    assert without_kind(unit.model_copy(update={"name": name, "kind": kind})) == label
