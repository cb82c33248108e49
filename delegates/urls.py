"""The public addresses of delegates."""

from django.urls import path

from delegates.views import delegate, delegates

app_name = "delegates"
urlpatterns = [
    path("", delegates, name="delegates"),
    path("<int:pk>/", delegate, name="delegate"),
]
