"""What the trail says, in words, of what residents run themselves."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

HEADING = _("Mieszkańcy działają")
CHANGES: dict[str, str | Promise] = {
    "own_page.code_given": _("Wydano kod do własnej strony"),
    "own_page.made": _("Założono własną stronę mieszkańca"),
}
LOOKS: dict[str, str | Promise] = {}

CHANGES |= {
    "idea_rules.changed": _("Zmieniono zasady inicjatyw w PAL"),
    "initiative.accompanied": _("Ustalono, kto towarzyszy inicjatywie"),
    "initiative.asked_back": _("Dopytano o pomysł"),
    "initiative.changed": _("Zmieniono słowa inicjatywy"),
    "initiative.declined": _("Nie przyjęto pomysłu"),
    "initiative.erased": _("Usunięto pomysł po czasie"),
    "initiative.invitation_renewed": _("Zmieniono link z zaproszeniem do zespołu"),
    "initiative.leaderless": _("Inicjatywa szuka osoby, która ją poprowadzi"),
    "initiative.leads": _("Ktoś prowadzi inicjatywę"),
    "initiative.member_asked": _("Ktoś chce dołączyć do inicjatywy"),
    "initiative.member_declined": _("Nie przyjęto kogoś do inicjatywy"),
    "initiative.member_in": _("Ktoś dołączył do inicjatywy"),
    "initiative.member_left": _("Ktoś odszedł z inicjatywy"),
    "initiative.passed_on": _("Inicjatywę przejęła inna osoba z PAL"),
    "initiative.photo_dropped": _("Usunięto zdjęcie inicjatywy"),
    "initiative.plan_changed": _("Zmieniono plan inicjatywy"),
    "initiative.post_published": _("Opublikowano wpis zespołu"),
    "initiative.post_sent_back": _("Wpis zespołu wrócił do poprawy"),
    "initiative.post_written": _("Zespół napisał wpis"),
    "initiative.published": _("Opublikowano pomysł"),
    "initiative.remark_erased": _("Usunięto po czasie, co ktoś napisał, dołączając"),
    "initiative.replied": _("Odpowiedziano na pytanie o pomysł"),
    "initiative.route_chosen": _("Wybrano drogę inicjatywy"),
    "initiative.sender_forgotten": _("Zapomniano po czasie, kto przysłał pomysł"),
    "initiative.sent": _("Ktoś przysłał pomysł"),
    "initiative.sent_back": _("PAL napisał, czego brakuje do kroku"),
    "initiative.step_asked": _("Zespół poprosił o następny krok"),
    "initiative.stepped": _("Następny krok inicjatywy"),
    "initiative.task_done": _("Zmieniono, czy zadanie jest zrobione"),
    "initiative.tied": _("Powiązano inicjatywę z potrzebą albo celem"),
    "initiative.trusted": _("Zmieniono, czy wpisy zespołu są sprawdzane"),
    "initiative.untied": _("Odwiązano inicjatywę"),
    "initiative.withdrawn": _("Wycofano inicjatywę"),
    "means.answered": _("Odpowiedziano na prośbę o środki"),
    "means.asked": _("Zespół poprosił o środki"),
    "means.settled": _("Rozliczono pieniądze"),
    "means.withdrawn": _("Wycofano prośbę o środki"),
    "support.asked": _("Ktoś chce poprzeć inicjatywę"),
    "support.counted": _("Policzono głos poparcia"),
    "support.erased": _("Usunięto po czasie, kto poparł"),
    "support.typed_in": _("Przepisano listę poparcia z papieru"),
    "support.withdrawn": _("Wycofano głos poparcia"),
}
LOOKS |= {
    "initiative.card": _("Strona inicjatywy na biurku"),
    "initiative.paper": _("Wydruk wniosku inicjatywy"),
}
