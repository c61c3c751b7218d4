"""What the trail says, in words, of debates."""

from django.utils.translation import gettext_lazy as _

HEADING = _("Debaty")
CHANGES = {
    "debate.changed": _("Zmieniono opis debaty"),
    "debate.counted": _("Zakończono głosowanie"),
    "debate.item_added": _("Dodano sprawę do wyboru"),
    "debate.item_removed": _("Usunięto sprawę do wyboru"),
    "debate.opened": _("Otwarto głosowanie"),
    "debate.prepared": _("Przygotowano debatę"),
    "debate.published": _("Opublikowano debatę"),
    "debate.remark_added": _("Zapisano uwagę"),
    "debate.remark_answered": _("Odpowiedziano na uwagę"),
    "debate.reopened": _("Wznowiono głosowanie"),
    "debate.voted": _("Oddano głos"),
}
