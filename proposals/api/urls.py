"""The addresses of the API. `v1` stays as it is: what would break a reader becomes `v2` beside it."""

from django.urls import path

from .answering import Nowhere
from .described import Description, Start
from .proposals import Proposal, Proposals
from .resources import (
    Delegate,
    Delegates,
    Department,
    Departments,
    Industries,
    Industry,
    Report,
    Reports,
    Session,
    Sessions,
)
from .tour import tour

app_name = "api"
urlpatterns = [
    path("", tour, name="tour"),
    path("v1/", Start.as_view(), name="start"),
    path("v1/openapi.json", Description.as_view(), name="openapi"),
    path("v1/proposals/", Proposals.as_view(), name="proposals"),
    path("v1/proposals/<int:pk>/", Proposal.as_view(), name="proposal"),
    path("v1/delegates/", Delegates.as_view(), name="delegates"),
    path("v1/delegates/<int:pk>/", Delegate.as_view(), name="delegate"),
    path("v1/departments/", Departments.as_view(), name="departments"),
    path("v1/departments/<int:pk>/", Department.as_view(), name="department"),
    path("v1/industries/", Industries.as_view(), name="industries"),
    path("v1/industries/<int:pk>/", Industry.as_view(), name="industry"),
    path("v1/sessions/", Sessions.as_view(), name="sessions"),
    path("v1/sessions/<int:pk>/", Session.as_view(), name="session"),
    path("v1/reports/", Reports.as_view(), name="reports"),
    path("v1/reports/<int:pk>/", Report.as_view(), name="report"),
    path("v1/<path:nothing>/", Nowhere.as_view(), name="nowhere"),
]
