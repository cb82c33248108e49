"""The page of one proposal."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from proposals.models import Proposal

from .caching import public
