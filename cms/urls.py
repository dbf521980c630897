from django.urls import path

from cms import feeds, views

app_name = "cms"
urlpatterns = [
    path("sitemap.xml", views.sitemap, name="sitemap"),
    path("meldungen.xml", feeds.news, name="news_feed"),
    path("portal/sitzungen/<slug:slug>/texte/presse/meldung/", views.news_from_press, name="news_from_press"),
    path("dateien/<int:pk>/", views.public_file, name="public_file"),
    path("nachricht/<int:pk>/", views.contact_message, name="contact_message"),
]
