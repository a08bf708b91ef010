"""The forms of one person once: two people, and what is to be shown of them."""

from __future__ import annotations

from django import forms


class Two(forms.Form):
    """Two people by their ids."""

    one = forms.CharField(max_length=16)
    other = forms.CharField(max_length=16)


class Who(forms.Form):
    """One person, beside whom another is searched."""

    one = forms.CharField(max_length=16, required=False)
    other = forms.CharField(max_length=16, required=False)
    q = forms.CharField(max_length=200, required=False)
