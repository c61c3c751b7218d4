"""Fields tie their label, hint and errors to the control; the summary leads to each."""

import re
from typing import ClassVar

import pytest
from django import forms
from django.template import Context, Template

from podworko.ui.forms import DateInput, DateTimeInput, FormRenderer, TimeInput


class Sample(forms.Form):
    default_renderer = FormRenderer
    secret = forms.IntegerField(widget=forms.HiddenInput)
    name = forms.CharField(label="Imię", help_text="Jak do Ciebie mówić?")
    how = forms.ChoiceField(
        label="Jak?", choices=[("sms", "SMS"), ("mail", "E-mail")], widget=forms.RadioSelect
    )
    note = forms.CharField(label="Uwagi", required=False)
    agree = forms.BooleanField(label="Zgadzam się", help_text="Można cofnąć.")

    initial_values: ClassVar[dict[str, str]] = {"secret": "1", "name": "Ola", "how": "sms"}

    def clean(self) -> None:
        if self.data.get("name") == "Nikt":
            self.add_error(None, "Nie ma takiej osoby.")


def render(source: str, form: forms.Form) -> str:
    text: str = Template("{% load ui %}" + source).render(Context({"form": form}))
    text = re.sub(r"<svg\b.*?</svg>", "◆", text, flags=re.DOTALL)
    return re.sub(r">\s+<", "><", re.sub(r"\s+", " ", text)).strip()


def test_field_with_a_hint() -> None:
    assert render("{% field form.name %}", Sample()) == (
        '<div class="field"><label class="field__label" for="id_name">Imię</label>'
        '<p class="field__hint" id="id_name_helptext">Jak do Ciebie mówić?</p>'
        '<div class="field__control"><input type="text" name="name" required'
        ' aria-describedby="id_name_helptext" id="id_name"></div></div>'
    )


def test_field_with_an_error_beside_it() -> None:
    assert render("{% field form.name %}", Sample({"name": ""})) == (
        '<div class="field field--error"><label class="field__label" for="id_name">Imię</label>'
        '<p class="field__hint" id="id_name_helptext">Jak do Ciebie mówić?</p>'
        '<div class="field__error" id="id_name_error">◆<div>'
        '<span class="visually-hidden">Błąd:</span><p>To pole jest wymagane.</p></div></div>'
        '<div class="field__control"><input type="text" name="name" required aria-invalid="true"'
        ' aria-describedby="id_name_helptext id_name_error" id="id_name"></div></div>'
    )


def test_optional_field_says_so() -> None:
    assert "(nieobowiązkowe)" in render("{% field form.note %}", Sample())


def test_choices_are_a_group_with_a_legend() -> None:
    html = render("{% field form.how is_inline=True %}", Sample({}))

    assert html.startswith(
        '<fieldset class="field field--inline field--error" aria-describedby="id_how_error">'
        '<legend class="field__label">Jak?</legend>'
    )


def test_single_checkbox_stands_before_its_label() -> None:
    assert render("{% field form.agree %}", Sample()) == (
        '<div class="field field--single"><label class="field__choice" for="id_agree">'
        '<input type="checkbox" name="agree" required aria-describedby="id_agree_helptext"'
        ' id="id_agree"><span class="field__label">Zgadzam się</span></label>'
        '<p class="field__hint" id="id_agree_helptext">Można cofnąć.</p></div>'
    )


def test_summary_leads_to_each_thing_to_mend() -> None:
    html = render("{% form_errors form %}", Sample({"name": ""}))

    assert re.findall(r'<a href="([^"]*)">([^<]*)</a>', html) == [
        ("#id_name", "Imię – To pole jest wymagane."),
        ("#id_how_0", "Jak? – To pole jest wymagane."),
        ("#id_agree", "Zgadzam się – To pole jest wymagane."),
    ]
    assert 'role="alert" tabindex="-1" autofocus' in html
    assert "<li>To pole jest wymagane.</li>" in html


def test_summary_tells_what_is_wrong_with_the_whole() -> None:
    values = Sample.initial_values | {"name": "Nikt", "agree": "on"}

    assert "<li>Nie ma takiej osoby.</li>" in render("{% form_errors form %}", Sample(values))


def test_nothing_to_mend_draws_nothing() -> None:
    good = Sample(Sample.initial_values | {"agree": "on"})

    assert render("{% form_errors form %}", Sample()) == ""
    assert render("{% form_errors form %}", good) == ""


def test_form_is_made_of_the_same_parts() -> None:
    form = Sample({"name": ""})
    parts = "{% form_errors form %}{% field form.name %}{% field form.how %}"

    whole = render(parts + "{% field form.note %}{% field form.agree %}{{ form.secret }}", form)

    assert render("{{ form }}", form) == whole
    assert render("{{ form.name.as_field_group }}", form) == render("{% field form.name %}", form)


def test_fieldset_has_a_legend_and_a_hint() -> None:
    assert render('{% fieldset "Kto" hint="Wy" %}POLA{% endfieldset %}', Sample()) == (
        '<fieldset class="fieldset"><legend>Kto</legend><p class="fieldset__hint">Wy</p>POLA'
        "</fieldset>"
    )


@pytest.mark.parametrize(
    ("widget", "value", "html"),
    [
        (DateInput(), "2026-11-24", '<input type="date" name="x" value="2026-11-24">'),
        (TimeInput(), "10:30", '<input type="time" name="x" value="10:30">'),
        (
            DateTimeInput(),
            "2026-11-24T10:30",
            '<input type="datetime-local" name="x" value="2026-11-24T10:30">',
        ),
    ],
)
def test_native_inputs_get_the_form_they_know(widget: forms.Widget, value: str, html: str) -> None:
    assert widget.render("x", value) == html
