"""Who may open a page that is not about one record. Records are guarded where they are fetched, in `kog.access`."""

from collections.abc import Callable

from django.contrib.auth.decorators import login_required, permission_required
from django.http import HttpResponse

View = Callable[..., HttpResponse]


def needs(permission: str) -> Callable[[View], View]:
    """Somebody who did not sign in is asked to; somebody without the right is refused."""

    def guard(view: View) -> View:
        return login_required(permission_required(permission, raise_exception=True)(view))

    return guard
