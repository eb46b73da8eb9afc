"""Full text over the texts and the coded passages of a case, held in memory and never written to the disk."""
