"""The pages: valid, complete without a script, readable by everybody, safe, the same bytes for the same plan."""

import re
import time
from collections.abc import Callable
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import html5lib
import pytest

from planner.prints.pages.page import all_page, unit_page
from planner.prints.pages.publication import Publication
from planner.prints.pages.site import FIRST_PAGE, MESSAGES_TABLE, print_site, site_files
from planner.prints.words.page_address import page_of_unit
from planner.prints.words.vietnamese_order import first_letter, vietnamese_key
from tests.campaigns import filled_plan, small_campaign, stand
from tests.hostile_texts import hostile_texts, writable
from tests.prints.campaigns import made
from tests.prints.published.publications import (
    ADDRESS,
    changed_2023,
    dropped,
    dropped_from_a_cluster,
    first_2023,
    of_unit,
    published,
    with_all,
)
from tests.prints.published.test_texts import renamed

MOST_SECONDS = 5.0
"""Of the processor, for 111 communes."""
STYLE = Path("planner/prints/pages/templates/style.css")
LEAST_CONTRAST = 4.5


class Outline(HTMLParser):
    """What a page is made of: elements with their attributes, and its words."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.words = ""
        self._inside = ""
        self.feed(page.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self._inside = tag

    def handle_endtag(self, tag: str) -> None:
        self._inside = ""

    def handle_data(self, data: str) -> None:
        if self._inside not in ("style", "script"):
            self.words += f" {' '.join(data.split())}"

    def of(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]


def pages_of(publication: Publication) -> dict[str, bytes]:
    return {file.name: file.content for file in site_files(publication) if file.name.endswith(".html")}


def large() -> Publication:
    """111 communes of three former districts."""
    campaign, plan = made()
    zones = ("Bù Đăng", "Đồng Xoài", "Chơn Thành")
    units = tuple(
        unit.model_copy(update={"zone": zones[number % 3], "kind": "Xã"}) for number, unit in enumerate(campaign.units)
    )
    return published(with_all(campaign.model_copy(update={"units": units})), plan, address=ADDRESS)


PUBLICATIONS: dict[str, Callable[[], Publication]] = {
    "first": first_2023,
    "changed": changed_2023,
    "dropped": dropped,
    "hostile": lambda: renamed('Xã <Tân & "Hưng">', "Nhà <b>A</b>", "O'Hara & <i>0900</i>"),
}


@pytest.mark.parametrize("which", PUBLICATIONS)
def test_pages_are_valid(which: str) -> None:
    """The strict parser of html5lib finds no fault; ids are unique, and every way within the site leads somewhere."""
    publication = PUBLICATIONS[which]()
    names = {file.name for file in site_files(publication)}
    for name, page in pages_of(publication).items():
        html5lib.HTMLParser(strict=True).parse(page.decode())
        outline = Outline(page)
        ids = [attributes["id"] for _tag, attributes in outline.elements if "id" in attributes]
        assert len(set(ids)) == len(ids)
        for labelled in (each["aria-labelledby"] for _tag, each in outline.elements if "aria-labelledby" in each):
            assert labelled in ids
        folder = Path(name).parent
        for way in (each["href"] or "" for each in outline.of("a")):
            if way.startswith("#"):
                assert way[1:] in ids
            elif not way.startswith(("https://", "tel:")):
                assert (folder / way).as_posix().replace("don-vi/../", "") in names


@pytest.mark.parametrize("which", PUBLICATIONS)
def test_pages_are_for_everybody(which: str) -> None:
    for page in pages_of(PUBLICATIONS[which]()).values():
        outline = Outline(page)
        assert outline.of("html") == [{"lang": "vi"}]
        assert len(outline.of("title")) == len(outline.of("main")) == len(outline.of("h1")) == 1
        headings = [int(tag[1]) for tag, _attributes in outline.elements if re.fullmatch("h[1-6]", tag)]
        assert headings[0] == 1
        assert all(after <= before + 1 for before, after in pairwise(headings))
        assert all(each.get("scope") in ("col", "row") for each in outline.of("th"))
        skip = outline.of("a")[0]
        assert (skip["class"], skip["href"]) == ("skip", f"#{outline.of('main')[0]['id']}")
        fields = {each["id"] for each in outline.of("input")}
        assert fields == {each["for"] for each in outline.of("label")}
        assert all(each.get("role") != "img" or each.get("aria-label") for each in outline.of("div"))
        assert not outline.of("img")
        assert "maximum-scale" not in page.decode()
        assert "http" not in page.decode().split("</style>")[0]


def test_colours_stand_out() -> None:
    """Every colour of a text against every ground that it can stand on, by WCAG 2's formula."""
    style = STYLE.read_text(encoding="utf-8")
    screen = style.split("@media print")[0]
    texts = set(re.findall(r"[{; ]color: (#[0-9a-f]+)", screen))
    grounds = set(re.findall(r"background: (#[0-9a-f]+)", screen))
    assert len(texts) > 3
    assert len(grounds) > 2
    for text in texts:
        for ground in grounds:
            assert contrast(text, ground) >= LEAST_CONTRAST, (text, ground)


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(digit * 2 for digit in colour[1:])
    parts = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_without_a_script_the_whole_list_is_there() -> None:
    page = all_page(large())
    outline = Outline(page)
    hidden = [each["id"] for _tag, each in outline.elements if "hidden" in each]
    assert hidden == ["tim"]
    rows = [each for each in outline.of("a") if (each["href"] or "").startswith("don-vi/")]
    assert len(rows) == 111
    assert [each["href"] for each in outline.of("a") if (each["href"] or "").startswith("#nhom")] == [
        "#nhom-1",
        "#nhom-2",
        "#nhom-3",
    ]
    assert not any(each.get("src") for each in outline.of("script"))


def test_zones_and_units_stand_in_dictionary_order() -> None:
    outline = Outline(all_page(large()))
    titles = re.findall(r"Bù Đăng|Chơn Thành|Đồng Xoài", outline.words)
    assert titles[:3] == ["Bù Đăng", "Chơn Thành", "Đồng Xoài"]
    numbers = [int(number) for number in re.findall(r"Xã Thử nghiệm (\d+)", outline.words)]
    first = numbers[: numbers.index(max(numbers[:40])) + 1]
    assert first == sorted(first)


def test_units_are_looked_up_without_xa_and_phuong() -> None:
    letters = [each["href"] for each in Outline(all_page(first_2023())).of("a") if (each["href"] or "").startswith("#")]
    titles = re.findall(r"Vần (\S)", Outline(all_page(first_2023())).words)
    assert titles == ["B", "H", "M", "Q", "T", "V", "Y"]
    assert len(letters) == len(titles) + 1


def test_vietnamese_order() -> None:
    names = ["Đồng Xoài", "Dầu Tiếng", "Ân Thi", "An Lộc", "Ăn", "Phường 12", "Phường 2", "Lộc Thạnh", "Lộc Thành"]
    assert sorted(names, key=vietnamese_key) == [
        *("An Lộc", "Ăn", "Ân Thi", "Dầu Tiếng", "Đồng Xoài"),
        *("Lộc Thành", "Lộc Thạnh", "Phường 2", "Phường 12"),
    ]
    assert [first_letter(name) for name in ("Ấp", "đồng", "12", "", "Ơ")] == ["Â", "Đ", "0–9", "0–9", "Ơ"]


def test_what_a_page_says() -> None:
    publication = first_2023()
    unit = next(each for each in publication.units if each.unit.name == "Xã Thiện Hòa")
    page = unit_page(publication, unit, has_calendar=True)
    assert '<p>Trực ban: <a href="tel:0900000001">0900\u00a0000\u00a0001</a></p>' in page.decode()
    words = " ".join(Outline(page).words.split())
    assert words.startswith("Xã Thiện Hòa: lịch thu nhận hồ sơ căn cước Đến nội dung chính Tổ công tác Đề án 06")
    for told in (
        "Lịch thu nhận hồ sơ căn cước: Xã Thiện Hòa Lịch lập lúc 8h30 ngày 10/4/2023.",
        "Lịch nêu ở đây đến hết ngày 30/4/2023; sau ngày đó sẽ được thông báo tiếp.",
        "Từ thứ Ba, 18/4/2023 đến hết thứ Năm, 20/4/2023 (3 ngày) 7h00 đến 23h00 CAX Thiện Hòa",
        "Giấy tờ mang theo Thẻ CCCD cũ (nếu có) Giấy khai sinh Liên hệ Trực ban: 0900 000 001 Mã QR",
        "Phương án 1",
    ):
        assert told in words


def test_changes_are_told_on_both_pages() -> None:
    publication = changed_2023()
    unit = next(each for each in publication.units if each.unit.name == "Xã Thiện Hòa")
    words = " ".join(Outline(unit_page(publication, unit, has_calendar=True)).words.split())
    told = (
        "Lịch có thay đổi Kính gửi công dân xã Thiện Hòa: lịch thu nhận hồ sơ căn cước ngày 20/4/2023 (từ 7h00 đến "
        "23h00) tại CAX Thiện Hòa đã thông báo nay chuyển sang ngày 22/4/2023 (từ 7h00 đến 23h00)"
    )
    assert told in words
    assert "Lịch lập lúc 6h05 ngày 18/4/2023, thông báo lúc 8h00 ngày 18/4/2023." in words
    assert "Không nêu các ngày đã qua trước 18/4/2023." in words
    everything = " ".join(Outline(all_page(publication)).words.split())
    assert "ngày 20/4/2023 (từ 7h00 đến 23h00) tại CAX Thiện Hòa đã thông báo nay chuyển sang" in everything
    publication = dropped()
    kept = of_unit(publication, "A")
    assert publication.is_kept(kept)
    words = Outline(unit_page(publication, kept, has_calendar=True)).words
    assert "Lịch đã thông báo trước đây được giữ nguyên." in words
    assert "Lịch có thay đổi" not in words


def test_what_comes_instead_is_told_where_it_is_made_known_now() -> None:
    """Tân Hòa moves behind the last day that was made known before; the new announcement reaches further."""
    near, far = changed_2023(), changed_2023(until=changed_2023().campaign.calendar.last_day)
    code = next(each.unit.code for each in far.units if each.unit.name == "Xã Tân Hòa")
    assert (
        "phần còn lại sẽ được thông báo sau" in Outline(unit_page(near, of_unit(near, code), has_calendar=True)).words
    )
    words = Outline(unit_page(far, of_unit(far, code), has_calendar=True)).words
    assert "nay chuyển sang ngày 27/4/2023 (từ 7h00 đến 15h00) và ngày 6/6/2023" in words
    assert "phần còn lại" not in words


def test_changes_tell_the_hours_that_the_table_tells() -> None:
    """B and C are one cluster: what C loses and gets are its own parts of the slots."""
    publication = dropped_from_a_cluster()
    page = " ".join(Outline(unit_page(publication, of_unit(publication, "C"), has_calendar=True)).words.split())
    assert "ngày 12/4/2023 (từ 7h30 đến 10h00) tại CAX B đã thông báo nay chuyển sang ngày 13/4/2023" in page
    assert "(từ 8h45 đến 10h00) tại CAX B" in page
    assert "8h45 đến 10h00 CAX B" in page
    assert "Tiếp nhận tại điểm chung của cụm Cụm Đông, cùng xã B. Giờ dưới đây là giờ của riêng xã C." in page


def test_units_without_days_say_why() -> None:
    publication = dropped()
    page = unit_page(publication, of_unit(publication, "C"), has_calendar=True)
    assert "Lịch đã thông báo nay tạm dừng; thời gian mới sẽ được thông báo sau." in Outline(page).words
    campaign = with_all(small_campaign(closures=[]))
    plan = filled_plan(campaign, stand("M1", "A", "1.1"), stand("M2", "B", "4.1"))
    rows = tuple(row.model_copy(update={"done": row.unit == "A"}) for row in plan.assignments)
    later = published(campaign, plan.model_copy(update={"assignments": rows}), until=campaign.calendar.first_day)
    words = Outline(all_page(later)).words
    assert "Đợt tiếp nhận tại đơn vị đã kết thúc." in words
    assert "Có lịch sau ngày 10/4/2023; ngày, giờ cụ thể sẽ được thông báo sau." in words
    assert "Chưa có lịch." in words


def test_hostile_texts_are_only_text() -> None:
    for text in hostile_texts(120, seed=11):
        name = writable(text) or "x"
        publication = renamed(name, f"{name}<script>alert(1)</script>", f"{name}\"'><img src=x onerror=alert(1)>")
        page = unit_page(publication, of_unit(publication, "A"), has_calendar=True)
        for content in (page, all_page(publication)):
            html5lib.HTMLParser(strict=True).parse(content.decode())
            outline = Outline(content)
            assert not outline.of("img")
            assert len(outline.of("script")) == (content is not page)
            assert not any(key.startswith("on") for _tag, attributes in outline.elements for key in attributes)


def test_the_same_plan_gives_the_same_bytes_and_nothing_else_in_the_folder(tmp_path: Path) -> None:
    assert list(site_files(changed_2023())) == list(site_files(changed_2023()))
    printed = print_site(first_2023(), tmp_path)
    assert {path for path in tmp_path.rglob("*") if path.is_file()} == set(printed.paths)
    assert printed.paths[-1] == tmp_path / FIRST_PAGE
    assert (tmp_path / MESSAGES_TABLE).read_bytes().startswith('\ufeff"Mã"'.encode())


def test_111_communes_are_published_within_seconds() -> None:
    began = time.process_time()
    files = list(site_files(large()))
    assert time.process_time() - began < MOST_SECONDS
    assert len(files) == 4 * 111 + 2
    assert max(len(file.content) for file in files) < 200_000


def test_addresses_lead_to_the_pages() -> None:
    publication = first_2023()
    unit = publication.units[0].unit
    stem = publication.stems[unit.code]
    assert publication.page_address(unit) == f"{ADDRESS}/{page_of_unit(stem)}"
    for address in (f"{ADDRESS}/", f"{ADDRESS}/index.html"):
        other = published(publication.campaign, publication.plan, address=address)
        assert other.page_address(unit) == f"{ADDRESS}/{page_of_unit(stem)}"
    assert published(publication.campaign, publication.plan).page_address(unit) is None
    without = pages_of(published(publication.campaign, publication.plan))
    assert all(b"<svg" not in page for page in without.values())
