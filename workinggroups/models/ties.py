from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kog.models import DatedQuerySet, dated_constraint


class LinkPerson(models.Model):
    """A person of the board who stands up for a group there and keeps it informed, from one day to another."""

    committee = models.ForeignKey("kog.Committee", models.PROTECT, related_name="link_persons", verbose_name=_("group"))
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="linked_groups", verbose_name=_("person")
    )
    valid_from = models.DateField(_("from"))
    valid_until = models.DateField(_("until"), null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        ordering = ["committee", "-valid_from", "-pk"]
        verbose_name = _("link person")
        verbose_name_plural = _("link persons")
        constraints = [
            dated_constraint("link_person"),
            models.UniqueConstraint(
                fields=["committee"],
                condition=Q(valid_until=None),
                name="one_open_link_person_per_group",
                violation_error_message=_("This group has a link person already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.committee}: {self.person}"


class TopicMember(models.Model):
    """Somebody beside the seats whom a group asks when a topic comes up: the extended circle. Gives no rights."""

    committee = models.ForeignKey(
        "kog.Committee", models.PROTECT, related_name="topic_members", verbose_name=_("group")
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="topics", verbose_name=_("person")
    )
    fields = models.ManyToManyField("kog.Field", blank=True, related_name="topic_members", verbose_name=_("topics"))
    valid_from = models.DateField(_("from"))
    valid_until = models.DateField(_("until"), null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        ordering = ["committee", "person__sort_name", "pk"]
        verbose_name = _("person asked by topic")
        verbose_name_plural = _("people asked by topic")
        constraints = [
            dated_constraint("topic_member"),
            models.UniqueConstraint(
                fields=["committee", "person"],
                condition=Q(valid_until=None),
                name="topic_member_open_once",
                violation_error_message=_("This person is asked by this group already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.committee}: {self.person}"
