"""The public addresses. Permanent: numbers are never given twice."""

from django.urls import path

from proposals.views.calendar import calendar
from proposals.views.explanations import about, data, method
from proposals.views.home import home
from proposals.views.industries import industries, industry
from proposals.views.letter_files import letter
from proposals.views.machines import favicon, robots
from proposals.views.proposal_list import proposals
from proposals.views.proposals import proposal
from proposals.views.rating import rating
from proposals.views.reports import report, reports
from proposals.views.suggest import suggest
from proposals.views.words import words

app_name = "proposals"
urlpatterns = [
    path("", home, name="home"),
    path("proposals/", proposals, name="proposals"),
    path("proposals/<int:pk>/", proposal, name="proposal"),
    path("suggest/", suggest, name="suggest"),
    path("industries/", industries, name="industries"),
    path("industries/<int:pk>/", industry, name="industry"),
    path("reports/", reports, name="reports"),
    path("reports/<int:pk>/", report, name="report"),
    path("words/", words, name="words"),
    path("about/", about, name="about"),
    path("method/", method, name="method"),
    path("data/", data, name="data"),
    path("calendar/<str:key>.ics", calendar, name="calendar"),
    path("replies/<int:pk>/letter/", letter, name="letter"),
    path("rate/<str:token>/", rating, name="rating"),
    path("robots.txt", robots, name="robots"),
    path("favicon.ico", favicon, name="favicon"),
]
