"""Wagtail's questions about documents and their collections, answered by the rules of the drive.

In Wagtail's admin files are only chosen, for the public pages. They are filed, renamed and removed in the drive,
where it is recorded who did it and nothing is deleted; so every other action is answered with no, also for superusers.
"""

from collections.abc import Iterable

from django.db.models import QuerySet
from wagtail.models import Collection
from wagtail.permission_policies import BasePermissionPolicy

from documents import queries
from documents.models import Document
from documents.queries import Person
from kog import queries as network
from kog.models import User

READING = {"choose", "view"}


class DrivePolicy(BasePermissionPolicy):
    def user_has_permission(self, user: Person, action: str) -> bool:
        return action in READING and user.is_active

    def user_has_any_permission(self, user: Person, actions: Iterable[str]) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)

    def users_with_any_permission(self, actions: Iterable[str]) -> QuerySet[User]:
        return network.secretaries() if READING & set(actions) else User.objects.none()

    def user_has_permission_for_instance(self, user: Person, action: str, instance: Document) -> bool:
        return action in READING and queries.documents_visible_to(user).filter(pk=instance.pk).exists()

    def instances_user_has_any_permission_for(self, user: Person, actions: Iterable[str]) -> QuerySet[Document]:
        # As a condition on the id alone, because Wagtail's search takes conditions only on fields it has indexed.
        visible = queries.documents_visible_to(user) if READING & set(actions) else Document.objects.none()
        return Document.objects.filter(pk__in=visible.values("pk"))

    def collections_user_has_any_permission_for(self, user: Person, actions: Iterable[str]) -> QuerySet[Collection]:
        if not READING & set(actions):
            return Collection.objects.none()
        return Collection.objects.filter(pk__in=queries.folders_visible_to(user).order_by().values("collection"))

    def collections_user_has_permission_for(self, user: Person, action: str) -> QuerySet[Collection]:
        return self.collections_user_has_any_permission_for(user, [action])
