"""Files of surveys that were asked elsewhere, between being sent and becoming a survey."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from podworko.core.privacy import DELETE, personal_data
from podworko.core.times import today
from podworko.diagnosis.models.studies import Study
from podworko.diagnosis.models.surveys import Survey


@personal_data(
    "data",
    purpose="Taking over a survey that was asked elsewhere (RODO art. 6 ust. 1 lit. e)",
    keep_days=1,
    erase="emptied when it becomes a survey; left ones go with the next file that is sent",
    matter="diagnosis",
    since="sent_on",
    end=DELETE,
)
class SurveyFile(models.Model):
    """One file on its way in. Afterwards only its digest stays, so that it is taken once."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    study = models.ForeignKey(
        Study, on_delete=models.CASCADE, related_name="survey_files", verbose_name=_("diagnoza")
    )
    title = models.CharField(_("nazwa"), max_length=160)
    name = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    data = models.BinaryField(default=b"")
    key = models.BinaryField(default=b"")
    """The file that says what values mean, if there was one."""
    sent_on = models.DateField(default=today)
    survey = models.OneToOneField(
        Survey, on_delete=models.CASCADE, null=True, blank=True, related_name="file"
    )

    class Meta:
        verbose_name = _("plik z ankietą")
        verbose_name_plural = _("pliki z ankietami")
        constraints = [
            models.UniqueConstraint(
                fields=["study", "digest"],
                condition=models.Q(survey__isnull=False),
                name="diagnosis_survey_file_once",
            ),
        ]

    def __str__(self) -> str:
        return self.name
