"""One turn: question, plan, evidence, draft, gate, reply."""
