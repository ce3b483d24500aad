"""The way of a question: plan, evidence, draft, gate, reply, and the front ends that show it."""
