"""Files of Office changed part by part, as other programs write them."""

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_LINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def rewrite(
    path: Path, change: Callable[[str, str], str] = lambda _name, text: text, more: Mapping[str, str] | None = None
) -> Path:
    """Change every part of XML by its name and text, and add more parts (or replace some)."""
    with ZipFile(path) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    for name, content in parts.items():
        if name.endswith((".xml", ".rels")):
            parts[name] = change(name, content.decode("utf-8")).encode("utf-8")
    parts |= {name: text.encode("utf-8") for name, text in (more or {}).items()}
    with ZipFile(path, "w", ZIP_DEFLATED) as target:
        for name, content in parts.items():
            target.writestr(name, content)
    return path


def share_strings(path: Path) -> Path:
    """Move the texts of all cells into one part that the sheets share, as Excel does."""
    strings: list[str] = []

    def share(found: re.Match[str]) -> str:
        strings.append(f"<si>{found[2]}</si>")
        return f'<c {found[1].strip()} t="s"><v>{len(strings) - 1}</v></c>'

    def change(name: str, text: str) -> str:
        if name.startswith("xl/worksheets/sheet"):
            return re.sub(r'<c ([^>]*?)t="inlineStr"><is>(.*?)</is></c>', share, text, flags=re.DOTALL)
        if name == "xl/_rels/workbook.xml.rels" and "sharedStrings" not in text:
            link = f'<Relationship Id="rIdTexts" Type="{_LINK}/sharedStrings" Target="/xl/sharedStrings.xml"/>'
            return text.replace("</Relationships>", f"{link}</Relationships>")
        if name == "[Content_Types].xml" and "sharedStrings" not in text:
            kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
            return text.replace(
                "</Types>", f'<Override PartName="/xl/sharedStrings.xml" ContentType="{kind}"/></Types>'
            )
        return text

    rewrite(path, change)
    return rewrite(path, more={"xl/sharedStrings.xml": f'<sst xmlns="{_MAIN}">{"".join(strings)}</sst>'})
