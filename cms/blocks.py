"""What a text of the public site is made of. Headings begin at the second level: the first is the page's title."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.fields import StreamField
from wagtail.images.blocks import ImageBlock
from wagtail.snippets.blocks import SnippetChooserBlock

TEXT = ["bold", "italic", "h3", "ol", "ul", "link", "hr"]
SHORT_TEXT = ["bold", "italic", "ol", "ul", "link"]


class PictureBlock(blocks.StructBlock):
    image = ImageBlock(label=_("picture"))
    caption = blocks.CharBlock(label=_("caption"), required=False, max_length=300)

    class Meta:
        label = _("Picture")
        icon = "image"
        template = "cms/blocks/picture.html"


class SectionBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("title"), max_length=200)
    text = blocks.RichTextBlock(label=_("text"), features=SHORT_TEXT)


class QuoteBlock(blocks.StructBlock):
    text = blocks.TextBlock(label=_("quotation"))
    source = blocks.CharBlock(label=_("source"), required=False, max_length=200)

    class Meta:
        label = _("Quotation")
        icon = "openquote"
        template = "cms/blocks/quote.html"


class BodyBlock(blocks.StreamBlock):
    heading = blocks.CharBlock(label=_("Heading"), icon="title", template="cms/blocks/heading.html", max_length=200)
    text = blocks.RichTextBlock(label=_("Text"), icon="pilcrow", features=TEXT, template="cms/blocks/text.html")
    picture = PictureBlock()
    accordion = blocks.ListBlock(
        SectionBlock(), label=_("Accordion"), icon="list-ul", template="cms/blocks/accordion.html"
    )
    quote = QuoteBlock()
    downloads = blocks.ListBlock(
        SnippetChooserBlock("cms.PublicFile"),
        label=_("Downloads"),
        icon="download",
        template="cms/blocks/downloads.html",
    )


class BodyField(StreamField):
    """A body whose blocks stay out of the migrations: a new kind of block changes no table."""

    def __init__(self, block_types: Any = None, **kwargs: Any) -> None:
        super().__init__(block_types if block_types is not None else BodyBlock(), **kwargs)

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name, path, _args, kwargs = super().deconstruct()
        kwargs.pop("block_lookup", None)
        return name, path, [[]], kwargs
