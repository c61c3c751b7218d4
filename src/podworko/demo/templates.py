"""What the demonstration's network offers to begin with, and what waits for a review there."""

from datetime import time, timedelta

from podworko.activities import public as activities
from podworko.audit.public import SYSTEM
from podworko.core import times
from podworko.network import public as network

CLUB = {
    "title": "Klub rodzica i malucha",
    "title_en": "Parents and toddlers",
    "title_uk": "Клуб батьків і малюків",
    "summary": "Herbata, klocki i rozmowa. Przychodzi się z dzieckiem do trzech lat.",
    "summary_en": "Tea, bricks and talk. Come with a child up to three.",
    "summary_uk": "Чай, кубики й розмова. Приходьте з дитиною до трьох років.",
    "kind": "integration",
    "audience": "families",
    "cost": "0",
    "need": "Rodzice małych dzieci są sami cały dzień.",
    "rules": "Zajęcia są bezpłatne. Dziecko przez cały czas jest pod opieką dorosłego.",
    "sign_up_mode": "session",
    "quiet": True,
}
PHONE = {
    "title": "Telefon bez tajemnic",
    "summary": "Jeden dorosły uczy jednego dorosłego: zdjęcia, e-recepta, rozmowa z wnukiem.",
    "kind": "skills",
    "audience": "seniors",
    "age_min": 60,
    "cost": "0",
    "bring": "swój telefon i ładowarkę",
    "need": "Starsze osoby boją się telefonu, a bez niego coraz trudniej załatwić sprawy.",
    "rules": "Zajęcia są bezpłatne. Haseł i kodów nie podaje się nikomu, uczącemu też nie.",
    "sign_up_mode": "session",
    "easy_to_read": True,
}
OFFERED = (
    ("Klub rodzica i malucha", "Żeby rodzice małych dzieci nie byli sami.", CLUB),
    ("Telefon bez tajemnic", "Pierwsze kroki z telefonem, w parach, bez pośpiechu.", PHONE),
)


def offer() -> None:
    """Store the network's templates, followed where they began; what protects people is fixed."""
    for name, purpose, facts in OFFERED:
        template = activities.Template(
            name=name, purpose=purpose, facts=facts, fixed=["cost", "rules", "need"]
        )
        activities.save_template(template, seen_version=0, actor=SYSTEM)
        activities.Activity.objects.filter(title=name).update(template=template)
        activities.save_template(template, seen_version=template.version, actor=SYSTEM)


def leave_for_review(pal: network.Pal) -> None:
    """Leave something that a social worker planned and an animator has not looked at."""
    activity = activities.Activity(
        pal=pal,
        title="Spacer po nowych ławkach",
        summary="Sprawdzamy, gdzie można usiąść po drodze do przychodni.",
        kind="integration",
        need="Po sześćdziesiątce trudno o ruch blisko domu.",
        sign_up_mode="none",
        is_fictional=True,
    )
    activities.save_activity(activity, actor=SYSTEM)
    begins = times.at(times.today() + timedelta(days=9), time(11))
    slot = activities.Slot(begins, begins + timedelta(hours=1))
    activities.add_sessions(activity, [slot], rules=activities.ListRules(), actor=SYSTEM)
    activities.ask_for_review(
        activity, words="Czy godzina jest dobra dla klubu seniora?", actor=SYSTEM
    )
