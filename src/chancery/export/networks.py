"""Networks for Gephi, igraph, networkx and others: GraphML and GEXF.

Four of them: `events` (who acts on whom), `congruence` and `conflict` (who agrees and who disagrees, as Discourse
Network Analyzer computes them) and `affiliation` (who stands where on which concept).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TextIO
from xml.sax.saxutils import escape, quoteattr

from chancery.export import coded
from chancery.export.agreement import Agreement, agreement, ties
from chancery.export.maker import maker
from chancery.records import Actor, Dossier

Values = Mapping[str, str | int | float]

_TYPES = {str: "string", int: "long", float: "double"}

_NOT_XML = {code: None for code in range(32) if code not in (9, 10, 13)} | {0xFFFE: None, 0xFFFF: None}
"""Characters that XML 1.0 cannot hold."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Node:
    """A node: its id, the label that is drawn, and what else is known of it."""

    id: str
    label: str
    values: Values = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True, slots=True)
class Edge:
    """A tie between two nodes, with its weight and what else is known of it."""

    source: str
    target: str
    weight: float
    values: Values = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True, slots=True)
class Network:
    """Nodes and the ties between them, in the order in which the dossiers name them."""

    directed: bool
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


class _Dealings:
    """What the events between two actors come to. The events themselves are not kept: there may be millions."""

    def __init__(self) -> None:
        self.count = 0
        self._classes: Counter[int | None] = Counter()
        self._types: Counter[str] = Counter()
        self._scores: list[float] = [0.0, 0.0]
        self._first = self._last = ""

    def add(self, row: coded.Row) -> None:
        """Count an event."""
        event = row.event
        self.count += 1
        self._classes[event.quad] += 1
        self._types[event.type] += 1
        if event.goldstein is not None:
            self._scores[0] += event.goldstein
            self._scores[1] += 1
        day = coded.event_day(event, row.article)
        if day:
            self._first = min(self._first or day, day)
            self._last = max(self._last, day)

    def values(self) -> Values:
        """The attributes of the tie."""
        told: dict[str, str | int | float] = {
            name.lower().replace(" ", "_"): self._classes[quad] for quad, name in coded.QUAD_NAMES.items()
        }
        told["types"] = "; ".join(f"{name} {count}" for name, count in self._types.most_common())
        total, scored = self._scores
        if scored:
            told["goldstein"] = round(total / scored, 4)
        if self._first:
            told |= {"first": self._first, "last": self._last}
        return told


def events(dossiers: Iterable[Dossier]) -> Network:
    """Actors, and a tie from each who acts to each whom it concerns.

    The weight is the number of events that took place; each class of events and the mean Goldstein value are
    attributes of the tie, and so are the first and the last day where they are known.
    """
    actors: dict[str, Actor] = {}
    between: dict[tuple[str, str], _Dealings] = {}
    for dossier in dossiers:
        for row in coded.rows(dossier):
            actors.setdefault(row.actor.id, row.actor)
            if row.recipient is not None:
                actors.setdefault(row.recipient.id, row.recipient)
                between.setdefault((row.actor.id, row.recipient.id), _Dealings()).add(row)
    edges = [
        Edge(source=source, target=target, weight=float(dealings.count), values=dealings.values())
        for (source, target), dealings in between.items()
    ]
    return Network(directed=True, nodes=tuple(map(_node, actors.values())), edges=tuple(edges))


def congruence(dossiers: Iterable[Dossier]) -> Network:
    """Holders tied by how often they take the same side on the same concepts."""
    return _between_holders(agreement(dossiers), "congruence")


def conflict(dossiers: Iterable[Dossier]) -> Network:
    """Holders tied by how often they take opposite sides on the same concepts."""
    return _between_holders(agreement(dossiers), "conflict")


def _between_holders(found: Agreement, kind: str) -> Network:
    tied = ties(found, "congruence" if kind == "congruence" else "conflict")
    edges = [Edge(source=first, target=second, weight=weight) for first, second, weight in tied]
    return Network(directed=False, nodes=tuple(map(_node, found.holders.values())), edges=tuple(edges))


def affiliation(dossiers: Iterable[Dossier]) -> Network:
    """Holders and concepts, tied by how much more often a holder supports a concept than opposes it."""
    found = agreement(dossiers)
    names = {concept: f"concept:{number}" for number, concept in enumerate(found.concepts, start=1)}
    nodes = [_node(holder) for holder in found.holders.values()]
    nodes += [Node(id=name, label=concept, values={"kind": "concept"}) for concept, name in names.items()]
    edges = []
    for holder, concept in dict.fromkeys((holder, concept) for holder, concept, _ in found.counts):
        supports = found.counts.get((holder, concept, True), 0)
        opposes = found.counts.get((holder, concept, False), 0)
        values: Values = {"supports": supports, "opposes": opposes}
        weight = float(supports - opposes)
        edges.append(Edge(source=holder, target=names[concept], weight=weight, values=values))
    return Network(directed=False, nodes=tuple(nodes), edges=tuple(edges))


NETWORKS: Mapping[str, Callable[[Iterable[Dossier]], Network]] = {
    "events": events,
    "congruence": congruence,
    "conflict": conflict,
    "affiliation": affiliation,
}
"""The networks, by name."""


def _node(actor: Actor) -> Node:
    known = {"kind": actor.kind, "country": actor.country, "sector": actor.sector}
    return Node(id=actor.id, label=actor.name, values={name: value for name, value in known.items() if value})


def _columns(rows: Iterable[Node] | Iterable[Edge]) -> dict[str, str]:
    """The attributes that occur, each with its type in XML Schema's words."""
    found: dict[str, str] = {}
    for row in rows:
        for name, value in row.values.items():
            found.setdefault(name, _TYPES[type(value)])
    return found


def _text(value: object) -> str:
    return escape(str(value).translate(_NOT_XML))


def _quoted(value: object) -> str:
    return quoteattr(str(value).translate(_NOT_XML))


def write_graphml(dossiers: Iterable[Dossier], file: TextIO, network: str = "events") -> None:
    """The network as GraphML: a label for each node, a weight for each tie, and all attributes typed."""
    made = NETWORKS[network](dossiers)
    of_nodes = {"label": "string", **_columns(made.nodes)}
    of_edges = {"weight": "double", **_columns(made.edges)}
    file.write('<?xml version="1.0" encoding="UTF-8"?>\n')
    file.write('<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n')
    for whose, columns in (("node", of_nodes), ("edge", of_edges)):
        for name, kind in columns.items():
            file.write(f'  <key id="{whose}-{name}" for="{whose}" attr.name="{name}" attr.type="{kind}"/>\n')
    file.write(f'  <graph edgedefault="{"directed" if made.directed else "undirected"}">\n')
    for node in made.nodes:
        file.write(
            f"    <node id={_quoted(node.id)}>{_data('node', {'label': node.label, **node.values})}</node>\n"
        )
    for edge in made.edges:
        inside = _data("edge", {"weight": edge.weight, **edge.values})
        file.write(f"    <edge source={_quoted(edge.source)} target={_quoted(edge.target)}>{inside}</edge>\n")
    file.write("  </graph>\n</graphml>\n")


def _data(whose: str, values: Values) -> str:
    return "".join(f'<data key="{whose}-{name}">{_text(value)}</data>' for name, value in values.items())


def write_gexf(dossiers: Iterable[Dossier], file: TextIO, network: str = "events") -> None:
    """The network as GEXF 1.3, Gephi's own format."""
    made = NETWORKS[network](dossiers)
    of_nodes, of_edges = _columns(made.nodes), _columns(made.edges)
    file.write('<?xml version="1.0" encoding="UTF-8"?>\n')
    file.write('<gexf xmlns="http://gexf.net/1.3" version="1.3">\n')
    file.write(f"  <meta><creator>{maker()}</creator></meta>\n")
    file.write(f'  <graph defaultedgetype="{"directed" if made.directed else "undirected"}" mode="static">\n')
    for whose, columns in (("node", of_nodes), ("edge", of_edges)):
        file.write(f'    <attributes class="{whose}">\n')
        for name, kind in columns.items():
            file.write(f'      <attribute id="{name}" title="{name}" type="{kind}"/>\n')
        file.write("    </attributes>\n")
    file.write("    <nodes>\n")
    for node in made.nodes:
        inside = _attvalues(node.values)
        file.write(f"      <node id={_quoted(node.id)} label={_quoted(node.label)}>{inside}</node>\n")
    file.write("    </nodes>\n    <edges>\n")
    for number, edge in enumerate(made.edges):
        ends = f"source={_quoted(edge.source)} target={_quoted(edge.target)}"
        inside = _attvalues(edge.values)
        file.write(f'      <edge id="{number}" {ends} weight="{edge.weight}">{inside}</edge>\n')
    file.write("    </edges>\n  </graph>\n</gexf>\n")


def _attvalues(values: Values) -> str:
    inside = "".join(f'<attvalue for="{name}" value={_quoted(value)}/>' for name, value in values.items())
    return f"<attvalues>{inside}</attvalues>" if inside else ""
