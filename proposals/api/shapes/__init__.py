"""The shapes of answers, for the OpenAPI description alone: entries are written from values, not by serialisers."""
