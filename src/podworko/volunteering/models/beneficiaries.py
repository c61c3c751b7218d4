"""Who benefits (korzystający) from what volunteers do: whose name stands on agreements."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from podworko.core.privacy import personal_data


@personal_data(none="An institution, and whoever signs for it as a matter of office.")
class Beneficiary(models.Model):
    """Who agrees with volunteers of a PAL (volunteering act, art. 42), and how they insure.

    An NGO, a public body, or a unit subordinate to it. Without a row a PAL's agreements name
    the one of the whole installation (settings.PODWORKO_BENEFICIARY).
    """

    pal = models.OneToOneField(
        "network.Pal", on_delete=models.CASCADE, related_name="beneficiary", verbose_name="PAL"
    )
    name = models.CharField(_("nazwa"), max_length=200)
    address = models.CharField(_("adres"), max_length=200)
    represented_by = models.CharField(
        _("kto podpisuje"),
        max_length=200,
        help_text=_("Stanowisko, a jeśli trzeba, imię i nazwisko."),
    )
    policy = models.CharField(
        _("numer polisy NNW"),
        max_length=60,
        blank=True,
        help_text=_("Podpowiemy go w krótkich porozumieniach (art. 46 ust. 3)."),
    )

    policy_until = models.DateField(_("polisa ważna do"), null=True, blank=True)

    class Meta:
        verbose_name = _("korzystający")
        verbose_name_plural = _("korzystający")
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(name=""), name="volunteering_beneficiary_has_name"
            ),
        ]

    def __str__(self) -> str:
        return self.name
