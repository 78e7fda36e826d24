"""What is told: plans, paces, messages, and a receiver that speaks as Slack does."""
