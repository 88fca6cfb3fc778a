"""What acts do: each module connects the acts of one kind with the parts of the window they need."""
