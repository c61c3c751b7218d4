"""What the desk types for others: one voice after another, or sheets of paper."""

import re
from typing import Any

from django import forms
from django.conf import settings
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from podworko.core.errors import DomainError
from podworko.core.geo import Point
from podworko.core.text import squeeze
from podworko.debates import roll
from podworko.debates.forms.say import SayForm
from podworko.debates.models import Hearing, Paragraph, Voice
from podworko.debates.operations import Author, Said, Sheet
from podworko.diagnosis.public import City
from podworko.network.public import find_place

_SHEET = re.compile(
    r"^#\s*(?P<number>[\w/-]{1,20})\s*"
    r"(?:akapit\s+(?:(?P<version>[0-9]{1,4})\.)?(?P<paragraph>[0-9]{1,4})|mapa\s+(?P<where>[^;]+))?\s*(?:;(?P<more>.*))?$"
)


class TypedVoiceForm(SayForm):
    """What somebody said to the team: by which way, of what, and how to answer them."""

    way = forms.ChoiceField(
        label=gettext_lazy("Jak to do nas trafiło"),
        choices=[each for each in Voice.Way.choices if each[0] != Voice.Way.WEB],
        widget=forms.RadioSelect,
        initial=Voice.Way.PHONE,
    )
    part = forms.ChoiceField(label=gettext_lazy("Czego dotyczy"))
    letter_to = forms.CharField(
        label=gettext_lazy("Albo adres do listu z odpowiedzią"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("Imię, nazwisko i adres, jeśli ktoś woli list."),
    )
    language = forms.ChoiceField(
        label=gettext_lazy("W jakim języku odpowiedzieć"),
        choices=settings.LANGUAGES,
        required=False,
    )

    field_order = (
        "way",
        "part",
        "words",
        "where",
        "attachment",
        "first_name",
        "contact",
        "letter_to",
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        files: Any = None,  # noqa: ANN401 - Django's face
        *,
        hearing: Hearing,
    ) -> None:
        super().__init__(data, files, about=Voice.About.IDEA)
        self.paragraphs = _paragraphs(hearing)
        del self.fields["website"], self.fields["point"]
        contact, part = self.fields["contact"], self.fields["part"]
        contact.required = False
        contact.label = _("E-mail albo telefon do odpowiedzi")
        contact.help_text = _(
            "Na telefon stacjonarny zadzwonimy. Bez kontaktu dasz tej osobie kod."
        )
        self.fields["where"].help_text = _("Tylko przy pomyśle na mapie.")
        assert isinstance(part, forms.ChoiceField)  # noqa: S101 - declared above
        part.choices = _parts(hearing, self.paragraphs)

    def clean_contact(self) -> Author:
        typed = self.cleaned_data["contact"]
        return Author(contact=_any_contact(typed))

    def clean(self) -> dict[str, Any]:
        part = str(self.cleaned_data.get("part", ""))
        self.paragraph = self.paragraphs.get(part)
        is_idea = part == Voice.About.IDEA
        self.about = Voice.About.PARAGRAPH if self.paragraph else Voice.About(part or "debate")
        return super().clean() if is_idea else forms.Form.clean(self) or self.cleaned_data

    def author(self) -> Author:
        known: Author = self.cleaned_data["contact"]
        return Author(
            first_name=self.cleaned_data["first_name"],
            contact=known.contact,
            letter_to=self.cleaned_data["letter_to"],
            language=self.cleaned_data["language"] or "pl",
        )


class VoiceSheetsForm(forms.Form):
    """Sheets of paper, typed one under another."""

    sheets = forms.CharField(
        label=gettext_lazy("Kartki"),
        max_length=200_000,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text=gettext_lazy(
            "Każda kartka zaczyna się linią: # numer, potem „akapit 3” (w wersji 1: „akapit 1.3”),"
            " „mapa Rynek 1” albo nic, a po średniku e-mail, telefon albo imię i adres z"
            " przecinkiem, jeśli są. Pod nią słowa."
            " Na przykład: #12 akapit 3; 600 100 200"
        ),
    )

    def __init__(self, data: QueryDict | None = None, *, hearing: Hearing) -> None:
        super().__init__(data)
        rows = hearing.paragraphs.all()
        self.paragraphs = {(row.version, row.number): row for row in rows}
        self.version = hearing.document_version
        self.city = City()

    def clean_sheets(self) -> list[Sheet]:
        """Return the sheets; say of every wrong line what is wrong."""
        wrong, found = [], []
        for number, head, words in _split(self.cleaned_data["sheets"]):
            try:
                found.append(self._sheet(head, words))
            except (DomainError, forms.ValidationError) as error:
                said = getattr(error, "message", "")
                wrong.append(_("linia %(line)s: %(wrong)s") % {"line": number, "wrong": said})
        if not found and not wrong:
            wrong = [_("Zacznij od linii z numerem kartki, na przykład: #1")]
        if wrong:
            raise forms.ValidationError(wrong)
        return found

    def _sheet(self, head: str, words: str) -> Sheet:
        read = _SHEET.match(head)
        if not read:
            raise DomainError(_("napisz numer kartki, na przykład #12 akapit 3"))
        if not words:
            raise DomainError(_("pod numerem kartki nie ma słów"))
        author = _written_author(read["more"] or "")
        return Sheet(read["number"], self._said(read, words), author)

    def _said(self, read: re.Match[str], words: str) -> Said:
        if read["where"]:
            where = squeeze(read["where"])
            return Said(words, about=Voice.About.IDEA, where=where, point=_place(where, self.city))
        paragraph = self._paragraph(read["paragraph"], read["version"])
        about = Voice.About.PARAGRAPH if paragraph else Voice.About.DEBATE
        return Said(words, about=about, paragraph=paragraph)

    def _paragraph(self, number: str | None, version: str | None) -> Paragraph | None:
        if not number:
            return None
        found = self.paragraphs.get((int(version or self.version), int(number)))
        if found is None:
            raise DomainError(_("nie ma akapitu %(number)s") % {"number": number})
        return found


def _paragraphs(hearing: Hearing) -> dict[str, Paragraph]:
    """Return the paragraphs of the document, of its last version first, by what a choice sends."""
    now = hearing.document_version
    rows = hearing.paragraphs.all()
    return {f"p{row.number}" if row.version == now else f"p{row}": row for row in rows}


def _parts(hearing: Hearing, paragraphs: dict[str, Paragraph]) -> list[tuple[str, str]]:
    offered = []
    if hearing.has_debate:
        offered.append((Voice.About.DEBATE.value, _("rozmowy o sprawie")))
    if hearing.has_map:
        offered.append((Voice.About.IDEA.value, _("miejsca na mapie")))
    for key, row in paragraphs.items():
        said = {"number": row.number, "version": row.version}
        is_now = row.version == hearing.document_version
        words = _("akapitu %(number)s") if is_now else _("akapitu %(number)s w wersji %(version)s")
        offered.append((key, words % said))
    return offered


def _any_contact(typed: str) -> roll.Contact:
    """Return a contact by which the team answers, a telephone of any kind too."""
    if not typed.strip():
        return roll.Contact()
    try:
        return roll.read_contact(typed)
    except DomainError as error:
        raise forms.ValidationError(str(error.message)) from error


def _written_author(typed: str) -> Author:
    """Return whoever left a contact on a sheet; a name and an address have a comma in them."""
    try:
        return Author(contact=_any_contact(typed))
    except forms.ValidationError:
        if "," not in typed or "@" in typed:
            raise
        return Author(letter_to=squeeze(typed)[:200])


def _place(where: str, city: City) -> Point:
    found = find_place(where)
    if found is None:
        raise DomainError(_("nie znamy miejsca „%(where)s”") % {"where": where})
    if not city.holds(found.point):
        raise DomainError(_("to miejsce jest poza miastem"))
    return found.point


def _split(text: str) -> list[tuple[int, str, str]]:
    """Return the sheets of a text: the line where each begins, that line, and the words under."""
    found: list[tuple[int, str, list[str]]] = []
    for number, line in enumerate(text.splitlines(), start=1):
        if line.lstrip().startswith("#"):
            found.append((number, line.strip(), []))
        elif found:
            found[-1][2].append(line)
        elif line.strip():
            found.append((number, line.strip(), []))
    return [(number, head, "\n".join(words).strip()) for number, head, words in found]
