"""Words of the map of resources and needs."""

from django import template

from podworko.diagnosis.queries.resource_map import people_words as words

register = template.Library()


@register.filter
def people_words(count: int) -> str:
    """Say how many people, without a number when they are few: `{{ need.me_too|people_words }}`."""
    return words(count)
