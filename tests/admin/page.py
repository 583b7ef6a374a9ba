"""Editing pages as a browser without scripts has them: open, fill in, send."""

import re
from html.parser import HTMLParser

from django.urls import reverse


def address(entry_or_model, action="change"):
    """The address of an editing page: of an entry, or of a model (`changelist`, `add`)."""
    meta = entry_or_model._meta
    args = [entry_or_model.pk] if action in ("change", "history", "delete") else []
    return reverse(f"admin:{meta.app_label}_{meta.model_name}_{action}", args=args)


class _Fields(HTMLParser):
    """The fields of the form with an id that ends in `_form`, as they would be sent."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.sent, self.attrs, self.inside = {}, {}, False
        self.area = self.select = None

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag == "form":
            self.inside = attrs.get("id", "").endswith("_form")
        if not self.inside:
            return
        name = attrs.get("name")
        if name:
            self.attrs[name] = attrs
        if tag == "textarea":
            self.area = name
            self.sent[name] = [""]
        elif tag == "select":
            self.select = name
        elif tag == "option" and self.select and "selected" in attrs:
            self.sent.setdefault(self.select, []).append(attrs.get("value", ""))
        elif tag == "input" and name and attrs.get("type") not in ("submit", "checkbox"):
            self.sent[name] = [attrs.get("value", "")]
        elif tag == "input" and name and attrs.get("type") == "checkbox" and "checked" in attrs:
            self.sent[name] = ["on"]

    def handle_endtag(self, tag):
        if tag == "form":
            self.inside = False
        elif tag == "textarea":
            # A browser drops the first line break and sends the others as CR LF.
            text = self.sent[self.area][0].removeprefix("\n")
            self.sent[self.area] = [text.replace("\n", "\r\n")]
            self.area = None
        elif tag == "select":
            self.select = None

    def handle_data(self, data):
        if self.area:
            self.sent[self.area][0] += data


class Page:
    """One open editing page: `page["name"] = "…"` types, `save()` sends what the page holds."""

    def __init__(self, client, url, response=None):
        self.client, self.url = client, url
        self.response = response or client.get(url)
        assert self.response.status_code == 200, self.response.status_code
        self.html = self.response.content.decode()
        fields = _Fields()
        fields.feed(self.html)
        self.fields, self.attrs = fields.sent, fields.attrs

    def __getitem__(self, name):
        return self.fields[name][0]

    def __setitem__(self, name, value):
        assert name in self.attrs, f"the form has no field {name}"
        self.fields[name] = list(value) if isinstance(value, list) else [value]

    def tick(self, name, on=True):
        assert name in self.attrs, f"the form has no field {name}"
        self.fields.pop(name, None)
        if on:
            self.fields[name] = ["on"]

    def type(self, **values):
        for name, value in values.items():
            self[name] = value
        return self

    def add_row(self, prefix, **values):
        """A row as the script adds it; returns its prefix."""
        number = int(self[f"{prefix}-TOTAL_FORMS"])
        for name in [name for name in self.attrs if name.startswith(f"{prefix}-__prefix__-")]:
            row = name.replace("__prefix__", str(number))
            self.attrs[row] = self.attrs[name]
            self.fields[row] = list(self.fields.get(name, [""]))
            if self.attrs[name].get("type") == "checkbox" and name not in self.fields:
                del self.fields[row]
        self[f"{prefix}-TOTAL_FORMS"] = str(number + 1)
        for name, value in values.items():
            self[f"{prefix}-{number}-{name}"] = value
        return f"{prefix}-{number}"

    def send(self, button="_continue", **extra):
        """The answer to pressing a button; redirects are followed."""
        data = {name: values for name, values in self.fields.items() if "__prefix__" not in name}
        return self.client.post(self.url, {**data, button: "1", **extra}, follow=True)

    def save(self):
        """Send what must be right."""
        response = self.send()
        assert response.redirect_chain, f"refused: {errors(response)}"
        return response

    def refused(self, button="_continue"):
        """Send what must be refused: the page with the errors, everything typed still in it."""
        response = self.send(button)
        assert not response.redirect_chain, "it was saved"
        return Page(self.client, self.url, response)

    @property
    def errors(self):
        return errors(self.response)


def errors(response):
    """{field: messages} of the form and of every row; "" for what concerns no field."""
    found = {}
    context = response.context
    forms = [
        context["adminform"].form,
        *(form for one in context["inline_admin_formsets"] for form in one.formset.forms),
    ]
    for form in forms:
        for name, messages in form.errors.items():
            found.setdefault(form.add_prefix(name) if name != "__all__" else form.prefix or "", []).extend(
                map(str, messages)
            )
    for one in context["inline_admin_formsets"]:
        if one.formset.non_form_errors():
            found.setdefault("", []).extend(map(str, one.formset.non_form_errors()))
    return found


def messages(response):
    return [str(message) for message in response.context["messages"]]


def words(html):
    """The text of a page, tags taken out."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))
