from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from plain import JSON, Plain
from running import Running

from coopkit import content
from coopkit.server.notebooks import Notebooks

Visit = Callable[..., Plain]
PAGES = (
    "/",
    "/me",
    "/delete",
    "/application?in=project",
    "/articles",
    "/assess/governance",
    "/nowhere",
    "/t/aaaaaaaaaaaaaaaaaaaaaa",
)
NOT_RENDERED = (
    "/voila/render/governance.ipynb",
    "/voila/render/assessments/governance.ipynb",
    "/voila/tree",
    "/voila/tree/assessments",
    "/voila/files/governance.ipynb",
    "/voila/api/contents/",
    "/api/contents/",
    "/api/kernels",
    "/api/sessions",
    "/api/terminals",
    "/login",
    "/logout",
    "/assess/governance.ipynb",
    "/assess/result",
    "/assess/who-decides",
    "/assess/10-who-decides",
    "/assess/../workshops/10-who-decides",
    "/assess/%2e%2e%2fgovernance",
    "/lab/governance",
    "/result/result",
    "/static/x/../app.py",
    "/static/x/app.py",
    "/voila/templates/nonsense",
    "/voila/templates/coopkit/static/../../index.html.j2",
    "/voila/templates/lab/static/..%2f..%2f..%2fetc%2fpasswd",
    "/assess/governance?template=lab",
    "/assess/governance?theme=dark",
)
OUTSIDE = re.compile(r"""(?:src|href|action)=["'](?:https?:)?//""")


@pytest.mark.parametrize("path", PAGES)
def test_every_page_closes_itself_to_other_sites(founder: Plain, path: str) -> None:
    headers = founder.http.get(path).headers
    policy = headers["content-security-policy"]
    assert policy.startswith("default-src 'self';")
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["cache-control"] == "no-store"


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("language", ["fr", "nl", "en"])
def test_every_page_speaks_the_language_asked_and_loads_nothing_from_elsewhere(
    founder: Plain, path: str, language: str
) -> None:
    page = founder.http.get(path, params={"lang": language}).text
    assert f'<html lang="{language}">' in page
    head = page.split('<script type="application/json"')[0]
    assert not OUTSIDE.search(head)
    assert not re.search(r"<script(?! src| type=.application/json)", page)
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=", head)
    assert not re.search(r"\[(site|form|problems)\.", head), "a text is missing"


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("nl-BE,nl;q=0.9,en;q=0.8", "nl"),
        ("de,en;q=0.5,nl;q=0.7", "nl"),
        ("de", "fr"),
        ("*;q=nonsense", "fr"),
        ("", "fr"),
    ],
)
def test_without_a_choice_the_browser_decides_and_then_french(visit: Visit, header: str, language: str) -> None:
    page = visit().http.get("/", headers={"Accept-Language": header}).text
    assert f'<html lang="{language}">' in page


def test_a_chosen_language_is_remembered(visit: Visit) -> None:
    guest = visit()
    guest.http.get("/?lang=nl")
    assert '<html lang="nl">' in guest.http.get("/", headers={"Accept-Language": "en"}).text
    assert '<html lang="nl">' in guest.http.get("/?lang=xx", headers={"Accept-Language": "en"}).text


@pytest.mark.parametrize("path", NOT_RENDERED)
def test_no_other_address_renders_or_lists_anything(founder: Plain, server: Running, path: str) -> None:
    before = server.health()["kernels"]
    answer = founder.http.get(path)
    assert answer.status_code in {403, 404}
    assert "ipynb" not in answer.text
    assert server.health()["kernels"] == before


def test_wrong_replaced_and_foreign_links_get_one_and_the_same_page(founder: Plain, visit: Visit) -> None:
    old = founder.link()
    assert founder.post("/me/replace").headers["location"] == "/me?notice=replaced"
    assert founder.link() != old
    guest = visit()
    guest.http.get("/?lang=en")
    paths = ("/t/" + "x" * 22, "/t/short", "/t/", "/t/%00%ff", "/t/" + "y" * 3000, old)
    answers = [guest.http.get(path) for path in paths]
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.text for answer in answers}) == 1


def test_a_browser_with_the_old_link_is_out_once_it_is_replaced(founder: Plain, visit: Visit) -> None:
    mate = visit()
    mate.http.get(founder.link())
    assert mate.http.get("/api/dossier").status_code == 200
    with mate.changes(0) as events:
        founder.post("/me/replace")
        assert list(events) == []
    refused = mate.http.get("/api/dossier")
    assert refused.status_code == 403
    assert refused.json()["reason"].endswith(".")
    assert founder.http.get("/api/dossier").status_code == 200


def test_the_seat_cookie_is_http_only_and_the_token_is_nowhere_else(founder: Plain) -> None:
    token = founder.link().rsplit("/", 1)[1]
    answer = Plain(founder.url).http.get(f"/t/{token}")
    (cookie,) = [one for one in answer.headers.get_list("set-cookie") if one.startswith("coopkit_seats=")]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Path=/" in cookie
    assert token not in answer.headers["location"]
    assert token not in founder.http.get("/assess/governance").text
    assert len(token) == 22


def test_the_token_is_in_no_file_and_no_log(server: Running, founder: Plain, visit: Visit) -> None:
    token = founder.link().rsplit("/", 1)[1]
    visit().http.get(f"/t/{token}")
    for file in server.home.iterdir():
        assert token.encode() not in file.read_bytes()
        assert file.stat().st_mode & 0o777 == 0o600
    assert token not in server.output()
    assert server.home.stat().st_mode & 0o777 == 0o700


def test_another_link_asks_before_it_switches_and_both_are_remembered(founder: Plain, visit: Visit) -> None:
    founder.put("project.name", "Ours <1>")
    other = visit().start()
    other.put("project.name", "Theirs")
    link, mine = other.link(), founder.link()
    asked = founder.http.get(link)
    assert asked.status_code == 200
    assert "Ours &lt;1&gt;" in asked.text
    assert "Theirs" in asked.text
    assert founder.dossier()["dossier"]["project"]["name"] == "Ours <1>"
    path = link.removeprefix(founder.url)
    assert founder.http.post(path).status_code == 403
    assert founder.post(path).headers["location"] == "/me"
    assert founder.dossier()["dossier"]["project"]["name"] == "Theirs"
    page = founder.http.get("/me").text
    back = re.search(r'name="dossier" value="(\w+)"', page)
    assert back
    founder.post("/me/switch", data={"dossier": back[1]})
    assert founder.link() == mine
    assert founder.post("/me/switch", data={"dossier": "nonsense"}).status_code == 404


def test_leaving_forgets_here_and_keeps_there(founder: Plain) -> None:
    founder.put("project.name", "Kept")
    link = founder.link()
    assert "data-forget" in founder.post("/leave").text
    assert founder.http.get("/api/dossier").status_code == 403
    assert founder.http.get("/me").headers["location"] == "/"
    founder.http.get(link)
    assert founder.dossier()["dossier"]["project"]["name"] == "Kept"


@pytest.mark.parametrize(
    "path",
    ["/start", "/api/entries", "/import", "/delete", "/leave", "/me/switch", "/me/replace", "/t/" + "x" * 22],
)
def test_a_post_without_the_xsrf_token_or_from_another_site_is_refused(founder: Plain, path: str) -> None:
    founder.put("project.name", "Safe")
    before = founder.dossier()
    assert founder.http.post(path).status_code == 403
    assert founder.http.post(path, headers={"X-XSRFToken": "wrong"}).status_code == 403
    assert founder.post(path, headers={"Origin": "http://evil.example"}).status_code in {403, 404}
    assert founder.dossier() == before


@pytest.mark.parametrize(
    "path", ["/api/dossier", "/api/changes", "/export/dossier.json", "/delete", "/assess/governance", "/result"]
)
def test_without_a_dossier_the_answer_is_403_and_says_what_to_do(visit: Visit, path: str) -> None:
    guest = visit()
    answer = guest.http.get(path, headers=JSON)
    assert answer.status_code == 403
    assert len(answer.json()["reason"]) > 20
    assert guest.post("/api/entries", json={"client": "c", "entries": []}).status_code == 403


def test_a_host_header_no_browser_sends_is_refused(visit: Visit) -> None:
    guest = visit()
    assert guest.http.get("/", headers={"Host": "evil.example/path"}).status_code == 400
    assert guest.http.get("/", headers={"Host": "kit.test:8866"}).status_code == 200


def test_a_wrong_method_is_refused(founder: Plain) -> None:
    assert founder.http.get("/start").status_code == 405
    assert founder.http.put("/me", headers={"X-XSRFToken": founder.xsrf}).status_code == 405


def test_answers_are_compressed_and_files_may_be_kept_for_ever(founder: Plain) -> None:
    page = founder.http.get("/assess/governance")
    assert page.headers["content-encoding"] == "gzip"
    for address in re.findall(r'(?:src|href)="(/static/[^"]+)"', page.text):
        file = founder.http.get(address)
        assert file.headers["content-encoding"] == "gzip"
        assert "immutable" in file.headers["cache-control"]
        assert file.text == founder.http.get(address, headers={"Accept-Encoding": "identity"}).text
        stale = founder.http.get(re.sub(r"static/\w+", "static/0", address))
        assert (stale.text, stale.headers["cache-control"]) == (file.text, "no-store")


def test_health_says_how_it_is(visit: Visit) -> None:
    health = visit().http.get("/health").json()
    assert health["ok"] is True
    assert health["version"]
    assert 0 <= health["kernels"] <= health["most"]


def test_my_dossier_shows_the_parts_and_how_far_they_are(founder: Plain) -> None:
    def answered() -> list[int]:
        page = founder.http.get("/me?lang=en").text
        return [int(value) for value in re.findall(r'<progress max="\d+" value="(\d+)"', page)]

    assert answered() == [0, 0, 0, 0, 0, 0]
    founder.put("project.form", "sc")
    founder.put("answers.PRO-02.statement", "planned")
    assert sum(answered()) > 1
    assert "data:image/svg+xml" in founder.http.get("/me").text


def test_every_part_and_lab_that_my_dossier_links_is_there(founder: Plain) -> None:
    catalogue = content.load().catalogue
    notebooks = Notebooks(catalogue, None)
    linked = re.findall(r'href="/(assess|lab)/([^"?]+)"', founder.http.get("/me").text)
    assert {name for _, name in linked} == {page.id for page in catalogue.pages.values() if page.kind != "result"}
    for door, name in linked:
        found = notebooks.open(door, name, "fr")
        assert found is not None, f"/{door}/{name} is not there"
        assert found.page == name


def test_a_page_says_in_every_language_where_to_go_from_here(founder: Plain) -> None:
    page = founder.http.get("/assess/profit?lang=nl").text
    onward = page[page.index('<nav class="card ahead"') :]
    assert 'class="button primary" href="/assess/jobs"' in onward
    assert all(f'href="/{door}"' in onward for door in ("assess/governance", "result", "me"))
    assert re.search(r'<span data-lang="nl" lang="nl">En dan\?</span>', onward)
    assert re.search(r'<span data-lang="fr" lang="fr" hidden>Et ensuite.\?</span>', onward)


def test_who_is_starting_reads_that_scaling_up_is_for_later_and_who_scales_up_how_far_she_is(founder: Plain) -> None:
    later = "For later: this page serves a social enterprise"
    bar = 'aria-label="Scaling up: what will you keep?"'
    founder.put("project.track", "starter")
    page = founder.http.get("/me?lang=en").text
    assert later in page
    assert bar not in page
    founder.put("project.track", "scale_up")
    page = founder.http.get("/me?lang=en").text
    assert later not in page
    assert bar in page
