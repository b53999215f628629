"""Who is in an article: the knowledge base of known actors, and resolution of names, titles and pronouns."""

from chancery.actors.cast import Cast
from chancery.actors.knowledge import Knowledge, knowledge
from chancery.actors.resolve import resolve

__all__ = ["Cast", "Knowledge", "knowledge", "resolve"]
