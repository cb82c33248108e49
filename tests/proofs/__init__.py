"""Long proofs, run by hand: each prints its figures and exits with status 1 when a promise is broken."""
