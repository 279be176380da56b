"""Names of Word's elements as lxml writes them, each worked out once: a document asks for them very often."""

from functools import cache

from docx.oxml import ns


@cache
def qn(name: str) -> str:
    """The name such as *w:p* with its namespace in full."""
    return str(ns.qn(name))
