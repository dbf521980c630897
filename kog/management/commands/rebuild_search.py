from django.core.management import BaseCommand, CommandError, CommandParser

from kog.search import indexing, registry


class Command(BaseCommand):
    help = "Writes the entries of the search anew; people go on searching meanwhile."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--missing", action="store_true", help="only what is not there, or there without a record")
        parser.add_argument("--kind", action="append", metavar="NAME", help="only this kind (may be repeated)")

    def handle(self, *, missing: bool, kind: list[str] | None, verbosity: int, **_options: object) -> None:
        known = registry.kinds()
        unknown = set(kind or ()) - known.keys()
        if unknown:
            raise CommandError(f"Unknown kind {', '.join(unknown)}; there are {', '.join(known)}.")
        wanted = [known[name] for name in kind or known]
        build = indexing.complete if missing else indexing.rebuild
        for one, number in build(wanted):
            if verbosity and (number or not missing):
                self.stdout.write(f"{one.name}: {number} written")
