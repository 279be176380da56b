"""The field's things and words: frozen records that know no solver, no table and no file format."""
