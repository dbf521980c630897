app_name = "kog"
urlpatterns = []
