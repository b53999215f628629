"""Codebooks of a user's own: beside ours, instead of ours, checked, imported, and named when they are wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from chancery.codebooks import check, import_petrarch
from chancery.coding.rules import codebook, read_codebook
from chancery.errors import InputError, RuleError
from chancery.pipeline import Pipeline, load
from chancery.records import Article

RULE = """
[[rule]]
id = "fisheries.quota"
code = "163"
verb = ["cut", "halve"]
object = ["fishing quota"]
recipient = ["of"]
yes = ["Norway halved the fishing quota of Iceland."]
no = ["Norway halved the cake."]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "events.toml").write_text(RULE, encoding="utf-8")
    return tmp_path


def test_own_rules_stand_before_ours(folder: Path) -> None:
    book = read_codebook(folder, base=codebook())
    assert book.verbs["cut"][0].id == "fisheries.quota"
    assert len(book.rules) == len(codebook().rules) + 1


def test_a_rule_of_the_same_id_takes_the_place_of_ours(folder: Path) -> None:
    text = RULE.replace("fisheries.quota", "consult.meet")
    (folder / "events.toml").write_text(text, encoding="utf-8")
    book = read_codebook(folder, base=codebook())
    assert [rule.code.cameo for rule in book.rules if rule.id == "consult.meet"] == ["163"]


def test_instead_leaves_our_rules_out_and_keeps_our_frames(folder: Path) -> None:
    (folder / "codebook.toml").write_text("instead = true\n", encoding="utf-8")
    book = read_codebook(folder, base=codebook())
    assert [rule.id for rule in book.rules] == ["fisheries.quota"]
    assert book.frames == codebook().frames


def test_own_codes_and_classes(folder: Path) -> None:
    (folder / "cameo.toml").write_text(
        '"1631" = { name = "Cut quotas", type = "SANCTION", mode = "discontinue", goldstein = -6.0 }\n',
        encoding="utf-8",
    )
    (folder / "lexicon.toml").write_text('quota = ["fishing quota", "@money"]\n', encoding="utf-8")
    (folder / "events.toml").write_text(
        RULE.replace('"163"', '"1631"').replace("fishing quota", "@quota"), encoding="utf-8"
    )
    book = read_codebook(folder, base=codebook())
    assert (book.rules[0].code.type, book.rules[0].code.goldstein) == ("SANCTION", -6.0)


@pytest.mark.parametrize(
    ("file", "text", "message"),
    [
        ("events.toml", '[[rule]]\ncode = "163"\nverb = ["cut"]', "events.toml: rule None has no id"),
        ("events.toml", '[[rule]]\nid = "x"\ncode = "163"\nverb = 5', "verb is 5. It wants a list"),
        ("events.toml", '[[rule]]\nid = "x"\ncode = "163"\nverb = ["cut"]\nmutual = "yes"', "mutual 'yes'"),
        (
            "events.toml",
            '[[rule]]\nid = "x"\ncode = "163"\nverb = ["cut"]\nof = "giver"',
            "of 'giver'. Values: ",
        ),
        ("events.toml", '[[rules]]\nid = "x"', "has rules. It holds \\[\\[rule\\]\\] entries only"),
        ("events.toml", "[[rule]\n", "events.toml: not valid TOML"),
        ("frames.toml", '[[frame]]\nid = "x"\nkind = "wish"\nverb = ["hope"]', "kind 'wish'. Kinds: agree, "),
        ("cameo.toml", '"1" = { name = "x", type = "FISH" }', "type 'FISH'. Types: "),
    ],
)
def test_an_error_names_file_rule_and_what_is_allowed(
    tmp_path: Path, file: str, text: str, message: str
) -> None:
    (tmp_path / file).write_text(text, encoding="utf-8")
    with pytest.raises(RuleError, match=message):
        read_codebook(tmp_path, base=codebook())


def test_a_folder_without_a_codebook_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RuleError, match="no codebook there"):
        read_codebook(tmp_path, base=codebook())


@pytest.mark.model
def test_a_codebook_is_held_against_its_sentences(folder: Path, pipeline: Pipeline) -> None:
    assert check(folder, pipeline) == (1, 2, [])
    wrong = RULE.replace("halved the cake", "cut the fishing quota of Chad")
    (folder / "events.toml").write_text(wrong, encoding="utf-8")
    (slip,) = check(folder, pipeline)[2]
    assert str(slip) == "fisheries.quota codes: Norway cut the fishing quota of Chad."


@pytest.mark.model
def test_articles_are_read_by_it(folder: Path) -> None:
    dossier = load(folder)(Article(id="a", text="Norway halved the fishing quota of Iceland."))
    (event,) = dossier.events
    assert (event.coder, event.type) == ("events/fisheries.quota", "SANCTION")
    assert (event.actors, event.recipients) == (("state:NOR",), ("state:ISL",))


def test_dictionaries_become_a_codebook_and_overwrite_nothing(tmp_path: Path) -> None:
    verbs, actors = tmp_path / "verbs.txt", tmp_path / "actors.txt"
    verbs.write_text("PRAISE [051]\n- * QUOTA [061]\n- * X [77]\n", encoding="utf-8")
    actors.write_text("HERRING_FRONT [ISLREB]\n", encoding="utf-8")
    made = import_petrarch(verbs, actors, tmp_path / "book")
    assert (made.rules, made.classes, made.actors, len(made.left_out)) == (2, 0, 1, 1)
    assert read_codebook(tmp_path / "book", base=codebook()).verbs["praise"][0].id == "petrarch.praise.2"
    with pytest.raises(InputError, match="there already"):
        import_petrarch(verbs, actors, tmp_path / "book")
    with pytest.raises(InputError, match="cannot be read"):
        import_petrarch(tmp_path / "gone.txt", None, tmp_path / "other")
