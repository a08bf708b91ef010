"""What is brought: files, and the owner's own addresses where they are not known yet."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from amity.core import handles
from amity.core.brought import OUTCOMES, Asked
from amity.web import page, wording


def addresses(text: str) -> tuple[str, ...]:
    """Read mail addresses from free text, one a line or parted by commas or spaces; the wrong ones raise."""
    written = text.replace(",", " ").replace(";", " ").split()
    wrong = [word for word in written if handles.email(word) is None]
    if wrong:
        raise forms.ValidationError(_("“%(word)s” is not a mail address."), params={"word": wrong[0]})
    return tuple(dict.fromkeys(found.value for word in written if (found := handles.email(word))))


class _Several(forms.ClearableFileInput):
    allow_multiple_selected = True


class Files(forms.FileField):
    """Several files at once."""

    widget = _Several

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile[bytes]]:  # noqa: ANN401 - Django's signature
        """Check each file as Django checks one."""
        given = data if isinstance(data, list | tuple) and data else [data or None]
        return [super(Files, self).clean(one, initial) for one in given]


class Bring(forms.Form):
    """The files, and who is me."""

    upload = Files(
        label=_("Files"),
        allow_empty_file=True,
        error_messages={
            "required": _("Choose at least one file."),
            "missing": _("Choose at least one file."),
        },
    )
    me = forms.CharField(label=_("Your own mail addresses"), max_length=2000, required=False)

    def clean_me(self) -> tuple[str, ...]:
        """Read the addresses, each in its normal form."""
        return addresses(self.cleaned_data["me"])


class Narrow(forms.Form):
    """Which records of a run to list."""

    outcome = forms.ChoiceField(label=_("What became of it"), required=False)
    file = forms.ChoiceField(label=_("File"), required=False)
    q = forms.CharField(label=_("Words"), max_length=200, required=False)

    def __init__(self, data: QueryDict, *, files: Sequence[str]) -> None:
        """Offer the files of the run."""
        super().__init__(data)
        choices = [("", _("All")), *((name, wording.OUTCOMES[name]) for name in OUTCOMES)]
        self.fields["outcome"].choices = choices  # type: ignore[attr-defined]
        self.fields["file"].choices = [("", _("All")), *((file, file) for file in files)]  # type: ignore[attr-defined]

    def asked(self) -> Asked:
        """Give what is asked for; a choice that is none narrows nothing."""
        self.is_valid()
        told = self.cleaned_data
        return Asked(told.get("outcome", ""), told.get("file", ""), told.get("q", ""), limit=page.ROWS)
