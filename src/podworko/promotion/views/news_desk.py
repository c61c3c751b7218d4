"""The desk's pages of news: writing, pictures, planning, withdrawing."""

import uuid
from collections.abc import Callable

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from podworko.accounts.public import May, StaffRequest, needs
from podworko.core.errors import DomainError
from podworko.core.http import errors_shown, posted, put_on, status_of
from podworko.promotion import operations, policies
from podworko.promotion.forms.news import (
    LibraryForm,
    LinkForm,
    NewsForm,
    PictureForm,
    PublishForm,
    WithdrawForm,
)
from podworko.promotion.models import NewsItem
from podworko.promotion.queries import news as queries
from podworko.promotion.queries import photos
from podworko.ui.edit_pages import stored
from podworko.ui.editing import VersionedForm

PER_PAGE = 30
Forms = LibraryForm | LinkForm | PictureForm | PublishForm | WithdrawForm


@needs(May.WRITE_NEWS)
@never_cache
@require_safe
def news(request: StaffRequest) -> HttpResponse:
    """List drafts, what is planned, and what came out."""
    written = queries.written(policies.written_news(request.user))
    page = Paginator(written.rest, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "promotion/news/desk/list.html", {"written": written, "page": page})


@needs(May.WRITE_NEWS)
@never_cache
@require_http_methods(["GET", "POST"])
def new(request: StaffRequest) -> HttpResponse:
    """Write an item; residents see nothing of it yet."""
    return _edited(request, NewsItem())


@needs(May.WRITE_NEWS)
@never_cache
@require_http_methods(["GET", "POST"])
def edit(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Change an item; who saves second sees both versions."""
    return _edited(request, _found(request, public_id))


@needs(May.WRITE_NEWS)
@never_cache
@require_safe
def item(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Show an item as residents read it, and what can be done with it."""
    return _page(request, _found(request, public_id))


@needs(May.WRITE_NEWS)
@require_POST
def publish(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Publish an item now, or plan it."""
    found, form = _found(request, public_id), PublishForm(request.POST)

    def act() -> None:
        operations.publish_news(found, at=form.at, actor=request.user)

    return _done(
        request, found, form, act, said=_("Zaplanowane.") if _at(form) else _("Ukazało się.")
    )


@needs(May.WRITE_NEWS)
@require_POST
def stop(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Make a draft again of what is planned."""
    found = _found(request, public_id)
    with errors_shown(request):
        operations.stop_planned(found, actor=request.user)
        messages.success(request, _("To znowu szkic."))
    return redirect("promotion:desk_news_item", public_id)


@needs(May.WRITE_NEWS)
@require_POST
def withdraw(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Take away what residents read, and say why."""
    found, form = _found(request, public_id), WithdrawForm(request.POST)

    def act() -> None:
        operations.withdraw_news(found, why=form.cleaned_data["why"], actor=request.user)

    return _done(request, found, form, act, said=_("Wycofane."))


@needs(May.WRITE_NEWS)
@require_POST
def add_picture(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Bring a picture for an item."""
    found, form = _found(request, public_id), PictureForm(request.POST, request.FILES)

    def act() -> None:
        operations.bring_picture(found, form.picture(), agreed=form.names, actor=request.user)

    return _done(request, found, form, act, said=_("Zdjęcie dodane."))


@needs(May.WRITE_NEWS)
@require_POST
def choose_picture(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Show a picture of the library beside an item."""
    found = _found(request, public_id)
    form = LibraryForm(request.POST, photos=photos.for_news(found))

    def act() -> None:
        operations.add_picture(found, form.cleaned_data["photo"], actor=request.user)

    return _done(request, found, form, act, said=_("Zdjęcie dodane."))


@needs(May.WRITE_NEWS)
@require_POST
def remove_picture(request: StaffRequest, public_id: uuid.UUID, number: int) -> HttpResponse:
    """Take a picture away."""
    found = _found(request, public_id)
    picture = get_object_or_404(found.pictures, number=number)
    operations.remove_picture(picture, actor=request.user)
    messages.success(request, _("Zdjęcie usunięte."))
    return redirect("promotion:desk_news_item", public_id)


@needs(May.WRITE_NEWS)
@require_POST
def add_link(request: StaffRequest, public_id: uuid.UUID) -> HttpResponse:
    """Have an item lead to something."""
    found = _found(request, public_id)
    form = LinkForm(request.POST, choices=queries.choices(found))

    def act() -> None:
        name, thing = queries.thing_of(form.cleaned_data["thing"])
        operations.add_link(found, thing, name=name, actor=request.user)

    return _done(request, found, form, act, said=_("Powiązane."))


@needs(May.WRITE_NEWS)
@require_POST
def remove_link(request: StaffRequest, public_id: uuid.UUID, number: int) -> HttpResponse:
    """Have an item lead there no more."""
    found = _found(request, public_id)
    operations.remove_link(get_object_or_404(found.links, pk=number), actor=request.user)
    messages.success(request, _("Powiązanie usunięte."))
    return redirect("promotion:desk_news_item", public_id)


def _found(request: StaffRequest, public_id: uuid.UUID) -> NewsItem:
    return get_object_or_404(policies.written_news(request.user), public_id=public_id)


def _at(form: PublishForm) -> bool:
    return form.is_valid() and form.at is not None


def _done(
    request: StaffRequest, found: NewsItem, form: Forms, act: Callable[[], None], *, said: str
) -> HttpResponse:
    """Do what a form asks for; what it cannot is said at its field, with all that was typed."""
    if form.is_valid():
        try:
            act()
        except DomainError as error:
            put_on(form, error)
        else:
            messages.success(request, said)
            return redirect("promotion:desk_news_item", found.public_id)
    return _page(request, found, form)


def _page(request: StaffRequest, found: NewsItem, sent: Forms | None = None) -> HttpResponse:
    choices = queries.choices(found)
    forms: dict[str, Forms] = {
        "publish": PublishForm(initial={"shows_from": found.shows_from}),
        "withdraw": WithdrawForm(),
        "picture": PictureForm(),
        "library": LibraryForm(photos=photos.for_news(found)),
        "link": LinkForm(choices=choices),
    }
    if sent is not None:
        name = next(name for name, form in forms.items() if type(form) is type(sent))
        forms[name] = sent
    context = {
        "page": queries.news_page(found),
        "item": found,
        "pictures": photos.pictures_of(found),
        "forms": forms,
        "leads": list(queries.related(found, hidden=True)),
        "has_choices": bool(choices),
        "has_library": photos.for_news(found).exists(),
    }
    status = status_of(sent) if sent else 200
    return render(request, "promotion/news/desk/item.html", context, status=status)


def _edited(request: StaffRequest, found: NewsItem) -> HttpResponse:
    user = request.user
    form = NewsForm(
        posted(request),
        instance=found,
        pals=list(policies.pals_to_write_of(user)),
        is_network=policies.may_write_of_network(user),
    )
    item = found if found.pk else None

    def save(form: VersionedForm[NewsItem]) -> str:
        made = operations.save_news(form.instance, actor=user, seen_version=form.seen_version)
        return reverse("promotion:desk_news_item", args=[made.public_id])

    return stored(
        request,
        form,
        save=save,
        current=lambda: _found(request, found.public_id),
        template="promotion/news/desk/edit.html",
        context=lambda _shown: {"item": item},
    )
