"""What the trails say, in words, of places, leaders and rooms lent to groups."""

from django.utils.translation import gettext_lazy as _

HEADING = _("Miejsca i sale")
CHANGES = {
    "booking.cancelled": _("Odwołano rezerwację sali"),
    "booking.confirmed": _("Potwierdzono rezerwację sali"),
    "booking.kept": _("Zostawiono rezerwację w czasie zamknięcia"),
    "booking.moved": _("Przeniesiono rezerwację sali"),
    "booking.opener_forgotten": _("Usunięto, kto otwierał salę"),
    "booking.refused": _("Odmówiono rezerwacji sali"),
    "booking.requested": _("Poproszono o salę"),
    "booking.return_seen": _("Przyjęto do wiadomości, że grupa oddała salę"),
    "booking_windows.changed": _("Zmieniono, na kiedy grupy mogą prosić o sale"),
    "group.added": _("Dopisano grupę"),
    "group.changed": _("Zmieniono dane grupy"),
    "group.forgotten": _("Usunięto dane kontaktowe grupy"),
    "group.link_renewed": _("Wydano grupie nowy link, stary nie działa"),
    "group.link_sent": _("Wysłano grupie jej link"),
    "house_rules.signed": _("Zapisano, że grupa przyjęła zasady domu"),
    "house_rules.signer_forgotten": _("Usunięto, kto podpisał zasady domu"),
    "house_rules.written": _("Zapisano nową wersję zasad domu"),
    "leader.added": _("Dopisano osobę prowadzącą"),
    "leader.changed": _("Zmieniono dane osoby prowadzącej"),
    "pal.closed": _("Zamknięto PAL na pewien czas"),
    "pal.contact_changed": _("Zmieniono kontakt do PAL"),
    "pal.exception_added": _("Dodano dni z innymi godzinami"),
    "pal.exception_removed": _("Usunięto dni z innymi godzinami"),
    "pal.hours_set": _("Ustalono godziny otwarcia"),
    "pal.season_removed": _("Usunięto godziny sezonu"),
    "pal.season_set": _("Ustalono godziny sezonu"),
    "place.access_changed": _("Zmieniono informacje o dostępności miejsca"),
    "room.added": _("Dodano salę"),
    "room.changed": _("Zmieniono dane sali"),
}
LOOKS = {
    "network.desk_booking": _("Rezerwacja sali z kontaktem do grupy"),
    "network.desk_group": _("Karta grupy"),
    "network.desk_group_sheet": _("Kartka dla grupy"),
}
