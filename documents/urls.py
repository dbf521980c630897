from django.urls import include, path

from documents.views import (
    choosing,
    files,
    folders,
    library,
    network_drive,
    packing,
    previews,
    trash,
    uploads,
    versions,
)

app_name = "documents"

folder_urls = [
    path("", folders.folder, name="folder"),
    path("hochladen/", folders.upload, name="upload"),
    path("hochladen/stueckweise/", uploads.begin, name="begin_piecewise"),
    path("zip/", packing.folder_zip, name="folder_zip"),
    path("neuer-ordner/", folders.new_folder, name="new_folder"),
    path("umbenennen/", folders.rename_folder, name="rename_folder"),
    path("verschieben/", folders.move_folder, name="move_folder"),
    path("entfernen/", folders.remove_folder, name="remove_folder"),
    path("wiederherstellen/", trash.restore_folder, name="restore_folder"),
    path("mitglieder/", folders.let_members_file, name="let_members_file"),
]
file_urls = [
    path("", files.document, name="document"),
    path("laden/", files.download, name="download"),
    path("vorschau/<int:number>/", previews.picture, name="picture"),
    path("umbenennen/", files.rename, name="rename"),
    path("verschieben/", files.move, name="move"),
    path("neue-fassung/", versions.replace, name="replace"),
    path("fassungen/<int:number>/", versions.version, name="version"),
    path("fassungen/<int:number>/wiederherstellen/", versions.restore, name="restore_version"),
    path("vertraulich/", files.mark_confidential, name="mark_confidential"),
    path("entfernen/", files.remove, name="remove"),
    path("wiederherstellen/", trash.restore, name="restore"),
]
library_urls = [
    path("", library.library, name="library"),
    path("export.<str:form>", library.export, name="export_library"),
    path("neu/", library.enter, name="enter_publication"),
    path("einlesen/", library.read_in, name="read_in_library"),
    path("<int:pk>/", library.publication, name="publication"),
    path("<int:pk>/bearbeiten/", library.change, name="change_publication"),
    path("<int:pk>/entscheiden/", library.settle, name="settle_publication"),
]
urlpatterns = [
    path("bibliothek/", include(library_urls)),
    path("ablage/", folders.drive, name="drive"),
    path("ablage/gremien-ordner/", folders.create_committee_folders, name="create_committee_folders"),
    path("ablage/papierkorb/", trash.trash, name="trash"),
    path("ablage/netzlaufwerk/", network_drive.network_drive, name="network_drive"),
    path("ablage/netzlaufwerk/<int:pk>/zurueckziehen/", network_drive.revoke, name="revoke_password"),
    path("ablage/hochladen/<slug:token>/", uploads.piecewise, name="piecewise"),
    path("ablage/zip/", packing.chosen_zip, name="chosen_zip"),
    path("ablage/verschieben/", choosing.move, name="move_chosen"),
    path("ablage/entfernen/", choosing.remove, name="remove_chosen"),
    path("ablage/weitergeben/", packing.hand_out, name="hand_out"),
    path("ablage/auszuege/", packing.extracts, name="extracts"),
    path("ablage/auszuege/<int:pk>/", packing.extract, name="extract"),
    path("ablage/auszuege/<int:pk>/laden/", packing.extract_zip, name="extract_zip"),
    path("ablage/<int:pk>/", include(folder_urls)),
    path("ablage/datei/<int:pk>/", include(file_urls)),
]
