"""Who may do what in the drive. The predicates ask the same facts as the queries; a test holds the two together."""

import rules

from documents import readers
from documents.models import Document, Folder
from kog.models import User
from kog.rules import (
    in_network,
    is_active_person,
    is_administrator,
    is_board_member,
    is_secretary,
    leads,
    member_of,
)
from workinggroups.rules import heir_to


def _folder(thing: Folder | Document | None) -> Folder | None:
    return thing.folder if isinstance(thing, Document) else thing


@rules.predicate
def is_public(user: User, thing: Folder | Document | None) -> bool:
    folder = _folder(thing)
    return folder is not None and folder.is_public and folder.removed_at is None


@rules.predicate
def is_confidential(user: User, document: Document | None) -> bool:
    return document is not None and document.confidential


@rules.predicate
def is_kept(user: User, thing: Folder | Document | None) -> bool:
    return thing is not None and thing.removed_at is None


@rules.predicate
def folder_is_kept(user: User, thing: Folder | Document | None) -> bool:
    folder = _folder(thing)
    return folder is not None and folder.removed_at is None


@rules.predicate
def is_of_the_network(user: User, thing: Folder | Document | None) -> bool:
    folder = _folder(thing)
    return folder is not None and folder.committee_id is None


@rules.predicate
def is_of_own_committee(user: User, thing: Folder | Document | None) -> bool:
    folder = _folder(thing)
    return folder is not None and folder.committee_id in member_of(user)


@rules.predicate
def is_of_predecessor(user: User, thing: Folder | Document | None) -> bool:
    folder = _folder(thing)
    return folder is not None and folder.committee_id in heir_to(user)


@rules.predicate
def is_of_led_committee(user: User, thing: Folder | Document | None) -> bool:
    folder = _folder(thing)
    return folder is not None and folder.committee_id in leads(user)


@rules.predicate
def is_open_for_members(user: User, thing: Folder | Document | None) -> bool:
    folder = _folder(thing)
    return folder is not None and folder.open_for_members


@rules.predicate
def was_opened_to(user: User, document: Document | None) -> bool:
    """One query, and only where a higher app has something to say about this person."""
    if document is None:
        return False
    return any(Document.objects.filter(grant, pk=document.pk).exists() for grant in readers.grants(user))


@rules.predicate
def leads_any(user: User) -> bool:
    return bool(leads(user))


reads_area = is_board_member | is_of_own_committee | is_of_predecessor | (is_of_the_network & in_network)
reads_folder = folder_is_kept & (is_public | (is_active_person & (is_secretary | reads_area)))
reads_document = is_kept & (
    (is_active_person & is_secretary)
    | (folder_is_kept & is_public & ~is_confidential)
    | (folder_is_kept & is_active_person & reads_area & ~is_confidential)
    | (folder_is_kept & is_active_person & is_of_own_committee)
    | (is_active_person & was_opened_to)
)
runs_area = is_active_person & (is_secretary | is_of_led_committee | (is_public & is_administrator))
files_into = (
    runs_area
    | (is_active_person & is_open_for_members & is_of_own_committee)
    | (is_active_person & is_open_for_members & is_of_the_network & ~is_public & in_network)
)

rules.add_perm("documents.use_drive", is_active_person)
rules.add_perm("documents.view_folder", reads_folder)
rules.add_perm("documents.view_document", reads_document)
rules.add_perm("documents.add_document", folder_is_kept & files_into)
rules.add_perm("documents.change_document", runs_area)
rules.add_perm("documents.add_folder", folder_is_kept & runs_area)
rules.add_perm("documents.change_folder", folder_is_kept & runs_area)
rules.add_perm("documents.hand_out", is_kept & is_active_person & is_secretary)
rules.add_perm("documents.hand_out_any", is_active_person & is_secretary)
rules.add_perm("documents.change_any", is_active_person & (is_secretary | is_administrator | leads_any))
rules.add_perm("documents.view_extracts", is_active_person & is_secretary)
rules.add_perm("documents.view_library", is_active_person & in_network)
rules.add_perm("documents.keep_library", is_active_person & is_secretary)
rules.add_perm("documents.run_drive", is_active_person & is_secretary)
rules.add_perm("documents.use_trash", is_active_person & (is_secretary | is_administrator | leads_any))
