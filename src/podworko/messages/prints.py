"""The letters that wait, as one file to print."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from podworko.accounts.public import May, StaffRequest, needs
from podworko.audit import public as audit
from podworko.core.http import answer_or_back
from podworko.messages import printing, queries

AT_ONCE = 100


@needs(May.SEE_MESSAGES)
@never_cache
@require_safe
def letters(request: StaffRequest) -> HttpResponse:
    """Set the letters that wait, oldest first, a hundred at most; each is noted as looked at."""
    waiting = list(queries.letters_to_print(request.user)[:AT_ONCE])
    if not waiting:
        messages.info(request, _("Nie ma listów, które czekają na wydruk."))
        return redirect("outbox:messages")
    audit.saw_many(waiting, actor=request.user, purpose="desk.print.listy")
    document = printing.letters(waiting)
    return answer_or_back(
        request,
        lambda: audit.printed_document(
            document, name="listy", about=request.user, actor=request.user
        ),
        back=reverse("outbox:messages"),
    )
