"""The one URL table: pages."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [path("", include("amity.web.urls"))]
