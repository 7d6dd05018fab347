"""How a dossier runs: the national statuses and what leads from one to another, and processes as data.

Pure: a process is a value, a decision a function of it. The rows that keep both live in `dossiers`; why they are rows and
not a BPMN interpreter is in docs/adr/0005-workflow-in-rows.md.
"""

from motcua.workflow.acts import Act, Outcome, Place
from motcua.workflow.linter import Problem, problems
from motcua.workflow.moves import Move, NotPossibleError, entered, next_move
from motcua.workflow.process import ClockPolicy, Process, Step, standard_process
from motcua.workflow.simulation import planned_ends
from motcua.workflow.statuses import FINAL, TRANSITIONS, Status, Transition, may_follow

__all__ = [
    "FINAL",
    "TRANSITIONS",
    "Act",
    "ClockPolicy",
    "Move",
    "NotPossibleError",
    "Outcome",
    "Place",
    "Problem",
    "Process",
    "Status",
    "Step",
    "Transition",
    "entered",
    "may_follow",
    "next_move",
    "planned_ends",
    "problems",
    "standard_process",
]
