"""The command line over a pipeline made by hand: what is printed where, and with which exit status."""

from __future__ import annotations

import gc
import json
import os
import pty
import signal
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from chancery import __version__, cli
from chancery.export import jsonl
from chancery.records import Article, Dossier, Explanation
from tests.dossiers import DOSSIER


class Fake:
    """A pipeline that finds nothing, and breaks where the text asks it to."""

    def pipe(
        self,
        articles: Iterable[Article],
        *,
        on_error: Callable[[Article, Exception], None],
        explain: bool = False,
    ) -> Iterator[Dossier]:
        for article in articles:
            if "KABOOM" in article.text:
                on_error(article, ValueError("no such luck"))
            elif "STOP" in article.text:
                raise KeyboardInterrupt
            else:
                yield Dossier(article=article)


@pytest.fixture(autouse=True)
def fake(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cli, "_load", Fake)


def chancery(*arguments: str | Path, stdin: str | None = None) -> Result:
    return CliRunner().invoke(cli.app, [str(argument) for argument in arguments], input=stdin)


NEWS = (
    "The envoys of both countries met in the capital on Monday, and they said that the talks would go on.\n"
)


@pytest.fixture
def news(tmp_path: Path) -> Path:
    path = tmp_path / "news.txt"
    path.write_text(NEWS, encoding="utf-8")
    return path


def test_version() -> None:
    assert chancery("--version").stdout == f"chancery {__version__}\n"


def test_help_names_commands_examples_and_statuses() -> None:
    assert {"read", "actors", "evaluate"} <= set(chancery("--help").stdout.split())
    text = " ".join(chancery("read", "--help").stdout.split())
    assert "chancery read --format json page.html" in text
    assert "Exit status" in text


def test_one_file_is_printed(news: Path) -> None:
    result = chancery("read", news)
    assert result.exit_code == 0
    assert "Nothing was found to record." in result.stdout
    assert result.stderr == ""


def test_standard_input() -> None:
    result = chancery("read", "-", "--format", "json", stdin=NEWS)
    assert result.exit_code == 0
    assert json.loads(result.stdout)["article"]["text"].strip() == NEWS.strip()


def test_without_a_file_the_example_is_read() -> None:
    bare, asked = chancery("read"), chancery("read", "--example")
    assert bare.exit_code == asked.exit_code == 0
    assert bare.stdout == asked.stdout
    assert "Baltic ministers" in bare.stdout
    assert "reading the bundled example" in bare.stderr
    assert asked.stderr == ""
    assert gc.isenabled()  # it is off while the pipeline loads


def test_example_and_file_together_are_refused(news: Path) -> None:
    result = chancery("read", "--example", news)
    assert result.exit_code == 2
    assert "give no FILE with it" in result.stderr


def test_json_lines_of_many(news: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    result = chancery("read", news, news, news, "-f", "jsonl", "-o", out)
    assert result.exit_code == 0
    assert result.stdout == ""
    assert result.stderr == "3 documents read.\n"
    with out.open(encoding="utf-8") as file:
        assert [dossier.article.path for dossier in jsonl.read(file)] == [str(news)] * 3


def test_quiet_says_nothing_but_what_failed(news: Path, tmp_path: Path) -> None:
    assert chancery("read", "-q", news, news).stderr == ""
    result = chancery("read", "-q", news, tmp_path / "gone.txt")
    assert result.stderr == f"chancery: {tmp_path}/gone.txt: no such file\n"


def test_bad_documents_are_named_and_counted_and_the_others_read(news: Path, tmp_path: Path) -> None:
    empty, broken = tmp_path / "empty.txt", tmp_path / "broken.txt"
    empty.write_text("")
    broken.write_text(NEWS + "KABOOM, said the envoys of both countries to the press on Monday.\n")
    result = chancery("read", "-f", "jsonl", tmp_path / "gone.txt", news, empty, tmp_path, broken, news)
    assert result.exit_code == 1
    assert len(result.stdout.splitlines()) == 2
    lines = result.stderr.splitlines()
    assert [line for line in lines if "gone.txt: no such file" in line]
    assert [line for line in lines if "empty.txt: empty" in line]
    assert [line for line in lines if line.startswith(f"chancery: {tmp_path}: a folder")]
    assert [
        line for line in lines if "broken.txt: ValueError: no such luck" in line and "please report" in line
    ]
    assert lines[-1] == "2 documents read, 4 failed."


def test_nothing_read_is_status_2_and_loads_no_model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def never() -> Fake:
        raise AssertionError("the pipeline was loaded for nothing")

    monkeypatch.setattr(cli, "_load", never)
    result = chancery("read", tmp_path / "gone.txt")
    assert result.exit_code == 2
    assert "no such file" in result.stderr
    assert "Traceback" not in result.stderr


def test_an_interruption_keeps_what_was_written(news: Path, tmp_path: Path) -> None:
    stop, out = tmp_path / "stop.txt", tmp_path / "out.jsonl"
    stop.write_text(NEWS + "STOP, said the envoys of both countries to the press on Monday.\n")
    result = chancery("read", news, stop, news, "-f", "jsonl", "-o", out)
    assert result.exit_code == 130
    assert "Interrupted after 1 document; what was written is whole." in result.stderr
    assert len(out.read_text(encoding="utf-8").splitlines()) == 1


def test_a_date_given_by_the_reader(news: Path) -> None:
    result = chancery("read", news, "--date", "2023-07-13", "-f", "json")
    assert json.loads(result.stdout)["article"]["published"] == {
        "date": "2023-07-13",
        "how": "metadata",
        "why": "given by the reader",
    }
    refused = chancery("read", news, "--date", "13 July")
    assert refused.exit_code == 2
    assert "YYYY-MM-DD" in refused.stderr


def test_an_article_is_never_overwritten(news: Path) -> None:
    result = chancery("read", news, "-o", news)
    assert result.exit_code == 2
    assert "would destroy it" in result.stderr
    assert news.read_text(encoding="utf-8") == NEWS


def test_an_output_that_cannot_be_written_is_refused(news: Path, tmp_path: Path) -> None:
    result = chancery("read", news, "-o", tmp_path / "no" / "out.txt")
    assert result.exit_code == 2
    assert "No such file or directory" in result.stderr


def test_a_language_that_is_named_is_taken_as_given(tmp_path: Path) -> None:
    """The message says what to do on the command line, and doing so helps."""
    path = tmp_path / "names.txt"
    path.write_text("Der Minister sagte am Montag, dass die Gespräche mit dem Nachbarland weitergehen. " * 3)
    refused = chancery("read", "-q", path)
    assert refused.exit_code == 2
    assert refused.stderr == (
        f"chancery: {path}: seems to be in German; only English is read (if it is English, say --language en)\n"
    )
    assert chancery("read", path, "--language", "en").exit_code == 0
    wrong = chancery("read", path, "--language", "English")
    assert wrong.exit_code == 2
    assert "for example en" in wrong.stderr


def test_explaining_is_asked_of_the_pipeline(news: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Explaining(Fake):
        def pipe(self, articles: Iterable[Article], *, explain: bool, **_: object) -> Iterator[Dossier]:  # type: ignore[override]
            for article in articles:
                note = (Explanation(sentence=article.passage(0, 10), note="so noted"),) if explain else ()
                yield Dossier(article=article, explanations=note)

    monkeypatch.setattr(cli, "_load", Explaining)
    assert "so noted" in chancery("read", "--explain", news).stdout
    assert "so noted" not in chancery("read", news).stdout
    data = json.loads(chancery("read", "--explain", "-f", "json", news).stdout)
    assert [row["note"] for row in data["explanations"]] == ["so noted"]


def test_wrong_options_are_status_2(news: Path) -> None:
    assert chancery("read", news, "--format", "yaml").exit_code == 2
    assert chancery("reed").exit_code == 2


def test_margins(news: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Found(Fake):
        def pipe(self, articles: Iterable[Article], **_: object) -> Iterator[Dossier]:
            yield from (replace(DOSSIER) for _ in articles)

    monkeypatch.setattr(cli, "_load", Found)
    start = DOSSIER.statements[0].cue.start
    assert f"{start}:{start + 4}" in chancery("read", news, "--cite", "offsets").stdout
    assert f"{start}:{start + 4}" not in chancery("read", news).stdout


def test_gold_formats_are_listed_when_the_name_is_wrong(tmp_path: Path) -> None:
    result = chancery("evaluate", "bratwurst", tmp_path)
    assert result.exit_code == 2
    assert all(name in result.stderr for name in ("polnear", "plv", "dse", "re3d", "conllu", "coref"))
    assert chancery("evaluate", "plv", tmp_path / "gone").exit_code == 2


def test_actors() -> None:
    result = chancery("actors", "NATO")
    assert result.exit_code == 0
    assert "North Atlantic Treaty Organization" in result.stdout
    nobody = chancery("actors", "Nobody", "At", "All")
    assert nobody.exit_code == 2
    assert "'Nobody At All'" in nobody.stderr


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-c", "from chancery.cli import main; main()", *arguments]


def test_starting_imports_no_model() -> None:
    code = (
        "import sys; from chancery import cli\n"
        "try: cli.app(['--version'])\n"
        "except SystemExit: pass\n"
        "print(sorted({'spacy', 'onnxruntime', 'numpy', 'selectolax', 'rich.console'} & set(sys.modules)))"
    )
    printed = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert printed.splitlines()[-1] == "[]"


def test_a_closed_pipe_ends_quietly(tmp_path: Path) -> None:
    code = (
        "from chancery import cli\n"
        "from tests.test_cli import Fake\n"
        "cli._load = Fake\n"
        f"cli.app(['read', '-f', 'jsonl', *[{str(tmp_path / 'a.txt')!r}] * 3000])"
    )
    (tmp_path / "a.txt").write_text(NEWS, encoding="utf-8")
    process = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.readline()
    process.stdout.close()
    assert process.stderr.read() == b""
    assert process.wait() == 141


def test_a_bar_for_many_files_on_a_terminal(tmp_path: Path) -> None:
    code = (
        "from chancery import cli\n"
        "from tests.test_cli import Fake\n"
        "cli._load = Fake\n"
        f"cli.app(['read', '-o', {str(tmp_path / 'out')!r}, *[{str(tmp_path / 'a.txt')!r}] * 30])"
    )
    (tmp_path / "a.txt").write_text(NEWS, encoding="utf-8")
    parent, child = pty.openpty()
    environment = {**os.environ, "TERM": "xterm", "COLUMNS": "80"}
    done = subprocess.run([sys.executable, "-c", code], stderr=child, check=False, env=environment)
    os.close(child)
    shown = b""
    while True:
        try:
            part = os.read(parent, 65536)
        except OSError:
            break
        if not part:
            break
        shown += part
    assert done.returncode == 0
    assert b"reading" in shown
    assert b"30 documents read." in shown


def test_ctrl_c_on_a_running_process(tmp_path: Path) -> None:
    code = (
        "import time\n"
        "from chancery import cli\n"
        "from tests.test_cli import Fake\n"
        "class Slow(Fake):\n"
        "    def pipe(self, articles, **options):\n"
        "        for dossier in super().pipe(articles, **options):\n"
        "            yield dossier\n"
        "            time.sleep(0.2)\n"
        "cli._load = Slow\n"
        f"cli.app(['read', '-f', 'jsonl', *[{str(tmp_path / 'a.txt')!r}] * 100])"
    )
    (tmp_path / "a.txt").write_text(NEWS, encoding="utf-8")
    process = subprocess.Popen(
        [sys.executable, "-c", code],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        # A shell that runs the tests in the background has its children ignore the signal.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL) and None,
    )
    assert process.stdout is not None
    first = process.stdout.readline()
    process.send_signal(signal.SIGINT)
    rest, said = process.communicate(timeout=20)
    assert process.returncode == 130
    assert "what was written is whole" in said
    assert "Traceback" not in said
    assert all(json.loads(line) for line in (first + rest).splitlines())


def test_a_file_of_many_articles_loses_only_its_bad_lines(tmp_path: Path) -> None:
    path, out = tmp_path / "news.jsonl", tmp_path / "out.jsonl"
    good = {"text": NEWS, "date": "2024-03-05", "publisher": "The Quay"}
    bad = {"text": NEWS, "date": "soon"}
    broken = {"text": NEWS + "KABOOM"}
    path.write_text(
        "\n".join(map(json.dumps, (good, bad, broken, {**good, "title": "Again"}))), encoding="utf-8"
    )
    result = chancery("read", "-f", "jsonl", "-o", out, path)
    assert result.exit_code == 1
    assert "line 2: date is 'soon'" in result.stderr
    assert f"{path}:3: ValueError: no such luck" in result.stderr
    assert "2 documents read, 2 failed" in result.stderr
    first, second = jsonl.read(out.read_text(encoding="utf-8").splitlines())
    assert (first.article.published.date, second.article.title) == ("2024-03-05", "Again")
