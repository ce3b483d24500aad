"""What of the op-ed bears on a plan, and whether it suffices."""
