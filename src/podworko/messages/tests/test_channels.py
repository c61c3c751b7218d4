import pytest
from hypothesis import given
from hypothesis import strategies as st

from podworko.messages.channels import Recipient, address_of, choose
from podworko.messages.models import Channel

MOBILE = "+48600100200"
LANDLINE = "+48126161616"
MAIL = "anna@example.org"


@pytest.mark.parametrize(
    ("to", "channel"),
    [
        (Recipient("A", email=MAIL, phone=MOBILE), Channel.EMAIL),
        (Recipient("A", phone=MOBILE), Channel.SMS),
        (Recipient("A", phone=LANDLINE), Channel.CALL),
        (Recipient("A"), Channel.LETTER),
        (Recipient("A", email=MAIL, phone=MOBILE, prefers="sms"), Channel.SMS),
        (Recipient("A", email=MAIL, phone=MOBILE, prefers="call"), Channel.CALL),
        (Recipient("A", email=MAIL, phone=MOBILE, prefers="letter"), Channel.LETTER),
        (Recipient("A", email=MAIL, phone=LANDLINE, prefers="sms"), Channel.EMAIL),
        (Recipient("A", phone=MOBILE, prefers="email"), Channel.SMS),
        (Recipient("A", email="not an address", phone=MOBILE), Channel.SMS),
        (Recipient("A", email="a@example.org\nBcc: x@example.org"), Channel.LETTER),
        (Recipient("A", phone="12"), Channel.LETTER),
        (Recipient("A", phone=LANDLINE, prefers="pigeon"), Channel.CALL),
    ],
)
def test_the_wished_way_is_taken_if_it_can_be_and_else_the_best(
    to: Recipient, channel: Channel
) -> None:
    assert choose(address_of(to), prefers=to.prefers, sms_written=True) == channel


def test_who_could_get_a_text_message_that_nobody_wrote_is_phoned() -> None:
    address = address_of(Recipient("A", phone=MOBILE))

    assert choose(address, prefers="", sms_written=False) == Channel.CALL


@given(
    email=st.sampled_from(["", MAIL, "wrong"]),
    phone=st.sampled_from(["", MOBILE, LANDLINE, "wrong"]),
    prefers=st.sampled_from(["", *Channel.values]),
    sms_written=st.booleans(),
)
def test_a_chosen_way_always_has_its_address(
    email: str, phone: str, prefers: str, *, sms_written: bool
) -> None:
    address = address_of(Recipient("A", email=email, phone=phone))

    channel = choose(address, prefers=prefers, sms_written=sms_written)

    has = {"email": bool(address.email), "sms": address.is_mobile, "call": bool(address.phone)}
    assert has.get(channel, True)
