"""How a pick of the week is answered."""

from __future__ import annotations

from django import forms

from amity.core.answers import FELT, WHYS


class Answer(forms.Form):
    """Done, later or not now, with a reason, how it was or a word about it for those who like."""

    answer = forms.ChoiceField(choices=[("done", ""), ("later", ""), ("not-now", "")])
    why = forms.ChoiceField(choices=[(why, why) for why in WHYS], required=False)
    felt = forms.ChoiceField(choices=[(felt, felt) for felt in FELT], required=False)
    text = forms.CharField(max_length=2000, required=False)
