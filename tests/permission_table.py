"""Who may enter where. One row per named address; adding an address means adding a row.

`who` is ANYBODY, SIGNED_IN, or the roles that may; everybody else gets 403, a stranger is
asked to sign in (401). `ok` is what those who may enter get.
"""

from dataclasses import dataclass, field
from typing import Any

from podworko.accounts.public import ROLES, May

ANYBODY = "anybody"
SIGNED_IN = "signed-in"


@dataclass(frozen=True, slots=True)
class Row:
    """One address: how it is asked for, and who gets what."""

    who: str | frozenset[str]
    ok: int = 200
    method: str = "GET"
    kwargs: dict[str, str] = field(default_factory=dict)
    path: str = ""
    extra: dict[str, Any] = field(default_factory=dict)
    ok_signed_in: int = 0
    """What those get who are signed in already, where that differs."""
    is_file: bool = False
    """Answers with a file, which no journey through pages can open."""
    hidden: frozenset[str] = frozenset()
    """Roles that may enter the page in general, but not see this one: 404."""

    def answer(self, role: str) -> int:
        """Return the status somebody with this role gets."""
        if self.who == ANYBODY:
            return self.ok if role == "nobody" else self.ok_signed_in or self.ok
        if role == "nobody":
            return 401
        if role in self.hidden:
            return 404
        return self.ok if self.who == SIGNED_IN or role in self.who else 403


def having(permission: May) -> frozenset[str]:
    """Return the roles with a permission, as roles.py tells it: the table checks the doors."""
    return frozenset(code for code, role in ROLES.items() if permission in role.may)


def _of_another(method: str, kwargs: dict[str, str]) -> Row:
    """Return the row of what is another specialist's: not there, for whoever holds talks."""
    return Row(HOLDERS, method=method, kwargs=kwargs, hidden=HOLDERS)


TOKEN = {"token": "token"}
SESSION = {"public_id": "session"}
MESSAGE = {"public_id": "message"}
DESK = having(May.SEE_DESK)
MESSAGES = having(May.SEE_MESSAGES)
NEWS = {"public_id": "news"}
PHOTO = {"public_id": "photo"}
NEWS_WRITERS = having(May.WRITE_NEWS)
NAMELESS = NEWS_WRITERS - having(May.SEE_SIGN_UPS)
PRESS = having(May.RUN_PRESS)
REPORTS = having(May.SEE_REPORTS)
REPORT_WRITERS = having(May.WRITE_REPORTS)
REPORT_PUBLISHERS = having(May.PUBLISH_REPORTS)
"""They publish for the whole network; in this table everybody holds a role in one PAL alone."""
REPORTED = {"year": "reported_year"}
REPORT = {"year": "drafted_year", "whose": "slug"}
STORY = {"public_id": "story"}
OFFICERS = having(May.RUN_PRIVACY)
RIGHTS_TAKERS = having(May.TAKE_RIGHTS)
RIGHTS_REQUEST = {"public_id": "rights_request"}
BREACH = {"public_id": "breach"}
ACCESS = having(May.RUN_ACCESS)
ACCESS_TELLERS = ACCESS | having(May.EDIT_PLACES)
BARRIER = {"public_id": "barrier"}
LOCAL = {"public_id": "local_indicator"}
ESF_RUNNERS = having(May.RUN_ESF)
ESF = {"public_id": "esf_project"}
ESF_PERSON = {"public_id": "esf_participant"}
RELEASE = {"public_id": "release"}
OUTLET = {"public_id": "outlet"}
PRESS_CONTACT = {"public_id": "press_contact"}
CLIPPING = {"public_id": "clipping"}
EDITION = {"public_id": "edition"}
LETTER_KEEPERS = having(May.RUN_NEWSLETTER)
UNREAD = MESSAGES - having(May.SEE_SIGN_UPS)
EDITORS = having(May.EDIT_ACTIVITIES)
CHECKERS = having(May.CHECK_PEOPLE)
STANDARDS = having(May.EDIT_STANDARDS)
CHECKED_LEADER = {"kind": "prowadzacy", "public_id": "checked_leader"}
PUBLISHERS = having(May.PUBLISH_ACTIVITIES)
PLANNERS = EDITORS - PUBLISHERS
"""Who plans but does not publish: what is public is not theirs to change."""
TEMPLATES = having(May.EDIT_TEMPLATES)
SEERS = having(May.SEE_SIGN_UPS)
MANAGERS = having(May.MANAGE_SIGN_UPS)
ACTIVITY = {"slug": "activity"}
PRINTED = {"subject": "print_subject", "public_id": "session"}
QUESTION = {"slug": "activity", "number": "question"}
LIST = {"list_id": "list"}
SIGN_UP = {"public_id": "sign_up"}
PEOPLE = having(May.SEE_PEOPLE)
CARDS = having(May.EDIT_PEOPLE)
PERSON = {"public_id": "person"}
KEEPERS = having(May.KEEP_REGISTERS)
OWN_KEEPERS = having(May.KEEP_OWN_REGISTERS)
"""Who keeps the registers of what they lead: others' are hidden from them."""
GRANTERS = having(May.GRANT_ROLES)
MEMBER = {"public_id": "member"}
PLACES = having(May.EDIT_PLACES)
LEADERS = having(May.EDIT_LEADERS)
CLOSERS = having(May.CLOSE_BUILDINGS)
LENDERS = having(May.LEND_ROOMS)
RULERS = having(May.SET_HOUSE_RULES)
GROUP_TOKEN = {"token": "group_token"}
GROUP = {"public_id": "group"}
BOOKING = {"public_id": "booking"}
PAL = {"slug": "slug"}
PLAN_SEERS = having(May.SEE_PLAN)
PLAN_WRITERS = having(May.EDIT_PLAN)
APPROVERS = having(May.APPROVE_PLAN)
PLAN = {"public_id": "plan"}
DEBATE = {"public_id": "debate"}
POLL = {"public_id": "poll"}
POLL_DRAFT = {"public_id": "poll_draft"}
POLL_LETTERS = {"public_id": "poll_letters"}
POLL_COUNTED = {"public_id": "poll_counted"}
HEARING = {"public_id": "hearing"}
HEARING_DRAFT = {"public_id": "hearing_draft"}
HEARING_READ = {"public_id": "hearing_read"}
LESSON = {"public_id": "lesson"}
LESSON_DRAFT = {"public_id": "lesson_draft"}
ANSWERERS = having(May.ANSWER_QUESTIONS)
NOT_ANIMATORS = ANSWERERS - {"animator"}
"""Whose role does not answer the topic of the question of the world below."""
ON_DUTY = having(May.KEEP_DUTY_LOG)
WRITERS = having(May.EDIT_ANSWERS)
QUESTION_ASKED = {"public_id": "advice_question"}
KNOWLEDGE = {"public_id": "advice_page"}
ADVICE_TOPIC = {"slug": "advice_topic"}
UNHELD = {"slug": "advice_unheld", "pal": "advice_unheld_pal"}
TALK = {"key": "advice_talk"}
VOLUNTEERING = having(May.RUN_VOLUNTEERING)
TEAM_RUNNERS = having(May.RUN_TEAM)
OPPORTUNITY = {"public_id": "opportunity"}
VOLUNTEER = {"public_id": "volunteer"}
VOLUNTEER_TOKEN = {"token": "volunteer_token"}
APPLICATION = {"public_id": "application"}
AGREEMENT = {"public_id": "agreement"}
DEBATERS = having(May.RUN_DEBATES)
DIAGNOSIS_SEERS = having(May.SEE_DIAGNOSIS)
TYPISTS = having(May.ENTER_ANSWERS)
GOAL = {"public_id": "goal"}
PLAN_NEED = {"public_id": "need"}
DIAGNOSIS = having(May.SEE_DIAGNOSIS)
STUDIES = having(May.EDIT_STUDIES)
SURVEY = {"public_id": "survey"}
DRAFT_SURVEY = {"public_id": "survey_draft"}
TOLD = {"public_id": "survey_told"}
SURVEY_QUESTION = DRAFT_SURVEY | {"number": "survey_question"}
BATCH = {"public_id": "batch"}
MAPPERS = having(May.EDIT_MAP)
SHIFT = {"key": "shift"}
SWAP = {"key": "shift_swap"}
OWN_SHIFTS = {"token": "shift_token"}
OWN_SHIFT = OWN_SHIFTS | SHIFT
NEED = {"public_id": "need"}
EVIDENCE = {"public_id": "need", "number": "evidence"}
RESOURCE = {"public_id": "resource"}
PROPOSAL = {"public_id": "proposal"}
STUDY_SEERS = having(May.SEE_DIAGNOSIS)
STUDY_WRITERS = having(May.EDIT_STUDIES)
STUDY = {"public_id": "study"}
STEP = {"public_id": "step"}
WALK = {"public_id": "walk"}
NOTE = {"key": "note"}
CODE = {"code": "walk_code"}
VOLUNTEERS_OWN = {"token": "hours_token"}
HOURS = {"public_id": "hours_entry"}
HOURS_OF = {"public_id": "hours_volunteer"}
CERTIFICATE = {"public_id": "hours_certificate"}
HOLDERS = having(May.HOLD_CONSULTATIONS)
"""Specialists: what is another's is hidden from them too."""
OFFERERS = having(May.EDIT_CONSULTATIONS)
CONVERSATION = {"public_id": "talk"}
WAITS = {"public_id": "waits"}
DUTY = {"number": "duty"}

BOOKERS = having(May.BOOK_CONSULTATIONS)
HELPERS = having(May.EDIT_CONSULTATIONS)
SERVICE = {"public_id": "service"}
SLOT = {"token": "slot_token"}
OWN = {"token": "own_token"}
WAITING = {"token": "waiting_token"}
ACCOMPANY = having(May.ACCOMPANY)
MEANS_GRANTERS = having(May.GRANT_MEANS)
IDEA = {"public_id": "initiative"}
OWN_IDEA = IDEA | {"token": "initiative_token"}
IDEA_KIND = {"kind": "initiative_kind"}
IDEA_ROW = IDEA_KIND | {"number": "initiative_row"}
IDEA_MEANS = {"key": "initiative_means"}
IDEA_POST = {"key": "initiative_post"}
IDEA_GRANTED = {"key": "initiative_granted"}
IDEA_ASKING = {"number": "initiative_asking"}

SHELF = having(May.RUN_SHELF)
PROBLEMS = having(May.ANSWER_PROBLEMS)
THING = {"public_id": "shelf_thing"}
LOAN = {"public_id": "shelf_loan"}
OWN_LOAN = {"token": "shelf_borrower"} | LOAN
NOTICE = {"public_id": "board_notice"}
OWN_NOTICE = {"token": "shelf_borrower"} | NOTICE
PROBLEM = {"public_id": "area_problem"}
PARTNERS = having(May.RUN_PARTNERS)
PARTNER = {"public_id": "partner"}
PARTNER_SERVICE = {"public_id": "partner_service"}
PARTNER_PLACE = {"public_id": "partner_place"}
PARTNER_HOURS = PARTNER_SERVICE | {"number": "partner_hours"}
PARTNER_CONTACT = {"public_id": "partner_contact"}
PARTNER_AGREEMENT = {"public_id": "partner_agreement"}

TABLE: dict[str, Row] = {
    "running:alive": Row(ANYBODY),
    "running:ready": Row(ANYBODY),
    "running:metrics": Row(ANYBODY, ok=404),
    "picture": Row(ANYBODY, ok=404, path="/pliki/nie-ma.png"),
    # Anybody, without an account
    "network:home": Row(ANYBODY),
    "network:pals": Row(ANYBODY),
    "network:pal": Row(ANYBODY, kwargs={"slug": "slug"}),
    "network:layers": Row(ANYBODY),
    "activities:list": Row(ANYBODY),
    "activities:activity": Row(ANYBODY, kwargs={"slug": "activity"}),
    "activities:session": Row(ANYBODY, kwargs=SESSION),
    "activities:map": Row(ANYBODY),
    "activities:map_points": Row(ANYBODY),
    "activities:sign_up": Row(ANYBODY, kwargs={"list_id": "list"}),
    # Machines, and those who embed or build on our data
    "opendata:calendar": Row(ANYBODY),
    "opendata:pal_calendar": Row(ANYBODY, kwargs={"slug": "slug"}),
    "opendata:session_calendar": Row(ANYBODY, kwargs=SESSION),
    "opendata:rss": Row(ANYBODY),
    "opendata:oembed": Row(ANYBODY, ok=404),
    "federation:finger": Row(ANYBODY, ok=404),
    "federation:node_links": Row(ANYBODY, ok=404),
    "federation:node": Row(ANYBODY, ok=404),
    "federation:shared_inbox": Row(ANYBODY, method="POST", ok=404),
    "federation:event": Row(ANYBODY, kwargs=SESSION | {"name": "slug"}, ok=404),
    "federation:account": Row(ANYBODY, kwargs={"name": "slug"}, ok=404),
    "federation:inbox": Row(ANYBODY, method="POST", kwargs={"name": "slug"}, ok=404),
    "federation:outbox": Row(ANYBODY, kwargs={"name": "slug"}, ok=404),
    "federation:followers": Row(ANYBODY, kwargs={"name": "slug"}, ok=404),
    "federation:following": Row(ANYBODY, kwargs={"name": "slug"}, ok=404),
    "opendata_pages:embed": Row(ANYBODY),
    "opendata_pages:embed_map": Row(ANYBODY),
    "opendata_pages:embed_builder": Row(ANYBODY),
    "opendata_pages:embed_card": Row(ANYBODY, kwargs={"kind": "share_kind", "key": "session"}),
    "opendata_pages:embed_colour": Row(ANYBODY, kwargs={"colour": "colour"}, is_file=True),
    "share:picture": Row(ANYBODY, kwargs={"kind": "share_kind", "key": "session"}, is_file=True),
    "share:general_picture": Row(ANYBODY, is_file=True),
    "opendata_pages:about": Row(ANYBODY),
    "opendata_pages:datasets": Row(ANYBODY),
    "opendata_pages:dataset": Row(ANYBODY, kwargs={"code": "dataset"}),
    "opendata:catalogue": Row(ANYBODY, is_file=True),
    "opendata:file": Row(ANYBODY, path="/otwarte-dane/pliki/pal.csv", is_file=True),
    "opendata:dictionary": Row(
        ANYBODY, path="/otwarte-dane/pliki/pal.csv-metadata.json", is_file=True
    ),
    "api:hsds": Row(ANYBODY),
    "api:hsds_services": Row(ANYBODY),
    "api:hsds_service": Row(ANYBODY, ok=404, kwargs={"id": "nothing"}),
    "api:hsds_organizations": Row(ANYBODY),
    "api:hsds_organization": Row(ANYBODY, ok=404, kwargs={"id": "nothing"}),
    "api:api-root": Row(ANYBODY),
    "api:openapi-json": Row(ANYBODY),
    "api:pals": Row(ANYBODY),
    "api:pal": Row(ANYBODY, kwargs={"key": "slug"}),
    "api:places": Row(ANYBODY),
    "api:activities": Row(ANYBODY),
    "api:activity": Row(ANYBODY, ok=404, kwargs={"id": "nothing"}),
    "api:sessions": Row(ANYBODY),
    "api:session": Row(ANYBODY, kwargs={"id": "session"}),
    "api:signups": Row(ANYBODY, ok=400, method="POST", kwargs={"id": "session"}),
    "api:nowhere": Row(ANYBODY, ok=404, path="/api/v1/nowhere"),
    # Whoever holds the signed link
    "activities:manage": Row(ANYBODY, kwargs=TOKEN),
    "activities:change_people": Row(ANYBODY, kwargs=TOKEN),
    "activities:accept": Row(ANYBODY, ok=302, method="POST", kwargs=TOKEN),
    "activities:decline": Row(ANYBODY, ok=302, method="POST", kwargs=TOKEN),
    "activities:cancel": Row(ANYBODY, ok=302, method="POST", kwargs=TOKEN),
    # A device at the door, by its own cookie; any other is told that its screen is off
    "activities:door": Row(ANYBODY, ok=404),
    "activities:door_here": Row(ANYBODY, ok=404, method="POST"),
    "network:group": Row(ANYBODY, kwargs=GROUP_TOKEN),
    "network:group_ask": Row(ANYBODY, kwargs=GROUP_TOKEN),
    "network:group_rules": Row(ANYBODY, kwargs=GROUP_TOKEN),
    "network:group_cancel": Row(ANYBODY, ok=302, method="POST", kwargs=GROUP_TOKEN | BOOKING),
    # Whoever proves a contact is theirs; before that only the question
    "activities:mine": Row(ANYBODY),
    "activities:mine_code": Row(ANYBODY, ok=302),
    "activities:mine_leave": Row(ANYBODY, ok=302, method="POST"),
    # The door
    "account_login": Row(ANYBODY, ok_signed_in=302),
    "account_request_login_code": Row(ANYBODY, ok_signed_in=302),
    "account_confirm_login_code": Row(ANYBODY, ok=302),
    # The desk
    "account_logout": Row(ANYBODY, ok=302, ok_signed_in=200),
    "account_inactive": Row(ANYBODY),
    # The city's own sign-in, where there is none
    "openid_connect_login": Row(ANYBODY, ok=404, kwargs={"provider_id": "slug"}),
    "openid_connect_callback": Row(ANYBODY, ok=404, kwargs={"provider_id": "slug"}),
    "socialaccount_login_cancelled": Row(ANYBODY),
    "mfa_login_webauthn": Row(ANYBODY, ok=302),
    "mfa_authenticate": Row(ANYBODY, ok=302),
    # Everybody's own account: a second factor comes before the desk opens
    "desk:account": Row(SIGNED_IN),
    "desk:sign_out_elsewhere": Row(SIGNED_IN, ok=302, method="POST"),
    "desk:sign_out_there": Row(SIGNED_IN, ok=302, method="POST", kwargs={"number": "consent"}),
    "account_reauthenticate": Row(SIGNED_IN, ok=403),
    "mfa_reauthenticate": Row(SIGNED_IN, ok=403),
    "mfa_reauthenticate_webauthn": Row(SIGNED_IN, ok=403),
    "account_set_password": Row(SIGNED_IN),
    "mfa_index": Row(SIGNED_IN, ok=302),
    "mfa_list_webauthn": Row(SIGNED_IN, ok=302),
    "mfa_activate_totp": Row(SIGNED_IN),
    "mfa_deactivate_totp": Row(SIGNED_IN, ok=404),
    "mfa_view_recovery_codes": Row(SIGNED_IN, ok=404),
    "mfa_generate_recovery_codes": Row(SIGNED_IN),
    "mfa_add_webauthn": Row(SIGNED_IN),
    "mfa_edit_webauthn": Row(SIGNED_IN, ok=404, kwargs={"pk": "consent"}),
    "mfa_remove_webauthn": Row(SIGNED_IN, ok=404, kwargs={"pk": "consent"}),
    "desk:home": Row(DESK),
    "ui:styleguide": Row(having(May.SEE_STYLE_GUIDE)),
    "outbox:messages": Row(MESSAGES),
    "outbox:calls": Row(MESSAGES),
    "outbox:message": Row(MESSAGES, kwargs=MESSAGE),
    "outbox:retry": Row(MESSAGES, ok=302, method="POST", kwargs=MESSAGE),
    "outbox:withdraw": Row(MESSAGES, ok=302, method="POST", kwargs=MESSAGE),
    "outbox:printed": Row(MESSAGES, ok=302, method="POST", kwargs=MESSAGE, hidden=UNREAD),
    "outbox:call": Row(MESSAGES, ok=302, method="POST", kwargs=MESSAGE, hidden=UNREAD),
    # On paper
    "activities:print_programme": Row(ANYBODY, is_file=True, extra={"data": {"pal": "pal"}}),
    "activities:print_attendance": Row(
        KEEPERS | OWN_KEEPERS, kwargs=SESSION, is_file=True, hidden=OWN_KEEPERS
    ),
    "activities:print_labels": Row(
        KEEPERS | OWN_KEEPERS, kwargs=SESSION, is_file=True, hidden=OWN_KEEPERS
    ),
    "activities:print_form": Row(DESK, kwargs=LIST, is_file=True),
    "activities:print_slip": Row(SEERS, kwargs=SIGN_UP, is_file=True),
    "promotion:short": Row(
        ANYBODY, ok=302, kwargs={"letter": "print_letter", "code": "print_code"}
    ),
    "promotion:print_choose": Row(ANYBODY, kwargs=PRINTED),
    "promotion:print_file": Row(ANYBODY, kwargs=PRINTED, is_file=True),
    "promotion:print_picture": Row(ANYBODY, kwargs=PRINTED, is_file=True),
    "promotion:desk_prints": Row(DESK),
    "promotion:desk_prints_file": Row(DESK, is_file=True),
    "promotion:desk_prints_picture": Row(DESK, is_file=True),
    "people:print_consents": Row(PEOPLE, is_file=True),
    "people:print_person_consents": Row(PEOPLE, kwargs=PERSON, is_file=True),
    "outbox:print_letters": Row(MESSAGES, ok=302, is_file=True),
    "outbox:letters_printed": Row(MESSAGES, ok=302, method="POST"),
    # The programme at the desk
    "activities:desk_programme": Row(DESK),
    "activities:desk_activity": Row(DESK, kwargs=ACTIVITY),
    "activities:desk_new": Row(EDITORS),
    "activities:desk_board": Row(DESK),
    "activities:desk_copy_term": Row(EDITORS),
    "activities:desk_templates": Row(EDITORS),
    "activities:desk_new_template": Row(TEMPLATES),
    "activities:desk_template": Row(TEMPLATES, kwargs={"public_id": "template"}),
    "activities:desk_ask_for_review": Row(
        EDITORS, ok=302, method="POST", kwargs=ACTIVITY, hidden=PLANNERS
    ),
    "activities:desk_send_back": Row(PUBLISHERS, ok=302, method="POST", kwargs=ACTIVITY),
    "activities:desk_edit": Row(EDITORS, kwargs=ACTIVITY, hidden=PLANNERS),
    "activities:desk_add_dates": Row(EDITORS, kwargs=ACTIVITY, hidden=PLANNERS),
    "activities:desk_questions": Row(EDITORS, kwargs=ACTIVITY, hidden=PLANNERS),
    "activities:desk_thread": Row(EDITORS, kwargs=ACTIVITY, hidden=PLANNERS),
    "activities:desk_partners": Row(EDITORS, kwargs=ACTIVITY, hidden=PLANNERS),
    "activities:desk_unname_partner": Row(
        EDITORS, ok=302, method="POST", kwargs=ACTIVITY | PARTNER, hidden=PLANNERS
    ),
    "activities:desk_untie": Row(
        EDITORS,
        ok=302,
        method="POST",
        kwargs={"slug": "activity", "number": "tie"},
        hidden=PLANNERS,
    ),
    # Diagnosis
    "diagnosis:desk_budgets": Row(DIAGNOSIS_SEERS),
    "diagnosis:desk_budget": Row(DIAGNOSIS_SEERS, kwargs={"public_id": "budget"}),
    # Advice
    "advice:home": Row(ANYBODY),
    "advice:similar": Row(ANYBODY, method="POST"),
    "advice:ask": Row(ANYBODY),
    "advice:read": Row(ANYBODY),
    "advice:more": Row(ANYBODY, ok=404, method="POST"),
    "advice:judge": Row(ANYBODY, ok=404, method="POST"),
    "advice:erase": Row(ANYBODY, ok=404, method="POST"),
    "advice:slip": Row(ANYBODY, ok=404, method="POST"),
    "advice:page": Row(ANYBODY, kwargs={"slug": "advice_slug"}),
    "advice:checklist": Row(ANYBODY, kwargs={"slug": "advice_slug"}, is_file=True),
    "advice:desk_questions": Row(ANSWERERS),
    "advice:desk_question": Row(ANSWERERS, kwargs=QUESTION_ASKED, hidden=NOT_ANIMATORS),
    "advice:desk_move": Row(
        ANSWERERS, ok=422, method="POST", kwargs=QUESTION_ASKED, hidden=NOT_ANIMATORS
    ),
    "advice:desk_called": Row(
        ANSWERERS, ok=302, method="POST", kwargs=QUESTION_ASKED, hidden=NOT_ANIMATORS
    ),
    "advice:desk_page_from": Row(WRITERS, kwargs=QUESTION_ASKED, hidden=WRITERS - {"animator"}),
    "advice:desk_take": Row(ON_DUTY),
    "advice:desk_duty": Row(ON_DUTY),
    "advice:desk_talk": Row(ON_DUTY, kwargs=TALK),
    "advice:desk_remove_talk": Row(
        ON_DUTY, ok=302, method="POST", kwargs={"key": "advice_talk_gone"}, hidden=ON_DUTY
    ),
    "advice:desk_referral": Row(ON_DUTY, kwargs={"public_id": "advice_place"}, is_file=True),
    "advice:desk_numbers": Row(ANSWERERS | ON_DUTY | WRITERS),
    "advice:desk_pages": Row(WRITERS),
    "advice:desk_new_page": Row(WRITERS),
    "advice:desk_page": Row(WRITERS, kwargs=KNOWLEDGE),
    "advice:desk_edit_page": Row(WRITERS, kwargs=KNOWLEDGE),
    "advice:desk_step": Row(
        WRITERS, ok=302, method="POST", kwargs=KNOWLEDGE | {"act": "advice_act"}
    ),
    "advice:desk_topics": Row(WRITERS, hidden=WRITERS),
    "advice:desk_new_topic": Row(WRITERS, hidden=WRITERS),
    "advice:desk_topic": Row(WRITERS, kwargs=ADVICE_TOPIC, hidden=WRITERS),
    "advice:desk_hand": Row(WRITERS, kwargs=UNHELD, hidden=WRITERS),
    "advice:desk_ties": Row(WRITERS),
    "advice:desk_untie": Row(WRITERS, ok=302, method="POST", kwargs={"number": "advice_link"}),
    # Consultations and debates
    "consultations:services": Row(ANYBODY),
    "consultations:service": Row(ANYBODY, kwargs=SERVICE),
    "consultations:wait": Row(ANYBODY, kwargs=SERVICE),
    "consultations:book": Row(ANYBODY, kwargs=SLOT),
    "consultations:by_code": Row(ANYBODY),
    "consultations:appointment": Row(ANYBODY, kwargs=OWN),
    "consultations:change": Row(ANYBODY, kwargs=OWN),
    "consultations:calendar": Row(ANYBODY, kwargs=OWN, is_file=True),
    "consultations:cancel": Row(ANYBODY, ok=302, method="POST", kwargs=OWN),
    "consultations:answer": Row(ANYBODY, ok=302, method="POST", kwargs=OWN),
    "consultations:earlier": Row(ANYBODY, ok=302, method="POST", kwargs=OWN),
    "consultations:waiting": Row(ANYBODY, kwargs=WAITING),
    "consultations:end_waiting": Row(ANYBODY, ok=302, method="POST", kwargs=WAITING),
    "consultations:desk_free": Row(BOOKERS),
    "consultations:desk_code": Row(BOOKERS),
    "consultations:desk_book": Row(BOOKERS, kwargs=SLOT),
    "consultations:desk_wait": Row(BOOKERS, kwargs=SERVICE),
    "consultations:desk_thread": Row(HELPERS, kwargs=SERVICE | {"slug": "slug"}),
    "consultations:desk_untie": Row(
        HELPERS,
        ok=302,
        method="POST",
        kwargs=SERVICE | {"slug": "slug", "number": "service_tie"},
    ),
    "promotion:news": Row(ANYBODY),
    "promotion:news_item": Row(ANYBODY, kwargs=NEWS),
    "promotion:desk_news": Row(NEWS_WRITERS),
    "promotion:desk_news_new": Row(NEWS_WRITERS),
    "promotion:desk_news_item": Row(NEWS_WRITERS, kwargs=NEWS),
    "promotion:desk_news_edit": Row(NEWS_WRITERS, kwargs=NEWS),
    "promotion:desk_news_publish": Row(
        NEWS_WRITERS, ok=302, method="POST", kwargs={"public_id": "news_draft"}
    ),
    "promotion:desk_news_stop": Row(NEWS_WRITERS, ok=302, method="POST", kwargs=NEWS),
    "promotion:desk_news_withdraw": Row(NEWS_WRITERS, ok=422, method="POST", kwargs=NEWS),
    "promotion:desk_news_picture": Row(NEWS_WRITERS, ok=422, method="POST", kwargs=NEWS),
    "promotion:desk_news_picture_remove": Row(
        NEWS_WRITERS, ok=302, method="POST", kwargs=NEWS | {"number": "news_picture"}
    ),
    "promotion:desk_news_choose": Row(NEWS_WRITERS, ok=422, method="POST", kwargs=NEWS),
    "promotion:photo": Row(ANYBODY, kwargs=PHOTO, is_file=True),
    "promotion:photo_ask": Row(ANYBODY, kwargs=PHOTO),
    "promotion:picture_ask": Row(ANYBODY, kwargs={"kind": "photo_kind", "key": "photo_key"}),
    "promotion:photo_asked": Row(ANYBODY),
    "promotion:photos_own": Row(ANYBODY, kwargs={"token": "photo_own"}),
    "promotion:photos_own_file": Row(ANYBODY, kwargs=PHOTO | {"token": "photo_own"}, is_file=True),
    "promotion:desk_photos": Row(NEWS_WRITERS),
    "promotion:desk_photos_new": Row(NEWS_WRITERS),
    "promotion:desk_photos_who": Row(NEWS_WRITERS),
    "promotion:desk_photo_consent": Row(NEWS_WRITERS, is_file=True),
    "promotion:desk_photo_note": Row(
        NEWS_WRITERS, ok=302, method="POST", kwargs={"kind": "photo_kind", "key": "photo_key"}
    ),
    "promotion:desk_photo_answer": Row(
        NEWS_WRITERS, kwargs={"public_id": "photo_asked"}, hidden=NAMELESS
    ),
    "promotion:desk_photo": Row(NEWS_WRITERS, kwargs=PHOTO),
    "promotion:desk_photo_file": Row(NEWS_WRITERS, kwargs=PHOTO, is_file=True),
    "promotion:desk_photo_edit": Row(NEWS_WRITERS, kwargs=PHOTO),
    "promotion:desk_photo_withdraw": Row(NEWS_WRITERS, ok=422, method="POST", kwargs=PHOTO),
    "promotion:desk_photo_person_new": Row(NEWS_WRITERS, kwargs=PHOTO, hidden=NAMELESS),
    "promotion:desk_photo_person": Row(
        NEWS_WRITERS, kwargs=PHOTO | {"key": "photo_person"}, hidden=NAMELESS
    ),
    "promotion:desk_photo_person_remove": Row(
        NEWS_WRITERS,
        ok=302,
        method="POST",
        kwargs=PHOTO | {"key": "photo_person"},
        hidden=NAMELESS,
    ),
    "promotion:desk_news_link": Row(NEWS_WRITERS, ok=422, method="POST", kwargs=NEWS),
    "promotion:desk_news_link_remove": Row(
        NEWS_WRITERS, ok=302, method="POST", kwargs=NEWS | {"number": "news_link"}
    ),
    "promotion:subscribe": Row(ANYBODY),
    "promotion:letter_sent": Row(ANYBODY),
    "promotion:letter_confirm": Row(ANYBODY, kwargs={"token": "letter_confirm"}),
    "promotion:letter_own": Row(ANYBODY, kwargs={"token": "letter_own"}),
    "promotion:letter_end": Row(ANYBODY, kwargs={"token": "letter_own"}),
    "promotion:desk_letters": Row(NEWS_WRITERS),
    "promotion:desk_letter_people": Row(LETTER_KEEPERS),
    "promotion:desk_letter_readdress": Row(
        LETTER_KEEPERS, ok=422, method="POST", kwargs={"public_id": "letter_reader"}
    ),
    "promotion:desk_letter_end": Row(
        LETTER_KEEPERS, ok=302, method="POST", kwargs={"public_id": "letter_reader"}
    ),
    "promotion:desk_edition": Row(NEWS_WRITERS, kwargs=EDITION),
    "promotion:desk_edition_step": Row(
        NEWS_WRITERS,
        ok=302,
        method="POST",
        kwargs=EDITION | {"act": "edition_act"},
        hidden=NEWS_WRITERS,
    ),
    "promotion:desk_edition_sheet": Row(NEWS_WRITERS, kwargs=EDITION, is_file=True),
    "promotion:press": Row(ANYBODY),
    "promotion:press_end": Row(ANYBODY, kwargs={"token": "press_end"}),
    "promotion:release": Row(ANYBODY, kwargs=RELEASE),
    "promotion:release_file": Row(ANYBODY, kwargs=RELEASE | {"kind": "release_kind"}, is_file=True),
    "promotion:release_early": Row(ANYBODY, kwargs={"token": "release_early"}),
    "promotion:release_early_file": Row(
        ANYBODY, kwargs={"token": "release_early", "kind": "release_kind"}, is_file=True
    ),
    "promotion:release_photo": Row(
        ANYBODY, kwargs=RELEASE | {"photo_id": "release_photo"}, is_file=True
    ),
    "promotion:release_early_photo": Row(
        ANYBODY, kwargs={"token": "release_early", "photo_id": "release_photo"}, is_file=True
    ),
    "promotion:desk_release_photo": Row(PRESS, ok=422, method="POST", kwargs=RELEASE),
    "promotion:desk_release_photo_remove": Row(
        PRESS, ok=302, method="POST", kwargs=RELEASE | {"photo_id": "release_photo"}
    ),
    "promotion:desk_press": Row(PRESS),
    "promotion:desk_release_new": Row(PRESS),
    "promotion:desk_release": Row(PRESS, kwargs=RELEASE),
    "promotion:desk_release_edit": Row(PRESS, kwargs=RELEASE),
    "promotion:desk_release_out": Row(
        PRESS, ok=302, method="POST", kwargs={"public_id": "release_draft"}
    ),
    "promotion:desk_release_more": Row(PRESS, ok=422, method="POST", kwargs=RELEASE),
    "promotion:desk_release_withdraw": Row(PRESS, ok=422, method="POST", kwargs=RELEASE),
    "promotion:desk_release_act": Row(
        PRESS, ok=302, method="POST", kwargs=RELEASE | {"what": "release_act"}
    ),
    "promotion:desk_outlets": Row(PRESS),
    "promotion:desk_outlet_new": Row(PRESS),
    "promotion:desk_outlet": Row(PRESS, kwargs=OUTLET),
    "promotion:desk_outlet_edit": Row(PRESS, kwargs=OUTLET),
    "promotion:desk_press_contact_new": Row(PRESS, kwargs=OUTLET),
    "promotion:desk_press_contact": Row(PRESS, kwargs=PRESS_CONTACT),
    "promotion:desk_press_contact_act": Row(
        PRESS, ok=302, method="POST", kwargs=PRESS_CONTACT | {"what": "press_contact_act"}
    ),
    "promotion:desk_clippings": Row(PRESS),
    "promotion:desk_clipping_new": Row(PRESS),
    "promotion:desk_clipping": Row(PRESS, kwargs=CLIPPING),
    "promotion:desk_clipping_remove": Row(PRESS, ok=302, method="POST", kwargs=CLIPPING),
    "reports:reports": Row(ANYBODY),
    "reports:year": Row(ANYBODY, kwargs=REPORTED),
    "reports:year_file": Row(ANYBODY, kwargs=REPORTED | {"kind": "report_kind"}, is_file=True),
    "reports:report": Row(ANYBODY, kwargs=REPORTED | PAL),
    "reports:report_file": Row(
        ANYBODY, kwargs=REPORTED | PAL | {"kind": "report_kind"}, is_file=True
    ),
    "reports:desk_reports": Row(REPORT_WRITERS),
    "reports:desk_report": Row(REPORT_WRITERS, kwargs=REPORT),
    "reports:desk_write": Row(REPORT_WRITERS, kwargs=REPORT),
    "reports:desk_file": Row(REPORT_WRITERS, kwargs=REPORT | {"kind": "report_kind"}, is_file=True),
    "reports:desk_story_new": Row(REPORT_WRITERS, ok=302, method="POST", kwargs=REPORT),
    "reports:desk_story": Row(REPORT_WRITERS, kwargs=STORY),
    "reports:desk_story_drop": Row(REPORT_WRITERS, kwargs=STORY),
    "reports:desk_act": Row(
        REPORT_WRITERS, ok=302, method="POST", kwargs=REPORT | {"what": "report_act"}
    ),
    "reports:desk_close": Row(REPORT_PUBLISHERS, kwargs=REPORTED, hidden=REPORT_PUBLISHERS),
    "reports:desk_correct": Row(REPORT_PUBLISHERS, kwargs=REPORTED, hidden=REPORT_PUBLISHERS),
    "reports:desk_board": Row(REPORTS),
    "reports:desk_catalogue": Row(REPORTS),
    "reports:desk_trends": Row(REPORTS),
    "reports:desk_locals": Row(REPORTS),
    "reports:desk_local_new": Row(REPORT_WRITERS),
    "reports:desk_local": Row(REPORTS, kwargs=LOCAL),
    "reports:desk_local_redefine": Row(REPORT_WRITERS, kwargs=LOCAL),
    "reports:desk_local_end": Row(REPORT_WRITERS, ok=302, method="POST", kwargs=LOCAL),
    "reports:desk_esfs": Row(ESF_RUNNERS | REPORT_PUBLISHERS),
    "reports:desk_esf_new": Row(REPORT_PUBLISHERS, hidden=REPORT_PUBLISHERS),
    "reports:desk_esf": Row(ESF_RUNNERS | REPORT_PUBLISHERS, kwargs=ESF, hidden=REPORT_PUBLISHERS),
    "reports:desk_esf_edit": Row(REPORT_PUBLISHERS, kwargs=ESF, hidden=REPORT_PUBLISHERS),
    "reports:desk_esf_add": Row(ESF_RUNNERS, kwargs=ESF),
    "reports:desk_esf_person": Row(ESF_RUNNERS, kwargs=ESF_PERSON),
    "reports:desk_esf_drop": Row(ESF_RUNNERS, kwargs=ESF_PERSON),
    "reports:desk_indicator": Row(REPORTS, kwargs={"code": "figure"}),
    "reports:desk_rows": Row(REPORTS, kwargs={"code": "figure"}),
    "opendata:press_rss": Row(ANYBODY),
    "opendata:news_rss": Row(ANYBODY),
    "opendata:pal_news_rss": Row(ANYBODY, kwargs={"slug": "slug"}),
    "debates:debates": Row(ANYBODY),
    "debates:by_code": Row(ANYBODY),
    "debates:vote": Row(ANYBODY, kwargs={"code": "debate_code"}),
    "debates:voted": Row(ANYBODY, kwargs={"code": "debate_code"}),
    "debates:debate": Row(ANYBODY, kwargs=DEBATE),
    "debates:desk_debates": Row(DIAGNOSIS_SEERS),
    "debates:desk_new": Row(DEBATERS),
    "debates:desk_debate": Row(DIAGNOSIS_SEERS, kwargs=DEBATE),
    "debates:desk_edit": Row(DEBATERS, kwargs=DEBATE),
    "debates:desk_step": Row(
        DEBATERS, ok=302, method="POST", kwargs=DEBATE | {"act": "debate_act"}
    ),
    "debates:desk_add_item": Row(DEBATERS, ok=422, method="POST", kwargs=DEBATE),
    "debates:desk_remove_item": Row(
        DEBATERS, ok=302, method="POST", kwargs=DEBATE | {"number": "debate_item"}
    ),
    "debates:desk_sheets": Row(TYPISTS, ok=422, method="POST", kwargs=DEBATE),
    "debates:desk_remark": Row(TYPISTS, ok=422, method="POST", kwargs=DEBATE),
    "debates:desk_answer": Row(DEBATERS, kwargs=DEBATE | {"number": "debate_remark"}),
    "debates:desk_ballot": Row(TYPISTS, kwargs=DEBATE, is_file=True),
    "debates:polls": Row(ANYBODY),
    "debates:poll_code": Row(ANYBODY),
    "debates:poll_ballot": Row(ANYBODY, kwargs={"token": "poll_token"}),
    "debates:poll": Row(ANYBODY, kwargs=POLL),
    "debates:poll_ask": Row(ANYBODY, kwargs=POLL),
    "debates:poll_asked": Row(ANYBODY, kwargs=POLL),
    "debates:poll_thanks": Row(ANYBODY, kwargs=POLL),
    "debates:poll_ballots": Row(ANYBODY, kwargs={"public_id": "poll_published"}, is_file=True),
    "debates:desk_polls": Row(DIAGNOSIS_SEERS),
    "debates:desk_new_poll": Row(DEBATERS),
    "debates:desk_poll": Row(DIAGNOSIS_SEERS, kwargs=POLL),
    "debates:desk_edit_poll": Row(DEBATERS, kwargs=POLL_DRAFT),
    "debates:desk_poll_step": Row(
        DEBATERS, ok=302, method="POST", kwargs=POLL | {"act": "poll_act"}
    ),
    "debates:desk_add_option": Row(DEBATERS, ok=422, method="POST", kwargs=POLL_DRAFT),
    "debates:desk_remove_option": Row(
        DEBATERS, ok=302, method="POST", kwargs=POLL_DRAFT | {"number": "poll_option"}
    ),
    "debates:desk_call_off_poll": Row(DEBATERS, kwargs=POLL),
    "debates:desk_letters": Row(DEBATERS, ok=422, method="POST", kwargs=POLL_LETTERS),
    "debates:desk_void_letters": Row(
        DEBATERS, ok=302, method="POST", kwargs=POLL_LETTERS | {"number": "poll_batch"}
    ),
    "debates:desk_paper_ballot": Row(TYPISTS, kwargs=POLL, is_file=True),
    "debates:desk_hand_out": Row(TYPISTS, kwargs=POLL),
    "debates:desk_count": Row(TYPISTS, kwargs=POLL_COUNTED),
    "debates:desk_take_count": Row(TYPISTS, ok=422, method="POST", kwargs=POLL_COUNTED),
    "debates:desk_publish_poll": Row(DEBATERS, kwargs=POLL_COUNTED),
    # Public consultations and lessons
    "debates:hearings": Row(ANYBODY),
    "debates:hearing": Row(ANYBODY, kwargs=HEARING),
    "debates:speak": Row(ANYBODY, kwargs=HEARING),
    "debates:hearing_voices": Row(ANYBODY, kwargs=HEARING),
    "debates:spoken": Row(ANYBODY, kwargs=HEARING),
    "debates:agree": Row(ANYBODY, kwargs=HEARING | {"voice_id": "voice"}),
    "debates:agreement": Row(ANYBODY, kwargs={"token": "voice_agreement"}),
    "debates:voice": Row(ANYBODY, kwargs={"token": "voice_token"}),
    "debates:voice_withdraw": Row(ANYBODY, ok=302, method="POST", kwargs={"token": "voice_token"}),
    "debates:voice_code": Row(ANYBODY),
    # Nobody brought a file to this voice
    "debates:voice_file": Row(ANYBODY, ok=404, kwargs={"public_id": "voice"}, is_file=True),
    "debates:lessons": Row(ANYBODY),
    "debates:lesson": Row(ANYBODY, kwargs=LESSON),
    "debates:desk_hearings": Row(DIAGNOSIS_SEERS),
    "debates:desk_new_hearing": Row(DEBATERS),
    "debates:desk_hearing": Row(DIAGNOSIS_SEERS, kwargs=HEARING),
    "debates:desk_edit_hearing": Row(DEBATERS, kwargs=HEARING_DRAFT),
    "debates:desk_hearing_document": Row(DEBATERS, kwargs=HEARING_DRAFT),
    "debates:desk_hearing_step": Row(
        DEBATERS, ok=302, method="POST", kwargs=HEARING | {"act": "hearing_act"}
    ),
    "debates:desk_call_off_hearing": Row(DEBATERS, kwargs=HEARING),
    "debates:desk_add_event": Row(DEBATERS, ok=422, method="POST", kwargs=HEARING),
    "debates:desk_remove_event": Row(
        DEBATERS, ok=302, method="POST", kwargs=HEARING | {"number": "hearing_event"}
    ),
    "debates:desk_cards": Row(DEBATERS, ok=422, method="POST", kwargs=HEARING),
    "debates:desk_voice_sheet": Row(TYPISTS, kwargs=HEARING, is_file=True),
    "debates:desk_type_voice": Row(TYPISTS, kwargs=HEARING),
    "debates:desk_type_sheets": Row(TYPISTS, kwargs=HEARING),
    "debates:desk_show_voices": Row(DEBATERS, ok=302, method="POST", kwargs=HEARING),
    "debates:desk_voice": Row(DEBATERS, kwargs=HEARING | {"voice_id": "voice_waiting"}),
    "debates:desk_answer_voices": Row(DEBATERS, kwargs=HEARING_READ),
    "debates:desk_answer_sheet": Row(DIAGNOSIS_SEERS, kwargs=HEARING, is_file=True),
    "debates:desk_tell_hearing": Row(DEBATERS, kwargs=HEARING_READ),
    "debates:desk_lessons": Row(DIAGNOSIS_SEERS),
    "debates:desk_new_lesson": Row(DEBATERS),
    "debates:desk_lesson": Row(DIAGNOSIS_SEERS, kwargs=LESSON),
    "debates:desk_edit_lesson": Row(DEBATERS, kwargs=LESSON),
    "debates:desk_publish_lesson": Row(DEBATERS, ok=302, method="POST", kwargs=LESSON_DRAFT),
    "debates:desk_tie_lesson": Row(DEBATERS, ok=422, method="POST", kwargs=LESSON),
    "debates:desk_untie_lesson": Row(
        DEBATERS, ok=302, method="POST", kwargs=LESSON | {"number": "lesson_tie"}
    ),
    # Studies and research walks
    "diagnosis:studies": Row(ANYBODY),
    "diagnosis:study": Row(ANYBODY, kwargs={"slug": "study_slug"}),
    "diagnosis:study_report": Row(ANYBODY, ok=404, kwargs={"slug": "study_slug"}, is_file=True),
    "diagnosis:walk_photo": Row(ANYBODY, ok=404, kwargs=NOTE, is_file=True),
    "diagnosis:walk_enter": Row(ANYBODY),
    "diagnosis:walk_worker": Row(ANYBODY),
    "diagnosis:walk_shell": Row(ANYBODY),
    "diagnosis:walk": Row(ANYBODY, kwargs=CODE),
    "diagnosis:walk_join": Row(ANYBODY, ok=422, method="POST", kwargs=CODE),
    # Whose phone has no number on the walk is led to choose one
    "diagnosis:walk_notes": Row(ANYBODY, ok=302, method="POST", kwargs=CODE),
    "diagnosis:walk_leave": Row(ANYBODY, ok=302, method="POST", kwargs=CODE),
    "diagnosis:desk_studies": Row(STUDY_SEERS),
    "diagnosis:desk_new_study": Row(STUDY_WRITERS),
    "diagnosis:desk_study": Row(STUDY_SEERS, kwargs=STUDY),
    "diagnosis:desk_edit_study": Row(STUDY_WRITERS, kwargs=STUDY),
    "diagnosis:desk_move_study": Row(STUDY_WRITERS, ok=302, method="POST", kwargs=STUDY),
    "diagnosis:desk_conclude_study": Row(STUDY_WRITERS, kwargs=STUDY),
    "diagnosis:desk_publish_study": Row(STUDY_WRITERS, ok=302, method="POST", kwargs=STUDY),
    "diagnosis:desk_study_report": Row(STUDY_SEERS, kwargs=STUDY, is_file=True),
    "diagnosis:desk_new_step": Row(STUDY_WRITERS, kwargs=STUDY),
    "diagnosis:desk_step": Row(STUDY_WRITERS, kwargs=STEP),
    "diagnosis:desk_step_need": Row(STUDY_WRITERS, kwargs=STEP),
    "diagnosis:desk_remove_step": Row(STUDY_WRITERS, ok=302, method="POST", kwargs=STEP),
    "diagnosis:desk_new_walk": Row(STUDY_WRITERS, kwargs=STUDY),
    "diagnosis:desk_walk": Row(STUDY_SEERS, kwargs=WALK),
    "diagnosis:desk_edit_walk": Row(STUDY_WRITERS, kwargs=WALK),
    "diagnosis:desk_move_walk": Row(STUDY_WRITERS, ok=302, method="POST", kwargs=WALK),
    "diagnosis:desk_remove_walk": Row(STUDY_WRITERS, ok=302, method="POST", kwargs=WALK),
    "diagnosis:desk_walk_notes": Row(STUDY_SEERS, kwargs=WALK, is_file=True),
    "diagnosis:desk_walk_sheet": Row(STUDY_SEERS, kwargs=WALK, is_file=True),
    "diagnosis:desk_walk_print": Row(STUDY_SEERS, kwargs=WALK, is_file=True),
    "diagnosis:desk_walk_need": Row(STUDY_WRITERS, kwargs=WALK),
    "diagnosis:desk_new_stop": Row(STUDY_WRITERS, kwargs=WALK),
    "diagnosis:desk_stop": Row(STUDY_WRITERS, kwargs={"number": "stop"}),
    "diagnosis:desk_shift_stop": Row(
        STUDY_WRITERS, ok=302, method="POST", kwargs={"number": "stop"}
    ),
    "diagnosis:desk_note": Row(STUDY_SEERS, kwargs=NOTE),
    "diagnosis:desk_note_photo": Row(STUDY_SEERS, ok=404, kwargs=NOTE, is_file=True),
    "diagnosis:desk_hide_note": Row(STUDY_WRITERS, ok=422, method="POST", kwargs=NOTE),
    "diagnosis:desk_share_photo": Row(STUDY_WRITERS, ok=422, method="POST", kwargs=NOTE),
    # Plans and the thread
    "planning:newest": Row(ANYBODY, ok=302, kwargs=PAL),
    "planning:plan": Row(ANYBODY, kwargs={"slug": "slug", "year": "plan_year"}),
    "planning:desk_board": Row(PLAN_SEERS),
    "planning:desk_new_plan": Row(PLAN_WRITERS),
    "planning:desk_tie_agreement": Row(
        having(May.RUN_PARTNERS), kwargs={"public_id": "tied_agreement"}
    ),
    "planning:desk_untie_agreement": Row(
        having(May.RUN_PARTNERS),
        ok=302,
        method="POST",
        kwargs={"public_id": "tied_agreement", "number": "agreement_link"},
    ),
    "planning:desk_need": Row(PLAN_SEERS, kwargs=PLAN_NEED),
    "planning:desk_meet_need": Row(PLAN_WRITERS, ok=302, method="POST", kwargs=PLAN_NEED),
    "planning:desk_plan": Row(PLAN_SEERS, kwargs=PLAN),
    "planning:desk_edit_plan": Row(PLAN_WRITERS, kwargs=PLAN),
    "planning:desk_submit_plan": Row(PLAN_WRITERS, ok=302, method="POST", kwargs=PLAN),
    "planning:desk_decide_plan": Row(APPROVERS, ok=422, method="POST", kwargs=PLAN),
    "planning:desk_evaluate_plan": Row(PLAN_WRITERS, kwargs=PLAN),
    "planning:desk_carry_plan": Row(PLAN_WRITERS, kwargs=PLAN),
    "planning:desk_new_goal": Row(PLAN_WRITERS, kwargs=PLAN),
    "planning:desk_goal": Row(PLAN_WRITERS, kwargs=GOAL),
    "planning:desk_edit_goal": Row(PLAN_WRITERS, kwargs=GOAL),
    "planning:desk_remove_goal": Row(PLAN_WRITERS, ok=302, method="POST", kwargs=GOAL),
    "planning:desk_judge_goal": Row(PLAN_WRITERS, ok=422, method="POST", kwargs=GOAL),
    "planning:desk_add_task": Row(PLAN_WRITERS, ok=422, method="POST", kwargs=GOAL),
    "planning:desk_add_indicator": Row(PLAN_WRITERS, ok=422, method="POST", kwargs=GOAL),
    "planning:desk_add_proof": Row(PLAN_WRITERS, ok=422, method="POST", kwargs=GOAL),
    "planning:desk_task": Row(PLAN_WRITERS, kwargs={"number": "task"}),
    "planning:desk_indicator": Row(PLAN_WRITERS, kwargs={"number": "indicator"}),
    "planning:desk_remove_proof": Row(
        PLAN_WRITERS, ok=302, method="POST", kwargs={"public_id": "proof"}
    ),
    "activities:desk_question": Row(EDITORS, kwargs=QUESTION, hidden=PLANNERS),
    "activities:desk_remove_question": Row(
        EDITORS, ok=302, method="POST", kwargs=QUESTION, hidden=PLANNERS
    ),
    "activities:desk_session": Row(EDITORS, kwargs=SESSION, hidden=PLANNERS),
    "activities:desk_cancel_session": Row(PUBLISHERS, kwargs=SESSION),
    "activities:desk_call_off": Row(PUBLISHERS, kwargs=ACTIVITY),
    "activities:desk_publish": Row(PUBLISHERS, ok=302, method="POST", kwargs=ACTIVITY),
    "activities:desk_to_draft": Row(PUBLISHERS, ok=302, method="POST", kwargs=ACTIVITY),
    "activities:desk_list_places": Row(EDITORS, kwargs=LIST, hidden=PLANNERS),
    "activities:desk_register_code": Row(
        KEEPERS | OWN_KEEPERS, ok=302, method="POST", kwargs=SESSION, hidden=OWN_KEEPERS
    ),
    "activities:desk_doors": Row(KEEPERS),
    "activities:desk_door_stop": Row(KEEPERS, ok=302, method="POST", kwargs={"public_id": "door"}),
    "activities:desk_counter": Row(MANAGERS),
    "activities:desk_counter_done": Row(SEERS, kwargs=SIGN_UP),
    "activities:desk_sign_ups": Row(SEERS, kwargs=LIST),
    "activities:desk_sheet": Row(SEERS, kwargs=LIST),
    "activities:desk_sign_up": Row(SEERS, kwargs=SIGN_UP),
    "activities:desk_slip": Row(SEERS, kwargs=SIGN_UP),
    "activities:desk_new_sign_up": Row(MANAGERS, kwargs=LIST),
    "activities:desk_accept": Row(MANAGERS, ok=302, method="POST", kwargs=SIGN_UP),
    "activities:desk_decline": Row(MANAGERS, ok=302, method="POST", kwargs=SIGN_UP),
    "activities:desk_people": Row(MANAGERS, ok=422, method="POST", kwargs=SIGN_UP),
    "activities:desk_cancel_sign_up": Row(MANAGERS, ok=302, method="POST", kwargs=SIGN_UP),
    # The staff and their roles
    "desk:staff": Row(GRANTERS),
    "desk:invite": Row(GRANTERS),
    "desk:member": Row(GRANTERS, kwargs=MEMBER),
    "desk:end_grant": Row(GRANTERS, kwargs=MEMBER | {"number": "grant"}),
    "desk:handover": Row(DESK, kwargs=MEMBER, hidden=DESK - GRANTERS),
    "desk:sign_out_member": Row(GRANTERS, ok=302, method="POST", kwargs=MEMBER),
    "desk:close_account": Row(GRANTERS, ok=302, method="POST", kwargs=MEMBER),
    "desk:open_account": Row(GRANTERS, ok=302, method="POST", kwargs=MEMBER),
    "desk:take_off": Row(GRANTERS, ok=302, method="POST", kwargs=MEMBER),
    # People
    "desk:trail": Row(having(May.SEE_AUDIT)),
    "people:people": Row(PEOPLE),
    "people:card": Row(PEOPLE, kwargs=PERSON),
    "people:edit": Row(CARDS, kwargs=PERSON),
    "people:consent": Row(CARDS, ok=302, method="POST", kwargs=PERSON),
    "people:withdraw_consent": Row(
        CARDS, ok=302, method="POST", kwargs=PERSON | {"number": "consent"}
    ),
    "people:leave_household": Row(CARDS, ok=302, method="POST", kwargs=PERSON),
    "people:pairs": Row(CARDS),
    "people:merge": Row(CARDS, ok=404),
    "people:not_same": Row(CARDS, ok=404, method="POST"),
    "people:undo": Row(CARDS, ok=404, method="POST", kwargs=PERSON | {"number": "consent"}),
    # Registers
    "activities:desk_registers": Row(KEEPERS | OWN_KEEPERS),
    "activities:desk_held": Row(KEEPERS),
    "activities:desk_held_settle": Row(
        KEEPERS, ok=302, method="POST", kwargs=SESSION | {"sender": "member"}
    ),
    "activities:register_shell": Row(KEEPERS | OWN_KEEPERS),
    "activities:register_worker": Row(ANYBODY),
    "activities:desk_register": Row(KEEPERS | OWN_KEEPERS, kwargs=SESSION, hidden=OWN_KEEPERS),
    "activities:desk_register_acts": Row(
        KEEPERS | OWN_KEEPERS, ok=422, method="POST", kwargs=SESSION, hidden=OWN_KEEPERS
    ),
    "activities:desk_register_close": Row(
        KEEPERS | OWN_KEEPERS, ok=302, method="POST", kwargs=SESSION, hidden=OWN_KEEPERS
    ),
    "activities:desk_register_reopen": Row(
        KEEPERS | OWN_KEEPERS, ok=302, method="POST", kwargs=SESSION, hidden=OWN_KEEPERS
    ),
    "activities:desk_register_settle": Row(
        KEEPERS | OWN_KEEPERS, ok=404, method="POST", kwargs=SESSION, hidden=OWN_KEEPERS
    ),
    "activities:desk_register_leave": Row(
        KEEPERS | OWN_KEEPERS, ok=302, method="POST", kwargs=SESSION, hidden=OWN_KEEPERS
    ),
    # Places at the desk
    "network:desk_places": Row(PLACES),
    "network:desk_pal": Row(PLACES, kwargs=PAL),
    "network:desk_contact": Row(PLACES, kwargs=PAL),
    "network:desk_hours": Row(PLACES, kwargs=PAL),
    "network:desk_new_season": Row(PLACES, kwargs=PAL),
    "network:desk_season": Row(PLACES, kwargs=PAL | {"code": "season"}),
    "network:desk_end_season": Row(PLACES, ok=302, method="POST", kwargs=PAL | {"code": "season"}),
    "network:desk_exceptions": Row(PLACES, kwargs=PAL),
    "network:desk_remove_exception": Row(
        PLACES, ok=302, method="POST", kwargs=PAL | {"number": "exception"}
    ),
    "network:desk_close": Row(CLOSERS, kwargs=PAL),
    "network:desk_access": Row(PLACES, kwargs=PAL),
    "network:desk_leaders": Row(LEADERS),
    "network:desk_new_leader": Row(LEADERS),
    "network:desk_leader": Row(LEADERS, kwargs={"public_id": "leader"}),
    "network:desk_rooms": Row(PLACES, kwargs=PAL),
    "network:desk_room": Row(PLACES, kwargs=PAL | {"number": "room"}),
    # Rooms lent to groups
    "network:desk_bookings": Row(LENDERS),
    "network:desk_returns_seen": Row(LENDERS, ok=302, method="POST"),
    "network:desk_new_booking": Row(LENDERS),
    "network:desk_booking": Row(LENDERS, kwargs=BOOKING),
    "network:desk_confirm_booking": Row(LENDERS, ok=302, method="POST", kwargs=BOOKING),
    "network:desk_refuse_booking": Row(LENDERS, ok=422, method="POST", kwargs=BOOKING),
    "network:desk_cancel_booking": Row(LENDERS, ok=422, method="POST", kwargs=BOOKING),
    "network:desk_groups": Row(LENDERS),
    "network:desk_new_group": Row(LENDERS),
    "network:desk_group": Row(LENDERS, kwargs=GROUP),
    "network:desk_sign_rules": Row(LENDERS, ok=422, method="POST", kwargs=GROUP),
    "network:desk_group_link": Row(LENDERS, ok=302, method="POST", kwargs=GROUP),
    "network:desk_group_sheet": Row(LENDERS, kwargs=GROUP),
    "network:desk_house_rules": Row(RULERS, kwargs=PAL),
    "network:desk_windows": Row(RULERS, kwargs=PAL),
    # Talks: a specialist's own, and nobody else's
    "consultations:desk_day": Row(HOLDERS),
    "consultations:desk_day_paper": Row(HOLDERS, is_file=True),
    "consultations:desk_time": Row(HOLDERS),
    "consultations:desk_unblock": _of_another("POST", {"public_id": "absence"}),
    "consultations:desk_waiting": Row(HOLDERS),
    "consultations:desk_book_for": _of_another("GET", WAITS),
    "consultations:desk_end_waiting": _of_another("POST", WAITS),
    "consultations:desk_hand_all": Row(HOLDERS),
    "consultations:desk_appointment": _of_another("GET", CONVERSATION),
    "consultations:desk_finish": _of_another("POST", CONVERSATION),
    "consultations:desk_miss": _of_another("POST", CONVERSATION),
    "consultations:desk_reopen": _of_another("POST", CONVERSATION),
    "consultations:desk_call_off_talk": _of_another("GET", CONVERSATION),
    "consultations:desk_move": _of_another("GET", CONVERSATION),
    "consultations:desk_hand_over": _of_another("POST", CONVERSATION),
    "consultations:desk_keep": _of_another("POST", CONVERSATION),
    "consultations:desk_call": _of_another("POST", CONVERSATION),
    "consultations:desk_take_over": _of_another("POST", CONVERSATION),
    "consultations:desk_turn_down": _of_another("POST", CONVERSATION),
    # What help is offered, and what is counted
    "consultations:desk_offer": Row(OFFERERS),
    "consultations:desk_new_service": Row(OFFERERS),
    "consultations:desk_service": Row(OFFERERS, kwargs={"public_id": "help"}),
    "consultations:desk_new_specialist": Row(OFFERERS),
    "consultations:desk_specialist": Row(OFFERERS, kwargs={"public_id": "specialist"}),
    "consultations:desk_new_duty": Row(OFFERERS, kwargs={"public_id": "specialist"}),
    "consultations:desk_duty": Row(OFFERERS, kwargs=DUTY),
    "consultations:desk_remove_duty": Row(OFFERERS, kwargs=DUTY),
    "consultations:desk_counts": Row(having(May.COUNT_CONSULTATIONS)),
    "consultations:desk_erasures": Row(having(May.SEE_AUDIT)),
    # Surveys
    "diagnosis:public_surveys": Row(ANYBODY),
    "diagnosis:answer": Row(ANYBODY, kwargs={"slug": "survey_slug"}),
    "diagnosis:survey_thanks": Row(ANYBODY, kwargs={"slug": "survey_slug"}),
    "diagnosis:survey_paper": Row(ANYBODY, kwargs={"slug": "survey_slug"}, is_file=True),
    "diagnosis:desk_surveys": Row(DIAGNOSIS),
    "diagnosis:desk_survey_new": Row(STUDIES),
    "diagnosis:desk_survey": Row(DIAGNOSIS, kwargs=SURVEY),
    "diagnosis:desk_survey_edit": Row(STUDIES, kwargs=SURVEY),
    "diagnosis:desk_survey_close": Row(STUDIES, ok=302, method="POST", kwargs=SURVEY),
    "diagnosis:desk_survey_quotas": Row(STUDIES, ok=302, method="POST", kwargs=SURVEY),
    "diagnosis:desk_survey_preview": Row(DIAGNOSIS, kwargs=SURVEY),
    "diagnosis:desk_survey_results": Row(DIAGNOSIS, kwargs=SURVEY),
    "diagnosis:desk_survey_form": Row(DIAGNOSIS, kwargs=SURVEY, is_file=True),
    "diagnosis:desk_survey_edition": Row(STUDIES, ok=302, method="POST", kwargs=SURVEY),
    "diagnosis:desk_questions": Row(DIAGNOSIS, kwargs=SURVEY),
    "diagnosis:desk_question_new": Row(STUDIES, kwargs=DRAFT_SURVEY, ok=302),
    "diagnosis:desk_questions_bank": Row(STUDIES, kwargs=DRAFT_SURVEY),
    "diagnosis:desk_question": Row(STUDIES, kwargs=SURVEY_QUESTION),
    "diagnosis:desk_question_move": Row(STUDIES, ok=302, method="POST", kwargs=SURVEY_QUESTION),
    "diagnosis:desk_question_remove": Row(STUDIES, ok=302, method="POST", kwargs=SURVEY_QUESTION),
    "diagnosis:desk_survey_open": Row(STUDIES, ok=302, method="POST", kwargs=DRAFT_SURVEY),
    "diagnosis:survey_results": Row(ANYBODY, kwargs={"slug": "survey_told_slug"}),
    "diagnosis:desk_survey_data": Row(STUDIES, kwargs=TOLD),
    "diagnosis:desk_survey_words": Row(STUDIES, kwargs=TOLD),
    "diagnosis:desk_survey_sort": Row(STUDIES, kwargs=TOLD | {"code": "survey_words"}),
    "diagnosis:desk_survey_code_add": Row(
        STUDIES, ok=302, method="POST", kwargs=TOLD | {"code": "survey_words"}
    ),
    "diagnosis:desk_survey_code_remove": Row(
        STUDIES, ok=302, method="POST", kwargs=TOLD | {"number": "survey_code"}
    ),
    "diagnosis:desk_survey_mask": Row(
        STUDIES, ok=302, method="POST", kwargs=TOLD | {"answer": "survey_answer"}
    ),
    "diagnosis:desk_results_show_again": Row(STUDIES, ok=302, method="POST", kwargs=TOLD),
    "diagnosis:desk_results_withdraw": Row(STUDIES, ok=302, method="POST", kwargs=TOLD),
    "diagnosis:desk_results_publish": Row(STUDIES, ok=302, method="POST", kwargs=TOLD),
    "diagnosis:desk_survey_import": Row(STUDIES),
    "diagnosis:desk_survey_mapping": Row(STUDIES, kwargs={"public_id": "survey_file"}),
    "diagnosis:desk_papers": Row(TYPISTS, kwargs=SURVEY),
    "diagnosis:desk_batch": Row(TYPISTS, kwargs=BATCH),
    "diagnosis:desk_sheet": Row(TYPISTS, kwargs=BATCH | {"number": "sheet", "turn": "turn"}),
    "diagnosis:desk_settle": Row(TYPISTS, kwargs=BATCH | {"number": "sheet_typed"}),
    "diagnosis:kiosk": Row(ANYBODY, ok=404),
    "diagnosis:kiosk_questions": Row(ANYBODY, ok=404),
    "diagnosis:kiosk_thanks": Row(ANYBODY, ok=404),
    "diagnosis:desk_survey_field": Row(TYPISTS, kwargs=SURVEY),
    "diagnosis:desk_kiosk_stop": Row(TYPISTS, ok=302, method="POST", kwargs={"public_id": "kiosk"}),
    "diagnosis:desk_interviews": Row(TYPISTS, kwargs=SURVEY),
    "diagnosis:desk_interviews_take": Row(TYPISTS, ok=422, method="POST", kwargs=SURVEY),
    "diagnosis:interviews_shell": Row(ANYBODY),
    "diagnosis:interviews_worker": Row(ANYBODY),
    "diagnosis:desk_batch_close": Row(TYPISTS, ok=302, method="POST", kwargs=BATCH),
    # The map of resources and needs
    "api:resources": Row(ANYBODY, is_file=True),
    "api:resource": Row(ANYBODY, kwargs={"id": "resource"}, is_file=True),
    "api:reports": Row(ANYBODY, is_file=True),
    "api:report": Row(ANYBODY, kwargs=REPORTED, is_file=True),
    "api:partners": Row(ANYBODY, is_file=True),
    "api:partner": Row(ANYBODY, kwargs={"id": "partner"}, is_file=True),
    "api:needs": Row(ANYBODY, is_file=True),
    "api:need": Row(ANYBODY, kwargs={"id": "need"}, is_file=True),
    "diagnosis:map": Row(ANYBODY),
    "diagnosis:map_points": Row(ANYBODY, is_file=True),
    "diagnosis:resource": Row(ANYBODY, kwargs=RESOURCE),
    "diagnosis:need": Row(ANYBODY, kwargs=NEED),
    "diagnosis:support": Row(ANYBODY, ok=302, method="POST", kwargs=NEED),
    "diagnosis:choose": Row(ANYBODY),
    "diagnosis:propose": Row(ANYBODY, kwargs={"what": "potrzeba"}),
    "diagnosis:proposed": Row(ANYBODY),
    "diagnosis:resource_check": Row(ANYBODY, kwargs={"token": "resource_token"}),
    "diagnosis:desk_map": Row(MAPPERS),
    "diagnosis:desk_new_proposal": Row(MAPPERS, kwargs={"what": "zasob"}),
    "diagnosis:desk_proposal": Row(MAPPERS, kwargs=PROPOSAL),
    "diagnosis:desk_approve": Row(MAPPERS, kwargs=PROPOSAL),
    "diagnosis:desk_join": Row(MAPPERS, ok=302, method="POST", kwargs=PROPOSAL),
    "diagnosis:desk_refuse": Row(MAPPERS, ok=422, method="POST", kwargs=PROPOSAL),
    "diagnosis:desk_resources": Row(DIAGNOSIS),
    "diagnosis:desk_new_resource": Row(MAPPERS),
    "diagnosis:desk_resource": Row(DIAGNOSIS, kwargs=RESOURCE),
    "diagnosis:desk_edit_resource": Row(MAPPERS, kwargs=RESOURCE),
    "diagnosis:desk_act_resource": Row(
        MAPPERS, ok=302, method="POST", kwargs=RESOURCE | {"what": "sprawdzone"}
    ),
    "diagnosis:desk_match": Row(MAPPERS, ok=302, method="POST"),
    "diagnosis:desk_import": Row(MAPPERS),
    "diagnosis:desk_needs": Row(DIAGNOSIS),
    "diagnosis:desk_new_need": Row(MAPPERS),
    "diagnosis:desk_need": Row(DIAGNOSIS, kwargs=NEED),
    "diagnosis:desk_edit_need": Row(MAPPERS, kwargs=NEED),
    "diagnosis:desk_add_evidence": Row(MAPPERS, ok=422, method="POST", kwargs=NEED),
    "diagnosis:desk_remove_evidence": Row(MAPPERS, ok=302, method="POST", kwargs=EVIDENCE),
    "diagnosis:desk_count_paper": Row(MAPPERS, ok=422, method="POST", kwargs=NEED),
    "diagnosis:desk_confirm_need": Row(MAPPERS, ok=302, method="POST", kwargs=NEED),
    "diagnosis:desk_close_need": Row(MAPPERS, ok=422, method="POST", kwargs=NEED),
    # Volunteering
    "volunteering:home": Row(ANYBODY),
    "volunteering:map": Row(ANYBODY),
    "volunteering:map_points": Row(ANYBODY, is_file=True),
    "volunteering:rights": Row(ANYBODY),
    "volunteering:opportunity": Row(ANYBODY, kwargs=OPPORTUNITY),
    "volunteering:apply": Row(ANYBODY, kwargs=OPPORTUNITY),
    "volunteering:own_code": Row(ANYBODY),
    "volunteering:own": Row(ANYBODY, kwargs=VOLUNTEER_TOKEN),
    "volunteering:own_withdraw": Row(
        ANYBODY, ok=302, method="POST", kwargs=VOLUNTEER_TOKEN | APPLICATION
    ),
    "volunteering:desk_board": Row(VOLUNTEERING),
    "volunteering:desk_ended": Row(VOLUNTEERING),
    "volunteering:desk_opportunities": Row(VOLUNTEERING),
    "volunteering:desk_new_opportunity": Row(VOLUNTEERING),
    "volunteering:desk_opportunity": Row(VOLUNTEERING, kwargs=OPPORTUNITY),
    "volunteering:desk_edit_opportunity": Row(VOLUNTEERING, kwargs=OPPORTUNITY),
    "volunteering:desk_opportunity_state": Row(
        VOLUNTEERING, ok=302, method="POST", kwargs=OPPORTUNITY | {"to": "closed"}
    ),
    "volunteering:desk_untie_opportunity": Row(
        VOLUNTEERING, ok=302, method="POST", kwargs=OPPORTUNITY | {"number": "opportunity_tie"}
    ),
    "volunteering:desk_applications": Row(VOLUNTEERING),
    "volunteering:desk_application": Row(VOLUNTEERING, kwargs=APPLICATION),
    "volunteering:desk_volunteer": Row(VOLUNTEERING, kwargs=VOLUNTEER),
    "volunteering:desk_go_on": Row(
        VOLUNTEERING, ok=302, method="POST", kwargs=VOLUNTEER | {"stage": "stage_talk"}
    ),
    "volunteering:desk_end": Row(VOLUNTEERING, ok=302, method="POST", kwargs=VOLUNTEER),
    "volunteering:desk_new_code": Row(VOLUNTEERING, method="POST", kwargs=VOLUNTEER),
    "volunteering:desk_new_agreement": Row(VOLUNTEERING, kwargs=VOLUNTEER),
    "volunteering:desk_agreement": Row(VOLUNTEERING, kwargs=AGREEMENT),
    "volunteering:desk_amend": Row(VOLUNTEERING, kwargs=AGREEMENT),
    "volunteering:desk_terminate": Row(VOLUNTEERING, kwargs=AGREEMENT),
    "volunteering:desk_drop_agreement": Row(VOLUNTEERING, ok=302, method="POST", kwargs=AGREEMENT),
    "volunteering:desk_paper": Row(
        VOLUNTEERING, kwargs=AGREEMENT | {"name": "porozumienie"}, is_file=True
    ),
    "volunteering:desk_beneficiary": Row(VOLUNTEERING, kwargs={"slug": "slug"}),
    # Hours of volunteers and their certificates
    "volunteering:own_hours": Row(ANYBODY, kwargs=VOLUNTEERS_OWN),
    "volunteering:own_hours_sheet": Row(ANYBODY, kwargs=VOLUNTEERS_OWN, is_file=True),
    "volunteering:own_hours_correct": Row(ANYBODY, kwargs=VOLUNTEERS_OWN | HOURS),
    "volunteering:own_certificates": Row(ANYBODY, kwargs=VOLUNTEERS_OWN),
    "volunteering:own_certificate_paper": Row(
        ANYBODY, kwargs=VOLUNTEERS_OWN | CERTIFICATE, is_file=True
    ),
    "volunteering:check": Row(ANYBODY),
    "volunteering:desk_hours": Row(DESK),
    "volunteering:desk_hours_people": Row(VOLUNTEERING),
    "volunteering:desk_hours_blank": Row(VOLUNTEERING, kwargs=PAL, is_file=True),
    "volunteering:desk_hours_value": Row(VOLUNTEERING),
    "volunteering:desk_hours_refuse": Row(DESK, kwargs=HOURS, hidden=DESK - VOLUNTEERING),
    "volunteering:desk_hours_correct": Row(VOLUNTEERING, kwargs=HOURS),
    "volunteering:desk_hours_of": Row(VOLUNTEERING, kwargs=HOURS_OF),
    "volunteering:desk_hours_sheet": Row(VOLUNTEERING, kwargs=HOURS_OF),
    "volunteering:desk_hours_printed": Row(VOLUNTEERING, kwargs=HOURS_OF, is_file=True),
    "volunteering:desk_certificate_ask": Row(VOLUNTEERING, ok=302, method="POST", kwargs=HOURS_OF),
    "volunteering:desk_certificates": Row(VOLUNTEERING),
    "volunteering:desk_certificate": Row(VOLUNTEERING, kwargs=CERTIFICATE),
    "volunteering:desk_certificate_decline": Row(VOLUNTEERING, kwargs=CERTIFICATE),
    "volunteering:desk_certificate_withdraw": Row(VOLUNTEERING, kwargs=CERTIFICATE),
    "volunteering:desk_certificate_paper": Row(VOLUNTEERING, kwargs=CERTIFICATE, is_file=True),
    # Checks for work with minors, and standards for their protection
    "volunteering:standards": Row(ANYBODY, kwargs=PAL),
    "volunteering:standards_paper": Row(ANYBODY, kwargs=PAL, is_file=True),
    "volunteering:desk_checks": Row(CHECKERS),
    "volunteering:desk_unchecked": Row(CHECKERS),
    "volunteering:desk_check_letter": Row(
        CHECKERS, kwargs={"public_id": "checked_volunteer"}, is_file=True
    ),
    "volunteering:desk_check": Row(CHECKERS, kwargs=CHECKED_LEADER),
    "volunteering:desk_check_declare": Row(CHECKERS, kwargs=CHECKED_LEADER),
    "volunteering:desk_check_strike": Row(
        CHECKERS, kwargs=CHECKED_LEADER | {"check_id": "checked"}
    ),
    "volunteering:desk_standards": Row(DESK),
    "volunteering:desk_standards_of": Row(DESK, kwargs=PAL),
    "volunteering:desk_standards_write": Row(STANDARDS, kwargs=PAL),
    "volunteering:desk_standards_issue": Row(STANDARDS, ok=302, method="POST", kwargs=PAL),
    "volunteering:desk_standards_review": Row(STANDARDS, ok=422, method="POST", kwargs=PAL),
    "volunteering:desk_standards_known": Row(DESK, ok=404, method="POST", kwargs=PAL),
    # Shifts of volunteers
    "volunteering:own_shifts": Row(ANYBODY, kwargs=OWN_SHIFTS),
    "volunteering:own_shifts_free": Row(ANYBODY, kwargs=OWN_SHIFTS),
    "volunteering:own_shifts_calendar": Row(ANYBODY, kwargs={"feed": "shift_feed"}, is_file=True),
    "volunteering:own_shift": Row(ANYBODY, kwargs=OWN_SHIFT),
    "volunteering:own_shift_visit": Row(ANYBODY, ok=302, method="POST", kwargs=OWN_SHIFT),
    "volunteering:own_shift_swap": Row(ANYBODY, kwargs=OWN_SHIFT),
    "volunteering:own_shift_act": Row(
        ANYBODY, ok=302, method="POST", kwargs=OWN_SHIFT | {"what": "biore"}
    ),
    "volunteering:own_swap_answer": Row(
        ANYBODY, ok=302, method="POST", kwargs=OWN_SHIFTS | SWAP | {"what": "wycofuje"}
    ),
    "volunteering:desk_shifts": Row(VOLUNTEERING),
    "volunteering:desk_plan_shifts": Row(VOLUNTEERING),
    "volunteering:desk_shift_doubts": Row(VOLUNTEERING),
    "volunteering:desk_roster": Row(VOLUNTEERING, is_file=True),
    "volunteering:desk_shift": Row(VOLUNTEERING, kwargs=SHIFT),
    "volunteering:desk_edit_shift": Row(VOLUNTEERING, kwargs=SHIFT),
    "volunteering:desk_cancel_shift": Row(VOLUNTEERING, kwargs=SHIFT),
    "volunteering:desk_tell_shift": Row(VOLUNTEERING, ok=422, method="POST", kwargs=SHIFT),
    "volunteering:desk_shift_visited": Row(VOLUNTEERING, kwargs=SHIFT),
    "volunteering:desk_put_on": Row(VOLUNTEERING, kwargs=SHIFT),
    "volunteering:desk_turn_act": Row(
        VOLUNTEERING, ok=302, method="POST", kwargs={"key": "shift_turn", "what": "z-kim"}
    ),
    "volunteering:desk_swap_answer": Row(
        VOLUNTEERING, ok=302, method="POST", kwargs=SWAP | {"what": "nie"}
    ),
    # Hours that follow from shifts
    "volunteering:own_hours_of_turn": Row(
        ANYBODY, ok=302, method="POST", kwargs=OWN_SHIFTS | {"public_id": "shift_turn"}
    ),
    "volunteering:desk_shift_hours": Row(VOLUNTEERING, ok=302, method="POST", kwargs=SHIFT),
    # What residents run themselves
    "initiatives:own_code": Row(ANYBODY),
    "initiatives:own": Row(ANYBODY, kwargs={"token": "own_page_token"}),
    # The residents' team
    "initiatives:team": Row(ANYBODY, kwargs={"slug": "slug"}),
    "initiatives:team_join": Row(ANYBODY, kwargs={"slug": "slug"}),
    "initiatives:team_meeting": Row(ANYBODY, kwargs={"slug": "slug", "public_id": "team_told"}),
    "initiatives:own_withdraw": Row(
        ANYBODY,
        ok=302,
        method="POST",
        kwargs={"token": "team_applicant_token", "public_id": "team_application"},
    ),
    "initiatives:own_team": Row(ANYBODY, kwargs={"token": "team_token", "slug": "slug"}),
    "initiatives:own_meeting": Row(
        ANYBODY, kwargs={"token": "team_token", "slug": "slug", "public_id": "team_meeting"}
    ),
    "initiatives:own_task": Row(
        ANYBODY,
        ok=302,
        method="POST",
        kwargs={"token": "team_token", "slug": "slug", "public_id": "team_task", "what": "wez"},
    ),
    "initiatives:desk_teams": Row(TEAM_RUNNERS, ok=302),
    "initiatives:desk_team": Row(TEAM_RUNNERS, kwargs={"slug": "slug"}),
    "initiatives:desk_team_edit": Row(TEAM_RUNNERS, kwargs={"slug": "slug"}),
    "initiatives:desk_team_add": Row(TEAM_RUNNERS, kwargs={"slug": "slug"}),
    "initiatives:desk_team_handover": Row(TEAM_RUNNERS, kwargs={"slug": "slug"}),
    "initiatives:desk_team_task_new": Row(TEAM_RUNNERS, kwargs={"slug": "slug"}),
    "initiatives:desk_meeting_new": Row(TEAM_RUNNERS, kwargs={"slug": "slug"}),
    "initiatives:desk_application": Row(TEAM_RUNNERS, kwargs={"public_id": "team_application"}),
    "initiatives:desk_team_member": Row(TEAM_RUNNERS, kwargs={"public_id": "team_member"}),
    "initiatives:desk_team_end": Row(
        TEAM_RUNNERS, ok=422, method="POST", kwargs={"public_id": "team_member"}
    ),
    "initiatives:desk_team_renew": Row(
        TEAM_RUNNERS, ok=302, method="POST", kwargs={"public_id": "team_member"}
    ),
    "initiatives:desk_team_code": Row(
        TEAM_RUNNERS, method="POST", kwargs={"public_id": "team_member"}
    ),
    "initiatives:desk_meeting": Row(TEAM_RUNNERS, kwargs={"public_id": "team_meeting"}),
    "initiatives:desk_meeting_change": Row(TEAM_RUNNERS, kwargs={"public_id": "team_meeting"}),
    "initiatives:desk_meeting_step": Row(
        TEAM_RUNNERS,
        ok=302,
        method="POST",
        kwargs={"public_id": "team_meeting", "act": "zapros"},
    ),
    "initiatives:desk_team_task": Row(TEAM_RUNNERS, kwargs={"public_id": "team_task"}),
    "initiatives:desk_team_task_done": Row(
        TEAM_RUNNERS, ok=302, method="POST", kwargs={"public_id": "team_task"}
    ),
    "initiatives:desk_decision": Row(TEAM_RUNNERS, kwargs={"public_id": "team_decision"}),
    "initiatives:desk_decision_untie": Row(
        TEAM_RUNNERS,
        ok=302,
        method="POST",
        kwargs={"public_id": "team_decision", "number": "team_tie"},
    ),
    # Initiatives of residents
    "initiatives:ideas": Row(ANYBODY),
    "initiatives:ideas_map": Row(ANYBODY),
    "initiatives:ideas_points": Row(ANYBODY, is_file=True),
    "initiatives:idea_new": Row(ANYBODY),
    "initiatives:idea": Row(ANYBODY, kwargs=IDEA),
    "initiatives:idea_support": Row(ANYBODY, kwargs=IDEA),
    "initiatives:idea_support_code": Row(ANYBODY),
    "initiatives:idea_support_own": Row(ANYBODY, kwargs={"token": "support_token"}),
    "initiatives:idea_join": Row(ANYBODY, kwargs=IDEA),
    "initiatives:idea_invitation": Row(ANYBODY, kwargs={"token": "initiative_invitation"}),
    "initiatives:idea_photo": Row(ANYBODY, ok=404, kwargs={"public_id": "initiative_post"}),
    "initiatives:own_idea": Row(ANYBODY, kwargs=OWN_IDEA),
    "initiatives:own_idea_edit": Row(ANYBODY, kwargs=OWN_IDEA),
    "initiatives:own_idea_add": Row(ANYBODY, kwargs=OWN_IDEA | IDEA_KIND),
    "initiatives:own_idea_row": Row(ANYBODY, kwargs=OWN_IDEA | IDEA_ROW),
    "initiatives:own_idea_route": Row(ANYBODY, kwargs=OWN_IDEA),
    "initiatives:own_idea_paper": Row(ANYBODY, kwargs=OWN_IDEA, is_file=True),
    "initiatives:own_idea_means": Row(ANYBODY, kwargs=OWN_IDEA),
    "initiatives:own_idea_settle": Row(ANYBODY, kwargs=OWN_IDEA | IDEA_GRANTED),
    "initiatives:own_idea_write": Row(ANYBODY, kwargs=OWN_IDEA),
    "initiatives:own_idea_mend": Row(ANYBODY, kwargs=OWN_IDEA | IDEA_POST),
    "initiatives:own_idea_report": Row(ANYBODY, kwargs=OWN_IDEA),
    "initiatives:own_idea_member": Row(ANYBODY, kwargs=OWN_IDEA | IDEA_ASKING),
    "initiatives:own_idea_act": Row(
        ANYBODY, ok=302, method="POST", kwargs=OWN_IDEA | {"what": "initiative_own_act"}
    ),
    "initiatives:desk_ideas": Row(ACCOMPANY),
    "initiatives:desk_ideas_overview": Row(PLAN_SEERS),
    "initiatives:desk_idea_money": Row(MEANS_GRANTERS),
    "initiatives:desk_idea_money_answer": Row(MEANS_GRANTERS, kwargs={"key": "initiative_money"}),
    "initiatives:desk_idea_means_answer": Row(ACCOMPANY, kwargs=IDEA_MEANS),
    "initiatives:desk_idea_rules": Row(ACCOMPANY, kwargs=PAL),
    "initiatives:desk_idea": Row(ACCOMPANY, kwargs=IDEA),
    "initiatives:desk_idea_answer": Row(ACCOMPANY, kwargs=IDEA),
    "initiatives:desk_idea_step": Row(ACCOMPANY, kwargs=IDEA),
    "initiatives:desk_idea_decline": Row(ACCOMPANY, kwargs=IDEA),
    "initiatives:desk_idea_untie": Row(
        ACCOMPANY, ok=302, method="POST", kwargs=IDEA | {"number": "initiative_tie"}
    ),
    "initiatives:desk_idea_sheet": Row(ACCOMPANY, kwargs=IDEA),
    "initiatives:desk_idea_member": Row(ACCOMPANY, kwargs=IDEA | IDEA_ASKING),
    "initiatives:desk_idea_post": Row(ACCOMPANY, kwargs=IDEA | IDEA_POST),
    "initiatives:desk_idea_photo": Row(ACCOMPANY, ok=404, kwargs=IDEA | IDEA_POST, is_file=True),
    "initiatives:desk_idea_act": Row(
        ACCOMPANY, ok=302, method="POST", kwargs=IDEA | {"what": "initiative_desk_act"}
    ),
    "initiatives:desk_idea_edit": Row(ACCOMPANY, kwargs=IDEA),
    "initiatives:desk_idea_add": Row(ACCOMPANY, kwargs=IDEA | IDEA_KIND),
    "initiatives:desk_idea_row": Row(ACCOMPANY, kwargs=IDEA | IDEA_ROW),
    "initiatives:desk_idea_route": Row(ACCOMPANY, kwargs=IDEA),
    "initiatives:desk_idea_paper": Row(ACCOMPANY, kwargs=IDEA, is_file=True),
    "initiatives:desk_idea_means": Row(ACCOMPANY, kwargs=IDEA),
    "initiatives:desk_idea_settle": Row(ACCOMPANY, kwargs=IDEA | IDEA_GRANTED),
    "initiatives:desk_idea_write": Row(ACCOMPANY, kwargs=IDEA),
    "initiatives:desk_idea_mend": Row(ACCOMPANY, kwargs=IDEA | IDEA_POST),
    "initiatives:desk_idea_report": Row(ACCOMPANY, kwargs=IDEA),
    # What a team has between its members
    "initiatives:own_idea_talks": Row(ANYBODY, kwargs=OWN_IDEA),
    "initiatives:own_idea_talk": Row(ANYBODY, kwargs=OWN_IDEA | {"key": "initiative_talk"}),
    "initiatives:own_idea_files": Row(ANYBODY, kwargs=OWN_IDEA),
    "initiatives:own_idea_file": Row(
        ANYBODY, kwargs=OWN_IDEA | {"key": "initiative_file"}, is_file=True
    ),
    "initiatives:own_idea_classes": Row(ANYBODY, kwargs=OWN_IDEA),
    "initiatives:desk_idea_talks": Row(ACCOMPANY, kwargs=IDEA),
    "initiatives:desk_idea_talk": Row(ACCOMPANY, kwargs=IDEA | {"key": "initiative_talk"}),
    "initiatives:desk_idea_files": Row(ACCOMPANY, kwargs=IDEA),
    "initiatives:desk_idea_file": Row(
        ACCOMPANY, kwargs=IDEA | {"key": "initiative_file"}, is_file=True
    ),
    "initiatives:desk_idea_classes": Row(ACCOMPANY, kwargs=IDEA),
    # What neighbours lend, post and report
    "initiatives:neighbours": Row(ANYBODY),
    "initiatives:shelf": Row(ANYBODY),
    "initiatives:shelf_offer": Row(ANYBODY),
    "initiatives:thing": Row(ANYBODY, kwargs=THING),
    "initiatives:shelf_ask": Row(ANYBODY, kwargs=THING),
    "initiatives:own_loan": Row(ANYBODY, kwargs=OWN_LOAN),
    "initiatives:own_loan_note": Row(ANYBODY, ok=422, method="POST", kwargs=OWN_LOAN),
    "initiatives:own_loan_act": Row(
        ANYBODY, ok=302, method="POST", kwargs=OWN_LOAN | {"what": "shelf_odwolaj"}
    ),
    "initiatives:own_thing": Row(
        ANYBODY,
        ok=302,
        method="POST",
        kwargs={"token": "shelf_lender", "what": "shelf_schowaj"} | THING,
    ),
    "initiatives:desk_shelf": Row(SHELF),
    "initiatives:desk_shelf_calendar": Row(SHELF),
    "initiatives:desk_thing_new": Row(SHELF),
    "initiatives:desk_thing": Row(SHELF, kwargs=THING),
    "initiatives:desk_thing_edit": Row(SHELF, kwargs=THING),
    "initiatives:desk_thing_state": Row(
        SHELF, ok=422, method="POST", kwargs=THING | {"what": "shelf_schowaj"}
    ),
    "initiatives:desk_loan": Row(SHELF, kwargs=LOAN),
    "initiatives:desk_loan_act": Row(
        SHELF, ok=302, method="POST", kwargs=LOAN | {"what": "shelf_odwolaj"}
    ),
    "initiatives:desk_loan_paper": Row(SHELF, kwargs=LOAN, is_file=True),
    "initiatives:board": Row(ANYBODY),
    "initiatives:notice_new": Row(ANYBODY),
    "initiatives:notice": Row(ANYBODY, kwargs=NOTICE),
    "initiatives:notice_reply": Row(ANYBODY, kwargs=NOTICE),
    "initiatives:notice_report": Row(ANYBODY, kwargs=NOTICE),
    "initiatives:own_notice": Row(ANYBODY, kwargs=OWN_NOTICE),
    "initiatives:own_notice_reply": Row(
        ANYBODY, ok=422, method="POST", kwargs=OWN_NOTICE | {"key": "board_reply"}
    ),
    "initiatives:own_notice_act": Row(
        ANYBODY, ok=302, method="POST", kwargs=OWN_NOTICE | {"what": "shelf_przedluz"}
    ),
    "initiatives:desk_board": Row(SHELF),
    "initiatives:desk_notice": Row(SHELF, kwargs=NOTICE),
    "initiatives:desk_notice_act": Row(
        SHELF, ok=302, method="POST", kwargs=NOTICE | {"what": "shelf_zostaw"}
    ),
    "initiatives:problems": Row(ANYBODY),
    "initiatives:problem_points": Row(ANYBODY, is_file=True),
    "initiatives:problem_new": Row(ANYBODY),
    "initiatives:problem_code": Row(ANYBODY),
    "initiatives:problem_followed": Row(ANYBODY, kwargs={"token": "area_token"}),
    "initiatives:problem_followed_photo": Row(
        ANYBODY, ok=404, kwargs={"token": "area_token"}, is_file=True
    ),
    "initiatives:problem": Row(ANYBODY, kwargs=PROBLEM),
    "initiatives:problem_join": Row(ANYBODY, kwargs=PROBLEM),
    "initiatives:own_problem": Row(ANYBODY, kwargs={"token": "shelf_borrower"} | PROBLEM),
    "initiatives:own_problem_photo": Row(
        ANYBODY, ok=404, kwargs={"token": "shelf_borrower"} | PROBLEM, is_file=True
    ),
    "initiatives:desk_problems": Row(PROBLEMS),
    "initiatives:desk_problem": Row(PROBLEMS, kwargs=PROBLEM),
    "initiatives:desk_problem_publish": Row(PROBLEMS, ok=422, method="POST", kwargs=PROBLEM),
    "initiatives:desk_problem_hide": Row(PROBLEMS, ok=302, method="POST", kwargs=PROBLEM),
    "initiatives:desk_problem_photo": Row(PROBLEMS, ok=404, kwargs=PROBLEM, is_file=True),
    # Partners
    "privacy:declaration": Row(ANYBODY),
    "privacy:ask_access": Row(ANYBODY),
    "privacy:barrier": Row(ANYBODY, kwargs={"token": "barrier_token"}),
    "privacy:pal_access": Row(ANYBODY, kwargs={"slug": "slug"}),
    "privacy:desk_access": Row(ACCESS_TELLERS),
    "privacy:desk_statement": Row(ACCESS),
    "privacy:desk_pal_access": Row(ACCESS_TELLERS, kwargs={"slug": "slug"}),
    "privacy:desk_new_barrier": Row(ACCESS),
    "privacy:desk_barrier": Row(ACCESS, kwargs=BARRIER),
    "privacy:desk_barrier_extend": Row(ACCESS, ok=422, method="POST", kwargs=BARRIER),
    "privacy:desk_barrier_answer": Row(ACCESS, ok=422, method="POST", kwargs=BARRIER),
    "privacy:about": Row(ANYBODY),
    "privacy:ask": Row(ANYBODY),
    "privacy:by_code": Row(ANYBODY),
    "privacy:status": Row(ANYBODY, kwargs={"token": "rights_token"}),
    "privacy:clause": Row(ANYBODY, kwargs={"form": "rights_form"}),
    "privacy:desk_requests": Row(OFFICERS),
    "privacy:desk_take": Row(RIGHTS_TAKERS),
    "privacy:desk_request": Row(OFFICERS, kwargs=RIGHTS_REQUEST),
    "privacy:desk_request_person": Row(OFFICERS, ok=302, method="POST", kwargs=RIGHTS_REQUEST),
    "privacy:desk_request_data": Row(OFFICERS, kwargs=RIGHTS_REQUEST),
    "privacy:desk_end_hold": Row(
        OFFICERS, ok=302, method="POST", kwargs={**RIGHTS_REQUEST, "number": "data_hold"}
    ),
    "privacy:desk_request_act": Row(
        OFFICERS, ok=422, method="POST", kwargs={**RIGHTS_REQUEST, "what": "rights_act"}
    ),
    "privacy:desk_breaches": Row(OFFICERS),
    "privacy:desk_breach_new": Row(OFFICERS),
    "privacy:desk_breach": Row(OFFICERS, kwargs=BREACH),
    "privacy:desk_breach_edit": Row(OFFICERS, kwargs=BREACH),
    "privacy:desk_breach_act": Row(
        OFFICERS, ok=302, method="POST", kwargs={**BREACH, "what": "breach_act"}
    ),
    "privacy:desk_consents": Row(OFFICERS),
    "privacy:desk_clauses": Row(OFFICERS),
    "privacy:desk_clause": Row(OFFICERS, kwargs={"form": "rights_form"}),
    "privacy:desk_keeping": Row(OFFICERS),
    "privacy:desk_keeping_go_on": Row(
        OFFICERS, ok=302, method="POST", kwargs={"number": "retention_pause"}
    ),
    "privacy:desk_run": Row(OFFICERS, kwargs={"public_id": "retention_run"}),
    "privacy:desk_erasure": Row(OFFICERS, kwargs={"public_id": "erasure"}),
    "privacy:desk_record": Row(OFFICERS),
    "privacy:desk_note": Row(OFFICERS, kwargs={"matter": "rights_matter"}),
    "privacy:desk_assessment": Row(OFFICERS),
    "partners:directory": Row(ANYBODY),
    "partners:organisation": Row(ANYBODY, kwargs=PARTNER),
    "partners:service": Row(ANYBODY, kwargs=PARTNER_SERVICE),
    "partners:check": Row(ANYBODY, kwargs={"token": "partner_token"}),
    "partners:desk_organisations": Row(PARTNERS),
    "partners:desk_import": Row(PARTNERS),
    "partners:desk_new_organisation": Row(PARTNERS),
    "partners:desk_organisation": Row(PARTNERS, kwargs=PARTNER),
    "partners:desk_edit_organisation": Row(PARTNERS, kwargs=PARTNER),
    "partners:desk_new_service": Row(PARTNERS, kwargs=PARTNER),
    "partners:desk_new_location": Row(PARTNERS, kwargs=PARTNER),
    "partners:desk_new_contact": Row(PARTNERS, kwargs=PARTNER),
    "partners:desk_new_agreement": Row(PARTNERS, kwargs=PARTNER),
    "partners:desk_act_organisation": Row(
        PARTNERS, ok=302, method="POST", kwargs=PARTNER | {"what": "partner_sprawdzone"}
    ),
    "partners:desk_answer_correction": Row(
        PARTNERS,
        ok=302,
        method="POST",
        kwargs={"number": "partner_correction", "what": "partner_poprawione"},
    ),
    "partners:desk_service": Row(PARTNERS, kwargs=PARTNER_SERVICE),
    "partners:desk_edit_service": Row(PARTNERS, kwargs=PARTNER_SERVICE),
    "partners:desk_new_schedule": Row(PARTNERS, kwargs=PARTNER_SERVICE),
    "partners:desk_edit_schedule": Row(PARTNERS, kwargs=PARTNER_HOURS),
    "partners:desk_remove_schedule": Row(PARTNERS, ok=302, method="POST", kwargs=PARTNER_HOURS),
    "partners:desk_act_service": Row(
        PARTNERS, ok=302, method="POST", kwargs=PARTNER_SERVICE | {"what": "partner_sprawdzone"}
    ),
    "partners:desk_edit_location": Row(PARTNERS, kwargs=PARTNER_PLACE),
    "partners:desk_remove_location": Row(PARTNERS, ok=302, method="POST", kwargs=PARTNER_PLACE),
    "partners:desk_edit_contact": Row(PARTNERS, kwargs=PARTNER_CONTACT),
    "partners:desk_remove_contact": Row(PARTNERS, ok=302, method="POST", kwargs=PARTNER_CONTACT),
    "partners:desk_agreement": Row(PARTNERS, kwargs=PARTNER_AGREEMENT),
    "partners:desk_edit_agreement": Row(PARTNERS, kwargs=PARTNER_AGREEMENT),
    "partners:desk_sign_agreement": Row(PARTNERS, ok=422, method="POST", kwargs=PARTNER_AGREEMENT),
    "partners:desk_extend_agreement": Row(
        PARTNERS, ok=422, method="POST", kwargs=PARTNER_AGREEMENT
    ),
    "partners:desk_end_agreement": Row(PARTNERS, ok=422, method="POST", kwargs=PARTNER_AGREEMENT),
    "partners:desk_add_action": Row(PARTNERS, ok=422, method="POST", kwargs=PARTNER_AGREEMENT),
    "partners:desk_act_action": Row(
        PARTNERS,
        ok=302,
        method="POST",
        kwargs={"public_id": "partner_action", "what": "partner_zrobione"},
    ),
    "partners:desk_print_agreement": Row(PARTNERS, kwargs=PARTNER_AGREEMENT, is_file=True),
}
