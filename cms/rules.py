"""Who edits the public site. Being registered by name, Wagtail's own questions get the same answer."""

import rules

from kog.rules import is_active_person, is_administrator, is_secretary

edits_site = is_active_person & (is_secretary | is_administrator)

rules.add_perm("cms.edit_site", edits_site)
# Wagtail asks this one by name and not by a policy.
rules.add_perm("simple_translation.submit_translation", edits_site)
