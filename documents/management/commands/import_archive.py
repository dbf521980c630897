import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from documents import archives
from documents.actions import foldering, importing
from documents.queries.archives import unread_of
from kog.models import Committee, User


class Command(BaseCommand):
    help = (
        "Bring an old network drive into a committee's folder: every file once, with its date. "
        "Ctrl-C stops it; the same command goes on. Files that changed since become new versions."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("directory", type=Path)
        parser.add_argument("--committee", metavar="KEY", help="whose folder; without it, the network's")
        parser.add_argument("--into", default="", help="a folder in it, made if it is missing, such as Archiv/L-Drive")
        parser.add_argument("--by", metavar="EMAIL", help="the person who files, as the history says it")
        parser.add_argument("--confidential", action="store_true", help="only for the committee and the secretariat")
        parser.add_argument("--report", type=Path, metavar="FILE", help="write what was not filed or not read here")

    def handle(self, *args: Any, directory: Path, into: str, **options: Any) -> None:
        if not directory.is_dir():
            raise CommandError(_("There is no folder %(path)s.") % {"path": directory})
        by = self._person(options["by"])
        folder = foldering.path_below(
            self._start(options["committee"]), [part for part in into.split("/") if part], by=by
        )
        self.total = sum(1 for _file in archives.files_in(directory, []))
        self.told_at = 0.0
        self.seen = importing.Report()
        try:
            report = importing.import_archive(
                directory, folder, confidential=options["confidential"], by=by, tell=self._tell
            )
        except KeyboardInterrupt:
            self._sum_up(self.seen)
            raise CommandError(_("Stopped. The same command goes on from here."), returncode=130)
        self._sum_up(report)
        unread = list(unread_of(folder))
        self._list(report.problems + unread, options["report"])
        if report.problems:
            raise CommandError(_("%(count)s files were not filed; see above.") % {"count": len(report.problems)})

    def _tell(self, report: importing.Report) -> None:
        self.seen = report
        if time.monotonic() - self.told_at > 2:
            self.told_at = time.monotonic()
            self.stdout.write(f"{report.counts.total()}/{self.total}")
            self.stdout.flush()

    def _sum_up(self, report: importing.Report) -> None:
        facts = {word: report.counts[word] for word in ("filed", "renewed", "known", "problems")}
        text = _("%(filed)s filed, %(renewed)s renewed, %(known)s known already, %(problems)s not filed")
        self.stdout.write(text % facts)

    def _list(self, problems: list[tuple[str, str]], file: Path | None) -> None:
        lines = [f"{path}: {reason}" for path, reason in problems]
        if file:
            file.write_text("\n".join(lines) + "\n", encoding="utf-8")
        for line in lines:
            self.stdout.write(line)

    def _start(self, key: str | None) -> Any:
        if key is None:
            return foldering.network_folder()
        committee = Committee.objects.filter(key=key).first()
        if committee is None:
            raise CommandError(_("There is no committee “%(key)s”.") % {"key": key})
        return foldering.folder_for(committee)

    def _person(self, email: str | None) -> User | None:
        person = User.objects.filter(email__iexact=email).first() if email else None
        if email and person is None:
            raise CommandError(_("Nobody has the address %(email)s.") % {"email": email})
        return person
