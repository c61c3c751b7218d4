"""What the trail says, in words, of reports."""

from django.utils.translation import gettext_lazy as _

HEADING = _("Sprawozdania")
CHANGES = {
    "esf.participant_added": _("Dodano osobę do projektu EFS+"),
    "esf.participant_changed": _("Zmieniono dane osoby w projekcie EFS+"),
    "esf.participant_removed": _("Usunięto osobę z projektu EFS+"),
    "esf.project_added": _("Dodano projekt EFS+"),
    "esf.project_changed": _("Zmieniono projekt EFS+"),
    "indicator.added": _("Dodano wskaźnik własny"),
    "indicator.ended": _("Zakończono liczenie wskaźnika własnego"),
    "indicator.redefined": _("Zmieniono definicję wskaźnika własnego"),
    "indicator.typed": _("Wpisano liczbę wskaźnika własnego"),
    "report.begun": _("Zaczęto sprawozdanie"),
    "report.changed": _("Zmieniono sprawozdanie"),
    "report.published": _("Opublikowano sprawozdanie"),
    "report.ready": _("Oznaczono sprawozdanie jako gotowe"),
    "report.sent_back": _("Cofnięto sprawozdanie do poprawy"),
    "report.story_added": _("Dodano historię do sprawozdania"),
    "report.story_changed": _("Zmieniono historię w sprawozdaniu"),
    "report.story_removed": _("Usunięto historię ze sprawozdania"),
    "report.withdrawn": _("Wycofano sprawozdanie"),
    "year.closed": _("Zamknięto liczby roku"),
    "year.corrected": _("Policzono zamknięty rok jeszcze raz"),
}
LOOKS = {
    "reports.esf": _("Osoby w projekcie EFS+"),
    "reports.esf_card": _("Wybór osoby do projektu EFS+"),
    "reports.rows": _("Osoby, z których jest liczba we wskaźnikach"),
}
