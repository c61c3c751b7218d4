"""Pages of allauth with something of ours in them."""

import logging
from typing import Any, cast

from allauth.account.views import RequestLoginCodeView
from django.http import HttpResponse
from django.utils.translation import gettext as _

from podworko.accounts import letters
from podworko.accounts.forms import AskForCodeForm

log = logging.getLogger(__name__)


class AskForCodeView(RequestLoginCodeView):  # type: ignore[misc]
    """Send a code; a letter leaves also where there is no account, so the answer tells nothing."""

    def form_valid(self, form: AskForCodeForm) -> HttpResponse:
        """Send and go on; say so when the mail server takes nothing."""
        try:
            if form.is_stranger:
                letters.send_no_account(form.cleaned_data["email"])
            return cast("HttpResponse", super().form_valid(form))
        except letters.FAILED:
            log.exception("A letter with a code to sign in did not leave.")
            form.add_error(None, _("E-mail nie wyszedł, to nasza usterka. Spróbuj za chwilę."))
            page = self.render_to_response(self.get_context_data(form=form), status=503)
            return cast("HttpResponse", page)


ask_for_code: Any = AskForCodeView.as_view()
