"""Pages of what a team has between its members, alike for the team and for who accompanies it."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from podworko.audit import public as audit
from podworko.core.http import posted, status_of
from podworko.initiatives.forms.ideas_group import (
    ClassForm,
    DigestForm,
    FileForm,
    HideForm,
    MessageForm,
    TalkForm,
)
from podworko.initiatives.group_files import MIME, checked
from podworko.initiatives.models import GroupDigest, GroupFile, GroupMessage, GroupTalk
from podworko.initiatives.operations import ideas_group
from podworko.initiatives.views.ideas_shared import Way, page_of, saved

PER_PAGE = 40
LONGEST_NUMBER = 18
"""Digits of what may be a key."""


def talks(request: HttpRequest, way: Way) -> HttpResponse:
    """List what the team talks over; begin a talk, or say how often to write."""
    _saw(way)
    form = TalkForm(posted(request) if "rhythm" not in request.POST else None)
    if "rhythm" in request.POST and way.member:
        _wish(request, way)
        return redirect(way.url("talks"))
    if saved(form, lambda: _start(way, form)):
        messages.success(request, _("Rozmowa zaczęta."))
        return redirect(way.url("talks"))
    context = {
        "form": form,
        "talks": Paginator(way.initiative.talks.all(), PER_PAGE).get_page(request.GET.get("page")),
        "digest_form": DigestForm(initial={"rhythm": _rhythm(way)}) if way.member else None,
    }
    return page_of(request, way, "initiatives/ideas/group/talks.html", context, status_of(form))


def talk(request: HttpRequest, way: Way, key: object) -> HttpResponse:
    """Read one talk, answer in it; who leads or accompanies may hide a message with a reason."""
    _saw(way)
    found = get_object_or_404(way.initiative.talks.all(), public_id=key)
    hide = HideForm(posted(request) if "message" in request.POST else None)
    form = MessageForm(posted(request) if "message" not in request.POST else None)
    if hide.is_bound:
        if _hidden(way, found, request.POST, hide):
            return redirect(way.url("talk", found.public_id))
    elif saved(form, lambda: _reply(way, found, form)):
        messages.success(request, _("Wysłane."))
        return redirect(way.url("talk", found.public_id))
    rows = found.messages.select_related("member__person")
    context = {
        "form": form,
        "hide_form": hide,
        "talk": found,
        "messages_said": list(rows),
        "may_hide": _may_hide(way),
    }
    status = status_of(hide if hide.is_bound else form)
    return page_of(request, way, "initiatives/ideas/group/talk.html", context, status)


def files(request: HttpRequest, way: Way) -> HttpResponse:
    """List the files of the team; add one."""
    _saw(way)
    is_post = request.method == "POST"
    form = FileForm(request.POST, request.FILES) if is_post else FileForm()
    if saved(form, lambda: _share(way, form)):
        messages.success(request, _("Plik dodany."))
        return redirect(way.url("files"))
    context = {"form": form, "files": list(way.initiative.files.select_related("member__person"))}
    return page_of(request, way, "initiatives/ideas/group/files.html", context, status_of(form))


def file(request: HttpRequest, way: Way, key: object) -> HttpResponse:
    """Hand a file out to be saved; who added it, leads or accompanies may delete it."""
    found = get_object_or_404(way.initiative.files.all(), public_id=key)
    if request.method == "POST":
        if not _may_drop(way, found):
            raise Http404
        ideas_group.drop_file(found, actor=way.actor)
        messages.success(request, _("Plik usunięty."))
        return redirect(way.url("files"))
    _saw(way)
    if not found.file.storage.exists(found.file.name or ""):
        raise Http404
    with found.file.open("rb") as kept:
        answer = HttpResponse(kept.read(), content_type=MIME[found.kind])
    answer["Content-Disposition"] = (
        content_disposition_header(as_attachment=True, filename=found.name) or ""
    )
    answer["Cache-Control"] = "no-store"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def classes(request: HttpRequest, way: Way) -> HttpResponse:
    """List the classes of the initiative; propose one, which the PAL publishes."""
    form = ClassForm(posted(request), initial={"begins": "17:00", "ends": "18:30"})
    if saved(form, lambda: _propose(way, form)):
        messages.success(request, _("Wysłane. PAL sprawdzi i opublikuje."))
        return redirect(way.url("classes"))
    rows = way.initiative.own_classes.select_related("activity").order_by("-pk")
    context = {"form": form, "classes": list(rows)}
    return page_of(request, way, "initiatives/ideas/group/classes.html", context, status_of(form))


def _start(way: Way, form: TalkForm) -> None:
    data = form.cleaned_data
    ideas_group.start_talk(
        way.initiative,
        member=way.member,
        title=data["title"],
        words=data["words"],
        actor=way.actor,
    )


def _reply(way: Way, found: GroupTalk, form: MessageForm) -> None:
    words = form.cleaned_data["words"]
    ideas_group.reply_in_talk(found, member=way.member, words=words, actor=way.actor)


def _hidden(way: Way, found: GroupTalk, sent: QueryDict, form: HideForm) -> bool:
    """Hide a message of a talk, or show it again; Http404 for another's, and for who may not."""
    if not _may_hide(way):
        raise Http404
    rows, number = found.messages.all(), sent.get("message", "")
    is_number = number.isdecimal() and len(number) <= LONGEST_NUMBER
    message: GroupMessage = get_object_or_404(rows, pk=int(number) if is_number else 0)
    if "show" not in sent and not form.is_valid():
        return False
    why = "" if "show" in sent else form.cleaned_data["why"]
    ideas_group.hide_message(message, why=why, actor=way.actor)
    return True


def _share(way: Way, form: FileForm) -> None:
    file = checked(form.cleaned_data["file"])
    ideas_group.share_file(way.initiative, file, member=way.member, actor=way.actor)


def _propose(way: Way, form: ClassForm) -> None:
    ideas_group.propose_class(way.initiative, form.proposed(), actor=way.actor)


def _wish(request: HttpRequest, way: Way) -> None:
    form = DigestForm(request.POST)
    if way.member and form.is_valid():
        rhythm = form.cleaned_data["rhythm"]
        ideas_group.wish_digest(way.member, rhythm=rhythm, actor=way.actor)
        messages.success(request, _("Zapisane."))


def _rhythm(way: Way) -> str:
    found = GroupDigest.objects.filter(member=way.member).first()
    return found.rhythm if found else str(GroupDigest.Rhythm.WEEKLY)


def _may_hide(way: Way) -> bool:
    return way.member is None or way.member.is_leader


def _may_drop(way: Way, found: GroupFile) -> bool:
    return _may_hide(way) or (way.member is not None and found.member_id == way.member.pk)


def _saw(way: Way) -> None:
    """Leave a trace when somebody of the PAL looks at what a team has between its members."""
    if way.is_desk and not isinstance(way.actor, str):
        audit.saw(way.initiative, actor=way.actor, purpose="initiative.group")
