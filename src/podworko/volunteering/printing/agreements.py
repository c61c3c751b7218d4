"""The agreement as paper, with everything the act asks for, and the papers signed beside it.

The text to sign is Polish. Printed in another language it is for reading, and says so.
"""

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from podworko.ui.typesetting import Document
from podworko.volunteering import law
from podworko.volunteering.beneficiaries import Benefits, beneficiary_of
from podworko.volunteering.days import day_words
from podworko.volunteering.models import Agreement

__all__ = ["agreement_paper", "consent_paper", "ending_paper", "waiver_paper"]


def agreement_paper(agreement: Agreement) -> Document:
    """Return the agreement (volunteering act, art. 44): who, what, how, when, how it ends."""
    title = _("Zmiana porozumienia") if agreement.amends_id else _("Porozumienie o wolontariacie")
    return _paper(
        agreement,
        title=title,
        intro=_parties(agreement),
        points=_points(agreement),
        signers=_signers(agreement),
    )


def consent_paper(agreement: Agreement) -> Document:
    """Return the consent of a minor's guardian (kodeks cywilny, art. 15 and 17)."""
    words = _(
        "Zgadzam się, aby %(name)s działał(a) jako wolontariusz(ka) na warunkach tego"
        " porozumienia. Znam zakres, miejsce i czas. Wiem, kogo zapytać: %(supervisor)s."
    )
    told = {
        "name": agreement.volunteer.person.name,
        "supervisor": agreement.supervisor.name,
    }
    return _paper(
        agreement,
        title=_("Zgoda opiekuna"),
        intro=[_("Opiekun: %(name)s") % {"name": agreement.guardian_name or "…………………………"}],
        points=[(_("Zgoda"), words % told), *_points(agreement)[:3]],
        signers=[_("rodzic albo opiekun prawny")],
    )


def waiver_paper(agreement: Agreement) -> Document:
    """Return the waiver of travel costs: a paper of its own, or it is void (art. 45 ust. 4)."""
    words = _(
        "Rezygnuję ze zwrotu kosztów podróży służbowych i diet w czasie tego porozumienia."
        " Wiem, że nie muszę tego robić."
    )
    return _paper(
        agreement,
        title=_("Rezygnacja ze zwrotu kosztów przejazdów"),
        intro=[_("Wolontariusz: %(name)s") % {"name": agreement.volunteer.person.name}],
        points=[(_("Oświadczenie (art. 45 ust. 4 ustawy)"), words)],
        signers=[_("wolontariusz"), *_guardian(agreement)],
    )


def ending_paper(agreement: Agreement) -> Document:
    """Return what is signed when an agreement ends before its time."""
    last = agreement.ended_on
    words = _("Porozumienie z dnia %(since)s rozwiązuje się z dniem %(day)s.")
    told = {"since": day_words(agreement.begins_on), "day": day_words(last) if last else "……………………"}
    points = [(_("Rozwiązanie"), words % told)]
    if agreement.ended_why:
        points.append((_("Kto i dlaczego"), agreement.ended_why))
    return _paper(
        agreement,
        title=_("Rozwiązanie porozumienia"),
        intro=_parties(agreement),
        points=points,
        signers=[_("korzystający"), _("wolontariusz"), *_guardian(agreement)],
    )


def _paper(
    agreement: Agreement,
    *,
    title: str,
    intro: list[str],
    points: list[tuple[str, str]],
    signers: list[str],
) -> Document:
    is_translation = (get_language() or "pl") != "pl"
    pal = agreement.volunteer.pal
    return Document(
        "volunteering/printing/agreement.typ",
        title=title,
        data={
            "eyebrow": pal.name,
            "heading": title,
            "intro": intro,
            "points": [{"head": head, "text": text} for head, text in points],
            "signers": signers,
            "note": _("Tłumaczenie do czytania. Podpisuje się wersję polską.")
            if is_translation
            else "",
            "words": {
                "signed": _("data i podpis"),
                "page": _("strona @n z @m"),
                "foot": [pal.name],
            },
        },
    )


def _parties(agreement: Agreement) -> list[str]:
    benefits = beneficiary_of(agreement.volunteer.pal)
    found = [
        _("Korzystający: %(name)s") % {"name": _whole(benefits)},
        _("Wolontariusz: %(name)s") % {"name": agreement.volunteer.person.name},
    ]
    if agreement.guardian_name:
        found.append(_("Opiekun: %(name)s") % {"name": agreement.guardian_name})
    if agreement.amends:
        words = _("Zmienia porozumienie, które obowiązywało od dnia %(day)s.")
        found.append(words % {"day": day_words(agreement.amends.begins_on)})
    return found


def _whole(benefits: Benefits) -> str:
    parts = [benefits.name, benefits.address]
    if benefits.represented_by:
        parts.append(_("reprezentuje: %(name)s") % {"name": benefits.represented_by})
    return ", ".join(part for part in parts if part)


def _points(agreement: Agreement) -> list[tuple[str, str]]:
    """Return the parts of an agreement: those the act asks for, and those practice adds."""
    return [
        (_("Zakres"), agreement.scope),
        (_("Sposób"), _manner(agreement)),
        (_("Miejsce i czas"), _when(agreement)),
        (_("Bezpieczeństwo i ubezpieczenie"), _safety(agreement)),
        (_("Koszty"), _costs(agreement)),
        (_("Prawa i obowiązki"), _rights()),
        (_("Poufność i dane"), _secrecy()),
        (_("Rozwiązanie"), _ending(agreement)),
    ]


def _manner(agreement: Agreement) -> str:
    helps = _("Wprowadza i pomaga: %(name)s.") % {"name": agreement.supervisor.name}
    return f"{agreement.manner}\n{helps}"


def _when(agreement: Agreement) -> str:
    words = _("%(place)s. Od %(since)s do %(until)s.") % {
        "place": agreement.place.rstrip("."),
        "since": day_words(agreement.begins_on),
        "until": day_words(agreement.ends_on),
    }
    if not agreement.hours:
        return words
    most = ngettext(
        "Najwyżej %(number)s godzina w tygodniu.",
        "Najwyżej %(number)s godzin w tygodniu.",
        agreement.hours,
    )
    return f"{words} {most % {'number': agreement.hours}}"


def _safety(agreement: Agreement) -> str:
    """Return what is said of risk, and who insures (art. 45 ust. 1, art. 46)."""
    told = _(
        "Korzystający mówi o ryzyku dla zdrowia i bezpieczeństwa i o tym, jak się chronić, oraz"
        " zapewnia bezpieczne i higieniczne warunki (art. 45 ust. 1)."
    )
    if agreement.insurance == law.Insurance.POLICY:
        insured = _("Od wypadków chroni polisa NNW numer %(policy)s (art. 46 ust. 3).") % {
            "policy": agreement.policy
        }
    else:
        insured = _("Od wypadków chroni ustawa z 30 października 2002 r. (art. 46 ust. 2).")
    return f"{told}\n{insured}"


def _costs(agreement: Agreement) -> str:
    unpaid = _("Wolontariusz działa dobrowolnie i bez wynagrodzenia.")
    if agreement.is_covered:
        paid = _("Korzystający zwraca koszty podróży służbowych i diety (art. 45 ust. 1).")
        return f"{unpaid}\n{paid}"
    waived = _("Z ich zwrotu wolontariusz rezygnuje na osobnej kartce (art. 45 ust. 4).")
    return f"{unpaid}\n{waived}"


def _rights() -> str:
    return _(
        "Wolontariusz zna swoje prawa i obowiązki i ma do nich dostęp (art. 47). Na jego prośbę"
        " korzystający wydaje zaświadczenie o wykonanych świadczeniach, a może też wydać opinię"
        " (art. 44 ust. 2 i 3)."
    )


def _secrecy() -> str:
    return _(
        "Wolontariusz nie ujawnia, czego dowiedział się o osobach, którym pomaga, także po"
        " zakończeniu. Dane wolontariusza służą do wykonania tego porozumienia. Na wykorzystanie"
        " wizerunku potrzebna jest osobna zgoda."
    )


def _ending(agreement: Agreement) -> str:
    words = ngettext(
        "Każda strona może rozwiązać porozumienie, mówiąc o tym %(days)s dzień wcześniej.",
        "Każda strona może rozwiązać porozumienie, mówiąc o tym %(days)s dni wcześniej.",
        agreement.notice_days,
    )
    at_once = _("Z ważnej przyczyny: od razu.")
    return f"{words % {'days': agreement.notice_days}} {at_once}"


def _signers(agreement: Agreement) -> list[str]:
    """Return who signs: below 13 the guardian alone for the child (kodeks cywilny, art. 15)."""
    born_on, day = agreement.volunteer.born_on, agreement.begins_on
    is_child = born_on is not None and (
        law.age_on(born_on, day) < law.rules_on(day).consent_from_age
    )
    own = [] if is_child else [_("wolontariusz")]
    return [_("korzystający"), *own, *_guardian(agreement)]


def _guardian(agreement: Agreement) -> list[str]:
    return [_("rodzic albo opiekun prawny")] if agreement.guardian_name else []
