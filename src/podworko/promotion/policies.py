"""Who may write and see what of promotion. The only place that decides."""

from django.db.models import Q, QuerySet

from podworko.accounts.public import May, User, pal_ids_where
from podworko.network.public import Pal
from podworko.promotion.models import NewsItem
from podworko.promotion.models.news import NewsQuerySet

__all__ = ["may_write_of_network", "pals_to_write_of", "written_news"]


def pals_to_write_of(user: User) -> QuerySet[Pal]:
    """Return the PALs whose news `user` writes."""
    pal_ids = pal_ids_where(user, May.WRITE_NEWS)
    return Pal.objects.all() if pal_ids is None else Pal.objects.filter(pk__in=pal_ids)


def may_write_of_network(user: User) -> bool:
    """Whether `user` writes news of the whole network, and leads its newsletter."""
    return pal_ids_where(user, May.WRITE_NEWS) is None


def written_news(user: User) -> NewsQuerySet:
    """Return the news that `user` writes: of their PALs, and of the network if they may."""
    mine = Q(pal__in=pals_to_write_of(user))
    if may_write_of_network(user):
        mine |= Q(pal=None)
    rows = NewsItem.objects.filter(mine)
    return rows.select_related("pal", "written_by", "published_by")
