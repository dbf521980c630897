"""Wagtail's permission policies, answered by our rules: live from dated facts, with no copy in groups that could drift.

Whoever may edit the public site may do everything to pages, pictures and public files; nobody else may do anything.
A superuser (none is made by the portal itself) may do everything, as everywhere in Django.
"""

from collections.abc import Iterable

from django.contrib.auth.models import Group, Permission
from django.db.models import Model, QuerySet
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Collection, GroupPagePermission, Locale, Page, Site, Task, Workflow
from wagtail.permission_policies import BasePermissionPolicy
from wagtail.permission_policies.pages import PagePermissionPolicy
from wagtail.permissions import register_permission_policy

from kog.models import Field, Institution, Level, Network, User

from .models import Picture, PublicFile
from .queries import editors

PERMISSION = "cms.edit_site"
PAGE_ACTIONS = ("add", "change", "publish", "lock", "unlock", "bulk_delete")


class RulesPolicy(BasePermissionPolicy):
    """Asks one permission for a fixed set of actions. What is left out happens elsewhere, or never."""

    def __init__(self, model: type[Model], actions: Iterable[str]) -> None:
        super().__init__(model)
        self.actions = frozenset(actions)

    def user_has_permission(self, user: User, action: str) -> bool:
        return action in self.actions and user.has_perm(PERMISSION)

    def users_with_any_permission(self, actions: Iterable[str]) -> QuerySet[User]:
        return editors() if self.actions & set(actions) else User.objects.none()

    def instances_user_has_any_permission_for(self, user: User, actions: Iterable[str]) -> QuerySet:
        allowed = self.user_has_any_permission(user, actions)
        return self.model._default_manager.all() if allowed else self.model._default_manager.none()

    def users_with_any_permission_for_instance(self, actions: Iterable[str], instance: Model) -> QuerySet[User]:
        return self.users_with_any_permission(actions)


class PicturePolicy(RulesPolicy):
    """Pictures lie in Wagtail's root collection; the collections below it are folders of the drive."""

    def collections_user_has_any_permission_for(self, user: User, actions: Iterable[str]) -> QuerySet[Collection]:
        return (
            Collection.objects.filter(depth=1)
            if self.user_has_any_permission(user, actions)
            else Collection.objects.none()
        )

    def collections_user_has_permission_for(self, user: User, action: str) -> QuerySet[Collection]:
        return self.collections_user_has_any_permission_for(user, [action])


class SitePagePolicy(PagePermissionPolicy):
    """In Wagtail's words: an editor holds every page permission on the root of the tree, computed for this request."""

    def get_all_permissions_for_user(self, user: User) -> list[GroupPagePermission]:
        if not user.has_perm(PERMISSION):
            return []
        root = Page.objects.get(depth=1)
        return [
            GroupPagePermission(page=root, permission=Permission(codename=f"{action}_page")) for action in PAGE_ACTIONS
        ]

    def instances_user_has_any_permission_for(self, user: User, actions: Iterable[str]) -> QuerySet[Page]:
        return self.model._default_manager.all() if user.has_perm(PERMISSION) else self.model._default_manager.none()

    def explorable_instances(self, user: User) -> QuerySet[Page]:
        return self.instances_user_has_any_permission_for(user, PAGE_ACTIONS)

    def users_with_any_permission(
        self, actions: Iterable[str], *_with_superusers: bool, **_the_same: bool
    ) -> QuerySet[User]:
        return editors()

    def users_with_any_permission_for_instance(
        self, actions: Iterable[str], instance: Page, *_with_superusers: bool, **_the_same: bool
    ) -> QuerySet[User]:
        return editors()


def register() -> None:
    register_permission_policy(Page, SitePagePolicy(Page))
    everything = ("add", "change", "delete", "view", "choose")
    policies = [
        *(RulesPolicy(model, everything) for model in (PublicFile, Redirect, Locale)),
        PicturePolicy(Picture, everything),
        # Records of the network are never deleted; its one row is not added twice.
        *(RulesPolicy(model, ("add", "change", "view", "choose")) for model in (Institution, Level, Field)),
        RulesPolicy(Network, ("change", "view")),
        # People and their rights are managed in the portal, folders in the drive; nobody's business here.
        *(RulesPolicy(model, ()) for model in (User, Group, Site, Task, Workflow)),
    ]
    for policy in policies:
        # Exact, because Wagtail's apps register their own policies for some of these classes after us.
        register_permission_policy(policy.model, policy, exact_class=True)
