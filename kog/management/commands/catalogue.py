from pathlib import Path

from django.core.management import BaseCommand, CommandError, CommandParser

from kog import catalogue


class Command(BaseCommand):
    help = "Brings the catalogue of translations up to date with the code; needs none of gettext's programs."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--language", default="de")
        parser.add_argument("--merge", type=Path, metavar="DIR", help="take translations from the *.json of a folder")
        parser.add_argument("--compile", action="store_true", help="write the .mo file as well")
        parser.add_argument("--check", action="store_true", help="change nothing, fail on missing and stale entries")

    def handle(self, *, language: str, merge: Path | None, check: bool, **options: object) -> None:
        faults = sorted(catalogue.faults(language)) if check else []
        if not check:
            additions = catalogue.read_additions(merge) if merge else {}
            catalogue.store(language, catalogue.updated(language, additions))
            if options["compile"]:
                catalogue.compile_to_mo(language)
            faults = sorted(catalogue.faults(language))
        for fault in faults:
            self.stderr.write(fault)
        total = len(catalogue.by_key(catalogue.found()))
        if check and faults:
            raise CommandError(f"{len(faults)} faults in the catalogue {language} ({total} messages).")
        self.stdout.write(f"Catalogue {language}: {total} messages, {len(faults)} faults.")
