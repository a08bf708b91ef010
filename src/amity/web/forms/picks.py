"""How a pick of the week is answered."""

from __future__ import annotations

from django import forms


class Answer(forms.Form):
    """Done, later or not now, with a word about it for those who like."""

    answer = forms.ChoiceField(choices=[("done", ""), ("later", ""), ("not-now", "")])
    text = forms.CharField(max_length=2000, required=False)
