"""Small acts of several kinds, to be filled with the case at hand, and their trees in a short form."""

from __future__ import annotations

from kzreg_parse import parse
from kzreg_parse.model import Act, AnyNode, Appendix

REQUISITES = (
    "Шекті бағаларды бекіту туралы\n\nАқмола облысы әкімдігінің 2021 жылғы 5 мамырдағы № А-5/214 қаулысы. Ақмола "
    "облысының Әділет департаментінде 2021 жылғы 7 мамырда № 8470 болып тіркелді\n"
)
ENACTING = "      Заңның 27-бабына сәйкес Ақмола облысының әкімдігі ҚАУЛЫ ЕТЕДІ:\n"
SIGNATURE = "      Облыс әкімі Е. Маржықпаев\n"
HEADER = "\n\n\nАқмола облысы әкімдігінің\n2021 жылғы 5 мамырдағы\n№ А-5/214 қаулысына\n1-қосымша\n\n"


def act_of(text: str) -> Act:
    return parse(text.encode(), name="act.txt")


def order(body: str, below: str = "") -> Act:
    """A resolution with this body, and whatever stands below the signature."""
    return act_of(REQUISITES + ENACTING + body + SIGNATURE + below)


def annexed(text: str) -> Appendix:
    """The first appendix of a resolution, its header given; the text begins with its title."""
    return order("      1. Қоса беріліп отырған ереже бекітілсін.\n", HEADER + text).appendices[0]


def outline(nodes: tuple[AnyNode, ...]) -> list[object]:
    """Kind and number of each node, its children behind it in a list of their own."""
    rows: list[object] = []
    for node in nodes:
        mark = f"{node.kind} {node.num}" if node.num else node.kind
        rows.append([mark, *outline(node.children)] if node.children else mark)
    return rows


def codes(act: Act) -> list[str]:
    return [found.code for found in act.diagnostics if found.code.startswith("KZS")]
