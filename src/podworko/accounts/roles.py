"""Roles: a name and a sentence for people, and the list of what they may do (domain.md 2.8)."""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class May(StrEnum):
    """One thing that can be permitted, `module.verb_noun`."""

    SEE_DESK = "accounts.see_desk"
    EDIT_PLACES = "network.edit_places"
    EDIT_LEADERS = "network.edit_leaders"
    CLOSE_BUILDINGS = "network.close_buildings"
    LEND_ROOMS = "network.lend_rooms"
    SET_HOUSE_RULES = "network.set_house_rules"
    EDIT_ACTIVITIES = "activities.edit"
    PUBLISH_ACTIVITIES = "activities.publish"
    EDIT_TEMPLATES = "activities.edit_templates"
    SEE_SIGN_UPS = "activities.see_sign_ups"
    MANAGE_SIGN_UPS = "activities.manage_sign_ups"
    SEE_PEOPLE = "people.see"
    EDIT_PEOPLE = "people.edit"
    KEEP_REGISTERS = "activities.keep_registers"
    KEEP_OWN_REGISTERS = "activities.keep_own_registers"
    SEE_DIAGNOSIS = "diagnosis.see"
    EDIT_STUDIES = "diagnosis.edit_studies"
    ENTER_ANSWERS = "diagnosis.enter_answers"
    EDIT_MAP = "diagnosis.edit_map"
    SEE_PLAN = "planning.see"
    EDIT_PLAN = "planning.edit"
    APPROVE_PLAN = "planning.approve"
    RUN_DEBATES = "debates.run"
    EDIT_CONSULTATIONS = "consultations.edit"
    BOOK_CONSULTATIONS = "consultations.book"
    HOLD_CONSULTATIONS = "consultations.hold"
    COUNT_CONSULTATIONS = "consultations.count"
    ANSWER_QUESTIONS = "advice.answer"
    EDIT_ANSWERS = "advice.edit"
    KEEP_DUTY_LOG = "advice.keep_duty_log"
    RUN_VOLUNTEERING = "volunteering.run"
    CHECK_PEOPLE = "volunteering.check_people"
    EDIT_STANDARDS = "volunteering.edit_standards"
    RUN_TEAM = "initiatives.run_team"
    ACCOMPANY = "initiatives.accompany"
    GRANT_MEANS = "initiatives.grant_means"
    RUN_SHELF = "initiatives.run_shelf"
    ANSWER_PROBLEMS = "initiatives.answer_problems"
    RUN_PARTNERS = "partners.run"
    WRITE_NEWS = "promotion.write_news"
    RUN_NEWSLETTER = "promotion.run_newsletter"
    RUN_PRESS = "promotion.run_press"
    SEE_REPORTS = "reports.see"
    WRITE_REPORTS = "reports.write"
    PUBLISH_REPORTS = "reports.publish"
    RUN_ESF = "reports.run_esf"
    RUN_PRIVACY = "privacy.run"
    TAKE_RIGHTS = "privacy.take_requests"
    RUN_ACCESS = "privacy.run_access"
    SEE_MESSAGES = "messages.see"
    SEE_STYLE_GUIDE = "ui.see_style_guide"
    SEE_AUDIT = "audit.see"
    GRANT_ROLES = "accounts.grant_roles"


PROTECTED = frozenset(
    {
        May.KEEP_OWN_REGISTERS,
        May.SEE_SIGN_UPS,
        May.SEE_PEOPLE,
        May.KEEP_REGISTERS,
        May.HOLD_CONSULTATIONS,
        May.ANSWER_QUESTIONS,
        May.RUN_VOLUNTEERING,
        May.CHECK_PEOPLE,
        May.RUN_TEAM,
        May.ACCOMPANY,
        May.RUN_SHELF,
        May.ANSWER_PROBLEMS,
        May.RUN_NEWSLETTER,
        May.RUN_ESF,
        May.RUN_PRIVACY,
        May.RUN_ACCESS,
        May.SEE_MESSAGES,
        May.SEE_AUDIT,
        May.GRANT_ROLES,
    }
)
"""What lets somebody read who asked for help, who came or who did what, or give that right."""


@dataclass(frozen=True, slots=True)
class Role:
    """A role as people know it."""

    code: str
    name: str | Promise
    sentence: str | Promise
    may: frozenset[May]
    grants: frozenset[str] = frozenset()
    """Codes of the roles it may give and end, no wider than it holds itself."""

    @property
    def needs_second_factor(self) -> bool:
        """Whether it reads protected data: then a password alone does not open the desk."""
        return bool(self.may & PROTECTED)


_DESK = frozenset({May.SEE_DESK, May.SEE_STYLE_GUIDE})
_PROGRAMME = frozenset(
    {
        May.EDIT_PLACES,
        May.EDIT_LEADERS,
        May.CLOSE_BUILDINGS,
        May.LEND_ROOMS,
        May.SET_HOUSE_RULES,
        May.EDIT_ACTIVITIES,
        May.PUBLISH_ACTIVITIES,
    }
)
"""Places, leaders and the programme: nothing of it is about a resident."""
_COMMUNITY = frozenset({May.SEE_DIAGNOSIS, May.SEE_PLAN, May.EDIT_MAP, May.ENTER_ANSWERS})
"""What a community needs and what is done about it: no resident is named there."""
_ADVICE = frozenset({May.ANSWER_QUESTIONS, May.KEEP_DUTY_LOG})
"""The advice point: questions of the topics given to one's role, and talks at the counter."""
_CONSULTATIONS = frozenset(
    {May.EDIT_CONSULTATIONS, May.BOOK_CONSULTATIONS, May.COUNT_CONSULTATIONS}
)
"""When specialists are in and what they help with; never who came to them or why."""
_VOLUNTEERING = frozenset({May.RUN_VOLUNTEERING, May.CHECK_PEOPLE})
"""Volunteers and their papers, and who may work with minors."""
_NEIGHBOURS = frozenset({May.RUN_SHELF, May.ANSWER_PROBLEMS})
"""Who lends what to whom, and who reported what."""
_INITIATIVES = _NEIGHBOURS | {May.RUN_TEAM, May.ACCOMPANY}
"""The residents' team and their initiatives, whose people it names."""
_DIAGNOSIS = _COMMUNITY | {
    May.EDIT_STUDIES,
    May.EDIT_PLAN,
    May.RUN_DEBATES,
    May.RUN_PARTNERS,
    May.SEE_REPORTS,
    May.WRITE_REPORTS,
}
"""Finding out, planning, and working with those who help: no resident is named there."""

ANIMATOR = Role(
    "animator",
    _("animatorka lub animator lokalny"),
    _(
        "Prowadzi swój PAL: diagnozę, plan, program, zapisy, listy rezerwowe i rozmowy"
        " z mieszkańcami."
    ),
    _DESK
    | _PROGRAMME
    | _DIAGNOSIS
    | _ADVICE
    | _CONSULTATIONS
    | _VOLUNTEERING
    | _INITIATIVES
    | {
        May.EDIT_ANSWERS,
        May.EDIT_STANDARDS,
        May.WRITE_NEWS,
        May.RUN_NEWSLETTER,
        May.RUN_PRESS,
        May.RUN_ESF,
        May.SEE_SIGN_UPS,
        May.MANAGE_SIGN_UPS,
        May.KEEP_REGISTERS,
        May.SEE_PEOPLE,
        May.EDIT_PEOPLE,
        May.TAKE_RIGHTS,
        May.SEE_MESSAGES,
    },
)
SOCIAL_WORKER = Role(
    "social-worker",
    _("pracownica lub pracownik socjalny"),
    _(
        "Zapisuje mieszkańców swojego PAL na zajęcia, widzi, kto się zgłosił i kto przyszedł;"
        " planuje zajęcia, które ktoś inny sprawdza i publikuje."
    ),
    _DESK
    | _COMMUNITY
    | _ADVICE
    | _NEIGHBOURS
    | {
        May.BOOK_CONSULTATIONS,
        May.EDIT_ANSWERS,
        May.EDIT_ACTIVITIES,
        May.SEE_SIGN_UPS,
        May.MANAGE_SIGN_UPS,
        May.KEEP_REGISTERS,
        May.SEE_PEOPLE,
        May.EDIT_PEOPLE,
        May.TAKE_RIGHTS,
    },
)
SPECIALIST = Role(
    "specialist",
    _("specjalistka lub specjalista"),
    _(
        "Prowadzi własne rozmowy i jako jedyna osoba wie, kto się umówił; odpowiada na pytania"
        " ze swoich tematów. Nie widzi zapisów na zajęcia."
    ),
    _DESK | _ADVICE | {May.HOLD_CONSULTATIONS},
)
VOLUNTEERING_COORDINATOR = Role(
    "volunteering-coordinator",
    _("koordynatorka lub koordynator wolontariatu"),
    _(
        "Opiekuje się wolontariuszami swojego PAL: zgłoszenia, porozumienia, sprawdzenia,"
        " dyżury, godziny i zaświadczenia; widzi diagnozę i plan."
    ),
    _DESK | _VOLUNTEERING | {May.SEE_DIAGNOSIS, May.SEE_PLAN},
)
LEADER = Role(
    "leader",
    _("osoba prowadząca zajęcia"),
    _("Widzi swój plan i wypełnia listy obecności spotkań, które prowadzi; innych osób nie widzi."),
    _DESK | {May.KEEP_OWN_REGISTERS},
)
TEAM = (ANIMATOR, SOCIAL_WORKER, SPECIALIST, VOLUNTEERING_COORDINATOR, LEADER)
PAL_MANAGER = Role(
    "pal-manager",
    _("kierowniczka lub kierownik PAL"),
    _("Odpowiada za PAL: wszystko, co animator, dane miejsca i role swojego zespołu."),
    ANIMATOR.may | {May.GRANT_ROLES, May.GRANT_MEANS},
    grants=frozenset(role.code for role in TEAM),
)
NETWORK_COORDINATOR = Role(
    "network-coordinator",
    _("koordynatorka lub koordynator sieci"),
    _(
        "Widzi program, diagnozy i plany wszystkich PAL, porównuje, publikuje i zatwierdza;"
        " bez danych uczestników."
    ),
    _DESK
    | _PROGRAMME
    | _DIAGNOSIS
    | {
        May.EDIT_TEMPLATES,
        May.APPROVE_PLAN,
        May.PUBLISH_REPORTS,
        May.GRANT_MEANS,
        May.EDIT_CONSULTATIONS,
        May.COUNT_CONSULTATIONS,
        May.EDIT_ANSWERS,
        May.EDIT_STANDARDS,
        May.WRITE_NEWS,
        May.RUN_PRESS,
    },
)
DATA_PROTECTION_OFFICER = Role(
    "data-protection-officer",
    _("inspektorka lub inspektor ochrony danych"),
    _(
        "Prowadzi wnioski o prawa, naruszenia, klauzule i przechowywanie danych;"
        " widzi ślad zmian i wglądów."
    ),
    _DESK | {May.SEE_AUDIT, May.RUN_PRIVACY, May.TAKE_RIGHTS, May.RUN_ACCESS},
)
ADMINISTRATOR = Role(
    "administrator",
    _("administratorka lub administrator"),
    _("Zakłada konta i ustawia system; widzi stan wysyłki, bez treści rozmów."),
    _DESK | {May.SEE_AUDIT, May.SEE_MESSAGES, May.EDIT_PLACES, May.GRANT_ROLES, May.RUN_ACCESS},
    grants=frozenset(
        {
            *(role.code for role in TEAM),
            PAL_MANAGER.code,
            NETWORK_COORDINATOR.code,
            DATA_PROTECTION_OFFICER.code,
            "administrator",
        }
    ),
)

ROLES: dict[str, Role] = {
    role.code: role
    for role in (
        *TEAM,
        PAL_MANAGER,
        NETWORK_COORDINATOR,
        DATA_PROTECTION_OFFICER,
        ADMINISTRATOR,
    )
}
