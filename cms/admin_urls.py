"""Wagtail's admin below its own doors: its sign-in and password pages would go round second factor and rate limits."""

from django.urls import include, path
from django.views.generic import RedirectView

from cms import views

urlpatterns = [
    path("login/", views.admin_sign_in),
    path("password_reset/", RedirectView.as_view(pattern_name="account_reset_password")),
    path("account/", views.editor_settings),
    path("", include("wagtail.admin.urls")),
]
