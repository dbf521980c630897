from django.db import models
from django.utils.translation import gettext_lazy as _

from .claimable import Claimable, waiting_index


class SearchEntry(models.Model):
    """What the search knows of a record, or of one page of a file. Who finds it is asked of the record (kog/search/).

    The words lie in the engine's own table `kog_searchindex`, under the same id.
    """

    kind = models.CharField(_("kind"), max_length=40)
    object_id = models.BigIntegerField()
    part = models.PositiveIntegerField(_("page"), default=0)
    title = models.CharField(_("title"), max_length=300)
    text = models.TextField(_("text"), blank=True)
    url = models.CharField(_("address"), max_length=500)
    committee = models.ForeignKey("kog.Committee", models.SET_NULL, null=True, blank=True, related_name="+")
    fields = models.ManyToManyField("kog.Field", blank=True, related_name="+")
    date = models.DateField(_("date"), null=True, blank=True)
    file_type = models.CharField(_("file type"), max_length=10, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "object_id", "part"], name="search_entry_once")]

    def __str__(self) -> str:
        return self.title


class SearchWord(models.Model):
    """A word that occurs somewhere, with its stem: finds parts of compounds and what is still being typed.

    It is never shown: whether a word occurs in something confidential is nobody's business.
    """

    word = models.CharField(max_length=60, unique=True)
    stem = models.CharField(max_length=60)

    def __str__(self) -> str:
        return self.word


class SearchUpdate(Claimable):
    """A record changed: its entries are to be written anew. Only added, so that no action waits for another."""

    kind = models.CharField(max_length=40)
    object_id = models.BigIntegerField()

    class Meta:
        indexes = [
            waiting_index("search_update_waiting"),
            models.Index(fields=["kind", "object_id"], name="search_update_subject"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.object_id}"
