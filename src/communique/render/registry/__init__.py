"""The living pages of the registry: countries, structures, fields of work, meetings, people."""
