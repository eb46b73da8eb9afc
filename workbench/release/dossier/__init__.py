"""The dossier of a release: one document model built from the view of an audience, and one writer for each form."""
