"""The door of pages: views, forms and templates by noun; every page works without JavaScript."""
