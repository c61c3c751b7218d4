"""What other modules may use of promotion."""

from podworko.promotion.markup import words as news_words
from podworko.promotion.models import NewsItem, NewsLink, NewsPicture
from podworko.promotion.operations import (
    PictureData,
    add_link,
    add_picture,
    publish_news,
    save_news,
    withdraw_news,
)
from podworko.promotion.queries.news import news_list

__all__ = [
    "NewsItem",
    "NewsLink",
    "NewsPicture",
    "PictureData",
    "add_link",
    "add_picture",
    "news_list",
    "news_words",
    "publish_news",
    "save_news",
    "withdraw_news",
]
