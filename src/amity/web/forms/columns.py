"""What each column of a table is."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from amity.formats import columns
from amity.sync.columns import Preview


class Columns(forms.Form):
    """One question for each column of a table, answered as well as Amity can guess."""

    def __init__(self, *args: Any, preview: Preview, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own
        """Ask about the columns of this preview."""
        super().__init__(*args, **kwargs)
        self.preview = preview
        choices = [(field, _(words)) for field, words in columns.FIELDS.items()]
        for at, (name, guess) in enumerate(zip(preview.names, preview.guesses, strict=True)):
            self.fields[f"column-{at}"] = forms.ChoiceField(
                label=name or _("without a name"), choices=choices, initial=guess.field
            )

    def said(self) -> dict[str, str]:
        """Give what was answered: a field for each column."""
        return {key: self.cleaned_data[f"column-{at}"] for at, key in enumerate(self.preview.keys)}

    def clean(self) -> dict[str, Any]:
        """See to it that the table is about somebody."""
        told = super().clean() or self.cleaned_data
        if columns.NAMING.isdisjoint(told.values()):
            raise forms.ValidationError(
                _("Say which column holds the name or an address; without one there is nobody.")
            )
        return told
