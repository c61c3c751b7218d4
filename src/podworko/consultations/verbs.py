"""What the trails say, in words, of consultations: never of whom, of what or by which name."""

from django.utils.translation import gettext_lazy as _

HEADING = _("Rozmowy ze specjalistami")
CHANGES = {
    "absence.added": _("Zajęto czas specjalisty"),
    "absence.removed": _("Zwolniono czas specjalisty"),
    "appointment.accepted": _("Przyjęto zaproponowany termin"),
    "appointment.booked": _("Umówiono termin"),
    "appointment.cancelled": _("Odwołano termin"),
    "appointment.declined": _("Nie przyjęto zaproponowanego terminu"),
    "appointment.done": _("Zapisano, że rozmowa się odbyła"),
    "appointment.erased": _("Usunięto dane terminów"),
    "appointment.handed": _("Zaproponowano przejęcie terminu"),
    "appointment.kept": _("Cofnięto propozycję przejęcia terminu"),
    "appointment.lapsed": _("Minął czas na przyjęcie terminu"),
    "appointment.missed": _("Zapisano, że nikt nie przyszedł"),
    "appointment.moved": _("Zmieniono termin"),
    "appointment.offered": _("Zaproponowano termin"),
    "appointment.reopened": _("Cofnięto zakończenie terminu"),
    "appointment.taken_over": _("Przejęto termin"),
    "duty.added": _("Dodano dyżur"),
    "duty.changed": _("Zmieniono dyżur"),
    "duty.removed": _("Usunięto dyżur"),
    "service.added": _("Dodano usługę"),
    "service.changed": _("Zmieniono usługę"),
    "service.tied": _("Powiązano usługę z potrzebą lub celem"),
    "service.untied": _("Odwiązano usługę od potrzeby lub celu"),
    "specialist.added": _("Dodano osobę, która prowadzi rozmowy"),
    "specialist.changed": _("Zmieniono dane osoby, która prowadzi rozmowy"),
    "waiting.added": _("Zapisano prośbę o termin"),
    "waiting.ended": _("Zakończono prośbę o termin"),
}
LOOKS = {
    "consultations.agenda": _("Plan rozmów"),
    "consultations.appointment": _("Termin"),
    "consultations.waiting": _("Kto czeka na termin"),
    "consultations.own": _("Własny termin, z linku"),
}
