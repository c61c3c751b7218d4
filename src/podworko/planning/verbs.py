"""What the trail says, in words, of plans."""

from django.utils.translation import gettext_lazy as _

HEADING = _("Plany")
CHANGES = {
    "goal.added": _("Dodano cel"),
    "goal.changed": _("Zmieniono cel"),
    "goal.indicator_added": _("Dodano wskaźnik"),
    "goal.indicator_changed": _("Zmieniono wskaźnik"),
    "goal.indicator_noted": _("Zapisano stan wskaźnika"),
    "goal.indicator_removed": _("Usunięto wskaźnik"),
    "goal.judged": _("Napisano, co wyszło z celu"),
    "goal.proof_added": _("Dodano dowód zmiany"),
    "goal.proof_photo_dropped": _("Usunięto zdjęcie z dowodu zmiany"),
    "goal.proof_removed": _("Usunięto dowód zmiany"),
    "goal.removed": _("Usunięto cel"),
    "goal.task_added": _("Dodano zadanie"),
    "goal.task_changed": _("Zmieniono zadanie"),
    "goal.task_done": _("Odhaczono zadanie"),
    "goal.task_removed": _("Usunięto zadanie"),
    "goal.task_undone": _("Cofnięto odhaczenie zadania"),
    "partner_agreement.tied": _("Powiązano porozumienie z potrzebą albo celem"),
    "partner_agreement.untied": _("Odwiązano porozumienie"),
    "plan.approved": _("Zatwierdzono plan"),
    "plan.begun": _("Założono plan"),
    "plan.changed": _("Zmieniono opis planu"),
    "plan.evaluated": _("Oceniono plan"),
    "plan.returned": _("Odesłano plan do poprawy"),
    "plan.submitted": _("Wysłano plan do zatwierdzenia"),
}
