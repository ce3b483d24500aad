"""Ways to corrupt a true statement, one family a module: what the gate must refuse.

Every function takes a true report and the map's document and yields corrupted statements. The word lists are
this package's own and are not the gate's: a check tested with its own lexicon would only test itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from bot.statement import Statement
from evals.mutations.attribution import attribution_dropped, attribution_swapped
from evals.mutations.causes import cause_and_effect_swapped
from evals.mutations.citations import citation_moved, lent
from evals.mutations.figures import date_swapped, number_swapped, unit_swapped
from evals.mutations.inventions import INVENTED, invented
from evals.mutations.names import name_swapped
from evals.mutations.polarity import direction_flipped, negation_flipped
from evals.mutations.sentence import FRAME
from evals.mutations.strength import hedge_dropped, scope_widened
from evals.mutations.unicode import SIGNS
from knowledge.document import Document

__all__ = ["FRAME", "INVENTED", "MUTATIONS"]

MUTATIONS: dict[str, Callable[[Statement, Document], Iterator[Statement]]] = {
    "number": number_swapped,
    "unit": unit_swapped,
    "date": date_swapped,
    "name": name_swapped,
    "negation": negation_flipped,
    "direction": direction_flipped,
    "hedge": hedge_dropped,
    "attribution": attribution_swapped,
    "attribution dropped": attribution_dropped,
    "cause and effect": cause_and_effect_swapped,
    "scope": scope_widened,
    "invented": invented,
    "citation": citation_moved,
    "lent": lent,
    **SIGNS,
}
