"""What the trail says, in words, of what residents run themselves."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

HEADING = _("Mieszkańcy działają")
CHANGES: dict[str, str | Promise] = {
    "decision.made": _("Zapisano decyzję zespołu"),
    "decision.tied": _("Powiązano decyzję zespołu z potrzebą albo celem"),
    "decision.untied": _("Odwiązano decyzję zespołu"),
    "meeting.called_off": _("Odwołano spotkanie zespołu"),
    "meeting.changed": _("Zmieniono spotkanie zespołu"),
    "meeting.invited": _("Zaproszono na spotkanie zespołu"),
    "meeting.minutes": _("Zapisano protokół zespołu"),
    "meeting.planned": _("Zaplanowano spotkanie zespołu"),
    "meeting.presence": _("Zapisano, kto był na spotkaniu zespołu"),
    "meeting.published": _("Opublikowano protokół zespołu"),
    "own_page.code_given": _("Wydano kod do własnej strony"),
    "own_page.made": _("Założono własną stronę mieszkańca"),
    "team.changed": _("Zmieniono zespół mieszkańców"),
    "team.forgot": _("Usunięto dane zespołu po czasie"),
    "team.founded": _("Założono zespół mieszkańców"),
    "team_application.answered": _("Odpowiedziano na zgłoszenie do zespołu"),
    "team_application.made": _("Ktoś zgłosił się do zespołu"),
    "team_application.withdrawn": _("Wycofano zgłoszenie do zespołu"),
    "team_member.began": _("Zaczęła się kadencja w zespole"),
    "team_member.changed": _("Zmieniono, co ktoś robi w zespole"),
    "team_member.ended": _("Skończyła się kadencja w zespole"),
    "team_task.added": _("Dodano zadanie zespołu"),
    "team_task.changed": _("Zmieniono zadanie zespołu"),
    "team_task.done": _("Zrobiono zadanie zespołu"),
    "team_task.freed": _("Zadanie zespołu czeka na kogoś"),
    "team_task.taken": _("Ktoś wziął zadanie zespołu"),
}
LOOKS: dict[str, str | Promise] = {
    "team.application": _("Zgłoszenie do zespołu"),
    "team.member": _("Karta osoby z zespołu"),
}
