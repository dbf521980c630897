from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kog.enums import Office

from .dated import DatedQuerySet, dated_constraint
from .sorting import sort_name


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)  # None: cannot sign in by password until one is set
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        return self.create_user(email, password, is_superuser=True, **fields)

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username)


class User(AbstractBaseUser, PermissionsMixin):
    """A person who works in the network and signs in by e-mail."""

    email = models.EmailField(_("e-mail"), max_length=254)
    name = models.CharField(_("name"), max_length=200)
    title = models.CharField(_("function in the house"), max_length=200, blank=True)
    institution = models.ForeignKey(
        "kog.Institution",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="people",
        verbose_name=_("institution"),
    )
    phone = models.CharField(_("phone"), max_length=60, blank=True)
    responsibilities = models.TextField(_("responsibilities"), blank=True)
    languages = models.CharField(_("languages"), max_length=200, blank=True)
    locale = models.CharField(_("language of the portal"), max_length=5, default="de")
    is_active = models.BooleanField(_("may sign in"), default=True)
    joined_at = models.DateTimeField(_("since"), default=timezone.now)
    # To which address mail came back, and why. Another address makes it untrue by itself.
    undeliverable_address = models.EmailField(_("mail comes back from"), max_length=254, blank=True)
    undeliverable_since = models.DateTimeField(_("mail comes back since"), null=True, blank=True)
    undeliverable_reason = models.CharField(_("why mail comes back"), max_length=300, blank=True)
    rules_confirmed_at = models.DateTimeField(_("rules of cooperation confirmed"), null=True, blank=True)

    sort_name = sort_name()

    objects = UserManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        ordering = ["sort_name", "pk"]
        indexes = [models.Index(fields=["sort_name", "id"])]
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(undeliverable_address="") | models.Q(undeliverable_since__isnull=False),
                name="undeliverable_since_a_day",
            ),
            models.UniqueConstraint(
                Lower("email"),
                name="one_person_per_email",
                violation_error_message=_("There is a person with this e-mail address already."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("kog:person", args=[self.pk])

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name

    @property
    def mail_comes_back(self) -> bool:
        return bool(self.undeliverable_address) and self.undeliverable_address == self.email

    # Wagtail's admin lists and greets people by the names of Django's own user model.
    @property
    def first_name(self) -> str:
        return self.name

    @property
    def last_name(self) -> str:
        return ""

    @property
    def is_staff(self) -> bool:
        return self.has_perm("kog.use_admin")


class Appointment(models.Model):
    """A person does an office for the whole network (secretariat, technical administration) from day to day."""

    person = models.ForeignKey(
        "kog.User",
        models.PROTECT,
        related_name="appointments",
        verbose_name=_("person"),
    )
    office = models.CharField(_("office"), max_length=20, choices=Office)
    valid_from = models.DateField(_("from"))
    valid_until = models.DateField(_("until"), null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = _("appointment")
        verbose_name_plural = _("appointments")
        constraints = [
            dated_constraint("appointment"),
            models.UniqueConstraint(
                fields=["person", "office"],
                condition=models.Q(valid_until=None),
                name="appointment_open_once",
                violation_error_message=_("This person holds the office already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.get_office_display()}"
