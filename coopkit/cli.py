"""The command `coopkit`: calls one room of the house, and answers a mistake with one sentence."""

from __future__ import annotations

import argparse
import errno
import json
import os
import sys
import warnings
from collections.abc import Callable, Sequence
from datetime import datetime, time
from itertools import pairwise
from pathlib import Path
from typing import Any

import yaml

from coopkit import __version__, content, report
from coopkit.arguments import BadArgument, Parser, day, folder, one_of, port, time_of_day
from coopkit.core import dossier
from coopkit.core.assess import assess
from coopkit.core.model import LANGUAGES, CoopkitError, Document, Json
from coopkit.files import kit_path
from coopkit.wording import Wording

FORMATS = ("text", "json")
FILES = ("pdf", "xlsx", "csv", "json")
_BROKEN = 1
_BAD_ARGUMENT = 2
_WHY: tuple[tuple[type[OSError], str], ...] = (
    (PermissionError, "permission"),
    (FileNotFoundError, "missing"),
    (NotADirectoryError, "missing"),
    (FileExistsError, "file"),
    (IsADirectoryError, "folder"),
)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code: 0 done, 1 problems found in the content, 2 asked for the impossible."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    say = _wording(arguments)
    try:
        return _run(arguments, say)
    except SystemExit as done:  # --help and --version
        return int(done.code or 0)
    except BadArgument as bad:
        told = say.say(bad.key, **bad.values)
    except content.UnknownExampleError as bad:
        told = say.say("cli.bad.example", given=bad.name, known=", ".join(bad.known))
    except content.ContentError:
        told = say.say("cli.bad.content")
    except CoopkitError as problem:
        told = str(problem)
    sys.stderr.write(f"coopkit: {told}\n")
    return _BAD_ARGUMENT


def _wording(arguments: list[str]) -> Wording:
    """Return the sentences in the language asked for, else the terminal's, else English."""
    asked = [after for option, after in pairwise(arguments) if option == "--language"]
    here = next(filter(None, map(os.environ.get, ("LC_ALL", "LC_MESSAGES", "LANG"))), "")[:2]
    language = next((known for known in (*asked, here) if known in LANGUAGES), "en")
    try:
        texts = content.texts(kit_path("data"))
    except content.ContentError:
        # `coopkit check` must still run: it says what is wrong with the texts.
        warnings.simplefilter("ignore")
        texts = {}
    return Wording(texts, language)


def _run(arguments: list[str], say: Wording) -> int:
    parser, commands = _parsers(say)
    given = next((argument for argument in arguments if not argument.startswith("-")), None)
    if given is not None and given not in commands:
        raise BadArgument(key="cli.bad.unknown_command", given=given, known=", ".join(commands))
    options, unknown = parser.parse_known_args(arguments)
    if given is None:
        raise BadArgument(key="cli.bad.command", known=", ".join(commands))
    if unknown:
        raise BadArgument(key="cli.bad.option", given=unknown[0], known=", ".join(commands[given].options()))
    run: Callable[[argparse.Namespace, Wording], int] = options.run
    return run(options, say)


def _parsers(say: Wording) -> tuple[argparse.ArgumentParser, dict[str, Parser]]:
    parser = Parser(prog="coopkit", description=say.say("cli.help.kit"), allow_abbrev=False)
    parser.add_argument("--version", action="version", version=f"coopkit {__version__}")
    commands = parser.add_subparsers(metavar="check | assess | export | serve | lab | agenda")

    def command(name: str, run: Callable[[argparse.Namespace, Wording], int]) -> Parser:
        told = say.say(f"cli.help.{name}")
        made = commands.add_parser(name, help=told, description=told, allow_abbrev=False)
        made.set_defaults(run=run)
        return made

    def option(to: Parser, name: str, **how: Any) -> None:  # noqa: ANN401  (argparse's own keywords)
        text = say.say(f"cli.help.{name.removeprefix('--').replace('-', '_').lower()}")
        shown: dict[str, Any] = {} if "action" in how else {"metavar": name.removeprefix("--").upper()}
        to.add_argument(name, help=text, **shown, **how)

    runs = {"check": _check, "assess": _assess, "export": _export, "serve": _serve, "lab": _lab, "agenda": _agenda}
    check, judge, keep, serve, lab, agenda = (command(name, run) for name, run in runs.items())
    option(check, "root", nargs="?", type=folder)
    option(check, "--fresh", action="store_true")
    for reading in (judge, keep):
        option(reading, "file")
    for dated in (check, judge, keep):
        option(dated, "--date", type=day, default=datetime.now().astimezone().date())
    option(judge, "--format", type=one_of(FORMATS), default="text")
    option(keep, "--format", type=one_of(FILES), default="pdf")
    option(keep, "--output", type=Path)
    option(serve, "--host", default="127.0.0.1")
    option(serve, "--port", type=port, default=8866)
    option(serve, "--home", type=Path)
    option(serve, "--no-browser", action="store_true")
    option(serve, "--example")
    option(serve, "--notebooks", type=folder)
    option(lab, "folder", nargs="?", type=Path)
    option(agenda, "agenda")
    option(agenda, "--start", type=time_of_day, default=time(9, 30))
    for speaking in (judge, keep, lab, agenda):
        option(speaking, "--language", type=one_of(LANGUAGES))
    return parser, dict(zip(runs, (check, judge, keep, serve, lab, agenda), strict=True))


def _check(options: argparse.Namespace, say: Wording) -> int:
    from coopkit.content.check import problems

    if options.fresh:
        return _fresh(options, say)
    found, files = problems(options.root)
    for problem in found:
        sys.stdout.write(f"{problem}\n")
    told = "cli.check.found" if found else "cli.check.clean"
    sys.stdout.write(say.say(told, count=len(found) or files, total=files) + "\n")
    return _BROKEN if found else 0


def _fresh(options: argparse.Namespace, say: Wording) -> int:
    """Tell what was not looked at for a year and what ends soon; a report, so never a failure."""
    from coopkit.content.fresh import reminders

    root: Path | None = options.root
    within = root / "data" if root and (root / "data").is_dir() else root
    catalogue = content.load(within).catalogue
    told = list(reminders(catalogue, options.date))
    for name, message in told:
        known = catalogue.parameters.get(name)
        advice = f" {say.text(known.when_it_lapses)}" if known and known.when_it_lapses else ""
        sys.stdout.write(f"{name}: {say.say(message)}{advice}\n")
    key = "cli.fresh.found" if told else "cli.fresh.none"
    sys.stdout.write(say.say(key, count=len(told), day=options.date) + "\n")
    return 0


def _assess(options: argparse.Namespace, say: Wording) -> int:
    document = _dossier(options.file, say)
    loaded = content.load()
    catalogue, say = loaded.catalogue, Wording(loaded.texts, say.language)  # a finding may name what was chosen
    assessment = assess(document, catalogue, options.date)
    if options.format == "json":
        told = json.dumps(report.as_json(assessment, catalogue, say), ensure_ascii=False, indent=2)
    else:
        told = report.as_text(document, assessment, catalogue, say)
    sys.stdout.write(f"{told}\n")
    return 0


def _export(options: argparse.Namespace, say: Wording) -> int:
    from coopkit.export import export

    document = _dossier(options.file, say)
    path: Path = options.output or Path(f"{Path(options.file).stem}.{options.format}")
    if path.exists() and Path(options.file).exists() and path.samefile(options.file):
        raise BadArgument(key="cli.bad.itself", given=str(path))
    told = export(document, options.format, say.language, options.date)
    try:
        path.write_bytes(told)
    except OSError as error:
        raise BadArgument(key="cli.bad.unwritable", given=str(path), why=_why(error, say)) from error
    sys.stdout.write(say.say("cli.export.written", path=str(path)) + "\n")
    return 0


def _dossier(given: str, say: Wording) -> Document:
    """Return the dossier of a file, or of an example by its name."""
    loaded, path = content.load(), Path(given)
    if given in loaded.examples:
        return content.example(given)
    if not path.exists():
        raise BadArgument(key="cli.bad.file", given=given, known=", ".join(loaded.examples))
    try:
        if path.suffix in {".yaml", ".yml"}:
            tree: Json = content.parse_yaml(path)
        else:
            tree = dossier.parse(path.read_bytes())
        return dossier.accept(content.dossier_tree(tree), loaded.catalogue)
    except dossier.DossierError as error:
        places = ", ".join(problem.path for problem in error.problems)
        why = say.say(f"problems.{error.code}", count=len(error.problems), path=places)
    except (yaml.YAMLError, UnicodeDecodeError):
        why = say.say("problems.not_a_dossier")
    except OSError as error:
        raise BadArgument(key="cli.bad.unreadable", given=given, why=_why(error, say)) from error
    raise BadArgument(key="cli.bad.dossier", given=given, why=why)


def _why(error: OSError, say: Wording) -> str:
    """Return what the system said in the language spoken; what nobody foresaw stays as it said it."""
    if error.errno == errno.ENOSPC:
        return say.say("cli.why.full")
    key = next((key for kind, key in _WHY if isinstance(error, kind)), None)
    return say.say(f"cli.why.{key}") if key else error.strerror or ""


def _serve(options: argparse.Namespace, say: Wording) -> int:
    del say
    from coopkit.server.app import serve

    serve(
        host=options.host,
        port=options.port,
        home=options.home,
        browser=not options.no_browser,
        example=options.example,
        notebooks_folder=options.notebooks,
    )
    return 0


def _agenda(options: argparse.Namespace, say: Wording) -> int:
    from coopkit.timetable import as_text

    catalogue = content.load().catalogue
    known = {agenda.id: agenda for agenda in catalogue.agendas}
    if options.agenda not in known:
        raise BadArgument(key="cli.bad.value", given=options.agenda, known=", ".join(known))
    sys.stdout.write(as_text(known[options.agenda], options.start, catalogue, say) + "\n")
    return 0


def _lab(options: argparse.Namespace, say: Wording) -> int:
    from coopkit.jupyter import OWN_FOLDER, open_lab

    try:
        return open_lab(options.folder, options.language)
    except OSError as error:
        given = str(options.folder or OWN_FOLDER)
        raise BadArgument(key="cli.bad.no_room", given=given, why=_why(error, say)) from error
