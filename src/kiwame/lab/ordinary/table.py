"""All ordinary bugs by name."""

from kiwame.lab.ordinary import by_hand, django, fastapi, flask, jobs, node, own, peers_failing
from kiwame.lab.ordinary.bug import Bug

FAMILIES = (
    django.BUGS,
    flask.BUGS,
    fastapi.BUGS,
    jobs.BUGS,
    own.BUGS,
    peers_failing.BUGS,
    node.BUGS,
    by_hand.BUGS,
)

BUGS: dict[str, Bug] = {bug.name: bug for family in FAMILIES for bug in family}

TRAPS: dict[str, Bug] = {bug.name: bug for bug in own.TRAPS}
