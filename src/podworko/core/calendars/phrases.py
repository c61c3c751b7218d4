"""The phrases of repetition that Polish and Ukrainian bend by the weekday.

Each is whole: an ordinal and a weekday put together by a program agree in one language only.
"""

from django.utils.translation import gettext_lazy as _

EVERY = (
    _("co poniedziałek"),
    _("co wtorek"),
    _("co środę"),
    _("co czwartek"),
    _("co piątek"),
    _("co sobotę"),
    _("co niedzielę"),
)
EVERY_SECOND = (
    _("co drugi poniedziałek"),
    _("co drugi wtorek"),
    _("co drugą środę"),
    _("co drugi czwartek"),
    _("co drugi piątek"),
    _("co drugą sobotę"),
    _("co drugą niedzielę"),
)
ON = (
    _("w poniedziałki"),
    _("we wtorki"),
    _("w środy"),
    _("w czwartki"),
    _("w piątki"),
    _("w soboty"),
    _("w niedziele"),
)
# By place in the month, the last as -1, and weekday.
IN_MONTH = {
    1: (
        _("w pierwszy poniedziałek miesiąca"),
        _("w pierwszy wtorek miesiąca"),
        _("w pierwszą środę miesiąca"),
        _("w pierwszy czwartek miesiąca"),
        _("w pierwszy piątek miesiąca"),
        _("w pierwszą sobotę miesiąca"),
        _("w pierwszą niedzielę miesiąca"),
    ),
    2: (
        _("w drugi poniedziałek miesiąca"),
        _("w drugi wtorek miesiąca"),
        _("w drugą środę miesiąca"),
        _("w drugi czwartek miesiąca"),
        _("w drugi piątek miesiąca"),
        _("w drugą sobotę miesiąca"),
        _("w drugą niedzielę miesiąca"),
    ),
    3: (
        _("w trzeci poniedziałek miesiąca"),
        _("w trzeci wtorek miesiąca"),
        _("w trzecią środę miesiąca"),
        _("w trzeci czwartek miesiąca"),
        _("w trzeci piątek miesiąca"),
        _("w trzecią sobotę miesiąca"),
        _("w trzecią niedzielę miesiąca"),
    ),
    4: (
        _("w czwarty poniedziałek miesiąca"),
        _("w czwarty wtorek miesiąca"),
        _("w czwartą środę miesiąca"),
        _("w czwarty czwartek miesiąca"),
        _("w czwarty piątek miesiąca"),
        _("w czwartą sobotę miesiąca"),
        _("w czwartą niedzielę miesiąca"),
    ),
    -1: (
        _("w ostatni poniedziałek miesiąca"),
        _("w ostatni wtorek miesiąca"),
        _("w ostatnią środę miesiąca"),
        _("w ostatni czwartek miesiąca"),
        _("w ostatni piątek miesiąca"),
        _("w ostatnią sobotę miesiąca"),
        _("w ostatnią niedzielę miesiąca"),
    ),
}
