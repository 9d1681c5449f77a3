"""A worker's day: who needs somebody first, notes, what is urgent; verbs that the desk calls too."""
