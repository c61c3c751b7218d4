"""What the trail says, in words, of studies and the map of resources and needs."""

from django.utils.translation import gettext_lazy as _

HEADING = _("Diagnoza i mapa")
CHANGES = {
    "budget.read": _("Wczytano budżet obywatelski"),
    "need.added": _("Dodano potrzebę"),
    "need.changed": _("Zmieniono potrzebę"),
    "need.evidence_added": _("Dopisano, skąd wiemy o potrzebie"),
    "need.evidence_removed": _("Usunięto dowód potrzeby"),
    "need.status_changed": _("Zmieniono stan potrzeby"),
    "observation.hidden": _("Ukryto notatkę ze spaceru"),
    "observation.noted": _("Przyjęto notatkę ze spaceru"),
    "observation.photo_kept_inside": _("Schowano zdjęcie ze spaceru"),
    "observation.photo_shared": _("Pokazano mieszkańcom zdjęcie ze spaceru"),
    "observation.shown": _("Przywrócono notatkę ze spaceru"),
    "study.begun": _("Założono diagnozę"),
    "study.changed": _("Zmieniono opis diagnozy"),
    "study.moved": _("Zmieniono stan diagnozy"),
    "study.report_published": _("Pokazano mieszkańcom raport z diagnozy"),
    "study.report_withdrawn": _("Schowano raport z diagnozy"),
    "study.report_written": _("Zapisano wnioski z diagnozy"),
    "study.step_added": _("Dodano krok diagnozy"),
    "study.step_changed": _("Zmieniono krok diagnozy"),
    "study.step_removed": _("Usunięto krok diagnozy"),
    "walk.changed": _("Zmieniono spacer badawczy"),
    "walk.closed": _("Zakończono spacer badawczy"),
    "walk.joined": _("Ktoś dołączył do spaceru badawczego"),
    "walk.opened": _("Otwarto spacer badawczy"),
    "walk.planned": _("Zaplanowano spacer badawczy"),
    "walk.removed": _("Usunięto spacer badawczy"),
    "walk.script_changed": _("Zmieniono przystanki spaceru"),
}
