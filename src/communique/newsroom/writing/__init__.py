"""The editor of releases: list, form, versions and preview of working copies."""
