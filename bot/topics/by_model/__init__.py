"""An op-ed's argument map and playbook made by a chat model, gated, and joined to what people changed."""
