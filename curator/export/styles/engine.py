"""citeproc-py, mended: it reads styles as the specification means them, and searches for nothing twice.

Each class takes the place of one of the library's and says what that one does otherwise. What was wrong was found by
holding its output against pandoc's over the same items and styles.
"""

from copy import deepcopy
from itertools import takewhile
from pathlib import Path
from typing import Any, Final

from citeproc import LOCALES_PATH, PRIMARY_DIALECTS, model
from citeproc.source import Reference, VariableError
from lxml import etree

from curator.errors import UsageError
from curator.export.styles.marks import QUOTED, Formatter

NAMESPACE: Final = "http://purl.org/net/xbiblio/csl"

MOST_TEXTS: Final = 10_000
"""Texts that one reference may be made of: APA needs 100, and a style whose macros call one another twice and twice
again more than there is time for."""

_ALIKE: Final = frozenset({"type", "variable", "match"})

MADE: Final = ""
"""Stands among variables for what a macro or a group made: if that is anything, it counts as one that is shown
(CSL 1.0.2, `cs:group`)."""

_LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"


class Item:
    """A work while its reference is written: what of it was called for, what shown, what shown in place of another."""

    has_locator = False

    def __init__(self, reference: Reference, number: int = 1) -> None:
        self.reference, self.number, self.key = reference, number, reference.key
        self.kind = (reference.type, *reference)
        self.called = self.texts = 0
        self.shown: list[str] = []
        self.substituted: set[str] = set()

    @property
    def locator(self) -> Any:
        """Say that this is no citation of a page."""
        raise VariableError

    def __contains__(self, name: str) -> bool:
        return False

    def __getitem__(self, name: str) -> Any:
        return self.reference[name.replace("-", "_")]

    def get_field(self, name: str) -> Any:
        """Give a variable to sort by, None where the work has none."""
        return self.reference.get(name)

    def calls(self, *names: str) -> None:
        """Note that variables are called for. Raises VariableError where all of them stand elsewhere already."""
        if self.substituted.issuperset(names):
            raise VariableError
        self.called += 1

    def shows(self, text: Any, *names: str) -> Any:
        """Note that variables are shown, if anything is; gives the text."""
        self.shown += names if text else ()
        return text


class Kept:
    """Of every element: what was found once is known. The library asks libxml2 hundreds of times for a reference."""

    def get_root(self) -> Any:
        """Give the style, or the locale, in which the element stands."""
        known = vars(self)
        if "root" not in known:
            known["root"] = super().get_root()  # type: ignore[misc]
        return known["root"]

    def get_formatter(self) -> type[Formatter]:
        """Give what writes markup."""
        return Formatter

    def xpath_search(self, expression: str) -> Any:
        """Give what a path leads to."""
        known = vars(self).setdefault("found", {})
        if expression not in known:
            known[expression] = super().xpath_search(expression)  # type: ignore[misc]
        return known[expression]

    def __getattr__(self, name: str) -> Any:
        """Give the first child of a name, None without one."""
        known = vars(self).setdefault("children", {})
        if name not in known:
            known[name] = self.find(f"{{{NAMESPACE}}}{name}")
        return known[name]


class Style(model.Style):  # type: ignore[misc]
    """Reads locales with these elements, too."""

    def set_locale_list(self, output_locale: str, validate: bool = False) -> None:  # noqa: ARG002, FBT001, FBT002
        """List where terms are looked for: the style's own locales, then those of the language, then English."""
        self.language = language = output_locale.partition("-")[0]
        own = {element.get(_LANG): element for element in self.findall(f"{{{NAMESPACE}}}locale")}
        names = dict.fromkeys((output_locale, PRIMARY_DIALECTS.get(language, output_locale), "en-US"))
        files = (Path(LOCALES_PATH) / f"locales-{name}.xml" for name in names)
        self.locales = [own[name] for name in dict.fromkeys((output_locale, language, None)) if name in own]
        self.locales += [parsed(file.read_bytes()) for file in files if file.exists()]
        for locale in self.locales:
            locale.style = self


class Text(model.Text):  # type: ignore[misc]
    """Draws punctuation into quotations where the locale does, and leaves the case of `arXiv` alone."""

    def case(self, text: Any, language: str | None = None) -> Any:
        """Change the case; a first word that has capitals keeps them (CSL 1.0.2, `capitalize-first`)."""
        first = str(text).split(maxsplit=1)[:1]
        kept = self.get("text-case") == "capitalize-first" and not any(map(str.islower, first))
        return text if kept else super().case(text, language)

    def process(self, item: Item, context: Any = None, **more: Any) -> Any:
        """Give text and language. Raises UsageError for a style that never comes to an end."""
        item.texts += 1
        if item.texts > MOST_TEXTS:
            raise UsageError(f"the style makes more than {MOST_TEXTS:,} texts of one reference")
        text, language = super().process(item, context, **more)
        return item.shows(text, MADE) if "macro" in self.attrib else text, language

    def quote(self, string: Any) -> Any:
        """Put the text into quotation marks, if the style wants that."""
        if self.get("quotes") != "true":
            return string
        drawn = self.get_locale_option("punctuation-in-quote") == "true"
        return super().quote(string) + (QUOTED if drawn else "")

    def _variable(self, item: Item, context: Any) -> Any:
        name = self.get("variable")
        if name not in self.generated_variables:
            item.calls(name)
        return item.shows(super()._variable(item, context), name)


class Label(model.Label):  # type: ignore[misc]
    """Is written in the language of the locale, by whose rules `Ed.` gets its capital."""

    def case(self, text: Any, language: str | None = None) -> Any:  # noqa: ARG002
        """Change the case."""
        return super().case(text, self.get_root().language)


class Number(model.Number):  # type: ignore[misc]
    """Finds variables with a hyphen in their names."""

    def process(self, item: Item, context: Any = None, **more: Any) -> Any:  # noqa: ARG002
        """Give the number."""
        name = self.get("variable")
        item.calls(name)
        value = item["page" if name == "page-first" else name]
        return item.shows(self._process(value, name), name)


class Date(model.Date):  # type: ignore[misc]
    """Says that it was shown."""

    def process(self, item: Item, variable: str | None = None, *more: Any, **named: Any) -> Any:
        """Give the date."""
        name = variable or self.get("variable")
        item.calls(name)
        return item.shows(super().process(item, variable, *more, **named), name)


class If(model.If):  # type: ignore[misc]
    """Asks once what holds of all works alike: of which type they are, and what variables they have."""

    def render(self, item: Item, context: Any = None, delimiter: str = "", **more: Any) -> Any:
        """Give the children, or raise ConditionFailed."""
        if not _ALIKE.issuperset(self.attrib):
            return super().render(item, context, delimiter, **more)
        known: dict[Any, bool] = self.__dict__.setdefault("held", {})
        if item.kind not in known:
            known[item.kind] = self._holds(item)
        if not known[item.kind]:
            raise model.ConditionFailed
        return self.render_children(item, context=context, delimiter=delimiter, **more)

    def _holds(self, item: Item) -> bool:
        results = [*self._type(item)] if "type" in self.attrib else []
        results += self._variable(item) if "variable" in self.attrib else []
        match self.get("match"):
            case "any":
                return any(results)
            case "none":
                return not any(results)
        return all(results)


class ElseIf(If, model.Else_If):  # type: ignore[misc]
    """Asks as the first one does."""


class DatePart(model.Date_Part):  # type: ignore[misc]
    """Forgets what one date set for a part that many dates use; the library's next date looks like the last one."""

    def render(self, *given: Any, **named: Any) -> Any:
        """Give year, month or day."""
        own = dict(self.attrib)
        try:
            return super().render(*given, **named)
        finally:
            self.attrib.clear()
            self.attrib.update(own)


class Names(model.Names):  # type: ignore[misc]
    """Says whose names were shown."""

    def process(self, item: Item, *more: Any, **named: Any) -> Any:
        """Give the names of all roles."""
        roles = self.get("variable").split()
        item.calls(*roles)
        text = super().process(item, *more, **named)
        return item.shows(text, *([role for role in roles if role in item.reference] or roles))


class Name(model.Name):  # type: ignore[misc]
    """Knows `initialize="false"`: given names stay whole."""

    def get_option(self, name: str, context: Any = None, sort_options: Any = None) -> Any:
        """Give an option, the element's own or that of what is around it."""
        if name == "initialize-with" and self.get("initialize") == "false":
            return None
        return super().get_option(name, context, sort_options)


class NamePart(model.Name_Part):  # type: ignore[misc]
    """Takes an organisation, which has no given name."""

    def format_part(self, given: Any, family: Any) -> tuple[Any, Any]:
        """Give both parts, one of them formatted."""
        part = given if self.get("name") == "given" else family
        return super().format_part(given, family) if part else (given, family)


class Substitute(model.Substitute):  # type: ignore[misc]
    """What is shown in place of a missing author, also by a macro, is not shown again: most pages name no author."""

    def render(self, item: Item, context: Any = None, **more: Any) -> Any:
        """Give the first that says something."""
        before = len(item.shown)
        for child in self.iterchildren():
            try:
                text = child.render(item, context=context, **more)
            except VariableError:
                text = None
            if text:
                item.substituted.update(item.shown[before:])
                return text
            del item.shown[before:]
        return None


class Group(model.Group):  # type: ignore[misc]
    """Is left out where it called for variables in vain; what a condition passed over it did not call for."""

    def process(self, item: Item, context: Any = None, **more: Any) -> Any:
        """Give what is in the group, with its delimiter between."""
        called, shown = item.called, len(item.shown)
        delimiter = self.get("delimiter", "")
        output = []
        for child in self.iterchildren():
            inherited = {"delimiter": delimiter} if isinstance(child, model.Choose) else {}
            try:
                output.append(child.render(item, context=context, **inherited, **more))
            except VariableError:
                continue
        texts = [text for text in output if text]
        if texts and (item.called == called or len(item.shown) > shown):
            return item.shows(self.join(texts), MADE)
        raise VariableError


_MENDED: Final = {
    model.Style: Style, model.Text: Text, model.Label: Label, model.Number: Number, model.Date: Date,
    model.Date_Part: DatePart, model.Names: Names, model.Name: Name, model.Name_Part: NamePart,
    model.Substitute: Substitute, model.Group: Group, model.If: If, model.Else_If: ElseIf,
}  # fmt: skip


_ELEMENTS: Final = {
    # None serves elements that mean nothing by themselves
    None: model.CitationStylesElement,
    **{cls.__name__.replace("_", "-").lower(): cls for cls in model.CitationStylesElement.__subclasses__()},
}
_CLASSES: Final = {
    name: type(cls.__name__, (Kept, _MENDED.get(cls, cls)), {}) for name, cls in _ELEMENTS.items()
}


def parsed(source: bytes) -> Any:
    """Read a style or a locale. Raises etree.XMLSyntaxError.

    It is a stranger's: no entity is put in, nothing is fetched. All elements are kept, for those that nobody holds
    forget what they know.
    """
    lookup = etree.ElementNamespaceClassLookup()
    lookup.get_namespace(NAMESPACE).update(_CLASSES)
    parser = etree.XMLParser(remove_comments=True, remove_pis=True, resolve_entities=False, no_network=True)
    parser.set_element_class_lookup(lookup)
    root = etree.fromstring(source, parser)
    _complete(root)
    if isinstance(root, Kept):
        vars(root)["kept"] = list(root.iter())
    return root


def _complete(root: Any) -> None:
    """Give all `names` a `name`: those that replace others look like these (CSL 1.0.2, `cs:substitute`)."""
    for names in list(root.iter(f"{{{NAMESPACE}}}names")):
        if not len(names):
            around = next(names.iterancestors(f"{{{NAMESPACE}}}names"), ())
            form = takewhile(lambda child: not child.tag.endswith("substitute"), around)
            names.extend(deepcopy(child) for child in form)
        if names.find(f"{{{NAMESPACE}}}name") is None:
            names.insert(0, names.makeelement(f"{{{NAMESPACE}}}name"))
