"""What people may send, by noun; each form is its own allow-list."""
