"""Forms of the foundation, and the renderer that draws every form of the portal in KERN markup."""

from django.forms.renderers import TemplatesSetting


class KernRenderer(TemplatesSetting):
    """`{{ form }}` and `{{ field.as_field_group }}` in KERN markup; widgets keep Django's own templates.

    Widget templates are left alone on purpose: Wagtail's editor shares the renderer and draws its own fields.
    """

    form_template_name = "components/form_fields.html"
    field_template_name = "components/field.html"
