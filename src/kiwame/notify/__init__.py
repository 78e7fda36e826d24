"""What is told to people, where and when: decided purely, sent by a thin hand, nothing lost and nothing twice.

`plan` whether an issue is spoken of, and why · `route` which channels take it · `pace` how many messages a channel
bears · `retry` when what failed is tried again · `outcome` what became of a message · `slack` its messages and its
door. The rows of the outbox are the store's; the loop that drains it is `service.deliver`.
"""
