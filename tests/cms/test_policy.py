"""Who edits the public site: secretariat and administration, from the day their office begins to the day it ends."""

import datetime as dt

import pytest
from django.contrib.auth.models import Group
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Collection, GroupPagePermission, Page
from wagtail.permissions import policy_registry

from cms.models import Picture, PublicFile
from kog.models import Appointment, Field, Institution, Level, Network, User
from tests.factories.cms import news_index, start_page

EDITORS = {"secretary", "administrator"}
PAGE_ACTIONS = ["add", "change", "publish", "lock", "unlock", "bulk_delete"]


@pytest.mark.parametrize("action", PAGE_ACTIONS)
def test_pages_are_open_to_editors_alone(cast, action):
    policy = policy_registry.get_by_type(Page)

    allowed = {name for name, person in cast.items() if policy.user_has_permission(person, action)}

    assert allowed == EDITORS


def test_every_page_type_asks_the_same_policy(cast):
    page = news_index()

    may_edit = {name for name, person in cast.items() if page.permissions_for_user(person).can_edit()}
    may_publish = {name for name, person in cast.items() if page.permissions_for_user(person).can_publish()}
    may_delete = {name for name, person in cast.items() if page.permissions_for_user(person).can_delete()}

    assert may_edit == may_publish == may_delete == EDITORS


def test_list_of_pages_and_permission_agree(cast):
    policy = policy_registry.get_by_type(Page)
    page = start_page()

    for person in cast.values():
        listed = policy.instances_user_has_permission_for(person, "change").filter(pk=page.pk).exists()
        assert listed == policy.user_has_permission_for_instance(person, "change", page)


@pytest.mark.parametrize(
    ("model", "actions"),
    [
        (Picture, {"add", "change", "delete", "view", "choose"}),
        (PublicFile, {"add", "change", "delete", "view", "choose"}),
        (Redirect, {"add", "change", "delete", "view", "choose"}),
        (Network, {"change", "view"}),
        (Institution, {"add", "change", "view", "choose"}),
        (Level, {"add", "change", "view", "choose"}),
        (Field, {"add", "change", "view", "choose"}),
        (User, set()),
        (Group, set()),
    ],
)
def test_models_in_the_admin(cast, model, actions):
    policy = policy_registry.get_by_type(model)

    for name, person in cast.items():
        allowed = {
            action
            for action in ("add", "change", "delete", "view", "choose")
            if policy.user_has_permission(person, action)
        }
        assert allowed == (actions if name in EDITORS else set()), name


def test_pictures_lie_in_the_root_collection_only(cast):
    folder = Collection.get_first_root_node().add_child(name="Ordner der Ablage")
    policy = policy_registry.get_by_type(Picture)

    collections = policy.collections_user_has_permission_for(cast["secretary"], "add")

    assert folder not in collections
    assert [collection.depth for collection in collections] == [1]
    assert not policy.collections_user_has_permission_for(cast["board_member"], "add").exists()


def test_office_that_ended_yesterday_edits_nothing_today(secretary, fresh):
    Appointment.objects.update(valid_until=timezone.localdate() - dt.timedelta(days=1))

    assert not policy_registry.get_by_type(Page).user_has_permission(fresh(secretary), "change")


def test_membership_in_a_wagtail_group_gives_nothing(stranger):
    group = Group.objects.create(name="Moderators")
    stranger.groups.add(group)
    GroupPagePermission.objects.create(group=group, page=Page.objects.get(depth=1), permission_type="change")

    assert not policy_registry.get_by_type(Page).user_has_permission(stranger, "change")


def test_wagtails_own_groups_are_gone(db):
    assert not Group.objects.exists()
