"""The screens, one file each: what was asked for, the use case, the view of its answer."""
