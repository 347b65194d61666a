"""Pictures and attachments on their way to the record: taken in clean, kept by digest."""
