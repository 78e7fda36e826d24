"""What the sample app does beside calling models: prompts, answers, tools, agents, stores, settings, and its bugs."""
