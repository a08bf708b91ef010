"""The labelled cases of "How can I help?", and the figures of the product's own matcher on them."""
