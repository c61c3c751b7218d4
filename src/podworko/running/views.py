"""What machines ask: are you alive, can you serve, how are you. Nothing here is about people."""

import hmac

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from podworko.running import readiness

NOT_READY = 503
UNAUTHORIZED = 401


@login_not_required
@require_safe
@never_cache
def alive(request: HttpRequest) -> HttpResponse:
    """Answer that this process works. It asks no database: to start it anew would mend nothing."""
    del request
    return JsonResponse({"status": "alive"})


@login_not_required
@require_safe
@never_cache
def ready(request: HttpRequest) -> HttpResponse:
    """Answer 200 when pages can be served, be it only to look at; else 503 and why."""
    del request
    state, reasons = readiness.state()
    status = NOT_READY if state == readiness.State.NOT_READY else 200
    return JsonResponse({"status": state, "reasons": reasons}, status=status)


@login_not_required
@require_safe
@never_cache
def metrics(request: HttpRequest) -> HttpResponse:
    """Answer with the counts for Prometheus, to whoever shows the token of the settings."""
    expected = settings.PODWORKO_METRICS_TOKEN
    if not expected:
        raise Http404
    shown = request.headers.get("Authorization", "").removeprefix("Bearer ").strip()
    if not hmac.compare_digest(shown.encode(), expected.encode()):
        answer = HttpResponse("Bearer token needed.\n", status=UNAUTHORIZED)
        answer["WWW-Authenticate"] = 'Bearer realm="metrics"'
        return answer
    from podworko.running.metrics import exposition  # noqa: PLC0415 - only where it is used

    body, kind = exposition()
    return HttpResponse(body, content_type=kind)
