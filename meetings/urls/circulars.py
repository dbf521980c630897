from django.urls import path

from meetings.views import circulars

urlpatterns = [
    path("umlauf/", circulars.circular_list, name="circular_list"),
    path("umlauf/<slug:slug>/", circulars.circular, name="circular"),
    path("umlauf/<slug:slug>/stimme/<int:pk>/", circulars.circular_vote, name="circular_vote"),
    path("umlauf/<slug:slug>/zurueckziehen/", circulars.circular_withdraw, name="circular_withdraw"),
    path("umlauf/<slug:slug>/ergebnis/", circulars.circular_finish, name="circular_finish"),
    path("gremien/<slug:key>/umlauf/neu/", circulars.circular_open, name="circular_open"),
]
