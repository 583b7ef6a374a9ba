"""Everything that can be found, and what a search found, grouped by type of entry."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType

from kb.models import LanguageModel, ModelAlias, SeedClaim, Source, Term, TextUnit
from kb.reference.entries import CODE_OF, ENTRY_TYPES, EntryType, published_owners, published_parts
from kb.search import Piece, Question, ask, mark, rank, snippet

HITS = 25  # shown of one type of entry


@dataclass(frozen=True, slots=True)
class Hit:
    """An entry found. `title_language` and `language` are those of the two texts."""

    label: tuple[Piece, ...]
    title_language: str
    url: str
    snippet: tuple[Piece, ...]
    language: str


@dataclass(frozen=True, slots=True)
class HitGroup:
    code: str
    label: Any
    total: int
    hits: tuple[Hit, ...]  # the best `HITS` of them


@dataclass(frozen=True, slots=True)
class SearchPage:
    """`asked`: the words as typed; `nothing_to_find`: no letter, digit or character among them."""

    asked: str
    total: int
    groups: tuple[HitGroup, ...]
    nothing_to_find: bool = False


@dataclass(slots=True)
class Document:
    """An entry with all its names and texts, in all languages. texts: (language, field, text)."""

    type: EntryType
    entry: Any
    names: list[str]
    texts: list[tuple[str, str, str]]

    def title(self, language: str) -> tuple[str, str]:
        """The title for a reader of `language`, and its language; a fixed name has none."""
        if isinstance(self.entry, Term):
            return (self.entry.chinese if language.startswith("zh") else self.entry.english), ""
        if isinstance(self.entry, Source):
            return self.entry.title, self.entry.language
        if not self.type.title:
            return str(self.entry), ""
        told = {code: text for code, field, text in self.texts if field == self.type.title}
        code = next((code for code in (language, self.entry.source_lang, *told) if code in told), "")
        return (told[code], code) if code else (self.entry.slug, "")


def search_page(asked: str, language: str) -> SearchPage:
    """What the words `asked` find, for a reader of `language`; a constant number of queries."""
    if not asked:
        return SearchPage("", 0, ())
    terms = list(Term.objects.published())
    question = ask(asked, [_forms(term) for term in terms])
    if not question.parts:
        return SearchPage(asked, 0, (), nothing_to_find=True)
    ranked = defaultdict(list)
    for document in _documents():
        place = rank(question, document.names, [text for _language, _field, text in document.texts])
        if place is not None:
            ranked[document.type.code].append((place, document))
    groups = []
    for each in ENTRY_TYPES:
        if best := sorted(ranked[each.code], key=lambda found: found[0]):
            hits = tuple(_hit(document, question, language) for _place, document in best[:HITS])
            groups.append(HitGroup(each.code, each.label, len(best), hits))
    # The type with the best answer stands first; among equals the order of the types holds.
    groups.sort(key=lambda group: min(place for place, _document in ranked[group.code]))
    return SearchPage(asked, sum(group.total for group in groups), tuple(groups))


def _forms(term: Term) -> tuple[str, ...]:
    return (term.english, *term.english_synonyms, term.chinese, *term.chinese_synonyms, *term.banned_forms)


def _hit(document: Document, question: Question, language: str) -> Hit:
    title, title_language = document.title(language)
    told, told_in = _telling_text(document, question, language)
    return Hit(
        mark(title, question),
        title_language,
        document.entry.get_absolute_url(),
        snippet(told, question) if told else (),
        told_in,
    )


def _telling_text(document: Document, question: Question, language: str) -> tuple[str, str]:
    """The text with a word of the question in it, preferably in the reader's language, preferably the main one."""
    texts = [each for each in document.texts if each[1] != document.type.title]
    texts.sort(key=lambda each: (each[0] != language, each[1] != document.type.main))
    for code, _field, text in texts:
        if any(piece.found for piece in mark(text, question)):
            return text, code
    return (texts[0][2], texts[0][0]) if texts else ("", "")


def _documents() -> list[Document]:
    documents = {}
    for each in ENTRY_TYPES:
        for entry in each.published():
            documents[each.model, entry.pk] = Document(each, entry, _fixed_names(entry), [])
    shown = LanguageModel.objects.published().values("pk")
    for name, pk in ModelAlias.objects.filter(model__in=shown).values_list("name", "model_id"):
        documents[LanguageModel, pk].names.append(name)
    owners = _owners_of_parts()
    units = TextUnit.objects.filter(published_owners()).order_by("pk")
    for type_id, pk, field, code, text in units.values_list("content_type", "object_id", "field", "language", "text"):
        model = ContentType.objects.get_for_id(type_id).model_class()
        own = model in CODE_OF
        document = documents.get((model, pk) if own else owners.get((model, pk)))
        if document is None:
            continue
        document.texts.append((code, field if own else f"{model.__name__}.{field}", text))
        if own and field == document.type.title:
            document.names.append(text)
    return list(documents.values())


def _fixed_names(entry) -> list[str]:
    if isinstance(entry, Term):
        return list(_forms(entry))
    if isinstance(entry, Source):
        return [entry.title, entry.key, entry.publisher, entry.authors]
    if isinstance(entry, SeedClaim):
        return [entry.key]
    name = getattr(entry, "name", "")
    return [name, entry.slug] if name else [entry.slug]


def _owners_of_parts() -> dict:
    """(model, primary key) of a row without a page -> (model, primary key) of the entry on whose page it stands."""
    owners = {}
    for model, rows in published_parts().items():
        parents = [field for field in model._meta.fields if field.name in ("kind", "family", "model", "use_case")]
        for pk, *ids in rows.values_list("pk", *(field.attname for field in parents)):
            for parent, parent_id in zip(parents, ids, strict=True):
                if parent_id:
                    owners[model, pk] = parent.related_model, parent_id
    return owners
