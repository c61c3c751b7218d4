"""Partners of the demonstration city: everything made up, as the PALs they work with are."""

from collections.abc import Mapping
from datetime import date, time, timedelta

from podworko.audit.public import SYSTEM
from podworko.core import times
from podworko.demo.partner_rows import PARTNERS, MadeUpPartner, Offered
from podworko.demo.resources import at_steps
from podworko.network.public import Pal
from podworko.partners import operations
from podworko.partners.models import (
    Agreement,
    AssuredBy,
    Contact,
    Location,
    Organisation,
    Schedule,
    Service,
)
from podworko.partners.operations import Reach
from podworko.planning import public as planning

STALE = 230
"""Days ago."""


def join_in(pals: Mapping[str, Pal]) -> str:
    """Fill the directory; return in words what is in it."""
    for row in PARTNERS:
        _partner(row, pals[row.pal])
    corrected = Organisation.objects.get(name=PARTNERS[2].name)
    words = "Od nowego roku pomoc przy komputerze będzie też w poniedziałki od 10 do 13."
    operations.correct(corrected, words=words, actor=SYSTEM)
    offered = sum(len(row.services) for row in PARTNERS)
    return f"{len(PARTNERS)} partners who offer {offered} services"


def tie() -> int:
    """Say which need each agreement answers, where its PAL has one of the kind; return how many."""
    tied = 0
    for agreement in Agreement.objects.select_related("organisation", "pal"):
        answers = {code for row in agreement.organisation.services.all() for code in row.answers}
        needs, _goals = planning.ties_offered(agreement.pal)
        need = needs.filter(category__in=answers).order_by("pk").first()
        if need:
            why = "Robimy to razem, bo sami nie mamy ani sali, ani ludzi na wszystko."
            planning.tie_agreement(agreement, planning.Tie(need, why), actor=SYSTEM)
            tied += 1
    return tied


def _partner(row: MadeUpPartner, pal: Pal) -> None:
    made = operations.save_organisation(
        Organisation(
            pal=pal,
            kind=row.kind,
            name=row.name,
            words=row.words,
            phone=row.phone,
            attribution="Organizacja zmyślona, na potrzeby pokazu.",
            **row.translated,
        ),
        actor=SYSTEM,
    )
    place = _place(row, made, pal)
    for offered in row.services:
        _service(offered, made, place)
    operations.publish(made, actor=SYSTEM)
    if row.contact:
        name = row.contact
        person = Contact(organisation=made, name=name, phone=row.phone, is_asked=True)
        operations.save_contact(person, actor=SYSTEM)
    if row.agreed:
        _agreement(row, made, pal)
    if row.is_stale:
        long_ago = {"assured_on": times.today() - timedelta(days=STALE)}
        Organisation.objects.filter(pk=made.pk).update(**long_ago)
        made.services.update(**long_ago, assured_by=AssuredBy.TEAM)


def _place(row: MadeUpPartner, made: Organisation, pal: Pal) -> Location:
    point = at_steps(pal, row.at)
    place = Location(
        organisation=made,
        address=pal.seat.address if pal.seat else pal.name,
        getting_there="Trzy minuty pieszo od PAL.",
        getting_there_en="Three minutes on foot from the PAL.",
        getting_there_uk="Три хвилини пішки від PAL.",
        district=pal.district,
        lat=point.lat if point else None,
        lon=point.lon if point else None,
        step_free="yes",
        induction_loop="no",
    )
    return operations.save_location(place, actor=SYSTEM)


def _service(row: Offered, made: Organisation, place: Location) -> None:
    service = Service(
        organisation=made,
        name=row.name,
        words=row.words,
        answers=row.answers.split(),
        eligibility=row.eligibility,
        min_age=row.ages[0],
        max_age=row.ages[1],
        cost=row.cost,
        fee=row.fee,
        languages=row.languages.split(),
        applying=row.applying,
        documents=row.documents,
        **row.translated,
    )
    operations.save_service(service, reach=Reach([place]), actor=SYSTEM)
    for hours in row.hours:
        schedule = Schedule(
            service=service,
            freq=hours.freq,
            interval=hours.interval,
            byday=hours.byday,
            opens_at=time.fromisoformat(hours.opens),
            closes_at=time.fromisoformat(hours.closes),
            valid_from=date(times.today().year, 1, 5) if hours.interval > 1 else None,
        )
        operations.save_schedule(schedule, actor=SYSTEM)
    operations.publish_service(service, actor=SYSTEM)


def _agreement(row: MadeUpPartner, made: Organisation, pal: Pal) -> None:
    today = times.today()
    agreement = operations.save_agreement(
        Agreement(
            organisation=made,
            pal=pal,
            title=row.agreed,
            scope="Raz w tygodniu spotkanie w PAL, bez zapisów i bez opłat.",
            pal_gives="Sala, herbata, ogłoszenie w programie.",
            partner_gives="Prowadzenie i materiały.",
            starts_on=today - timedelta(days=330),
            ends_on=today - timedelta(days=6),
            signers=f"{row.contact} ({made.name}), kierowniczka PAL",
        ),
        actor=SYSTEM,
    )
    operations.sign_agreement(agreement, day=today - timedelta(days=331), actor=SYSTEM)
    if not row.is_over:
        until, signed_on = today + timedelta(days=35), today - timedelta(days=8)
        operations.extend_agreement(agreement, ends_on=until, signed_on=signed_on, actor=SYSTEM)
    days = {"Dzień otwarty": -60, "Wspólny piknik sąsiedzki": 20}
    for title, ahead in days.items():
        day = today + timedelta(days=ahead)
        action = operations.add_action(agreement, title=title, planned_for=day, actor=SYSTEM)
        if ahead < 0:
            operations.finish_action(action, actor=SYSTEM)
            action.agreement.actions.filter(pk=action.pk).update(done_on=day)
