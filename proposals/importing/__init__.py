"""From extraction to rows: plan, preview, apply. The only room that knows both `ingest` and the models."""
