"""The only writers of promotion's tables."""

from podworko.promotion.operations.news import (
    NEWS_FIELDS,
    PictureData,
    add_link,
    add_picture,
    drop_pictures,
    publish_news,
    remove_link,
    remove_picture,
    save_news,
    stop_planned,
    withdraw_news,
)

__all__ = [
    "NEWS_FIELDS",
    "PictureData",
    "add_link",
    "add_picture",
    "drop_pictures",
    "publish_news",
    "remove_link",
    "remove_picture",
    "save_news",
    "stop_planned",
    "withdraw_news",
]
