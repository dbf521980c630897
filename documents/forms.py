"""What people enter in the drive. A form cleans and hands over to the action; a refusal comes back onto the form."""

from typing import Any

from django import forms
from django.core.files import File
from django.utils.translation import gettext_lazy as _

from documents import naming, queries
from documents.actions import (
    cataloguing,
    filing,
    foldering,
    handing_out,
    moving,
    together,
    trashing,
    uploading,
    versioning,
)
from documents.enums import OnDuplicate
from documents.models import Document, DocumentVersion, Extract, Folder, Publication
from documents.queries import Person
from kog.exceptions import NotPossibleNow
from kog.models import User


class SeveralFilesInput(forms.FileInput):
    allow_multiple_selected = True


class SeveralFilesField(forms.FileField):
    """Any number of files at once. What is wrong with one of them, the action says, file by file."""

    widget = SeveralFilesInput

    def clean(self, data: Any, initial: Any = None) -> list[File]:
        files = [file for file in (data if isinstance(data, list | tuple) else [data]) if file]
        if not files and self.required:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        return files


class UploadForm(forms.Form):
    files = SeveralFilesField(
        label=_("Files to upload"),
        error_messages={"required": _("Please choose at least one file.")},
        help_text=_("You can choose up to 100 at once."),
    )
    on_duplicate = forms.ChoiceField(
        label=_("If a file of the same name lies here already"),
        choices=OnDuplicate.choices,
        initial=OnDuplicate.NUMBER,
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("Reason of the new version (needed when you replace a file)"),
        max_length=300,
        required=False,
        help_text=_("In a few words, such as “figures of May added”."),
    )
    confidential = forms.BooleanField(
        label=_("Confidential: only members of this committee and the secretariat may read it"), required=False
    )

    def __init__(self, *args: Any, folder: Folder, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.folder = folder
        if folder.committee_id is None:
            del self.fields["confidential"]

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or {}
        if facts.get("on_duplicate") == OnDuplicate.VERSION and not facts.get("reason"):
            self.add_error("reason", _("Please say in a few words why there is a new version."))
        return facts

    def save(self, *, by: User) -> list[Document]:
        """File what can be filed; what was refused becomes an error of the form, one sentence a file."""
        filed = []
        for upload in self.cleaned_data["files"]:
            try:
                document = uploading.receive(
                    self.folder,
                    upload,
                    confidential=self.cleaned_data.get("confidential", False),
                    on_duplicate=OnDuplicate(self.cleaned_data["on_duplicate"]),
                    reason=self.cleaned_data["reason"],
                    by=by,
                )
            except NotPossibleNow as refusal:
                self.refusals.append(str(refusal))
            else:
                filed.append(document)
        for sentence in self.refusals:
            self.add_error("files", sentence)
        return filed

    @property
    def refusals(self) -> list[str]:
        return self.__dict__.setdefault("_refusals", [])


class NameForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=naming.LONGEST_TITLE)


class NewFolderForm(NameForm):
    def save(self, parent: Folder, *, by: User) -> Folder:
        return foldering.subfolder(parent, self.cleaned_data["name"], by=by)


class RenameFolderForm(NameForm):
    def save(self, folder: Folder, *, by: User) -> Folder:
        return foldering.rename_folder(folder, self.cleaned_data["name"], by=by)


class RenameForm(NameForm):
    def save(self, document: Document, *, by: User) -> Document:
        return filing.rename(document, self.cleaned_data["name"], by=by)


class ReplaceForm(forms.Form):
    file = forms.FileField(
        label=_("New version of the file"),
        allow_empty_file=True,  # the action says it with the name of the file
        error_messages={"required": _("Please choose the file.")},
    )
    reason = forms.CharField(
        label=_("Why is there a new version?"),
        max_length=300,
        help_text=_("In a few words, such as “figures of May added”. Everybody who reads the file reads this, too."),
    )
    based_on = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def save(self, document: Document, *, by: User) -> DocumentVersion:
        facts = {"reason": self.cleaned_data["reason"], "based_on": self.cleaned_data["based_on"], "by": by}
        try:
            return versioning.replace(document, self.cleaned_data["file"], **facts)
        except NotPossibleNow:
            # Whoever sends once more has read what came in between.
            self.data = self.data.copy()
            self.data["based_on"] = queries.versions_of(document)[0].number
            raise


class MoveForm(forms.Form):
    folder = forms.TypedChoiceField(label=_("Into the folder"), coerce=int)

    def __init__(self, *args: Any, user: Person, out_of: int | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.targets = queries.folders_open_for(user).exclude(pk=out_of)
        folders = queries.labelled(self.targets)
        self.fields["folder"].choices = [("", _("Please choose")), *folders]
        if not folders:
            self.fields["folder"].help_text = _("There is no other folder into which you may file.")

    def save(self, document: Document, *, by: User) -> Document:
        return filing.move(document, self.targets.get(pk=self.cleaned_data["folder"]), by=by)


class MoveFolderForm(forms.Form):
    folder = forms.TypedChoiceField(label=_("Into the folder"), coerce=int)

    def __init__(self, *args: Any, user: Person, folder: Folder, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.targets = queries.folders_run_by(user).exclude(pk__in=queries.whole_branch(folder).values("pk"))
        self.fields["folder"].choices = [("", _("Please choose")), *queries.labelled(self.targets)]

    def save(self, folder: Folder, *, by: User) -> Folder:
        return moving.move_folder(folder, self.targets.get(pk=self.cleaned_data["folder"]), by=by)


class DeviceForm(forms.Form):
    device = forms.CharField(
        label=_("Name of the device"),
        max_length=80,
        help_text=_("Such as “Office computer”, so that you know it again."),
    )


class MoveChosenForm(MoveForm):
    def save(  # type: ignore[override]  # -- several files, one form
        self, files: list[Document], *, by: User
    ) -> list[Document]:
        return together.move(files, self.targets.get(pk=self.cleaned_data["folder"]), by=by)


class RemoveChosenForm(forms.Form):
    def save(self, files: list[Document], *, by: User) -> list[Document]:
        return together.remove(files, by=by)


class HandOutForm(forms.Form):
    recipient = forms.CharField(
        label=_("Who gets it?"), max_length=200, help_text=_("Institution and person, such as “Ministry, Ms Weber”.")
    )
    reason = forms.CharField(label=_("What for?"), max_length=300)

    def __init__(self, *args: Any, files: list[Document], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.chosen = files

    def save(self, *, by: User) -> Extract:
        return handing_out.hand_out(self.chosen, **self.cleaned_data, by=by)


class PublicationForm(forms.ModelForm):
    url = forms.URLField(label=_("Link"), required=False, max_length=500, assume_scheme="https")

    class Meta:
        model = Publication
        fields = ["kind", "title", "authors", "year", "publisher", "url", "document", "rights", "summary", "fields"]
        widgets = {"fields": forms.CheckboxSelectMultiple, "summary": forms.Textarea(attrs={"rows": 5})}

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["document"].queryset = queries.library_files(user)
        self.fields["document"].empty_label = _("no file")

    def save(  # type: ignore[override]  # -- hands over to an action, as every form here
        self, publication: Publication | None, *, by: User
    ) -> Publication:
        facts = dict(self.cleaned_data)
        topics = list(facts.pop("fields"))
        if publication:
            return cataloguing.change(publication, facts, fields=topics, by=by)
        return cataloguing.enter(facts, fields=topics, by=by)

    def validate_constraints(self) -> None:
        """The action says it, with the title."""


class LibraryFileForm(forms.Form):
    file = forms.FileField(label=_("File in BibTeX (.bib) or RIS (.ris)"))

    def clean_file(self) -> str:
        if self.cleaned_data["file"].size > 5_000_000:
            raise forms.ValidationError(_("This file is too large."))
        data = self.cleaned_data["file"].read()
        try:
            return data.decode("utf-8-sig")
        except UnicodeDecodeError:
            return data.decode("cp1252", "replace")

    def save(self, _nothing: None, *, by: User) -> cataloguing.Imported:
        return cataloguing.read_in(self.cleaned_data["file"], by=by)


class ConfirmForm(forms.Form):
    """A question that is answered by sending it."""


class RemoveForm(ConfirmForm):
    def save(self, document: Document, *, by: User) -> Document:
        return filing.remove(document, by=by)


class RemoveFolderForm(ConfirmForm):
    def save(self, folder: Folder, *, by: User) -> Folder:
        return trashing.remove_folder(folder, by=by)
