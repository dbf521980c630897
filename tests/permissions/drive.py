"""Examples and lines of the drive that came with previews, uploads in pieces, extracts and the library."""

from types import SimpleNamespace

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from documents.actions import cataloguing, handing_out
from documents.models import Content, Document, Preview, Upload

DRIVE = """
# The drive: pictures of pages
documents:picture                  board picture               ?....+++.  ?--------
documents:picture                  board secret picture        ?....+++.  ?--------
documents:picture                  group picture               ?..+++++.  ?--------
documents:picture                  group secret picture        ?..++..+.  ?--------
documents:picture                  foreign secret picture      ?......+.  ?--------

# Uploads in pieces: whoever may file there begins one, and only they know it
documents:begin_piecewise          board folder                ?--------  ?....xx+.
documents:begin_piecewise          group folder                ?--------  ?..x+xx+.
documents:piecewise                group upload                ?--------  ?--------

# Several files at once
documents:folder_zip               board folder                ?....+++.  ?--------
documents:folder_zip               group folder                ?..+++++.  ?--------
documents:chosen_zip                                           ?>>>>>>>>  ?--------
documents:hand_out                                             ?xxxxxx>x  ?xxxxxx+x
documents:move_chosen                                          ?>>>>>>>>  ?++++++++
documents:remove_chosen                                        ?>>>>>>>>  ?++++++++
documents:extracts                                             ?xxxxxx+x  ?xxxxxx-x
documents:extract                  group extract               ?......+.  ?--------
documents:extract_zip              group extract               ?......+.  ?--------

# The library
documents:library                                              ?xx++++++  ?xx------
documents:export_library           library as bib              ?xx++++++  ?xx------
documents:enter_publication                                    ?xx++++++  ?xx++++++
documents:read_in_library                                      ?xxxxxx+x  ?xxxxxx+x
documents:publication              publication                 ?..++++++  ?--------
documents:publication              proposal                    ?..+...+.  ?--------
documents:change_publication       publication                 ?xxxxxx+x  ?xxxxxx+x
documents:settle_publication       publication                 ?xxxxxx-x  ?xxxxxx+x
"""


def example(world: SimpleNamespace, kinds: dict[str, list[object]]) -> dict[str, list[object]]:
    for content in Content.objects.all():
        preview = Preview.objects.create(content=content, form="pdf", place=Preview.new_place(), sizes=[[1, 1]] * 2)
        default_storage.save(preview.path(1), ContentFile(b"picture"))
    upload = Upload.objects.create(folder_id=kinds["group folder"][0], by=world.cast["group_lead"], name="x", size=1)
    kinds["group upload"] = [upload.token]
    paper = Document.objects.get(pk=kinds["group file"][0])
    extract = handing_out.hand_out([paper], recipient="x", reason="y", by=world.cast["secretary"])
    kinds["group extract"] = [extract.pk]
    listed = cataloguing.enter({"title": "Studie"}, by=world.cast["secretary"])
    proposal = cataloguing.enter({"title": "Vorschlag"}, by=world.cast["group_member"])
    kinds |= {"publication": [listed.pk], "proposal": [proposal.pk], "library as bib": ["bib"]}
    names = ("board", "board secret", "group", "group secret", "foreign secret")
    return kinds | {f"{name} picture": [*kinds[f"{name} file"], 1] for name in names}
