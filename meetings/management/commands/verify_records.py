from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from kog.models import Committee
from meetings import sealing
from meetings.enums import ProtocolState
from meetings.models import Protocol


class Command(BaseCommand):
    help = "Prove that no approved protocol was changed or removed: check every committee's chain of seals."

    def handle(self, *args: Any, **options: Any) -> None:
        committees = list(Committee.objects.all())
        breaks = [broken for committee in committees for broken in sealing.verify(committee)]
        for broken in breaks:
            self.stderr.write(f"{broken.protocol.meeting.designation}: {broken.reason}")
        approved = Protocol.objects.filter(state=ProtocolState.APPROVED).count()
        if breaks:
            raise CommandError(
                _("%(broken)d of %(approved)d approved protocols do not hold.")
                % {"broken": len({broken.protocol.pk for broken in breaks}), "approved": approved}
            )
        for newest in filter(None, map(sealing.head, committees)):
            self.stdout.write(f"{newest.meeting.designation}: {newest.chain_position}, {newest.sha256}")
        self.stdout.write(_("%(approved)d approved protocols, every seal holds.") % {"approved": approved})
