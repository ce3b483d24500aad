"""The words between the bot's points in a debate. They claim nothing, and none is said twice in a debate."""

from __future__ import annotations

from collections.abc import Iterable

from bot.debate.challenge import Wanted
from bot.debate.state import Debate
from bot.request.pressure import Pressure
from bot.statement import Fixed

HOLDING: dict[Pressure, tuple[Fixed, ...]] = {
    "agree": (
        Fixed("Being told to agree is not an argument, so I'll hold my ground and give you one."),
        Fixed("I would change my mind for a reason, but you have given an order."),
        Fixed("Saying it more firmly doesn't make it stronger."),
    ),
    "switch": (
        Fixed("I'm keeping my side in this debate."),
        Fixed("I'm staying on my side."),
    ),
    "flattery": (
        Fixed("That is kind of you, but it changes nothing about the argument."),
        Fixed("Thank you; I'm keeping my side all the same."),
        Fixed("You are generous, so let me return the favor with an argument."),
    ),
    "insult": (
        Fixed("Let's leave me out of it and look at the argument."),
        Fixed("I will pass over that and answer the question."),
        Fixed("Harsh words settle nothing, so back to the matter at hand."),
        Fixed("I'll take that as impatience, and go on."),
    ),
    "caving": (
        Fixed("I note that you grant this, and I'll build on it."),
        Fixed("Thank you for granting that."),
        Fixed("Good, then that much is settled between us."),
    ),
}
DISOWNED = (
    Fixed("Then I misheard you, and I take that back."),
    Fixed("Fair correction: that was not your point."),
    Fixed("I misunderstood you there, so let me answer what you said."),
)
MORE = (
    Fixed("You have said that before, so here is another answer to it."),
    Fixed("You come back to that point, and so do I."),
)
EXTENDS = (
    Fixed("You press the point, so let me take my answer a step further."),
    Fixed("My answer survives that, and there is more to it."),
    Fixed("That leaves my point standing, for this reason."),
    Fixed("If you doubt it, consider the next step."),
    Fixed("I stand by that answer, and I'll add to it."),
)
STANDS = (
    Fixed("I have answered that, and my answer stands."),
    Fixed("I have said what I have to say on that, and it stands."),
    Fixed("My reply to that still stands, so I'll move to another ground."),
)
NEW = (
    Fixed("I have no good answer to that, so let it stand, and see what it has to outweigh."),
    Fixed("That is a fair point, and I can't refute it; but weigh it against the following."),
    Fixed("Grant that for the moment, and ask whether it decides the question."),
    Fixed("That may count for something, but there is more to be weighed."),
    Fixed("I'll give you that one, since my side rests on other grounds."),
)
NO_ANSWER = (
    Fixed("I can't answer that one from what the op-ed says, and I won't pretend to."),
    Fixed("I have to leave that question open."),
)
# What goes on behind that.
INSTEAD = (
    Fixed("What I can give you instead is this."),
    Fixed("What the op-ed does weigh is something else."),
)
# To a question whether an argument is so: it is not, and it is only in part.
DENIES = (Fixed("No."), Fixed("No, and for this reason."), Fixed("I don't think so."))
DENIES_HALF = (Fixed("Not quite."), Fixed("Only in part."), Fixed("Up to a point."))
# To a yes or no that is demanded, where what was prepared says how far it is so.
PARTLY = (
    Fixed("Up to a point."),
    Fixed("In part, and I'll say where it ends."),
    Fixed("Partly, and no further than this."),
)
# What is said first to whoever asks again what was answered in a word.
AGAIN: dict[str, tuple[Fixed, ...]] = {
    "no": (Fixed("As I said: no."), Fixed("My answer hasn't changed: no."), Fixed("Once more: no.")),
    "in part": (
        Fixed("As I said: in part."),
        Fixed("My answer hasn't changed: in part."),
        Fixed("Once more: in part."),
    ),
    "the first": (
        Fixed("As I said: the first."),
        Fixed("My answer hasn't changed: the first."),
        Fixed("Once more: the first."),
    ),
    "the second": (
        Fixed("As I said: the second."),
        Fixed("My answer hasn't changed: the second."),
        Fixed("Once more: the second."),
    ),
}
# To a question which of two things it is.
CHOOSES: dict[str, tuple[Fixed, ...]] = {
    "the first": (
        Fixed("If I have to choose: the first."),
        Fixed("Of the two, the first."),
        Fixed("My choice is the first."),
    ),
    "the second": (
        Fixed("If I have to choose: the second."),
        Fixed("Of the two, the second."),
        Fixed("My choice is the second."),
    ),
}
# To a question whether something follows; which of two things it is; whether a view is held whatever happens;
# whether something would be; whether there is anything of a kind; what or whom, where the op-ed is silent.
NOT_BY_ITSELF = (Fixed("Not by itself."), Fixed("Not necessarily."), Fixed("It doesn't follow."))
BOTH = (Fixed("It needn't be one or the other."), Fixed("Neither, as you put them."))
NEITHER = (
    Fixed("Neither: I keep both, because they don't exclude each other."),
    Fixed("I give up neither, since the two fit together."),
)
EVEN_SO = (Fixed("Yes, even then."), Fixed("Even then, yes."))
LEAVES_OPEN = (
    Fixed("The op-ed doesn't say, so I can give you neither a plain yes nor a plain no."),
    Fixed("Whether that is so, the op-ed doesn't say, so I can only give you my reasons."),
    Fixed("I can't give you a plain yes or no on that from what the op-ed says."),
)
# To an offer, or to what should be done: it goes the side's way; both ways, with the condition of who wants
# less, and of who wants as much; the other way; and neither.
ACCEPTS = (
    Fixed("Yes, I could live with that, because it goes my side's way."),
    Fixed("Yes, that is what my side argues for."),
    Fixed("My answer is yes, as it has been."),
)
IF_BORNE = (
    Fixed("I could live with that, if what remains of the burden is one that can be carried."),
    Fixed("Yes, on the condition that what is still asked can be paid without breaking the one who pays."),
    Fixed("A conditional yes: relief has to be a part of it, and the rest has to be bearable."),
)
IF_PAID = (
    Fixed("I could live with that, if what is given up is paid for in the same agreement."),
    Fixed("Yes, on the condition that something is signed for whatever is dropped."),
    Fixed("A conditional yes: nothing should be dropped before there is something in return."),
)
REFUSES = (
    Fixed("Not as it stands, because it asks my side to give up what it argues for."),
    Fixed("My answer is still no, since nothing in it goes my side's way."),
)
ADVISES_NOT = (
    Fixed("No, that goes against what my side argues for."),
    Fixed("My answer is no, as it has been."),
)
NOT_AS_IT_STANDS = (
    Fixed("Not as it stands, because I can't see in it what my side argues for."),
    Fixed("Not on those terms, since what my side asks for isn't among them."),
)
HAS_NOTHING = (
    Fixed("No, there is nothing in the op-ed that I could point to."),
    Fixed("None that I can find in the op-ed."),
)
SAYS_NOTHING = (
    Fixed("The op-ed has no direct answer to that, and I won't make one up."),
    Fixed("That is more than the op-ed says, so I can't tell you."),
    Fixed("The op-ed doesn't go into that, I admit."),
)
# To a question whether the bot grants a fact, and a gap.
GRANTS_THAT = (Fixed("Yes, that much the op-ed says itself."), Fixed("Yes, I grant the fact."))
DENIES_NOT = (Fixed("I don't deny that."), Fixed("No, that much is agreed."))
GRANTS_GAP = (
    Fixed("Yes: I can point to none, and I won't pretend otherwise."),
    Fixed("I grant that, since I can show you none."),
)
# To a question whether the bot grants a risk, and how something is not what it is called.
GRANTS_RISK = Fixed("That there is a risk I grant; what I dispute is how much it weighs.")
IS_NOT = Fixed("I don't think it is, and for this reason.")
# What is said where something is wanted that only the op-ed could give, and that isn't at hand.
HAS_NONE: dict[Wanted, tuple[Fixed, ...]] = {
    "passage": (
        Fixed("I can point you to no passage that says so, and I won't stretch one."),
        Fixed("No passage that I know of says that in so many words."),
    ),
    "number": (
        Fixed("I have no figure for that from the op-ed, and I won't make one up."),
        Fixed("I can't give you a number for that, and neither of us can take one from the op-ed."),
    ),
    "name": (
        Fixed("I can't name one from the op-ed, and I won't make one up."),
        Fixed("The op-ed gives me none, so I won't pretend to have one."),
    ),
}
SETS = (
    Fixed("That has to be squared with this."),
    Fixed("Look at what stands on the other side."),
    Fixed("Consider what that leaves out."),
    Fixed("Set that against the following."),
    Fixed("There is another way to look at it."),
)
SILENT = (
    Fixed("The op-ed is silent on that, so it can't decide the question for either of us."),
    Fixed("That lies outside the op-ed, and nothing in it depends on the answer."),
    Fixed("The op-ed doesn't go into that, which leaves the main question where it was."),
)
ASKED = (
    Fixed("First, your question."),
    Fixed("You asked, so here is the answer."),
    Fixed("That can be answered."),
)
# What names the second question of a turn, which is answered in short.
OTHER_QUESTION = (
    Fixed("To your other question:"),
    Fixed("And you asked something else:"),
    Fixed("As for the second thing that you asked:"),
)
STILL = (
    Fixed("So much for the fact, and here is what I make of it."),
    Fixed("Now for what that means in this debate."),
    Fixed("With that answered, back to the argument."),
)
GRANTS_NOT = (Fixed("No, that much I don't grant."), Fixed("I don't grant that."))
ADVANCES = (
    Fixed("Let me add another ground."),
    Fixed("There is a further reason for my side."),
    Fixed("Here is a point that has had no answer yet, because I have not made it."),
    Fixed("One more consideration."),
    Fixed("Let's turn to another part of the case."),
)
WEIGHS = (Fixed("Then weigh the two."), Fixed("Weighed up, it comes to this."))
NO_MORE = (
    Fixed("I have made my whole case now, and I rest it on what I have said."),
    Fixed("My case is complete; ask for the closing, and I'll sum it up."),
    Fixed("I have nothing to add to what I have argued."),
)
REOPENS = (
    Fixed("We had closed; let me take the debate up again."),
    Fixed("So the debate is open again."),
)
# What is said to the reader's own closing: behind the bot's, and before it.
THANKS = Fixed("Thank you: I'll take that as your closing, and I won't reply to it.")
THANKS_FIRST = Fixed(
    "Thank you: I'll take that as your closing, and I won't reply to it; say “closing” to hear mine."
)
SAY_CLOSING = Fixed("If you want my closing, say “closing”.")
YOUR_CLOSING = Fixed("Give your closing now, beginning with “In closing”: I won't reply to it.")
SAY_SWAP = Fixed("If you want to swap sides, say “swap sides”.")
GO_ON = Fixed("Make your point, and I'll answer it.")
OVER = Fixed("This debate is over: ask for the ballot, or begin again.")
LAST_WORD = Fixed("The last word is yours.")
NOTHING_YET = Fixed("There is nothing to sum up yet: make your point.")


def pick(variants: tuple[Fixed, ...], debate: Debate, beside: Iterable[Fixed] = ()) -> tuple[Fixed, ...]:
    """Return the first of the variants that the debate has not heard; none where it has heard all."""
    said = {*debate.links, *(fixed.text for fixed in beside)}
    return next(((fixed,) for fixed in variants if fixed.text not in said), ())
