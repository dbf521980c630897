"""What the network registers with the registries that all apps share; imported when Django is ready."""

from kog import bounces, delivery, inbox, panels, periodic
from kog.search import indexing
from kog.views import returned_mail

periodic.register_work("mail", delivery.deliver_next, lane="mail")
periodic.register_work("search", indexing.refresh_next, lane="search")
inbox.register("bounce", bounces.handle, order=10)
panels.register("dashboard", "kog/_returned_mail.html", returned_mail.panel, order=79)
