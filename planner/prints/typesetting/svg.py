"""Elements of an SVG picture, written by the standard library: its texts are escaped and its XML is valid."""

from xml.etree import ElementTree as ET

Element = ET.Element
NAMESPACE = "http://www.w3.org/2000/svg"


def element(name: str, *children: Element | str, **attributes: str | float) -> Element:
    """An element of texts or elements; an underscore in an attribute's name is a dash, numbers get one decimal."""
    made = Element(name, {key.replace("_", "-"): _told(value) for key, value in attributes.items()})
    for child in children:
        if isinstance(child, str):
            made.text = child
        else:
            made.append(child)
    return made


def _told(value: str | float) -> str:
    return value if isinstance(value, str) else f"{value:.1f}".removesuffix(".0")


def picture(width: float, height: float, *children: Element, title: str, **attributes: str) -> str:
    """A whole SVG document; it grows and shrinks with the page it stands on."""
    root = element(
        "svg",
        element("title", title),
        *children,
        xmlns=NAMESPACE,
        viewBox=f"0 0 {_told(width)} {_told(height)}",
        width=width,
        height=height,
        role="img",
        **attributes,
    )
    return ET.tostring(root, encoding="unicode") + "\n"
