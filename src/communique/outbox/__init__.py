"""The outbox: frozen orders between the newsroom, which places them, and the registrar."""
