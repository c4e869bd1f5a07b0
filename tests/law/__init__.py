"""The register walked row by row: whatever ends or begins is reported on the right days, and on no other."""
