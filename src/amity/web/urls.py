"""Every page's address: `/noun/…/shape/` is view and name `noun.shape`, template `noun/shape.html`."""

from __future__ import annotations

from django.urls import URLPattern, path

from amity.web.views import (
    atlas,
    batches,
    columns,
    duplicates,
    exports,
    healthz,
    interactions,
    people,
    picks,
    reminders,
    settings,
    today,
)
from amity.web.views import (
    help as helping,
)

urlpatterns: list[URLPattern] = [
    path("", today.index, name="today.index"),
    path("picks/<str:pick>/answer/", picks.answer, name="picks.answer"),
    path("people/", people.index, name="people.index"),
    path("people/find/", people.find, name="people.find"),
    path("people/add/", people.add, name="people.add"),
    path("people/start/", people.start, name="people.start"),
    path("people/choose/", people.choose, name="people.choose"),
    path("people/bulk/", people.bulk, name="people.bulk"),
    path("people/<str:person>/", people.one, name="people.one"),
    path("people/<str:person>/picture/", people.picture, name="people.picture"),
    path("people/<str:person>/edit/", people.edit, name="people.edit"),
    path("people/<str:person>/words/", people.words, name="people.words"),
    path("people/<str:person>/aside/", people.aside, name="people.aside"),
    path("people/<str:person>/remove/", people.remove, name="people.remove"),
    path("duplicates/", duplicates.index, name="duplicates.index"),
    path("duplicates/waiting/", duplicates.waiting, name="duplicates.waiting"),
    path("duplicates/compare/", duplicates.compare, name="duplicates.compare"),
    path("duplicates/join/", duplicates.join, name="duplicates.join"),
    path("duplicates/different/", duplicates.different, name="duplicates.different"),
    path("duplicates/later/", duplicates.later, name="duplicates.later"),
    path("duplicates/certain/", duplicates.certain, name="duplicates.certain"),
    path("duplicates/unjoin/", duplicates.unjoin, name="duplicates.unjoin"),
    path("duplicates/split/<str:person>/", duplicates.split, name="duplicates.split"),
    path("interactions/log/", interactions.log, name="interactions.log"),
    path("reminders/add/", reminders.add, name="reminders.add"),
    path("reminders/<str:reminder>/done/", reminders.done, name="reminders.done"),
    # `import` is a reserved word of Python, so the noun of /import/ is the book's: batches.
    path("import/", batches.index, name="batches.index"),
    path("import/village/", batches.village, name="batches.village"),
    path("import/progress/<str:job>/", batches.progress, name="batches.progress"),
    path("import/<str:job>/pause/", batches.pause, name="batches.pause"),
    path("import/<str:job>/proceed/", batches.proceed, name="batches.proceed"),
    path("import/<str:job>/cancel/", batches.cancel, name="batches.cancel"),
    path("import/<str:name>/resume/", batches.resume, name="batches.resume"),
    path("import/<str:name>/forget/", batches.forget, name="batches.forget"),
    path("import/<str:batch>/", batches.one, name="batches.one"),
    path("import/<str:batch>/anyway/", batches.anyway, name="batches.anyway"),
    path("import/<str:batch>/withdraw/<str:line>/", batches.withdraw, name="batches.withdraw"),
    path("import/<str:batch>/undo/", batches.undo, name="batches.undo"),
    path("columns/<str:batch>/", columns.one, name="columns.one"),
    path("atlas/", atlas.index, name="atlas.index"),
    path("exports/cards/", exports.cards, name="exports.cards"),
    path("exports/book/", exports.book, name="exports.book"),
    path("settings/", settings.index, name="settings.index"),
    path("settings/mine/", settings.mine, name="settings.mine"),
    path("settings/region/", settings.region, name="settings.region"),
    path("help/", helping.index, name="help.index"),
    path("healthz", healthz.index, name="healthz.index"),
]
