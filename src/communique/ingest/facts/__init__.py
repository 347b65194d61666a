"""Facts that a text reports: sentences, mentions in them, frames of verbs, and what they say."""
