"""Pictures and attachments: made clean, kept by digest, public only with their release."""
