from __future__ import annotations

import pytest

from chancery.errors import InputError
from chancery.reading.identify import identify, require_english

SENTENCES = [
    ("en", "The foreign minister said that talks with the delegation would go on in the spring."),
    ("de", "Der Außenminister sagte, dass die Gespräche mit der Delegation im Frühjahr weitergehen."),
    ("fr", "Le ministre des affaires étrangères a déclaré que les discussions vont continuer."),
    ("es", "El ministro de Exteriores dijo que las conversaciones con la delegación van a seguir."),
    ("pt", "O ministro das Relações Exteriores disse que as conversas não vão parar, mas mudar."),
    ("it", "Il ministro degli Esteri ha detto che i colloqui con la delegazione sono in corso."),
    ("nl", "De minister van Buitenlandse Zaken zei dat de gesprekken met de delegatie doorgaan."),
    ("pl", "Minister powiedział w poniedziałek, że rozmowy z delegacją nie są jeszcze zakończone."),
    ("tr", "Bakan, görüşmelerin ilkbaharda da devam edeceğini ve daha sonra biteceğini söyledi."),
    ("ru", "Министр иностранных дел заявил в понедельник, что переговоры с делегацией продолжатся весной."),
    ("uk", "Міністр закордонних справ заявив у понеділок, що переговори з делегацією триватимуть навесні."),
    ("el", "Ο υπουργός Εξωτερικών δήλωσε τη Δευτέρα ότι οι συνομιλίες με την αντιπροσωπεία θα συνεχιστούν."),
    ("ar", "قال وزير الخارجية يوم الاثنين إن المحادثات مع الوفد ستستمر في الربيع."),
    ("fa", "وزیر امور خارجه روز دوشنبه گفت که گفتگوها با هیئت پاکستانی در بهار ادامه پیدا می‌کند."),
    ("he", "שר החוץ אמר ביום שני כי השיחות עם המשלחת יימשכו באביב."),
    ("zh", "外交部长星期一表示,与代表团的会谈将在春季继续。"),
    ("ja", "外務大臣は月曜日、代表団との協議は春も続くと述べた。"),
    ("ko", "외교부 장관은 월요일 대표단과의 회담이 봄에도 계속될 것이라고 말했다."),
]  # fmt: skip


@pytest.mark.parametrize(("code", "sentence"), SENTENCES)
def test_languages_are_told_apart(code: str, sentence: str) -> None:
    assert identify(sentence) == code


def test_english_with_foreign_names_is_english() -> None:
    text = "The Société Générale and the Frankfurter Allgemeine were not asked by the Ministerio de Defensa."
    assert identify(text) == "en"


def test_a_headline_without_function_words_is_taken_for_english() -> None:
    assert identify("Ministers hail fishing pact") == "en"


def test_figures_have_no_language() -> None:
    assert identify("12 13 14\n15 16") is None


def test_the_error_names_the_language_and_the_way_out() -> None:
    with pytest.raises(
        InputError, match=r"notes\.txt: seems to be in German; only English is read.*language='en'"
    ):
        require_english(SENTENCES[1][1], "notes.txt")


def test_a_text_in_no_known_language_says_so() -> None:
    with pytest.raises(InputError, match="its language could not be told"):
        require_english("Qapla bortas blr jablu'DI' reH QaQqu' nay " * 10)
