"""The rules: frozen values and pure functions. No Django, clock, disk, network or chance in here."""
