"""What a printer does to a text: spaces that do not break, quotes and apostrophes that are drawn as such."""

from __future__ import annotations

import re

_FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufeff\ufffe\uffff\ue000-\uf8ff]")
"""Signs no font draws and no PDF/UA may hold: a control character, a byte order mark, a private sign."""
_LONG = re.compile(r"[^\s\u00a0\u00ad\u200b]{32,}")
_PIECE = re.compile(r"[^/._?&=-]{1,24}[/._?&=-]*|[/._?&=-]+")


def typeset(told: object, language: str) -> object:
    """Return the same mappings and lists, every text of them as it is printed; keys stay as they are."""
    if isinstance(told, dict):
        return {key: typeset(part, language) for key, part in told.items()}
    if isinstance(told, list | tuple):
        return [typeset(part, language) for part in told]
    return printed(told, language) if isinstance(told, str) else told


def printed(text: str, language: str) -> str:
    """Return a text as it is printed in its language; what a person typed is not otherwise touched."""
    text = _FORBIDDEN.sub("", text)
    text = re.sub(r"(?<=\w)'(?=\w)", "’", text)
    text = re.sub(r'"([^"]*)"', "« \\1 »" if language == "fr" else "“\\1”", text)
    if language == "fr":
        text = re.sub(r"[ \u00a0]+(?=[?!:;»])|(?<=«)[ \u00a0]+", "\u00a0", text)
    text = re.sub(r"\b([Aa]rt|n°|§)(\.?) (?=\d)", "\\1\\2\u00a0", text)
    return _LONG.sub(lambda found: "\u200b".join(_PIECE.findall(found.group())), text)
