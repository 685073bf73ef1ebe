"""The pure heart of the kit: dossier and criteria in, findings out. No input or output, no clock, no chance."""
