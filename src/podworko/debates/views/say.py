"""What residents see of public consultations, and how they speak: no account, no script."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from podworko.audit.public import RESIDENT
from podworko.core.discreet import discreet
from podworko.core.errors import DomainError
from podworko.core.http import client_address, posted, put_on, status_of
from podworko.debates import operations, say_limits, say_who
from podworko.debates.forms.say import KnownForm, SayForm
from podworko.debates.models import Hearing, Paragraph, Voice
from podworko.debates.operations import Author
from podworko.debates.queries.say import HearingPage, hearing_lists, hearing_page
from podworko.network.public import Pal, still_layers
from podworko.planning.public import promised_titles
from podworko.ui.svgmap import MapPoint

MOST_LISTED = 60
ON_A_PAL = 3
MOST_DRAWN = 60
DIGITS = 4


@login_not_required
@never_cache
@require_safe
def hearings(request: HttpRequest) -> HttpResponse:
    """List what one may speak of, what is to come, what is read, and what was answered."""
    rows = Hearing.objects.public().select_related("pal")[:MOST_LISTED]
    return render(request, "debates/say/hearings.html", {"lists": hearing_lists(rows)})


@login_not_required
@never_cache
@require_safe
def hearing(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Show the matter, all that was said of it by whichever way, and what was done with it."""
    page = hearing_page(_public(public_id))
    context: dict[str, object] = {"page": page, "hearing": page.hearing, "rules": Voice.Rule}
    goal = page.hearing.goal
    context["goal_title"] = promised_titles([goal]).get(goal.pk, "") if goal else ""
    if page.hearing.has_map:
        context |= {"layers": still_layers(), "points": _points(page)}
    return render(request, "debates/say/hearing.html", context)


@login_not_required
@discreet
@require_http_methods(["GET", "POST"])
def speak(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Take a voice of a paragraph (`?akapit=3`), a place (`?mapa=1`), or to another (`?do=…`)."""
    found = _public(public_id)
    # What was typed while the time ran out is not lost: the form says so and shows it again.
    if not found.takes_voices and request.method == "GET":
        return redirect(found)
    form = _say_form(request, found)
    if form.is_valid():
        sent_on = _takes(request, form, found)
        if sent_on:
            return redirect(sent_on)
    context = {"form": form, "hearing": found, "rules": Voice.Rule, "layers": still_layers()}
    return render(request, "debates/say/speak.html", context, status=status_of(form))


@login_not_required
@require_safe
def sent(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Say where to look for the link, and what happens next."""
    return render(request, "debates/say/sent.html", {"hearing": _public(public_id)})


@login_not_required
@discreet
@require_http_methods(["GET", "POST"])
def agree(request: HttpRequest, public_id: uuid.UUID, voice_id: uuid.UUID) -> HttpResponse:
    """Ask for a link to say "I think the same"; the answer is the same for every contact."""
    found = _public(public_id)
    voice = get_object_or_404(found.voices.shown(), public_id=voice_id)
    voice.hearing = found
    form = KnownForm(posted(request))
    if form.is_valid() and _agrees(request, form, voice):
        if form.cleaned_data["contact"].code and not form.is_trapped:
            messages.success(request, _("Policzone. Dziękujemy."))
            return redirect(found)
        return redirect("debates:spoken", public_id)
    context = {"form": form, "hearing": found, "voice": voice}
    return render(request, "debates/say/agree.html", context, status=status_of(form))


@login_not_required
@require_safe
def attachment(request: HttpRequest, public_id: uuid.UUID) -> FileResponse:
    """Give the file of a voice that is shown; of others only to the team, at the desk."""
    del request
    rows = Voice.objects.shown().filter(hearing__in=Hearing.objects.public())
    return file_of(get_object_or_404(rows.exclude(attachment=""), public_id=public_id))


def file_of(voice: Voice) -> FileResponse:
    """Return the file of a voice so that no browser takes it for anything else; 404 for none."""
    kind = "image/jpeg" if voice.is_photo else "application/pdf"
    try:
        content = voice.attachment.open()
    except FileNotFoundError:
        raise Http404 from None
    answer = FileResponse(
        content,
        content_type=kind,
        as_attachment=not voice.is_photo,
        filename=f"glos.{'jpg' if voice.is_photo else 'pdf'}",
    )
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def pal_panel(request: HttpRequest, *, pal: Pal) -> SafeString:
    """Draw the hearings of a PAL: first those one may speak in."""
    rows = Hearing.objects.public().filter(pal=pal).select_related("pal")
    lists = hearing_lists(rows[:MOST_LISTED])
    shown = (*lists.open, *lists.coming, *lists.weighing, *lists.ended)[:ON_A_PAL]
    if not shown:
        return SafeString("")
    return render_to_string("debates/say/_pal_panel.html", {"hearings": shown}, request)


def _public(public_id: uuid.UUID) -> Hearing:
    rows = Hearing.objects.public().select_related("pal", "need", "goal__plan__pal")
    return get_object_or_404(rows, public_id=public_id)


def _points(page: HearingPage) -> list[MapPoint]:
    """Return ideas as the map draws them, under the numbers of the list beside it."""
    return [
        MapPoint(
            number=number,
            label=group.voice.words[:80],
            lon=group.voice.lon or 0,
            lat=group.voice.lat or 0,
            href=f"#glos-{group.voice.public_id}",
        )
        for number, group in enumerate(page.ideas[:MOST_DRAWN], start=1)
    ]


def _say_form(request: HttpRequest, found: Hearing) -> SayForm:
    paragraph, parent = _paragraph(request, found), _parent(request, found)
    about = Voice.About.PARAGRAPH if paragraph else Voice.About.DEBATE
    if request.GET.get("mapa"):
        about = Voice.About.IDEA
    files = request.FILES if request.method == "POST" else None
    return SayForm(posted(request), files, about=about, paragraph=paragraph, parent=parent)


def _paragraph(request: HttpRequest, found: Hearing) -> Paragraph | None:
    """Return the paragraph as whoever speaks read it, also once a new version is written."""
    number = request.GET.get("akapit", "")
    if not number:
        return None
    version = request.GET.get("wersja", str(found.document_version))
    if not all(
        each.isascii() and each.isdecimal() and len(each) <= DIGITS for each in (number, version)
    ):
        raise Http404
    return get_object_or_404(found.paragraphs, version=int(version), number=int(number))


def _parent(request: HttpRequest, found: Hearing) -> Voice | None:
    key = request.GET.get("do", "")
    if not key:
        return None
    try:
        public_id = uuid.UUID(key)
    except ValueError:
        raise Http404 from None
    rows = found.voices.filter(about=Voice.About.DEBATE, parent=None)
    if request.method == "GET":
        # Of one that is hidden while somebody replies the reply is not lost.
        rows = rows.shown()
    return get_object_or_404(rows, public_id=public_id)


def _takes(request: HttpRequest, form: SayForm, found: Hearing) -> str:
    """Take a voice and return where to go on, "" with what is wrong on the form."""
    if form.is_trapped:
        return reverse("debates:spoken", args=[found.public_id])
    author = form.author()
    if not _paced(request, form, found, author):
        return ""
    try:
        voice = operations.say(
            found,
            said=form.said(),
            author=author,
            is_crowded=say_limits.is_crowded(found, client_address(request)),
            actor=RESIDENT,
        )
    except DomainError as error:
        put_on(form, error)
        return ""
    if author.code:
        return reverse("debates:voice", args=[say_who.token(voice)])
    return reverse("debates:spoken", args=[found.public_id])


def _agrees(request: HttpRequest, form: KnownForm, voice: Voice) -> bool:
    if form.is_trapped:
        return True
    author: Author = form.cleaned_data["contact"]
    if not _paced(request, form, voice.hearing, author):
        return False
    try:
        operations.agree(
            voice,
            author=author,
            is_crowded=say_limits.is_crowded(voice.hearing, client_address(request)),
            actor=RESIDENT,
        )
    except DomainError as error:
        put_on(form, error)
        return False
    return True


def _paced(request: HttpRequest, form: KnownForm, found: Hearing, author: Author) -> bool:
    """Count one more from this address and to this contact; say on the form when it is too many."""
    address = client_address(request)
    if author.code and not say_limits.allows_code(address):
        form.add_error("contact", _("Za dużo prób z kodem. Spróbuj za dziesięć minut."))
        return False
    if not say_limits.allows_voice(found, address):
        operations.note_refused_voice(found, actor=RESIDENT)
        form.add_error(
            None, _("Z tej sieci przyszło dziś za dużo głosów. Spróbuj jutro albo przyjdź do PAL.")
        )
        return False
    if author.has_contact and not say_limits.allows_message(found, author.contact):
        form.add_error("contact", _("Wysłaliśmy tam już kilka linków. Poczekaj godzinę."))
        return False
    return True
