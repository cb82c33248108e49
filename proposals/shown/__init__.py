"""What a reader gets to read of a proposal: decided once, for its pages and for the search index alike."""
