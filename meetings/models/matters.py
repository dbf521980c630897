from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from meetings.enums import MatterKind, MatterState, Verdict


class Matter(models.Model):
    """A concern with a number for life: a need, recommendation, result or inquiry on its way through the committees.

    It comes from a committee, a house or, where neither is named, the secretariat; it goes to a committee, to a body
    outside the network or, where neither is named, to the secretariat. How far it is follows from what happened
    (`meetings.queries.matters.with_state`). `closed_at` is the moment of the confirmation, or of the end of the term,
    after which nothing was open any more; `meetings.actions.answering` alone writes it.
    """

    number = models.CharField(_("number"), max_length=40, unique=True)
    slug = models.SlugField(max_length=50, unique=True)
    kind = models.CharField(_("kind"), max_length=14, choices=MatterKind)
    title = models.CharField(_("title"), max_length=300)
    text = models.TextField(_("text"), blank=True)
    text_html = models.TextField(editable=False, blank=True)
    origin = models.ForeignKey(
        "kog.Committee",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="raised_matters",
        verbose_name=_("raised by"),
    )
    origin_institution = models.ForeignKey(
        "kog.Institution",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="raised_matters",
        verbose_name=_("raised by the institution"),
    )
    addressee = models.ForeignKey(
        "kog.Committee",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="received_matters",
        verbose_name=_("addressed to"),
    )
    outside_addressee = models.ForeignKey(
        "workinggroups.OutsideBody",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="received_matters",
        verbose_name=_("addressed to a body outside"),
    )
    lead_institution = models.ForeignKey(
        "kog.Institution",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="led_matters",
        verbose_name=_("in charge"),
    )
    fields = models.ManyToManyField("kog.Field", blank=True, related_name="matters", verbose_name=_("topics"))
    documents = models.ManyToManyField(
        "documents.Document", blank=True, related_name="matters", verbose_name=_("papers")
    )
    follows = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="followers", verbose_name=_("follows from")
    )
    raised_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    raised_at = models.DateTimeField(_("raised"), default=timezone.now)
    raised_on_known = models.BooleanField(default=True, editable=False)
    sent_on = models.DateField(_("sent to the body outside on"), null=True, blank=True)
    result = models.TextField(_("result"), blank=True)
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("matter")
        verbose_name_plural = _("matters")
        indexes = [
            models.Index(fields=["origin", "-id"], name="matter_by_origin"),
            models.Index(fields=["addressee", "-id"], name="matter_by_addressee"),
            models.Index(fields=["raised_at"], name="matter_by_day"),
            models.Index(fields=["-id"], condition=Q(closed_at=None), name="matter_open"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(origin=None) | Q(origin_institution=None),
                name="matter_has_one_origin",
                violation_error_message=_("A matter comes from a committee or from an institution, not from both."),
            ),
            models.CheckConstraint(
                condition=Q(addressee=None) | Q(outside_addressee=None),
                name="matter_has_one_addressee",
                violation_error_message=_("A matter goes to a committee or to a body outside, not to both."),
            ),
            models.CheckConstraint(
                condition=Q(sent_on=None) | Q(outside_addressee__isnull=False),
                name="only_outside_matters_are_sent",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"

    def get_absolute_url(self) -> str:
        return reverse("meetings:matter", args=[self.slug])

    def get_state_display(self) -> str:
        """The word for `state`, which `with_state` annotates."""
        return str(MatterState(self.state).label)

    @property
    def origin_name(self) -> str:
        """Follows foreign keys: select them with the query."""
        source = self.origin or self.origin_institution
        return source.name if source else _now("Secretariat")

    @property
    def origin_short(self) -> str:
        """Follows foreign keys: select them with the query."""
        return str(self.origin or self.origin_institution or _now("Secretariat"))

    @property
    def addressee_name(self) -> str:
        """Follows foreign keys: select them with the query."""
        target = self.addressee or self.outside_addressee
        return target.name if target else _now("Secretariat")


class MatterAnswer(models.Model):
    """What the addressee says to a matter. It goes back to where the matter came from, which confirms it or objects;
    without either it counts after the term in the rules.
    """

    matter = models.ForeignKey("meetings.Matter", models.PROTECT, related_name="answers", verbose_name=_("matter"))
    verdict = models.CharField(_("answer"), max_length=10, choices=Verdict)
    text = models.TextField(_("wording"))
    text_html = models.TextField(editable=False)
    resolution = models.ForeignKey(
        "meetings.Resolution",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="answers",
        verbose_name=_("resolution"),
    )
    documents = models.ManyToManyField("documents.Document", blank=True, related_name="answers")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("at"), default=timezone.now)
    counts_on = models.DateField(_("counts without confirmation from"))
    reminded_at = models.DateTimeField(_("reminded"), null=True, blank=True)
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, blank=True)
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    lapsed_at = models.DateTimeField(_("counts since"), null=True, blank=True)
    objected_at = models.DateTimeField(_("objected"), null=True, blank=True)
    objected_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    objection = models.TextField(_("what is still open"), blank=True)

    class Meta:
        ordering = ["at", "pk"]
        verbose_name = _("answer")
        verbose_name_plural = _("answers")
        indexes = [
            models.Index(
                fields=["counts_on"],
                condition=Q(confirmed_at=None, lapsed_at=None, objected_at=None),
                name="answer_by_term",
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["matter"],
                condition=Q(confirmed_at=None, lapsed_at=None, objected_at=None),
                name="one_open_answer_per_matter",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at=None, lapsed_at=None)
                | Q(confirmed_at=None, objected_at=None)
                | Q(lapsed_at=None, objected_at=None),
                name="answer_ends_in_one_way",
            ),
            models.CheckConstraint(
                condition=Q(objected_at=None) | ~Q(objection=""),
                name="objection_to_an_answer_says_what",
                violation_error_message=_("Please say what is still open."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.matter}: {self.get_verdict_display()}"

    @property
    def is_open(self) -> bool:
        """Waits for the confirmation of the origin."""
        return not (self.confirmed_at or self.lapsed_at or self.objected_at)
