"""The letters that wait: one file to print, and one button when they are given or posted."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from podworko.accounts.public import May, StaffRequest, needs
from podworko.audit import public as audit
from podworko.core.http import answer_or_back
from podworko.messages import operations, printing, queries


@needs(May.SEE_MESSAGES)
@never_cache
@require_safe
def letters(request: StaffRequest) -> HttpResponse:
    """Set the letters that wait, oldest first, a hundred at most; each is noted as looked at."""
    waiting = list(queries.letters_to_print(request.user))
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


@needs(May.SEE_MESSAGES)
@require_POST
def letters_printed(request: StaffRequest) -> HttpResponse:
    """Note that the letters which waited when the page was shown were given or posted."""
    waiting = queries.letters_to_print(request.user, through=_last(request))
    count = operations.mark_all_printed(waiting, actor=request.user)
    many = ngettext("Wydrukowany %(count)s list.", "Wydrukowane listy: %(count)s.", count)
    messages.success(request, many % {"count": count})
    return redirect("outbox:messages")


def _last(request: StaffRequest) -> UUID:
    """Return the letter named as the last one; a key of none means no letter at all."""
    try:
        return UUID(request.POST.get("through", ""))
    except ValueError:
        return UUID(int=0)
