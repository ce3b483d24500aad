"""What is said in mere conversation: a greeting, what the bot is and does, what it does not do."""

from __future__ import annotations

from bot.debate.sides import WHICH
from bot.request.plan import Plan, asks_opinion, asks_what_it_is
from bot.request.question import Mode
from bot.statement import Fixed

NO_OPINION = Fixed("I have no opinion of my own.")
A_PROGRAM = Fixed("I am a program, not a person.")
OUTSIDE = Fixed(
    "I can't help with that, but I know this op-ed: ask me what it recommends, for example, or for the case "
    "against it."
)
TALK: dict[str, tuple[Fixed, ...]] = {
    "greeting": (
        Fixed("Hello!"),
        Fixed("Ask me about the op-ed, or tell me whether to argue for it or against it."),
    ),
    "thanks": (Fixed("Thank you for reading; ask again if you want to know more."),),
    "help": (
        Fixed("I answer questions about the op-ed, argue for it or against it, and debate with you."),
        Fixed("Each sentence that I show is supported by the passage it cites."),
        Fixed("Try one of the questions to start with, or ask your own."),
    ),
    "outside": (OUTSIDE,),
    "which side": WHICH,
    "which case": (
        Fixed("Shall I argue for or against what the op-ed recommends?"),
        Fixed("Say “for” or “against”, and I will."),
    ),
}
IN_MODE: dict[Mode, Fixed] = {
    "ask": Fixed("I can argue for the op-ed or against it, and cite a passage for each sentence."),
    "for": Fixed("In this mode I argue for the op-ed; choose “against”, and I will argue the other side."),
    "against": Fixed("In this mode I argue against the op-ed; choose “for”, and I will argue its side."),
    "debate": Fixed("In a debate I argue the side that you leave me, and cite a passage for each sentence."),
}
ARGUES_HERE = {
    "for": Fixed("I have no opinion of my own; in this mode I argue for the op-ed."),
    "against": Fixed("I have no opinion of my own; in this mode I argue against the op-ed."),
}


def talk(plan: Plan) -> tuple[Fixed, ...]:
    """Return what is said to a message that is mere conversation."""
    if plan.kind != "self":
        return TALK[plan.kind]
    lead = A_PROGRAM if asks_what_it_is(plan.request.said) else NO_OPINION
    return lead, IN_MODE[plan.question.mode]


def opinion_asked(plan: Plan) -> tuple[Fixed, ...]:
    """Return what whoever argues a side says first to who asks for an opinion of its own; () else."""
    asked = (
        plan.request.act == "ask the bot"
        and not plan.request.form.concede
        and plan.question.mode in ARGUES_HERE
    )
    return (ARGUES_HERE[plan.question.mode],) if asked and asks_opinion(plan.request.said) else ()
