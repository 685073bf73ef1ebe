"""A dossier out to a file, in from a file, and gone for good."""

from __future__ import annotations

from datetime import UTC, datetime

from jupyter_server.auth.decorator import allow_unauthenticated

from coopkit.core import dossier as core
from coopkit.core.model import Document
from coopkit.server.identity import remember, remembered_tokens
from coopkit.server.site import Refused, Site


class Export(Site):
    """GET /export/dossier.json."""

    @allow_unauthenticated
    def get(self) -> None:
        """Send the whole dossier as a file `POST /import` takes back without loss."""
        state = self.services.store.state(self.need_seat().dossier)
        today = datetime.now(UTC).date().isoformat()
        self.set_header("Content-Type", "application/json; charset=utf-8")
        self.set_header("Content-Disposition", f'attachment; filename="coopkit-{today}.json"')
        self.finish(core.dump(state.document))


class Import(Site):
    """POST /import: a form with the field `file`, or the file itself as the body."""

    @allow_unauthenticated
    def post(self) -> None:
        """Make the dossier what the file says, by entries that can be undone; refuse it whole or take it whole."""
        seat = self.need_seat()
        document = self._document()
        store = self.services.store
        edits = core.edits_between(store.state(seat.dossier).document, document)
        store.write(seat, edits)
        self.services.changes.happened(seat.dossier)
        if self.wants_json:
            self.finish({"imported": len(edits), "at": store.state(seat.dossier).at})
        else:
            self.redirect(self.base_url + "me?notice=loaded", status=303)

    def _document(self) -> Document:
        files = self.request.files.get("file")
        is_form = self.request.headers.get("Content-Type", "").startswith("multipart/")
        if is_form and not files:
            raise Refused(400, "site.errors.no_file")
        try:
            return core.load(files[0].body if files else self.request.body, self.services.content.catalogue)
        except core.DossierError as problem:
            listed = list(dict.fromkeys(one.path[:100] for one in problem.problems))
            status = 413 if isinstance(problem, core.TooBig) else 400
            values = {"count": len(listed), "path": ", ".join(listed[:5])} if listed else {}
            raise Refused(status, f"problems.{problem.code}", **values) from problem


class Delete(Site):
    """The dossier and every trace of it."""

    @allow_unauthenticated
    def get(self) -> None:
        """Ask once more, and offer the file first."""
        self.need_seat()
        self.show("delete.html")

    @allow_unauthenticated
    def post(self) -> None:
        """Delete the dossier of this browser's seat, for everybody who has a link to it."""
        seat = self.need_seat()
        self.services.store.delete(seat.dossier)
        self.services.changes.happened(seat.dossier)
        self.kernels.give_back_all(seat.id)
        remember(self, remembered_tokens(self)[1:])
        if self.wants_json:
            self.finish({"deleted": True})
        else:
            self.show("gone.html", what="deleted")
