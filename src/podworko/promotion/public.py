"""What other modules may use of promotion."""

from podworko.promotion.bounces import import_bounces
from podworko.promotion.markup import words as news_words
from podworko.promotion.models import Edition, NewsItem, NewsLink, NewsPicture
from podworko.promotion.operations import (
    Choice,
    Contact,
    PictureData,
    add_link,
    add_picture,
    begin,
    carry_on,
    confirm,
    pause,
    prepare_next,
    publish_news,
    save_news,
    subscribe,
    withdraw_news,
)
from podworko.promotion.queries.news import news_list

__all__ = [
    "Choice",
    "Contact",
    "Edition",
    "NewsItem",
    "NewsLink",
    "NewsPicture",
    "PictureData",
    "add_link",
    "add_picture",
    "begin",
    "carry_on",
    "confirm",
    "import_bounces",
    "news_list",
    "news_words",
    "pause",
    "prepare_next",
    "publish_news",
    "save_news",
    "subscribe",
    "withdraw_news",
]
