"""What the screens show, as frozen records that templates only have to lay out; reckoned without a server."""
