"""re3d: entities and relations in documents on Syria and Iraq, as its JSON files mark them."""

from __future__ import annotations

import hashlib


def held_back(document_id: str) -> bool:
    """Whether a document of re3d is kept out of training and measured on: about one in five, by its id.

    >>> held_back("001C9C3F3DFE16B4921B1E906F66E161")
    False
    """
    return hashlib.sha256(document_id.encode()).digest()[0] % 5 == 0
