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
    "poll.announced": _("Ogłoszono głosowanie"),
    "poll.called_off": _("Odwołano głosowanie"),
    "poll.changed": _("Zmieniono głosowanie przed ogłoszeniem"),
    "poll.closed": _("Skończył się czas na głosowanie"),
    "poll.letters_printed": _("Wydrukowano listy z kodami do głosowania"),
    "poll.letters_voided": _("Unieważniono kody do głosowania"),
    "poll.link_asked": _("Poproszono o link do głosowania"),
    "poll.link_refused": _("Nie wysłano linku do głosowania: za dużo z jednej sieci"),
    "poll.option_added": _("Dodano odpowiedź w głosowaniu"),
    "poll.option_removed": _("Usunięto odpowiedź w głosowaniu"),
    "poll.paper_given": _("Wydano kartę papierową w głosowaniu"),
    "poll.paper_taken": _("Przyjęto policzone karty papierowe"),
    "poll.paper_typed": _("Wpisano liczenie kart papierowych"),
    "poll.prepared": _("Przygotowano głosowanie"),
    "poll.published": _("Ogłoszono wynik głosowania"),
    "poll.roll_erased": _("Usunięto spis głosujących"),
    "poll.voted": _("Oddano głos w głosowaniu"),
}
LOOKS = {
    "poll.members": _("Uprawnieni do głosowania"),
}
