"""What a page of the board offers: where its links lead, and which forms it lets people send."""

from dataclasses import dataclass, field
from html.parser import HTMLParser


@dataclass
class Form:
    """One form of a page."""

    action: str
    method: str
    fields: dict[str, str] = field(default_factory=dict)
    """By name, with what stands in them; of a list, what is chosen."""
    choices: dict[str, list[str]] = field(default_factory=dict)
    """What a list offers, by the list's name."""


class Offered(HTMLParser):
    """The links and forms of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.forms: list[Form] = []
        self._list = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        if tag == "a" and told.get("href", "").startswith("/"):
            self.links.append(told["href"])
        elif tag == "form":
            self.forms.append(Form(told.get("action", ""), told.get("method", "get").upper()))
        elif self.forms:
            self._field(tag, told)

    def _field(self, tag: str, told: dict[str, str]) -> None:
        form, name = self.forms[-1], told.get("name", "")
        if tag in {"input", "textarea", "button"} and name:
            form.fields[name] = told.get("value", "")
        elif tag == "select" and name:
            self._list = name
            form.fields[name] = ""
            form.choices[name] = []
        elif tag == "option" and self._list:
            form.choices[self._list].append(told.get("value", ""))
            if "selected" in told:
                form.fields[self._list] = told.get("value", "")
