"""What holds for all seven papers: the State's head, all of the text as text, on its paper, for archives and in Vietnamese."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any

import pytest
from django.utils import translation
from pypdfium2 import PdfDocument

from motcua.dossiers import printing
from motcua.dossiers.printing.shared import page_count
from motcua.dossiers.tests import papers
from motcua.kernel.identifiers import LookupNumber

A4, A5 = (210, 297), (148, 210)
TYPED = ' #panic() *đậm* $x$ @a \\ <b> "'
CODES = {"code", "qr"}
LONG = {"title": papers.LONG_TITLE}
PAPERS = {
    "01": (printing.render_acceptance_receipt, papers.receipt(owner=papers.OWNER, handled_by="Sở Xây dựng"), A5),
    "combined": (printing.render_combined_receipt, papers.combined(2), A4),
    "02": (printing.render_supplement_slip, papers.supplement(), A5),
    "03": (printing.render_refusal_slip, papers.refusal(submitted_at=papers.moment(25, 7, 5)), A5),
    "05": (printing.render_closing_notice, papers.closing(), A5),
    "result": (
        printing.render_result_document,
        papers.result(approved=False, grounds=(papers.GROUND,), addressee=papers.OWNER),
        A4,
    ),
    "handover": (printing.render_handover_slip, papers.handover(), A5),
}
every_paper = pytest.mark.parametrize(("render", "data", "paper"), PAPERS.values(), ids=PAPERS)


@every_paper
def test_a_trial_says_on_every_page_that_the_paper_is_worth_nothing(render, data, paper, settings):
    said = "VẬN HÀNH THỬ – GIẤY NÀY KHÔNG CÓ GIÁ TRỊ"
    assert said not in papers.text_of(render(data))
    settings.MOTCUA_DEMO, settings.MOTCUA_TRIAL = False, True
    pdf = render(data)
    assert papers.text_of(pdf).count(said) == page_count(pdf)
    assert papers.pages_of(pdf)[0] == paper


def texts_of(value: Any) -> Iterator[str]:
    """Every text inside a paper's data except those that are printed as codes only."""
    if type(value) is str:
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from texts_of(item)
    elif is_dataclass(value) and not isinstance(value, LookupNumber):
        for field in fields(value):
            if field.name != "qr":
                yield from texts_of(getattr(value, field.name))


def with_typed(value: Any) -> Any:
    """The same data as if somebody had typed markup into every field."""
    if type(value) is str:
        return value + TYPED if value else value
    if isinstance(value, tuple):
        return tuple(with_typed(item) for item in value)
    if is_dataclass(value) and type(value).__module__.startswith(printing.__name__):
        return replace(
            value, **{f.name: with_typed(getattr(value, f.name)) for f in fields(value) if f.name not in CODES}
        )
    return value


@every_paper
def test_it_has_the_head_of_the_state_and_its_size(render, data, paper):
    pdf = render(data)
    assert papers.pages_of(pdf) == [paper]
    text = papers.text_of(pdf)
    assert text.startswith(data.head.superior.upper())
    assert data.head.agency.upper() in text
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in text
    assert "Độc lập - Tự do - Hạnh phúc" in text
    assert f"Số: {data.head.number}" in text


@every_paper
def test_nothing_that_was_given_is_left_out(render, data, paper):
    text = papers.squashed(papers.text_of(render(data)))
    assert [given for given in texts_of(data) if papers.squashed(given) not in text] == []


@every_paper
def test_what_people_typed_is_text_and_never_markup(render, data, paper):
    spoiled = with_typed(data)
    given = [text for text in texts_of(spoiled) if TYPED in text]
    text = papers.squashed(papers.text_of(render(spoiled)))
    assert len(given) > 8
    assert text.count(papers.squashed(TYPED)) >= len(given)


@every_paper
def test_it_is_an_archive_file_in_vietnamese(render, data, paper):
    pdf = render(data)
    assert b"pdfaid:part" in pdf
    assert b"/StructTreeRoot" in pdf
    assert b"/Lang(vi-VN)" in pdf or b"/Lang (vi-VN)" in pdf
    with PdfDocument(pdf) as document:
        assert document.get_metadata_value("Title")


@every_paper
def test_an_english_reader_gets_the_same_paper(render, data, paper):
    vietnamese = papers.text_of(render(data))
    with translation.override("en"):
        assert papers.text_of(render(data)) == vietnamese


@every_paper
def test_a_foreign_sign_does_not_stop_it(render, data, paper):
    officer = "signer" if hasattr(data, "signer") else "officer"
    assert "Trần ? Ba" in papers.text_of(render(replace(data, **{officer: "Trần 王 Ba"})))


@every_paper
def test_its_text_stays_within_the_margins(render, data, paper):
    with PdfDocument(render(data if isinstance(data, printing.CombinedReceipt) else replace(data, **LONG))) as document:
        for page in document:
            width, height = page.get_size()
            text = page.get_textpage()
            assert text.get_text_bounded(left=width - 28) == ""
            assert text.get_text_bounded(right=28) == ""
            assert text.get_text_bounded(top=15) == ""
            assert text.get_text_bounded(bottom=height - 20) == ""


@every_paper
def test_pages_are_counted_as_a_reader_counts_them(render, data, paper):
    pdf = render(data)
    assert page_count(pdf) == len(papers.pages_of(pdf))


@every_paper
def test_no_secret_and_no_person_stands_in_its_repr(render, data, paper):
    shown = repr(data)
    for hidden in (papers.LINK, "482177309156", *texts_of(papers.SUBMITTER)):
        assert hidden not in shown or hidden == papers.SUBMITTER.identity_label
