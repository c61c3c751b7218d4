"""A register of 60 people on a phone: from a tap until the page shows it.

    ./podworko bench register [--people 60] [--slower 4] [--pause 250]

Chromium with the processor slowed down (4 times by default, as browsers' own tools take a
mid-range phone), a tap every quarter of a second, against the production server on SQLite.
Aim: 95 of 100 taps within 100 ms.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from statistics import quantiles

import _lab as lab

TAPS = """async (pause) => {
  const times = [];
  for (const field of document.querySelectorAll('[data-guest] [value=present]')) {
    const begun = performance.now();
    field.click();
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    times.push(performance.now() - begun);
    await new Promise((done) => setTimeout(done, pause));
  }
  return times;
}"""


def main() -> None:
    """Measure in a process of its own, which has the settings of production."""
    options = _options()
    with tempfile.TemporaryDirectory() as folder:
        lab.environment(f"sqlite:///{folder}/bench.sqlite3", folder)
        command = [sys.executable, __file__, "--inside", "--people", str(options.people)]
        command += ["--slower", str(options.slower), "--pause", str(options.pause)]
        subprocess.check_call(command, cwd=lab.ROOT)  # noqa: S603


def inside(people: int, slower: float, pause: int) -> None:
    """Fill a register, serve it, tap through it, and see that all arrived."""
    from podworko.cli import setup  # noqa: PLC0415

    setup.start("config.settings.prod")
    setup.ensure_database()
    setup.ensure_static()
    path, cookie = _fill(people)
    server = lab.Server(workers=1)
    server.start()
    try:
        times_ms = _tap(path, cookie, slower, pause)
    finally:
        server.stop()
    cuts = quantiles(times_ms, n=100)
    print(f"{len(times_ms)} taps, one every {pause} ms, processor {slower:g} times slower:")
    print(f"  p50 {cuts[49]:.1f} ms, p95 {cuts[94]:.1f} ms, p99 {cuts[98]:.1f} ms")
    print(f"  arrived at the server: {_arrived()} of {people}")


def _fill(people: int) -> tuple[str, dict[str, str]]:
    from allauth.mfa.models import Authenticator  # noqa: PLC0415
    from django.conf import settings  # noqa: PLC0415
    from django.test import Client  # noqa: PLC0415
    from django.urls import reverse  # noqa: PLC0415

    from podworko.accounts.public import Grant, User  # noqa: PLC0415
    from podworko.activities.tests.factories import join, make_session  # noqa: PLC0415

    session = make_session(days=0.2, capacity=people)
    for number in range(people):
        join(session.sign_up_list, f"Osoba {number}")
    user = User.objects.create_user("bench@example.org", name="Bench")
    Grant.objects.create(user=user, role="animator", pal=None)
    # The production server opens the desk to this role only with a second factor.
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": ""})
    client = Client()
    client.force_login(user)
    name = settings.SESSION_COOKIE_NAME
    cookie = {"name": name, "value": client.cookies[name].value}
    return reverse("activities:desk_register", args=[session.public_id]), cookie


def _tap(path: str, cookie: dict[str, str], slower: float, pause: int) -> list[float]:
    from playwright.sync_api import sync_playwright  # noqa: PLC0415

    from tests.browser import FLAGS, chromium  # noqa: PLC0415

    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        base = f"http://{lab.HOST}:{lab.PORT}"
        context = browser.new_context(base_url=base, viewport={"width": 390, "height": 844})
        context.add_cookies([cookie | {"url": base}])
        page = context.new_page()
        page.goto(path)
        page.locator("register-sheet[data-ready]").wait_for()
        slow = context.new_cdp_session(page)
        slow.send("Emulation.setCPUThrottlingRate", {"rate": slower})
        times_ms: list[float] = page.evaluate(TAPS, pause)
        page.wait_for_function(
            "() => document.querySelector('[data-line]').dataset.tone === ''", timeout=120_000
        )
        browser.close()
    return times_ms


def _arrived() -> int:
    from podworko.activities.models import Presence  # noqa: PLC0415

    return Presence.objects.present().count()


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=60)
    parser.add_argument("--slower", type=float, default=4)
    parser.add_argument("--pause", type=int, default=250, help="milliseconds between taps")
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    return parser.parse_args()


if __name__ == "__main__":
    chosen = _options()
    if chosen.inside:
        inside(chosen.people, chosen.slower, chosen.pause)
    else:
        main()
