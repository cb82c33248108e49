"""Mount points only, never a view."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("admin/", admin.site.urls),
    path("delegates/", include("delegates.urls")),
    path("", include("proposals.urls")),
]
handler500 = "proposals.views.errors.server_error"
