"""Setting up a second factor: whoever knew the password before its owner set one up has seen no key that opens anything later."""

import base64
import re
from datetime import timedelta
from typing import Any
from unittest.mock import patch

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone
from django_otp.oath import totp
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice

from custody import second_factor
from custody.models import LogEntry
from tests.people import PASSWORD, client_of, person

pytestmark = pytest.mark.django_db
PAGE = "/admin/second-factor/"


def key_shown(client: Client) -> bytes:
    found = re.search(r"<code>([A-Z2-7 ]+)</code>", client.get(PAGE).content.decode())
    assert found is not None
    text = found[1].replace(" ", "")
    return base64.b32decode(text + "=" * (-len(text) % 8))


def send(client: Client, key: bytes) -> Any:
    return client.post(PAGE, {"code": f"{totp(key):06d}"})


def test_a_key_is_shown_to_one_session_alone(settings: Any) -> None:
    settings.SECOND_FACTOR = True
    user = person("ada", "editor")
    earlier, owner = client_of(user), client_of(user)
    seen, own = key_shown(earlier), key_shown(owner)
    assert seen != own
    assert key_shown(owner) == own, "the same, however often it is looked at"
    assert "Print these codes" in send(owner, own).content.decode()
    assert [device.bin_key for device in TOTPDevice.objects.filter(user=user)] == [own]
    assert send(earlier, seen).status_code == 400
    assert earlier.get("/admin/").status_code == 302
    assert owner.get("/admin/").status_code == 200


@pytest.mark.parametrize("written", ["{:0>200}", "+{}", "%20{}", "{}"])
def test_a_password_that_was_set_is_kept_under_the_accounts_own_number(written: str) -> None:
    ada, bob = person("ada", "admin"), person("bob", "editor")
    new = "an-unlikely-pass-phrase-7"
    sent = {"password1": new, "password2": new, "usable_password": "true"}
    client_of(ada).post(f"/admin/auth/user/{written.format(bob.pk)}/password/", sent)
    if not User.objects.get(pk=bob.pk).check_password(new):
        assert not LogEntry.objects.filter(action="set the password of").exists()
        return
    assert LogEntry.objects.get(action="set the password of").subject == f"auth.user {bob.pk}"


def test_a_password_of_ones_own_is_kept_too() -> None:
    ada = person("ada", "editor")
    client, new = client_of(ada), "another long enough password"
    wrong = {"old_password": "not it", "new_password1": new, "new_password2": new}
    client.post("/admin/password_change/", wrong)
    Client().post("/admin/password_change/", {**wrong, "old_password": PASSWORD})
    assert not LogEntry.objects.filter(action="set their own password").exists()
    assert client.post("/admin/password_change/", {**wrong, "old_password": PASSWORD}).status_code == 302
    row = LogEntry.objects.get(action="set their own password")
    assert (row.actor, row.subject) == ("ada", f"auth.user {ada.pk}")
    assert client.get("/admin/").status_code == 200, "still signed in"


@pytest.mark.parametrize("page", ["otp_totp/totpdevice", "otp_static/staticdevice"])
def test_nobody_hands_out_another_ones_second_factor_in_the_admin(page: str) -> None:
    """Taken away here it would leave no row of the log; the command does."""
    assert client_of(person("root", is_superuser=True)).get(f"/admin/{page}/").status_code == 404


def test_of_two_sessions_that_set_one_up_at_one_moment_one_does(settings: Any) -> None:
    """Each had read that there is none yet; the second would else be taken into use, unseen, beside the owner's."""
    settings.SECOND_FACTOR = True
    user = person("ada", "editor")
    owner, other = client_of(user), client_of(user)
    own, seen = key_shown(owner), key_shown(other)
    set_up, first = second_factor._set_up, []

    def after_another(device: TOTPDevice, code: str) -> list[str]:
        if not first:
            first.append(True)
            first.append(send(owner, own))
        return set_up(device, code)

    with patch.object(second_factor, "_set_up", after_another):
        assert send(other, seen).status_code == 400
    assert "Print these codes" in first[1].content.decode()
    assert [device.bin_key for device in TOTPDevice.objects.filter(user=user)] == [own]
    assert other.get("/admin/").status_code == 302


def test_slips_with_the_app_do_not_shut_the_printed_codes(settings: Any) -> None:
    """A wrong code counts against every device; one that fits forgives it on every device."""
    settings.SECOND_FACTOR = True
    user = person("ada", "editor")
    app, spare = (kind.objects.create(user=user, name="", confirmed=True) for kind in (TOTPDevice, StaticDevice))
    spare.token_set.create(token="aaaaaaaa")
    for _ in range(3):
        long_ago = timezone.now() - timedelta(days=9)
        for kind in (TOTPDevice, StaticDevice):
            kind.objects.filter(user=user).update(throttling_failure_timestamp=long_ago)
        client_of(user).post(PAGE, {"code": "000000x"})
    TOTPDevice.objects.update(throttling_failure_count=0, throttling_failure_timestamp=None)
    assert send(client_of(user), app.bin_key).status_code == 302
    assert client_of(user).post(PAGE, {"code": "aaaaaaaa"}).status_code == 302, "the phone is lost a second later"


def test_who_holds_a_session_sets_up_nothing_when_the_second_factor_is_forgotten(settings: Any) -> None:
    settings.SECOND_FACTOR = True
    user = person("ada", "editor")
    thief = client_of(user)
    send(thief, key_shown(thief))
    assert thief.get("/admin/").status_code == 200
    second_factor.forget(user, by="root")
    assert "/admin/login/" in thief.get(PAGE)["Location"]
