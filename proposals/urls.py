"""The public addresses. Permanent: numbers are never given twice."""

from django.urls import include, path

from proposals.feeds import calendars
from proposals.feeds.views import of_list, of_proposal, of_thing
from proposals.views.calendar import calendar
from proposals.views.cards import card
from proposals.views.counted import counted
from proposals.views.department import department
from proposals.views.departments import departments
from proposals.views.downloads import download
from proposals.views.explanations import about, data, method
from proposals.views.follow import follow, follow_sent
from proposals.views.follow_links import follow_confirm, follow_leave, follow_never, follow_own
from proposals.views.home import home
from proposals.views.industries import industries, industry
from proposals.views.letter_files import letter
from proposals.views.machines import favicon, robots
from proposals.views.problems import problem, problem_new, problems
from proposals.views.proposal import dossier, proposal
from proposals.views.proposal_list import proposals
from proposals.views.rating import rating
from proposals.views.reports import report, reports
from proposals.views.sessions import session, sessions
from proposals.views.short import short
from proposals.views.sitemaps import sitemap, sitemaps
from proposals.views.statistics import statistics
from proposals.views.suggest import suggest
from proposals.views.words import words

app_name = "proposals"
urlpatterns = [
    path("", home, name="home"),
    path("proposals/", proposals, name="proposals"),
    path("proposals/<int:pk>/", proposal, name="proposal"),
    path("proposals/<int:pk>/print/", dossier, name="dossier"),
    path("proposals/feed.atom", of_list, name="feed"),
    path("proposals/<int:pk>/feed.atom", of_proposal, name="proposal_feed"),
    path("delegates/<int:pk>/feed.atom", of_thing, {"thing": "delegate"}, name="delegate_feed"),
    path("industries/<int:pk>/feed.atom", of_thing, {"thing": "industry"}, name="industry_feed"),
    path("departments/<int:pk>/feed.atom", of_thing, {"thing": "department"}, name="department_feed"),
    path("sessions/<int:pk>/feed.atom", of_thing, {"thing": "session"}, name="session_feed"),
    path("suggest/", suggest, name="suggest"),
    path("industries/", industries, name="industries"),
    path("industries/<int:pk>/", industry, name="industry"),
    path("departments/", departments, name="departments"),
    path("departments/<int:pk>/", department, name="department"),
    path("sessions/", sessions, name="sessions"),
    path("sessions/<int:pk>/", session, name="session"),
    path("statistics/", statistics, name="statistics"),
    path("statistics/counted/", counted, name="counted"),
    path("reports/", reports, name="reports"),
    path("reports/<int:pk>/", report, name="report"),
    path("words/", words, name="words"),
    path("about/", about, name="about"),
    path("method/", method, name="method"),
    path("data/", data, name="data"),
    path("data/<slug:name>.<slug:ending>", download, name="download"),
    path("calendar.ics", calendars.of_all, name="days"),
    path("proposals/<int:pk>/calendar.ics", calendars.of_proposal, name="proposal_days"),
    path("sessions/<int:pk>/calendar.ics", calendars.of_thing, {"thing": "session"}, name="session_days"),
    path("departments/<int:pk>/calendar.ics", calendars.of_thing, {"thing": "department"}, name="department_days"),
    path("delegates/<int:pk>/calendar.ics", calendars.of_thing, {"thing": "delegate"}, name="delegate_days"),
    path("api/", include("proposals.api.urls")),
    path("calendar/<str:key>.ics", calendar, name="calendar"),
    path("replies/<int:pk>/letter/", letter, name="letter"),
    path("rate/<str:token>/", rating, name="rating"),
    path("problems/", problems, name="problems"),
    path("problems/new/", problem_new, name="problem_new"),
    path("problems/<str:code>/", problem, name="problem"),
    path("follow/", follow, name="follow"),
    path("follow/sent/", follow_sent, name="follow_sent"),
    path("follow/confirm/<str:token>/", follow_confirm, name="follow_confirm"),
    path("follow/own/<str:token>/", follow_own, name="follow_own"),
    path("follow/leave/<str:token>/", follow_leave, name="follow_leave"),
    path("follow/never/<str:token>/", follow_never, name="follow_never"),
    path("p/<int:pk>", short("proposals:proposal"), name="short_proposal"),
    path("d/<int:pk>", short("delegates:delegate"), name="short_delegate"),
    path("s/<int:pk>", short("proposals:session"), name="short_session"),
    path("cards/site.png", card, name="card"),
    path("cards/<str:kind>/<int:pk>.png", card, name="card"),
    path("sitemap.xml", sitemaps, name="sitemaps"),
    path("sitemap-<str:name>-<int:number>.xml", sitemap, name="sitemap"),
    path("robots.txt", robots, name="robots"),
    path("favicon.ico", favicon, name="favicon"),
]
