"""What a message asks for: its words, the plan for them, and what they lean on."""
