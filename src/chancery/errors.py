"""What can go wrong, as few types as a caller would want to tell apart."""


class ChanceryError(Exception):
    """The base of every error that Chancery raises on purpose; its message is meant for a person."""


class InputError(ChanceryError):
    """A document or an argument cannot be used; the message says where, what was found, what is allowed."""


class ModelError(ChanceryError):
    """The shipped language model is missing, damaged or of another version."""


class RuleError(ChanceryError):
    """A rule, lexicon or knowledge file breaks its own form; the message names file, row and allowed values."""


class ArchiveError(ChanceryError):
    """An archive cannot be opened, read or written: damaged, locked, full, read-only or of a newer version."""


class LanguageError(InputError):
    """A text that seems not to be in English; `found` says so without the remedy, which depends on the place."""

    def __init__(self, found: str) -> None:
        super().__init__(found)
        self.found = found

    def __str__(self) -> str:
        return f"{self.found} (if it is English, say language='en')"
